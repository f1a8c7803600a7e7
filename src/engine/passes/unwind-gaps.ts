/**
 * Functions that no record of compact unwinding is about. An unwinder takes the last entry in front of an address, so
 * without entries of their own they would be unwound like their neighbours. A function that has a call-frame record gets
 * an entry that leads there; compilers write no other record for a function that they cannot describe in one word. All others
 * get an entry that says nothing, and unwinding ends there.
 *
 * Source: Apple's <mach-o/compact_unwind_encoding.h>; what `ld64.lld` writes.
 */
import type { FileId, SectionId, SymbolId } from '../graph/ids'
import { Base, NO_BLOCK, NO_EDGE, NO_SYMBOL, Protection } from '../graph/ids'
import { LIFETIMES } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { SectionFlag, SymbolFlag } from '../graph/schema'
import type { FunctionFrames } from './function-frames'
import type { UnwindRow } from './unwind-record'
import type { UnwindRecords } from './unwind-records'

const TWO_32 = 2 ** 32
const MAX_WORD = TWO_32 - 1

/** A place in a block of code, and how many bytes from there on a record is about; 0: it is only a name. */
interface Spot {
  readonly symbol: SymbolId
  readonly offset: number
  readonly covers: number
}

/** For each file the functions whose first byte none of its records is about. */
export function functionsWithoutRecord(
  graph: LinkGraph,
  recordsOf: ReadonlyMap<FileId, UnwindRecords>,
): ReadonlyMap<FileId, SymbolId[]> {
  const { symbols } = graph
  const spots = spotsOf(graph, recordsOf)
  const found = new Map<FileId, SymbolId[]>()
  for (const s of uncovered(graph, spots)) {
    const known = found.get(symbols.file[s])
    if (known) known.push(s)
    else found.set(symbols.file[s], [s])
  }
  return found
}

/** What has to be compared: mostly the first record of a block is about all of it, and nothing is left to ask there. */
function spotsOf(graph: LinkGraph, recordsOf: ReadonlyMap<FileId, UnwindRecords>): Spot[] {
  const { symbols } = graph
  const isWhole = wholeBlocks(graph, recordsOf)
  const named: Spot[] = []
  const isAsked = new Uint8Array(graph.blocks.length)
  const hasRecords = graph.files.map((_, file) => (recordsOf.get(file as FileId)?.length ?? 0) > 0)
  for (let s = 0 as SymbolId; s < symbols.length; s++) {
    if (symbols.base[s] !== Base.Defined || isWhole[symbols.block[s]] || !hasRecords[symbols.file[s]]) continue
    if (!isCode(graph, s)) continue
    named.push({ symbol: s, offset: offsetOf(graph, s), covers: 0 })
    isAsked[symbols.block[s]] = 1
  }
  const spots: Spot[] = []
  for (const records of recordsOf.values())
    for (let row = 0; row < records.length; row++) {
      const symbol = records.owner(row)
      const covers = Math.max(1, records.size[row]!)
      if (isAsked[symbols.block[symbol]]) spots.push({ symbol, offset: offsetOf(graph, symbol), covers })
    }
  return spots.concat(named)
}

/** By block, 1 if a record at its start is about all of it. */
function wholeBlocks({ symbols, blocks }: LinkGraph, recordsOf: ReadonlyMap<FileId, UnwindRecords>): Uint8Array {
  const isWhole = new Uint8Array(blocks.length)
  const offset = symbols.offset.words
  const size = blocks.size.words
  for (const records of recordsOf.values())
    for (let row = 0; row < records.length; row++) {
      const s = records.owner(row)
      const b = symbols.block[s]
      if (b === NO_BLOCK || offset[2 * s] !== 0 || offset[2 * s + 1] !== 0 || size[2 * b + 1] !== 0) continue
      if (records.size[row]! >= size[2 * b]!) isWhole[b] = 1
    }
  return isWhole
}

/** A name of code that will have memory. */
function isCode({ symbols, blocks, sections }: LinkGraph, s: SymbolId): boolean {
  const b = symbols.block[s]
  const x: SectionId = blocks.section[b]
  if (symbols.flags[s] & SymbolFlag.Removed || !(sections.protection[x] & Protection.Exec)) return false
  if (sections.flags[x] & SectionFlag.Synthetic || !LIFETIMES[sections.lifetime[x]]!.allocates) return false
  const [offset, size] = [symbols.offset.words, blocks.size.words]
  return (offset[2 * s + 1]! - size[2 * b + 1]! || offset[2 * s]! - size[2 * b]!) < 0
}

/** Offset of a symbol in its block, which is smaller than a file. */
function offsetOf({ symbols }: LinkGraph, s: SymbolId): number {
  const { words } = symbols.offset
  return words[2 * s]! + words[2 * s + 1]! * TWO_32
}

function uncovered({ symbols }: LinkGraph, spots: Spot[]): SymbolId[] {
  const { block } = symbols
  const order = (a: Spot, b: Spot): number =>
    block[a.symbol] - block[b.symbol] || a.offset - b.offset || b.covers - a.covers
  const found: SymbolId[] = []
  let [home, end] = [-1, 0]
  for (const { symbol, offset: at, covers } of spots.sort(order)) {
    if (block[symbol] !== home) [home, end] = [block[symbol], 0]
    if (covers > 0) {
      if (at + covers > end) end = at + covers
    } else if (at >= end) {
      found.push(symbol)
      // Other names of the same place.
      end = at + 1
    }
  }
  return found
}

/** Adds what stands in the table for a function without a record: where its call-frame record is, or nothing. */
export function addRecordInstead(
  graph: LinkGraph,
  records: UnwindRecords,
  frames: FunctionFrames,
  owner: SymbolId,
  { dwarfMode }: UnwindRow,
): void {
  const { block } = graph.symbols
  const e = frames.edgeOf(owner)
  const rest = Number(graph.blocks.size.big[block[owner]] - graph.symbols.offset.big[owner])
  // What is larger than all that a table can speak of is refused when that is written.
  const size = Math.min(rest, MAX_WORD)
  if (e === NO_EDGE) records.add(block[owner], owner, size, 0, NO_SYMBOL)
  else records.add(block[owner], owner, size, dwarfMode, graph.edges.target[e])
}
