/**
 * The order of blocks inside a segment, and everywhere else where an order is needed: file, ordinal of the section,
 * address before layout, size, and last the id, which settles what LLVM leaves to chance; whoever knows how chance decided
 * there can say so (`tieRanks`).
 *
 * Source: JITLink's BasicLayout.
 */
import { sortedIndices } from '../../base/sorted-indices'
import type { BlockId, SectionId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { BlockFlag } from '../graph/schema'

const TWO_32 = 2 ** 32

/**
 * All blocks that are still in the graph. Sections are few or already in order, and so are the blocks of one: a counting
 * sort by section, then a look at each section, takes time that grows with the number of blocks.
 */
export function blocksInLayoutOrder(graph: LinkGraph): BlockId[] {
  const { section, flags } = graph.blocks
  const rank = sectionRanks(graph)
  const start = graph.scratch('blocks of each section', graph.sections.length + 1)
  let kept = 0
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (flags[b] & BlockFlag.Removed) continue
    start[rank[section[b]]! + 1]!++
    kept++
  }
  for (let i = 1; i < start.length; i++) start[i]! += start[i - 1]!
  const next = start.slice()
  const order = new Array<BlockId>(kept).fill(0 as BlockId)
  for (let b = 0 as BlockId; b < graph.blocks.length; b++)
    if (!(flags[b] & BlockFlag.Removed)) order[next[rank[section[b]]!]!++] = b
  for (let i = 0; i + 1 < start.length; i++) sortStretch(graph, order, start[i]!, start[i + 1]!)
  return order
}

/** The place of each section among all: by file, then by ordinal. Mostly they are made in that order. */
function sectionRanks(graph: LinkGraph): Uint32Array {
  const { file, ordinal } = graph.sections
  const count = graph.sections.length
  const rank = graph.scratch('ranks of sections', count)
  let sorted = true
  for (let x = 0 as SectionId; x < count; x++) {
    rank[x] = x
    const before = (x - 1) as SectionId
    if (x > 0 && (file[before] > file[x] || (file[before] === file[x] && ordinal[before] > ordinal[x]))) sorted = false
  }
  if (sorted) return rank
  const keys = new Float64Array(count)
  for (let x = 0 as SectionId; x < count; x++) keys[x] = file[x] * TWO_32 + ordinal[x]
  const order = sortedIndices(keys)
  for (let i = 0; i < count; i++) rank[order[i]!] = i
  return rank
}

/** Sorts the blocks of one section, `order[from, to)`, unless they are in order. */
function sortStretch(graph: LinkGraph, order: BlockId[], from: number, to: number): void {
  let i = from + 1
  while (i < to && compareBlocks(graph, order[i - 1]!, order[i]!) <= 0) i++
  if (i >= to) return
  const stretch = order.slice(from, to).sort((a, b) => compareBlocks(graph, a, b))
  for (let k = 0; k < stretch.length; k++) order[from + k] = stretch[k]!
}

/** Two blocks of one section. */
function compareBlocks({ blocks, tieRanks }: LinkGraph, a: BlockId, b: BlockId): number {
  const order = compareWide(blocks.address.words, a, b) || compareWide(blocks.size.words, a, b)
  return order || (tieRanks?.[a] ?? 0) - (tieRanks?.[b] ?? 0) || a - b
}

/** Compares two rows of a 64-bit column. */
export function compareWide(words: Uint32Array, a: number, b: number): number {
  return words[2 * a + 1]! - words[2 * b + 1]! || words[2 * a]! - words[2 * b]!
}
