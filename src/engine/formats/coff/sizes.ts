/**
 * Sizes of symbols, which COFF does not have: a symbol is taken to reach to the next one of its section, or to the
 * section's end. Names of one place share its size. Names that have a size already keep it.
 *
 * Source: JITLink's COFFLinkGraphBuilder (calculateImplicitSizeOfSymbols).
 */
import { sortedIndices } from '../../../base/sorted-indices'
import type { SymbolId } from '../../graph/ids'
import { Base, NO_SYMBOL } from '../../graph/ids'
import type { SymbolBuilder } from './symbols'

const MAX_WORD = 2 ** 32 - 1

export function sizeSymbols({ graph, coff, ids }: SymbolBuilder): void {
  const { block, base } = graph.symbols
  const offset = graph.symbols.offset.words
  const sizes = graph.symbols.size.words
  const found: SymbolId[] = []
  for (let i = 0; i < ids.length; i++) {
    const s = ids[i]! as SymbolId
    if (s === NO_SYMBOL || base[s] !== Base.Defined) continue
    if (coff.sectionNumber(coff.symbolOffset(i)) > 0) found.push(s)
  }
  // By section, and in each from its end to its start.
  const inSections = sortedBy(
    sortedBy(found, (s) => MAX_WORD - offset[2 * s]!),
    (s) => block[s],
  )
  let home = -1
  let next = 0
  let size = 0
  for (const s of inSections) {
    const place = offset[2 * s]!
    if (block[s] !== home) {
      home = block[s]
      next = graph.blocks.size.words[2 * home]!
      size = 0
    }
    if (place !== next) size = next - place
    next = place
    if (sizes[2 * s] === 0 && sizes[2 * s + 1] === 0) sizes[2 * s] = size
  }
}

/** Symbols by a number, ascending; those with the same one as they come. */
function sortedBy(symbols: readonly SymbolId[], key: (s: SymbolId) => number): SymbolId[] {
  return Array.from(sortedIndices(Float64Array.from(symbols, key)), (i) => symbols[i]!)
}
