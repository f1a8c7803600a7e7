/**
 * Rows: how a block is divided for the eye. Each named symbol starts a row; names of one place share it; bytes in front of
 * the first name get a row without one. A row grows with the number of edges that leave it, so that ticks stay apart.
 */
import { plural } from '../base/plural'
import type { EdgeIndex } from '../engine/graph/edge-index'
import type { BlockId, EdgeId, SymbolId } from '../engine/graph/ids'
import { Base, FIRST_RELOCATION_KIND, NO_BLOCK, NO_SYMBOL } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import { SectionFlag } from '../engine/graph/schema'
import { NO_NAME } from '../engine/table/name-table'

/** A row before it has a place. */
export interface RowPlan {
  readonly symbol: SymbolId
  readonly start: number
  readonly end: number
  /** Empty: the row says nothing that its section's title does not say, or what it is called depends on the moment. */
  readonly label: string
  readonly note: string
  /** Its name is the block's, which may change while the link runs: the painter asks for it. */
  readonly asks: boolean
  readonly height: number
}

const ROW_HEIGHT = 20
/** A row without text: all there is to say stands in the section's title. */
const SILENT_HEIGHT = 15
const TICK_SPACE = 7
const MAX_TICKS = 16
/** Blocks with at least this many rows fold their assembler labels. */
const FOLD_FROM = 10
/** Most that a folded row grows for the names in it. */
const MOST_FOLD = 40

/** Named symbols of every block, in ascending order of offset. */
export function namedSymbols(graph: LinkGraph): Map<BlockId, SymbolId[]> {
  const found = new Map<BlockId, SymbolId[]>()
  const { base, name, block, offset } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] !== Base.Defined || name[s] === NO_NAME || block[s] === NO_BLOCK) continue
    const list = found.get(block[s])
    if (list) list.push(s)
    else found.set(block[s], [s])
  }
  for (const list of found.values()) list.sort((a, b) => Number(offset.big[a] - offset.big[b]) || a - b)
  return found
}

/** Divides a block into rows; `symbols` are its named symbols in order; `plain`: its section says all about it. */
export function rowsOf(
  graph: LinkGraph,
  edges: EdgeIndex,
  b: BlockId,
  symbols: readonly SymbolId[],
  plain: boolean,
): RowPlan[] {
  const size = Number(graph.blocks.size.big[b])
  const starts = foldLabels(graph, startsOf(graph, symbols, size))
  const synthetic = (graph.sections.flags[graph.blocks.section[b]] & SectionFlag.Synthetic) !== 0
  const counts = countEdges(graph, edges, b, starts)
  return starts.map(({ start, names, folded }, i) => {
    const end = starts[i + 1]?.start ?? size
    const text = folded > 0 ? foldedText(graph, names) : names.map((s) => graph.nameOf(s)).join(', ')
    const named = names.length > 0 && !synthetic
    const asks = !named && i === 0
    const silent = asks && starts.length === 1 && plain
    const label = named ? text : asks ? '' : '…'
    const least = silent ? SILENT_HEIGHT : ROW_HEIGHT + Math.min(MOST_FOLD, folded)
    const height = Math.max(least, 10 + TICK_SPACE * Math.min(counts[i]!, MAX_TICKS))
    const symbol = folded > 0 ? NO_SYMBOL : (names[0] ?? NO_SYMBOL)
    return {
      symbol,
      start,
      end,
      label,
      note: silent ? '' : plural(end - start, 'B', 'B'),
      asks: asks && !silent,
      height,
    }
  })
}

/** `.LC0 … .LC31, 24 names`. */
function foldedText(graph: LinkGraph, names: readonly SymbolId[]): string {
  return `${graph.nameOf(names[0]!)} … ${graph.nameOf(names.at(-1)!)}, ${names.length} names`
}

/** In a block of many rows, neighbours whose names only the assembler knows share a row. */
function foldLabels(graph: LinkGraph, starts: readonly Start[]): Start[] {
  if (starts.length < FOLD_FROM) return [...starts]
  const rows: Start[] = []
  const isLabel = ({ names }: Start): boolean =>
    names.length > 0 && names.every((s) => graph.nameOf(s).startsWith('.L'))
  let run: Start | undefined
  for (const row of starts) {
    if (!isLabel(row)) {
      run = undefined
      rows.push(row)
    } else if (run) {
      run.names.push(...row.names)
      run.folded++
    } else {
      run = { ...row, names: [...row.names] }
      rows.push(run)
    }
  }
  return rows
}

interface Start {
  readonly start: number
  readonly names: SymbolId[]
  /** Rows that were folded into this one. */
  folded: number
}

function startsOf(graph: LinkGraph, symbols: readonly SymbolId[], size: number): Start[] {
  const starts: Start[] = []
  for (const s of symbols) {
    const at = Math.min(Number(graph.symbols.offset.big[s]), size)
    const last = starts.at(-1)
    if (last?.start === at) last.names.push(s)
    else starts.push({ start: at, names: [s], folded: 0 })
  }
  if (starts[0]?.start !== 0) starts.unshift({ start: 0, names: [], folded: 0 })
  return starts
}

function countEdges(graph: LinkGraph, edges: EdgeIndex, b: BlockId, rows: readonly Start[]): number[] {
  const starts = rows.map(({ start }) => start)
  const counts = starts.map(() => 0)
  for (let i = edges.start[b]!; i < edges.start[b + 1]!; i++) {
    const e = edges.edge[i]! as EdgeId
    if (graph.edges.kind[e] < FIRST_RELOCATION_KIND) continue
    counts[rowAt(starts, graph.edges.offset[e])]!++
  }
  return counts
}

/** Index of the row that holds an offset. */
export function rowAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle
  }
  return low
}
