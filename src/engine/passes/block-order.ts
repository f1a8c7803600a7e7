/**
 * The order of blocks inside a segment, and everywhere else where an order is needed: file, ordinal of the section,
 * address before layout, size, and last the id, which settles what LLVM leaves to chance.
 *
 * Source: JITLink's BasicLayout.
 */
import type { BlockId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'

/** All blocks that are still in the graph. */
export function blocksInLayoutOrder(graph: LinkGraph): BlockId[] {
  const order: BlockId[] = []
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) if (!graph.isRemoved(b)) order.push(b)
  return sortForLayout(graph, order)
}

/** Sorts in place and returns the array. */
export function sortForLayout(graph: LinkGraph, blocks: BlockId[]): BlockId[] {
  const { section, address, size } = graph.blocks
  const { ordinal, file } = graph.sections
  return blocks.sort((a, b) => {
    const x = section[a]
    const y = section[b]
    const bySection = file[x] - file[y] || ordinal[x] - ordinal[y]
    return bySection || compareWide(address.words, a, b) || compareWide(size.words, a, b) || a - b
  })
}

function compareWide(words: Uint32Array, a: number, b: number): number {
  return words[2 * a + 1]! - words[2 * b + 1]! || words[2 * a]! - words[2 * b]!
}
