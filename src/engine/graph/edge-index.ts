/**
 * Which edges leave a block, and which lead to a symbol. Edges are kept in the order in which they were made; passes that
 * walk block by block use the first index. It is derived: ask for it again after edges were added or moved, and it is made again, or only made longer,
 * where that is needed.
 */
import { definitionOf } from './crossings'
import type { BlockId, EdgeId, SymbolId } from './ids'
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
  const isCurrent = known?.moves === moves && known.edges <= edges && known.blocks <= blocks
  if (isCurrent && known.edges === edges && known.blocks === blocks) return known.index
  const index = (isCurrent ? extend(graph, known) : undefined) ?? sortByBlock(graph)
  KNOWN.set(graph, { index, edges, blocks, moves })
  return index
}

/** A counting sort: linear, and stable. */
function sortByBlock(graph: LinkGraph): EdgeIndex {
  const count = graph.edges.length
  const { block } = graph.edges
  const start = graph.scratch('starts of edges', graph.blocks.length + 1)
  for (let e = 0 as EdgeId; e < count; e++) start[block[e]]!++
  sumUp(start)
  const edge = graph.roughList('edges by block', count)
  for (let e = count - 1; e >= 0; e--) edge[--start[block[e as EdgeId]]!] = e
  return { start, edge }
}

/** From the number of each block's edges to where they end. Filling from the back moves that to where they begin. */
function sumUp(start: Uint32Array): void {
  let sum = 0
  for (let b = 0; b < start.length; b++) {
    sum += start[b]!
    start[b] = sum
  }
}

/**
 * The linker's own entries are new blocks with new edges, added one after the other: they come behind everything that
 * the index has. Undefined if what was added is of another kind.
 */
function extend(graph: LinkGraph, known: KnownIndex): EdgeIndex | undefined {
  const { block } = graph.edges
  const [edges, blocks] = [graph.edges.length, graph.blocks.length]
  let last = known.blocks
  for (let e = known.edges as EdgeId; e < edges; e++) {
    if (block[e] < last) return undefined
    last = block[e]
  }
  const start = graph.roughList('starts of edges', blocks + 1)
  const edge = graph.roughList('edges by block', edges)
  start.set(known.index.start)
  edge.set(known.index.edge)
  let b = known.blocks
  for (let e = known.edges as EdgeId; e < edges; e++) {
    edge[e] = e
    while (b < block[e]) start[++b] = e
  }
  start.fill(edges, b + 1)
  return { start, edge }
}

/** An index of the edges of some blocks alone, made anew each time; to it all other blocks are without edges. */
export function indexEdgesOf(graph: LinkGraph, blocks: readonly BlockId[]): EdgeIndex {
  const { block, length: edges } = graph.edges
  const wanted = new Uint8Array(graph.blocks.length)
  for (const b of blocks) wanted[b] = 1
  const found = graph.roughList('edges of some blocks', edges)
  let count = 0
  for (let e = 0 as EdgeId; e < edges; e++) if (wanted[block[e]] === 1) found[count++] = e
  return indexSome(graph, found.subarray(0, count))
}

/** An index of some edges alone, which are given in the order in which they were made. Good until the next such index. */
export function indexSome(graph: LinkGraph, some: Uint32Array): EdgeIndex {
  const { block } = graph.edges
  const start = graph.scratch('starts of some edges', graph.blocks.length + 1)
  for (let i = 0; i < some.length; i++) start[block[some[i]! as EdgeId]]!++
  sumUp(start)
  const edge = graph.roughList('some edges by block', some.length)
  for (let i = some.length - 1; i >= 0; i--) edge[--start[block[some[i]! as EdgeId]]!] = some[i]!
  return { start, edge }
}

/** The edges of one block as an array, for code that is not a hot loop. */
export function edgesOf(index: EdgeIndex, b: BlockId): readonly EdgeId[] {
  const { start, edge } = index
  const edges: EdgeId[] = []
  for (let i = start[b]!; i < start[b + 1]!; i++) edges.push(edge[i]! as EdgeId)
  return edges
}

/** Edges by the symbol that really stands behind their target, as the graph is now. */
export function indexTargets(graph: LinkGraph): EdgeIndex {
  const { target } = graph.edges
  const { length } = graph.edges
  const aims = new Uint32Array(graph.symbols.length)
  for (let s = 0 as SymbolId; s < aims.length; s++) aims[s] = definitionOf(graph, s)
  const start = new Uint32Array(aims.length + 1)
  for (let e = 0 as EdgeId; e < length; e++) start[aims[target[e]]!]!++
  sumUp(start)
  const edge = new Uint32Array(length)
  for (let e = length - 1; e >= 0; e--) edge[--start[aims[target[e as EdgeId]]!]!] = e
  return { start, edge }
}
