/**
 * The edges behind one of the twelve counters, as the lines of a list: worst verdict first, under each verdict the
 * reason and what can be done about it, then the edge kinds, under each kind its edges. Lines are numbers, since a counter may stand for a
 * million edges: an edge's id, or a heading.
 */
import { edgesOfPair, PAIR_LETTERS } from '../engine/graph/crossings'
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

/** What can be done about the edges below a verdict, on a line of its own: both together are too long for one. */
export interface WayOutHeading extends Omit<VerdictHeading, 'kind'> {
  readonly kind: 'way out'
}

export interface KindHeading {
  readonly kind: 'edge kind'
  readonly edgeKind: EdgeKind
  readonly count: number
}

export type Heading = VerdictHeading | WayOutHeading | KindHeading

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

/** Depth of a line in the tree: 1 verdict, 2 way out or kind, 3 edge. */
export function levelOf(list: CrossingList, line: number): number {
  const heading = headingOf(list, line)
  if (!heading) return 3
  return heading.kind === 'verdict' ? 1 : 2
}

/** The edges of one kind that are judged alike. */
interface Slot {
  readonly edgeKind: EdgeKind
  count: number
  /** The next line for one of them. */
  line: number
}

interface Group {
  /** Absent where no verdict is passed. */
  readonly heading: Omit<VerdictHeading, 'count'> | undefined
  readonly slots: Slot[]
}

const KINDS = 256

/** The edges of a pair as they are now. */
export function pairList(graph: LinkGraph, judge: Judge, pair: number): CrossingList {
  const { edges, rows } = edgesOfPair(graph, judge, pair)
  const { kind } = graph.edges
  const groups = new Map<string, Group>()
  const slots: (Slot | undefined)[] = []
  const slotAt = (i: number): Slot => {
    const [row, edgeKind] = [rows[i]!, kind[edges[i]! as EdgeId]]
    const slot = slots[row * KINDS + edgeKind] ?? slotIn(groupOf(groups, judge, row), edgeKind)
    slots[row * KINDS + edgeKind] = slot
    return slot
  }
  for (let i = 0; i < edges.length; i++) slotAt(i).count++
  const worstFirst = [...groups.values()].sort((a, b) => severity(b) - severity(a))
  return layLines(worstFirst, edges, slotAt)
}

const severity = ({ heading }: Group): number => (heading ? VERDICTS.indexOf(heading.verdict) : 0)

function groupOf(groups: Map<string, Group>, { rows, rules }: Judge, row: number): Group {
  const { id, says, wayOut, verdict: verdicts } = rows[row]!
  const verdict = verdicts[rules]
  const key = `${verdict}:${id}`
  const known = groups.get(key) ?? { heading: { kind: 'verdict', verdict, id, says, wayOut }, slots: [] }
  groups.set(key, known)
  return known
}

/** Two rows may have one heading: the slots below it are by kind. */
function slotIn({ slots }: Group, edgeKind: EdgeKind): Slot {
  const known = slots.find((slot) => slot.edgeKind === edgeKind)
  if (known) return known
  const slot = { edgeKind, count: 0, line: 0 }
  slots.push(slot)
  return slot
}

/** Edges that only keep their target alive: no verdict is passed on them. */
export function keepAliveList(graph: LinkGraph): CrossingList {
  const edges: number[] = []
  for (let e = 0 as EdgeId; e < graph.edges.length; e++)
    if (graph.edges.kind[e] === KIND_KEEP_ALIVE && !graph.isRemoved(graph.edges.block[e])) edges.push(e)
  const slot = { edgeKind: KIND_KEEP_ALIVE, count: edges.length, line: 0 }
  return layLines([{ heading: undefined, slots: [slot] }], Uint32Array.from(edges), () => slot)
}

/** First the headings, each with room for the edges below it, then the edges, one after the other. */
function layLines(groups: readonly Group[], edges: Uint32Array, slotAt: (i: number) => Slot): CrossingList {
  const headings: Heading[] = []
  const most = edges.length + groups.reduce((sum, { slots }) => sum + 2 + slots.length, 0)
  const [lines, places, sizes] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)]
  let length = 0
  const addHeading = (heading: Heading, place: number, size: number): void => {
    headings.push(heading)
    lines[length] = -headings.length
    places[length] = place
    sizes[length++] = size
  }
  groups.forEach(({ heading, slots }, g) => {
    const count = slots.reduce((sum, slot) => sum + slot.count, 0)
    // Where nothing is wrong, nothing is to be done about it.
    const ways = heading && heading.verdict !== 'fine' ? 1 : 0
    const below = ways + slots.length
    if (heading) addHeading({ ...heading, count }, g + 1, groups.length)
    if (heading && ways) addHeading({ ...heading, kind: 'way out', count }, 1, below)
    slots.forEach((slot, k) => {
      if (heading) addHeading({ kind: 'edge kind', edgeKind: slot.edgeKind, count: slot.count }, ways + k + 1, below)
      slot.line = length
      for (let i = 0; i < slot.count; i++) places[length + i] = i + 1
      sizes.fill(slot.count, length, length + slot.count)
      length += slot.count
    })
  })
  for (let i = 0; i < edges.length; i++) lines[slotAt(i).line++] = edges[i]!
  const cut = (column: Int32Array): Int32Array => column.subarray(0, length)
  return { headings, lines: cut(lines), places: cut(places), sizes: cut(sizes), edges: edges.length }
}

/** `S→F`, `N→out`. */
export const pairName = (pair: number): string =>
  `${PAIR_LETTERS[Math.floor(pair / PAIR_LETTERS.length)]}→${PAIR_LETTERS[pair % PAIR_LETTERS.length]}`
