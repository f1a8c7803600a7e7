/**
 * Cuts blocks into parts: what lies in a block, symbols and edges, goes with the part that it lies in. Lists of records
 * that the compiler wrote as one piece are cut like this, so that each record can live and die on its own.
 *
 * Source: JITLink's splitBlock.
 */
import { firstWhere } from '../../base/search'
import type { EdgeIndex } from '../graph/edge-index'
import { indexEdgesOf } from '../graph/edge-index'
import { moduloPower } from '../graph/graph-parts'
import type { BlockId, EdgeId, SymbolId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'

/** A search is faster than more steps than this. */
const FEW_STEPS = 8
/** Largest value of a word: sums beyond it carry. */
const MAX_WORD = 0xffffffff

/** Cuts some blocks. What lies in them is sorted by block beforehand, once for all. */
export class BlockSplitter {
  readonly #graph: LinkGraph
  readonly #blocks: readonly BlockId[]
  readonly #edges: EdgeIndex
  /** The symbols in each of the blocks, in the order of their ids. */
  readonly #symbols: ReadonlyMap<BlockId, readonly SymbolId[]>

  constructor(graph: LinkGraph, blocks: readonly BlockId[]) {
    this.#graph = graph
    this.#blocks = blocks
    this.#edges = indexEdgesOf(graph, blocks)
    this.#symbols = symbolsIn(graph, blocks)
  }

  split(starts: readonly (readonly number[])[]): void {
    for (const [i, b] of this.#blocks.entries()) if (starts[i]!.length > 0) this.#splitBlock(b, starts[i]!)
  }

  /** Cuts a block at ascending offsets: the block keeps its head, each further part is a new block behind it. */
  #splitBlock(b: BlockId, starts: readonly number[]): void {
    const graph = this.#graph
    graph.event('blockSplit', b, starts.length + 1)
    const size = graph.blocks.size.words[2 * b]!
    const first = graph.blocks.length
    for (let i = 0; i < starts.length; i++) addPart(graph, b, starts[i]!, (starts[i + 1] ?? size) - starts[i]!)
    graph.resizeBlock(b, BigInt(starts[0]!))
    for (const s of this.#symbols.get(b) ?? []) moveSymbol(graph, s, b, first, starts)
    const { offset } = graph.edges
    const { start, edge } = this.#edges
    let part = -1
    for (let i = start[b]!; i < start[b + 1]!; i++) {
      const e = edge[i]! as EdgeId
      part = partOf(starts, offset[e], part)
      if (part >= 0) graph.moveEdge(e, (first + part) as BlockId, offset[e] - starts[part]!)
    }
  }
}

function symbolsIn(graph: LinkGraph, blocks: readonly BlockId[]): Map<BlockId, SymbolId[]> {
  const found = new Map<BlockId, SymbolId[]>(blocks.map((b) => [b, []]))
  if (blocks.length === 0) return found
  const wanted = new Uint8Array(graph.blocks.length)
  for (const b of blocks) wanted[b] = 1
  const { block } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++)
    if (block[s] < wanted.length && wanted[block[s]]) found.get(block[s])!.push(s)
  return found
}

function addPart(graph: LinkGraph, b: BlockId, start: number, size: number): void {
  const { section, source, sourceOffset, address, alignment, alignmentOffset } = graph.blocks
  const { words } = address
  const log = alignment[b]
  const shifted = moduloPower(alignmentOffset[b] + start, log)
  const low = words[2 * b]! + start
  const high = words[2 * b + 1]! + (low > MAX_WORD ? 1 : 0)
  const part = graph.addBlockInWords(section[b], source[b], sourceOffset[b] + start, log, shifted)
  graph.sizeBlockInWords(part, size, 0, low, high)
}

/** Moves a symbol of block b to the part in which it lies; it ends with that part at the latest. */
function moveSymbol(graph: LinkGraph, s: SymbolId, b: BlockId, first: number, starts: readonly number[]): void {
  const at = graph.symbols.offset.words[2 * s]!
  const part = lastBefore(starts, at)
  const within = part < 0 ? at : at - starts[part]!
  const home = part < 0 ? b : ((first + part) as BlockId)
  if (part >= 0) graph.moveSymbol(s, home, BigInt(within))
  const size = graph.blocks.size.big[home]
  if (graph.symbols.size.big[s] > size) graph.resizeSymbol(s, size - BigInt(within))
}

/** The part in which an offset lies, -1 for the head; relocations are mostly sorted, so it is the last one or soon behind it. */
function partOf(starts: readonly number[], offset: number, last: number): number {
  if (last >= 0 && starts[last]! > offset) return lastBefore(starts, offset)
  let part = last
  for (let steps = 0; part + 1 < starts.length && starts[part + 1]! <= offset; part++)
    if (++steps > FEW_STEPS) return lastBefore(starts, offset)
  return part
}

/** Index of the last start at or before an offset; -1 if all are behind it. */
const lastBefore = (starts: readonly number[], offset: number): number =>
  firstWhere(0, starts.length, (i) => starts[i]! > offset) - 1
