/**
 * Who refers to whom, as numbers in a square: edges counted between sections, or between files where there are many. What
 * is not among the largest is summed up as "others", so that rows and columns add up.
 */
import { definitionOf, isCounted, OUTSIDE } from '../engine/graph/crossings'
import type { EdgeId, SectionId, SymbolId } from '../engine/graph/ids'
import { Base, NO_BLOCK } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import { SymbolFlag } from '../engine/graph/schema'
import type { Say } from '../messages/messages'

export type MatrixOf = 'sections' | 'files'
export type MatrixOrder = 'address' | 'count'

/** One row and, but for `outside`, one column. */
export interface MatrixLine {
  readonly title: string
  /** Lifetime of its section; OUTSIDE for what has none of its own. */
  readonly policy: number
  readonly total: number
}

export interface Matrix {
  readonly from: readonly MatrixLine[]
  readonly to: readonly MatrixLine[]
  /** Edges from line i to line j: `count[i * to.length + j]`. */
  readonly count: Uint32Array
  readonly total: number
  /** Edge → its cell, or -1. */
  readonly cellOf: Int32Array
}

/** More lines cannot be read. */
const MOST_LINES = 40
const NOWHERE = -1

export interface MatrixQuery {
  readonly say: Say
  readonly graph: LinkGraph
  readonly of: MatrixOf
  readonly order: MatrixOrder
  /** 0 for edges that are filtered out. */
  readonly mask: Uint8Array | undefined
}

export function matrixOf({ say, graph, of, order, mask }: MatrixQuery): Matrix {
  const owners = of === 'sections' ? graph.sections.length : graph.files.length
  const ends = new Int32Array(2 * graph.edges.length).fill(NOWHERE)
  const weight = new Uint32Array(owners)
  const ownerOf = (x: SectionId): number => (of === 'sections' ? x : graph.sections.file[x])
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    if (!isCounted(graph, e) || mask?.[e] === 0) continue
    const from = ownerOf(graph.blocks.section[graph.edges.block[e]])
    const target = sectionOf(graph, definitionOf(graph, graph.edges.target[e]))
    const to = target === NOWHERE ? owners : ownerOf(target as SectionId)
    ends[2 * e] = from
    ends[2 * e + 1] = to
    weight[from]!++
    if (to < owners) weight[to]!++
  }
  return fill(say, graph, of, linesFor(graph, of, order, weight), ends)
}

function sectionOf(graph: LinkGraph, s: SymbolId): number {
  const b = graph.symbols.block[s]
  if (graph.symbols.base[s] !== Base.Defined || b === NO_BLOCK || graph.symbols.flags[s] & SymbolFlag.Removed)
    return NOWHERE
  return graph.blocks.section[b]
}

/** The owners that get a line, in their order. */
function linesFor(graph: LinkGraph, of: MatrixOf, order: MatrixOrder, weight: Uint32Array): number[] {
  const used = [...weight.keys()].filter((owner) => weight[owner]! > 0)
  const byWeight = (a: number, b: number): number => weight[b]! - weight[a]! || a - b
  const kept = used.length > MOST_LINES ? used.sort(byWeight).slice(0, MOST_LINES) : used
  if (order === 'count') return kept.sort(byWeight)
  if (of === 'files') return kept.sort((a, b) => a - b)
  const address = addresses(graph)
  const { lifetime } = graph.sections
  return kept.sort((a, b) => {
    const policy = lifetime[a as SectionId] - lifetime[b as SectionId]
    return policy || address[a]! - address[b]! || a - b
  })
}

/** Section → the lowest address of its blocks, near enough for an order. */
function addresses(graph: LinkGraph): Float64Array {
  const found = new Float64Array(graph.sections.length).fill(Infinity)
  const { section, address } = graph.blocks
  for (let b = 0; b < graph.blocks.length; b++) {
    const x = section[b as never]
    const at = address.words[2 * b]! + address.words[2 * b + 1]! * 2 ** 32
    if (at < found[x]!) found[x] = at
  }
  return found
}

function fill(say: Say, graph: LinkGraph, of: MatrixOf, lines: readonly number[], ends: Int32Array): Matrix {
  const owners = of === 'sections' ? graph.sections.length : graph.files.length
  const place = new Int32Array(owners + 1).fill(lines.length)
  lines.forEach((owner, i) => {
    place[owner] = i
  })
  place[owners] = lines.length + 1
  const width = lines.length + 2
  const count = new Uint32Array((lines.length + 1) * width)
  const cellOf = new Int32Array(ends.length / 2).fill(NOWHERE)
  let total = 0
  for (let e = 0; e < cellOf.length; e++) {
    if (ends[2 * e] === NOWHERE) continue
    const cell = place[ends[2 * e]!]! * width + place[ends[2 * e + 1]!]!
    cellOf[e] = cell
    count[cell]!++
    total++
  }
  return trim(say, graph, of, lines, { count, cellOf, total })
}

/** Adds titles and sums. "Others" and "outside" stay even when empty, so that cells keep their numbers. */
function trim(
  say: Say,
  graph: LinkGraph,
  of: MatrixOf,
  lines: readonly number[],
  { count, cellOf, total }: Pick<Matrix, 'count' | 'cellOf' | 'total'>,
): Matrix {
  const width = lines.length + 2
  const rows = lines.length + 1
  const rowSum = (i: number): number => count.subarray(i * width, (i + 1) * width).reduce((sum, n) => sum + n, 0)
  const columnSum = (j: number): number => {
    let sum = 0
    for (let i = 0; i < rows; i++) sum += count[i * width + j]!
    return sum
  }
  const shared = of === 'sections' ? sharedNames(graph, lines) : new Set<number>()
  const title = (owner: number): string => {
    if (of === 'files') return graph.files[owner]!.name
    const x = owner as SectionId
    const name = graph.sectionName(x) || say('matrix.no-name')
    return shared.has(graph.sections.name[x]) ? `${name} (${graph.files[graph.sections.file[x]]!.name})` : name
  }
  const policy = (owner: number): number => (of === 'files' ? OUTSIDE : graph.sections.lifetime[owner as SectionId])
  const line = (owner: number, sum: number): MatrixLine => ({ title: title(owner), policy: policy(owner), total: sum })
  const extra = (title: string, sum: number): MatrixLine => ({ title, policy: OUTSIDE, total: sum })
  return {
    from: [...lines.map((owner, i) => line(owner, rowSum(i))), extra(say('matrix.others'), rowSum(lines.length))],
    to: [
      ...lines.map((owner, j) => line(owner, columnSum(j))),
      extra(say('matrix.others'), columnSum(lines.length)),
      extra(say('matrix.outside'), columnSum(lines.length + 1)),
    ],
    count,
    total,
    cellOf,
  }
}

/** Names that several of the sections have: there the file tells them apart. */
function sharedNames({ sections }: LinkGraph, lines: readonly number[]): ReadonlySet<number> {
  const names = lines.map((owner) => sections.name[owner as SectionId])
  const once = new Set<number>()
  return new Set(names.filter((name) => once.has(name) || !once.add(name)))
}

/** Ids of the edges in one cell. */
export function edgesOfCell({ cellOf }: Matrix, cell: number): Uint32Array {
  const found: number[] = []
  cellOf.forEach((own, e) => {
    if (own === cell) found.push(e)
  })
  return Uint32Array.from(found)
}
