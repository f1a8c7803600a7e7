/** Which named symbols lie in which block: two typed columns, made in one pass, instead of a list for each block. */
import type { BlockId, SymbolId } from '../engine/graph/ids'
import { markTest } from '../engine/arch/marks'
import { Base, NO_BLOCK } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import { NO_NAME } from '../engine/table/name-table'

export interface NamesIn {
  /** Named symbols of block b are `symbol[start[b]]` to `symbol[start[b + 1] - 1]`, ascending by offset, then by id. */
  readonly start: Uint32Array
  readonly symbol: Uint32Array
}

/** The named symbols of every block, as the graph is now. */
export function namesIn(graph: LinkGraph): NamesIn {
  const names = namesByBlock(graph)
  sortByOffset(graph, names.start, names.symbol)
  return names
}

/** The same, but the names of a block in the order of their ids: for those who look at few blocks. */
export function namesByBlock(graph: LinkGraph): NamesIn {
  const { base, name, block } = graph.symbols
  const count = graph.symbols.length
  const isMark = markTest(graph)
  const start = new Uint32Array(graph.blocks.length + 1)
  const named = new Uint32Array(count)
  let found = 0
  for (let s = 0 as SymbolId; s < count; s++) {
    if (base[s] !== Base.Defined || name[s] === NO_NAME || block[s] === NO_BLOCK || isMark?.(s)) continue
    named[found++] = s
    start[block[s] + 1]!++
  }
  for (let b = 1; b < start.length; b++) start[b]! += start[b - 1]!
  const next = start.slice()
  const symbol = new Uint32Array(found)
  for (let i = 0; i < found; i++) {
    const s = named[i]!
    symbol[next[block[s as SymbolId]]!++] = s
  }
  return { start, symbol }
}

/** Files list symbols in almost any order; the few blocks in which that is not the order of offsets are sorted. */
function sortByOffset(graph: LinkGraph, start: Uint32Array, symbol: Uint32Array): void {
  const before = offsetOrder(graph)
  for (let b = 0; b + 1 < start.length; b++)
    if (start[b + 1]! - start[b]! > 1) sortStretch(symbol, start[b]!, start[b + 1]!, before)
}

function sortStretch(symbol: Uint32Array, first: number, end: number, before: (a: number, b: number) => number): void {
  let sorted = true
  for (let i = first + 1; i < end && sorted; i++) sorted = before(symbol[i - 1]!, symbol[i]!) <= 0
  if (!sorted) symbol.subarray(first, end).sort(before)
}

/** Symbols by offset, then by id. */
export function offsetOrder({ symbols }: LinkGraph): (a: number, b: number) => number {
  const { words } = symbols.offset
  return (a, b) => words[2 * a + 1]! - words[2 * b + 1]! || words[2 * a]! - words[2 * b]! || a - b
}

/** Named symbols of one block, in order. */
export function namesOf({ start, symbol }: NamesIn, b: BlockId): Uint32Array {
  return b + 1 < start.length ? symbol.subarray(start[b], start[b + 1]) : symbol.subarray(0, 0)
}
