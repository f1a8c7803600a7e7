/**
 * Which edges leave a block. Edges are kept in the order in which they were made; passes that walk block by block use
 * this index, which is derived and therefore never out of step: build it again after edges were added or moved.
 */
import type { BlockId, EdgeId } from './ids'
import type { LinkGraph } from './link-graph'

export interface EdgeIndex {
  /** Edges of block b are `edge[start[b]]` to `edge[start[b + 1] - 1]`, in the order in which they were made. */
  readonly start: Uint32Array
  readonly edge: Uint32Array
}

/** Sorts edge ids by block with a counting sort: linear, and stable. */
export function indexEdges(graph: LinkGraph): EdgeIndex {
  const { block, length } = { block: graph.edges.block, length: graph.edges.length }
  const start = new Uint32Array(graph.blocks.length + 1)
  for (let e = 0 as EdgeId; e < length; e++) start[block[e] + 1]!++
  for (let b = 0; b < graph.blocks.length; b++) start[b + 1]! += start[b]!
  const next = start.slice()
  const edge = new Uint32Array(length)
  for (let e = 0 as EdgeId; e < length; e++) edge[next[block[e]]!++] = e
  return { start, edge }
}

/** The edges of one block as an array, for code that is not a hot loop. */
export function edgesOf(index: EdgeIndex, b: BlockId): readonly EdgeId[] {
  return Array.from(index.edge.subarray(index.start[b], index.start[b + 1])) as EdgeId[]
}
