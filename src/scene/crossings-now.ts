/** The counters of crossings at a moment. They move with the graph: a step judges again only the edges that it touched. */
import type { CrossingCounts, Judge } from '../engine/graph/crossings'
import { countsOf, isWarning, NOT_COUNTED, TALLIES, tallyEdge, tallyEdges } from '../engine/graph/crossings'
import type { EdgeId } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import { CROSSING_CELLS } from './stale'
import type { Timeline } from './touched'
import { touchedEdges } from './touched'

export interface CrossingQuery extends Timeline {
  readonly graph: LinkGraph
  readonly judge: Judge
}

/** How every edge is counted at one position, to go on from in another thread. */
export interface CrossingsStart {
  readonly position: number
  /** By edge, see `tallyEdges`. */
  readonly codes: Uint8Array
}

/** What a linker says of its link for `CrossingsNow`: the graph is at the end of the log. */
export function crossingsAtEnd(graph: LinkGraph, judge: Judge, position: number): CrossingsStart {
  const codes = new Uint8Array(graph.edges.length)
  tallyEdges(graph, judge, codes)
  return { position, codes }
}

export class CrossingsNow {
  readonly #query: CrossingQuery
  /** How each edge is counted. */
  readonly #codes: Uint8Array
  readonly #tallies = new Uint32Array(TALLIES)
  #position: number
  #counts: CrossingCounts

  /** Starts where the graph is, at `start`; or with what was known at another position. */
  constructor(query: CrossingQuery, start: number | CrossingsStart) {
    this.#query = query
    this.#codes = new Uint8Array(query.outgoing.edge.length)
    this.#position = typeof start === 'number' ? start : start.position
    if (typeof start !== 'number') this.#codes.set(start.codes)
    this.#counts = typeof start === 'number' ? this.#judgeAll() : this.#sumUp()
  }

  /** The counters at `position`, where the graph is; the same object as before if no edge is counted otherwise. */
  at(position: number): CrossingCounts {
    if (position === this.#position) return this.#counts
    const touched = touchedEdges(this.#query, CROSSING_CELLS, this.#position, position)
    this.#position = position
    if (!touched) this.#counts = this.#judgeAll()
    else {
      let changed = false
      for (const e of touched) changed = this.#again(e as EdgeId) || changed
      if (changed) this.#counts = countsOf(this.#tallies)
    }
    return this.#counts
  }

  /** The edges with a verdict worse than a note, in the order of their ids. */
  warnings(): EdgeId[] {
    const found: EdgeId[] = []
    for (let e = 0 as EdgeId; e < this.#codes.length; e++) if (isWarning(this.#codes[e]!)) found.push(e)
    return found
  }

  #judgeAll(): CrossingCounts {
    const { graph, judge } = this.#query
    const codes = this.#codes
    tallyEdges(graph, judge, codes)
    codes.fill(NOT_COUNTED, graph.edges.length)
    return this.#sumUp()
  }

  #sumUp(): CrossingCounts {
    const codes = this.#codes
    const tallies = this.#tallies
    tallies.fill(0)
    for (let e = 0; e < codes.length; e++) tallies[codes[e]!]!++
    return countsOf(tallies)
  }

  #again(e: EdgeId): boolean {
    const { graph, judge } = this.#query
    const was = this.#codes[e]!
    const is = e < graph.edges.length ? tallyEdge(graph, judge, e) : NOT_COUNTED
    this.#tallies[was]!--
    this.#tallies[is]!++
    this.#codes[e] = is
    return is !== was
  }
}
