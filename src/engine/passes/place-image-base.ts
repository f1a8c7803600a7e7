/**
 * Where the image starts. On Windows a program is one image, and the linker defines `__ImageBase` as its first byte;
 * unwind tables count from there. A link into memory has no image, but its memory starts somewhere: that is taken, so
 * that distances are small and not negative.
 *
 * Source: the linkers of MSVC and LLVM, which define the name; JITLink leaves it undefined and takes 0.
 */
import type { SegmentId, SymbolId } from '../graph/ids'
import { Base, NO_SYMBOL, Scope } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { SymbolFlag } from '../graph/schema'
import { IMAGE_BASE } from '../arch/places'
import type { Pass } from './pass'

export const placeImageBase: Pass = {
  id: 'place-image-base',
  phase: 'place',
  only: { formats: ['coff'] },
  says: 'Gives __ImageBase the address where the memory of the link starts.',
  run({ graph, options }) {
    if (options.quirks.has('image-base-unknown') || options.absolutes.has(IMAGE_BASE)) return
    const wanted = graph.names.find(IMAGE_BASE)
    const { name, base, definition, flags } = graph.symbols
    for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
      if (name[s] !== wanted || base[s] !== Base.External || flags[s] & SymbolFlag.Removed) continue
      if (definition[s] !== NO_SYMBOL) continue
      graph.event('symbolDefined', s)
      graph.makeAbsolute(s, firstAddress(graph) ?? options.base, Scope.Local)
    }
  },
}

/** The lowest address of the link's memory. */
function firstAddress({ segments }: LinkGraph): bigint | undefined {
  let first: bigint | undefined
  for (let g = 0 as SegmentId; g < segments.length; g++) {
    const address = segments.address.big[g]
    if (first === undefined || address < first) first = address
  }
  return first
}
