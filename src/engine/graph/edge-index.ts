/**
 * Which edges leave a block. Edges are kept in the order in which they were made; passes that walk block by block use
 * this index. It is derived: ask for it again after edges were added or moved, and it is made again only if they were.
 */
import type { BlockId, EdgeId } from './ids'
import type { LinkGraph } from './link-graph'

export interface EdgeIndex {
  /** Edges of block b are `edge[start[b]]` to `edge[start[b + 1] - 1]`, in the order in which they were made. */
  readonly start: Uint32Array
  readonly edge: Uint32Array
}

interface KnownIndex {
  readonly index: EdgeIndex
  readonly edges: number
  readonly blocks: number
  readonly moves: number
}

const KNOWN = new WeakMap<LinkGraph, KnownIndex>()

/** The index of the graph as it is now. */
export function indexEdges(graph: LinkGraph): EdgeIndex {
  const known = KNOWN.get(graph)
  const { edgeMoves: moves } = graph
  const [edges, blocks] = [graph.edges.length, graph.blocks.length]
  if (known && known.edges === edges && known.blocks === blocks && known.moves === moves) return known.index
  const index = sortByBlock(graph)
  KNOWN.set(graph, { index, edges, blocks, moves })
  return index
}

/** A counting sort: linear, and stable. */
function sortByBlock(graph: LinkGraph): EdgeIndex {
  const { block } = graph.edges
  const count = graph.edges.length
  const start = graph.scratch('starts of edges', graph.blocks.length + 1)
  for (let e = 0 as EdgeId; e < count; e++) start[block[e]]!++
  let sum = 0
  for (let b = 0; b < start.length; b++) {
    sum += start[b]!
    start[b] = sum
  }
  // Each start is where its edges end; filling from the back moves it to where they begin.
  const edge = graph.scratch('edges by block', count)
  for (let e = count - 1; e >= 0; e--) edge[--start[block[e as EdgeId]]!] = e
  return { start, edge }
}

/** The edges of one block as an array, for code that is not a hot loop. */
export function edgesOf(index: EdgeIndex, b: BlockId): readonly EdgeId[] {
  return Array.from(index.edge.subarray(index.start[b], index.start[b + 1])) as EdgeId[]
}
