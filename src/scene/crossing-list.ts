/**
 * The edges behind one of the twelve counters, as the lines of a list: worst verdict first, under each verdict the
 * reason, under each reason the edge kinds, under each kind its edges. Lines are numbers, since a counter may stand for a
 * million edges: an edge's id, or a heading.
 */
import { crossingOf, isCounted, PAIR_LETTERS, pairOf } from '../engine/graph/crossings'
import type { Judge } from '../engine/graph/crossings'
import type { Verdict } from '../engine/graph/crossing-rules'
import { VERDICTS } from '../engine/graph/crossing-rules'
import type { EdgeId, EdgeKind } from '../engine/graph/ids'
import { KIND_KEEP_ALIVE } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'

export interface VerdictHeading {
  readonly kind: 'verdict'
  readonly verdict: Verdict
  /** Of the row that says why. */
  readonly id: string
  readonly says: string
  readonly wayOut: string
  readonly count: number
}

export interface KindHeading {
  readonly kind: 'edge kind'
  readonly edgeKind: EdgeKind
  readonly count: number
}

export type Heading = VerdictHeading | KindHeading

export interface CrossingList {
  readonly headings: readonly Heading[]
  /** An edge's id, or −1 − h for heading h. */
  readonly lines: Int32Array
  /** For each line its place among the lines of its level and heading, from 1, and how many there are. */
  readonly places: Int32Array
  readonly sizes: Int32Array
  readonly edges: number
}

export const headingOf = (list: CrossingList, line: number): Heading | undefined =>
  list.lines[line]! < 0 ? list.headings[-1 - list.lines[line]!] : undefined

/** Depth of a line in the tree: 1 verdict, 2 kind, 3 edge. */
export function levelOf(list: CrossingList, line: number): number {
  const heading = headingOf(list, line)
  if (!heading) return 3
  return heading.kind === 'verdict' ? 1 : 2
}

interface Group {
  readonly heading: Omit<VerdictHeading, 'count'>
  readonly kinds: Map<EdgeKind, EdgeId[]>
}

/** The edges of a pair as they are now. */
export function pairList(graph: LinkGraph, judge: Judge, pair: number): CrossingList {
  const groups = new Map<string, Group>()
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    if (!isCounted(graph, e)) continue
    const { from, to, verdict, id, says, wayOut } = crossingOf(graph, e, judge)
    if (pairOf(from, to) !== pair) continue
    const key = `${verdict}:${id}`
    let group = groups.get(key)
    if (!group) {
      group = { heading: { kind: 'verdict', verdict, id, says, wayOut }, kinds: new Map() }
      groups.set(key, group)
    }
    addTo(group.kinds, graph.edges.kind[e], e)
  }
  const worstFirst = [...groups.values()].sort(
    (a, b) => VERDICTS.indexOf(b.heading.verdict) - VERDICTS.indexOf(a.heading.verdict),
  )
  return flatten(worstFirst)
}

/** Edges that only keep their target alive: no verdict is passed on them. */
export function keepAliveList(graph: LinkGraph): CrossingList {
  const kinds = new Map<EdgeKind, EdgeId[]>()
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    if (graph.edges.kind[e] === KIND_KEEP_ALIVE && !graph.isRemoved(graph.edges.block[e]))
      addTo(kinds, KIND_KEEP_ALIVE, e)
  }
  return flatten([{ heading: undefined, kinds }])
}

function addTo(kinds: Map<EdgeKind, EdgeId[]>, kind: EdgeKind, e: EdgeId): void {
  const known = kinds.get(kind)
  if (known) known.push(e)
  else kinds.set(kind, [e])
}

function flatten(groups: readonly { heading: Group['heading'] | undefined; kinds: Group['kinds'] }[]): CrossingList {
  const headings: Heading[] = []
  const [lines, places, sizes]: [number[], number[], number[]] = [[], [], []]
  const add = (line: number, place: number, size: number): void => {
    lines.push(line)
    places.push(place)
    sizes.push(size)
  }
  const addHeading = (heading: Heading, place: number, size: number): void => {
    headings.push(heading)
    add(-headings.length, place, size)
  }
  let edges = 0
  groups.forEach(({ heading, kinds }, g) => {
    const count = [...kinds.values()].reduce((sum, list) => sum + list.length, 0)
    edges += count
    if (heading) addHeading({ ...heading, count }, g + 1, groups.length)
    let k = 0
    for (const [edgeKind, list] of kinds) {
      if (heading) addHeading({ kind: 'edge kind', edgeKind, count: list.length }, ++k, kinds.size)
      list.forEach((e, i) => {
        add(e, i + 1, list.length)
      })
    }
  })
  return {
    headings,
    lines: Int32Array.from(lines),
    places: Int32Array.from(places),
    sizes: Int32Array.from(sizes),
    edges,
  }
}

/** `S→F`, `N→out`. */
export const pairName = (pair: number): string =>
  `${PAIR_LETTERS[Math.floor(pair / PAIR_LETTERS.length)]}→${PAIR_LETTERS[pair % PAIR_LETTERS.length]}`
