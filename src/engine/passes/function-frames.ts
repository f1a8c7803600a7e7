/**
 * Which call-frame record is about which function. A block keeps the records of all its functions alive, and mostly has
 * one; where a file is not cut at its symbols, one block has many.
 */
import type { EdgeIndex } from '../graph/edge-index'
import { edgesOf } from '../graph/edge-index'
import type { BlockId, EdgeId, SymbolId } from '../graph/ids'
import { Base, KIND_KEEP_ALIVE, NO_EDGE } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { SectionFlag } from '../graph/schema'

export class FunctionFrames {
  readonly #graph: LinkGraph
  readonly #index: EdgeIndex
  /** Block → offset of a function in it → the edge that keeps its record alive. */
  readonly #known = new Map<BlockId, ReadonlyMap<bigint, EdgeId>>()

  /** The index has to hold the edges that keep records alive, and need not hold later ones. */
  constructor(graph: LinkGraph, index: EdgeIndex) {
    this.#graph = graph
    this.#index = index
  }

  /** The edge by which a function's block keeps the function's record alive; NO_EDGE if it has none. */
  edgeOf(owner: SymbolId): EdgeId {
    const { block, offset } = this.#graph.symbols
    const home = block[owner]
    const found = this.#known.get(home) ?? this.#framesOf(home)
    this.#known.set(home, found)
    return found.get(offset.big[owner]) ?? NO_EDGE
  }

  #framesOf(home: BlockId): ReadonlyMap<bigint, EdgeId> {
    const { edges, symbols } = this.#graph
    const found = new Map<bigint, EdgeId>()
    for (const e of edgesOf(this.#index, home)) {
      if (!leadsToFrame(this.#graph, e)) continue
      const target = edgesOf(this.#index, symbols.block[edges.target[e]])
        .map((own) => edges.target[own])
        .find((s) => symbols.base[s] === Base.Defined && symbols.block[s] === home)
      if (target !== undefined && !found.has(symbols.offset.big[target])) found.set(symbols.offset.big[target], e)
    }
    return found
  }
}

/** Whether an edge keeps a call-frame record alive. */
export function leadsToFrame({ edges, symbols, blocks, sections }: LinkGraph, e: EdgeId): boolean {
  const target = edges.target[e]
  if (edges.kind[e] !== KIND_KEEP_ALIVE || symbols.base[target] !== Base.Defined) return false
  return (sections.flags[blocks.section[symbols.block[target]]] & SectionFlag.CallFrames) !== 0
}
