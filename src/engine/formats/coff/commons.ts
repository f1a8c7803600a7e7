/** How a common is aligned: COFF does not say, so it is a convention. */
import type { QuirkSet } from '../../quirks'

/** No common is aligned to more than 2^5 bytes, and one of n bytes to no more than n rounded up. */
const MOST_LOG = 5

/**
 * Log2 of the alignment of a common of `size` bytes, at least 1. By convention it is the size rounded up to a power of
 * two, at most 32, or what an order to the linker asks for (`asked`, log2), if that is more; LLVM 22 takes the largest
 * power of two that divides the size.
 *
 * Source: Microsoft's and LLVM's linkers for programs; JITLink's COFFLinkGraphBuilder.
 */
export function commonAlignmentLog(size: number, asked: number, quirks: QuirkSet): number {
  if (quirks.has('coff-common-alignment')) return 31 - Math.clz32(size & -size)
  return Math.max(asked, Math.min(MOST_LOG, 32 - Math.clz32(size - 1)))
}
