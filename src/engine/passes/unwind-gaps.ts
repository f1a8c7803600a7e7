/**
 * Functions that no record of compact unwinding is about. An unwinder takes the last entry in front of an address, so
 * without entries of their own they would be unwound like their neighbours. A function that has a call-frame record gets
 * an entry that leads there; compilers write no other record for a function that they cannot describe in one word. All others
 * get an entry that says nothing, and unwinding ends there.
 *
 * Source: Apple's <mach-o/compact_unwind_encoding.h>; what `ld64.lld` writes.
 */
import type { FileId, SectionId, SymbolId } from '../graph/ids'
import { Base, NO_EDGE, NO_SYMBOL, Protection } from '../graph/ids'
import { LIFETIMES } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { SectionFlag, SymbolFlag } from '../graph/schema'
import type { FunctionFrames } from './function-frames'
import type { UnwindRecord, UnwindRow } from './unwind-record'

/** A place in a block of code, and how many bytes from there on a record is about; 0: it is only a name. */
interface Spot {
  readonly symbol: SymbolId
  readonly covers: bigint
}

/** For each file the functions whose first byte none of its records is about. */
export function functionsWithoutRecord(
  graph: LinkGraph,
  recordsOf: ReadonlyMap<FileId, readonly UnwindRecord[]>,
): ReadonlyMap<FileId, SymbolId[]> {
  const found = new Map<FileId, SymbolId[]>()
  const spots = new Map<FileId, Spot[]>()
  for (const [file, records] of recordsOf) {
    const own = records.map(({ function: symbol, size }) => ({ symbol, covers: BigInt(Math.max(1, size)) }))
    if (own.length > 0) spots.set(file, own)
  }
  const { symbols } = graph
  for (let s = 0 as SymbolId; s < symbols.length; s++) {
    const own = symbols.base[s] === Base.Defined ? spots.get(symbols.file[s]) : undefined
    if (own !== undefined && isCode(graph, s)) own.push({ symbol: s, covers: 0n })
  }
  for (const [file, own] of spots) found.set(file, uncovered(graph, own))
  return found
}

/** A name of code that will have memory. */
function isCode({ symbols, blocks, sections }: LinkGraph, s: SymbolId): boolean {
  const x: SectionId = blocks.section[symbols.block[s]]
  if (symbols.flags[s] & SymbolFlag.Removed || !(sections.protection[x] & Protection.Exec)) return false
  if (sections.flags[x] & SectionFlag.Synthetic || !LIFETIMES[sections.lifetime[x]]!.allocates) return false
  return symbols.offset.big[s] < blocks.size.big[symbols.block[s]]
}

function uncovered({ symbols }: LinkGraph, spots: Spot[]): SymbolId[] {
  const { block, offset } = symbols
  const order = ({ symbol: a, covers }: Spot, { symbol: b, covers: other }: Spot): number =>
    block[a] - block[b] || Number(offset.big[a] - offset.big[b]) || Number(other - covers)
  const found: SymbolId[] = []
  let [home, end] = [-1, 0n]
  for (const { symbol, covers } of spots.sort(order)) {
    const at = offset.big[symbol]
    if (block[symbol] !== home) [home, end] = [block[symbol], 0n]
    if (covers > 0n) {
      if (at + covers > end) end = at + covers
    } else if (at >= end) {
      found.push(symbol)
      // Other names of the same place.
      end = at + 1n
    }
  }
  return found
}

/** What stands in the table for a function without a record: where its call-frame record is, or nothing. */
export function recordInstead(
  graph: LinkGraph,
  frames: FunctionFrames,
  owner: SymbolId,
  { dwarfMode }: UnwindRow,
): UnwindRecord {
  const { block, offset } = graph.symbols
  const e = frames.edgeOf(owner)
  return {
    block: block[owner],
    function: owner,
    size: Number(graph.blocks.size.big[block[owner]] - offset.big[owner]),
    encoding: e === NO_EDGE ? 0 : dwarfMode,
    personality: NO_SYMBOL,
    lsda: NO_SYMBOL,
    frame: e === NO_EDGE ? NO_SYMBOL : graph.edges.target[e],
  }
}
