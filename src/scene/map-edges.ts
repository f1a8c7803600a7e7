/**
 * What is known of all edges of a map at one moment: between which rows they lead, how many fields of each row are not
 * written yet, how many edges lead from unit to unit. It moves with the graph: a step finds again only what the events in
 * between have touched.
 */
import type { EdgeId } from '../engine/graph/ids'
import type { RecordId } from '../engine/graph/log'
import { EdgeFlag } from '../engine/graph/schema'
import type { EdgeEnds, EndsQuery } from './ends'
import { EndFinder, NOT_DRAWN } from './ends'
import { changesBetween, END_CELLS, HOLE_CELLS, PLACE_CELLS, recordsBetween } from './stale'
import type { Timeline } from './touched'
import { touchedEdges } from './touched'
import type { Counter, Traffic } from './traffic'
import { counterFor, OFF_UNIT, unitsOfRows } from './traffic'

/** Columns and sums for one moment. They are changed in place: who holds an older one sees the newer moment, as with the graph. */
export interface EdgesNow {
  readonly ends: EdgeEnds
  /** Row → fields that are not written yet. */
  readonly holes: Uint32Array
  readonly traffic: Traffic
}

/** What is known of all edges at one position, to go on from in another thread. */
export interface EdgesStart {
  readonly position: number
  readonly from: Int32Array
  readonly to: Int32Array
  readonly open: Uint8Array
  readonly holes: Uint32Array
  readonly traffic: Traffic
}

export class MapEdges {
  readonly #query: EndsQuery
  readonly #timeline: Timeline
  readonly #from: Int32Array
  readonly #to: Int32Array
  /** 1 for edges whose field is a hole on the map. */
  readonly #open: Uint8Array
  readonly #holes: Uint32Array
  readonly #unitOf: Uint32Array
  #finder: EndFinder
  #counter: Counter
  #drawn = 0
  #position: number
  #now: EdgesNow

  /** Starts where the graph is, at `start`; or with what was known at another position. */
  constructor(query: EndsQuery, timeline: Timeline, start: number | EdgesStart) {
    this.#query = query
    this.#timeline = timeline
    const { layout } = query
    const most = timeline.outgoing.edge.length
    const known = typeof start === 'number' ? undefined : start
    this.#from = known?.from ?? new Int32Array(most).fill(NOT_DRAWN)
    this.#to = known?.to ?? new Int32Array(most)
    this.#open = known?.open ?? new Uint8Array(most)
    this.#holes = known?.holes ?? new Uint32Array(layout.rows.length)
    this.#unitOf = unitsOfRows(layout)
    this.#finder = new EndFinder(query)
    this.#counter = counterFor(layout.units.length)
    this.#position = typeof start === 'number' ? start : start.position
    if (known) this.#recount(known.traffic)
    else this.#findAll()
    this.#now = known ? { ends: this.#endsNow(), holes: this.#holes, traffic: known.traffic } : this.#sumUp()
  }

  toStart(): EdgesStart {
    const { traffic } = this.#now
    const columns = { from: this.#from, to: this.#to, open: this.#open, holes: this.#holes }
    return { position: this.#position, ...columns, traffic }
  }

  #recount({ from, to, count, all }: Traffic): void {
    const off = this.#query.layout.units.length
    for (let i = 0; i < count.length; i++) this.#counter.add(from[i]!, to[i]! === OFF_UNIT ? off : to[i]!, count[i]!)
    this.#drawn = all
  }

  #endsNow(): EdgeEnds {
    return { length: this.#query.graph.edges.length, from: this.#from, to: this.#to }
  }

  /** The moment at `position`, where the graph is. The same object as before if no edge begins or ends elsewhere. */
  at(position: number): EdgesNow {
    if (position === this.#position) return this.#now
    const touched = touchedEdges(this.#timeline, END_CELLS, this.#position, position)
    if (!touched) {
      if (changesBetween(this.#timeline.log, this.#position, position, PLACE_CELLS))
        this.#finder = new EndFinder(this.#query)
      this.#findAll()
      this.#now = this.#sumUp()
    } else {
      let moved = false
      for (const e of touched) moved = this.#again(e as EdgeId) || moved
      this.#fill(this.#position, position)
      if (moved || this.#now.ends.length !== this.#query.graph.edges.length) this.#now = this.#sumUp()
    }
    this.#position = position
    return this.#now
  }

  /** Fields that were written, or are holes again. */
  #fill(from: number, to: number): void {
    const { log } = this.#timeline
    const { records, first, end } = recordsBetween(log, from, to, HOLE_CELLS)
    for (let i = first; i < end; i++) {
      const e = log.records.row[records[i]! as RecordId] as EdgeId
      const row = this.#from[e]!
      if (row === NOT_DRAWN) continue
      const open = this.#isOpen(e)
      this.#holes[row]! += open - this.#open[e]!
      this.#open[e] = open
    }
  }

  #isOpen(e: EdgeId): 0 | 1 {
    return this.#query.graph.edges.flags[e] & EdgeFlag.Applied ? 0 : 1
  }

  #sumUp(): EdgesNow {
    return {
      ends: this.#endsNow(),
      holes: this.#holes,
      traffic: { total: this.#drawn, all: this.#drawn, ...this.#counter.pairs() },
    }
  }

  #findAll(): void {
    const { layout, graph } = this.#query
    const { length } = graph.edges
    this.#counter = counterFor(layout.units.length)
    this.#from.fill(NOT_DRAWN, length)
    this.#finder.findAll({ length, from: this.#from, to: this.#to })
    this.#countAll(length)
  }

  /** What `#count` does, for all edges, from columns that are looked up once. */
  #countAll(length: number): void {
    const [from, to, open, holes, unitOf] = [this.#from, this.#to, this.#open, this.#holes, this.#unitOf]
    const { flags } = this.#query.graph.edges
    const off = this.#query.layout.units.length
    const counter = this.#counter
    holes.fill(0)
    open.fill(0)
    let drawn = 0
    for (let e = 0 as EdgeId; e < length; e++) {
      const row = from[e]!
      if (row === NOT_DRAWN) continue
      drawn++
      const target = to[e]!
      counter.add(unitOf[row]!, target < 0 ? off : unitOf[target]!, 1)
      if (flags[e] & EdgeFlag.Applied) continue
      open[e] = 1
      holes[row]!++
    }
    this.#drawn = drawn
  }

  /** Finds one edge again; true if it leads between other rows than before. */
  #again(e: EdgeId): boolean {
    const [wasFrom, wasTo] = [this.#from[e]!, this.#to[e]!]
    if (wasFrom !== NOT_DRAWN) this.#discount(e)
    const from = this.#finder.from(e)
    this.#from[e] = from
    if (from !== NOT_DRAWN) {
      this.#to[e] = this.#finder.to(e)
      this.#count(e)
    }
    return from !== wasFrom || (from !== NOT_DRAWN && this.#to[e] !== wasTo)
  }

  #count(e: EdgeId): void {
    const from = this.#from[e]!
    this.#drawn++
    this.#counter.add(this.#unitOf[from]!, this.#targetUnit(e), 1)
    this.#open[e] = this.#isOpen(e)
    this.#holes[from]! += this.#open[e]!
  }

  #discount(e: EdgeId): void {
    const from = this.#from[e]!
    this.#drawn--
    this.#counter.add(this.#unitOf[from]!, this.#targetUnit(e), -1)
    this.#holes[from]! -= this.#open[e]!
    this.#open[e] = 0
  }

  #targetUnit(e: EdgeId): number {
    const to = this.#to[e]!
    return to < 0 ? this.#query.layout.units.length : this.#unitOf[to]!
  }
}
