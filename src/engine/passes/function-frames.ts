/**
 * Which call-frame record is about which function. A block keeps the records of all its functions alive, and mostly has
 * one; where a file is not cut at its symbols, one block has many.
 */
import type { EdgeIndex } from '../graph/edge-index'
import type { BlockId, EdgeId, SymbolId } from '../graph/ids'
import { Base, KIND_KEEP_ALIVE, NO_EDGE, NO_SYMBOL } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { SectionFlag } from '../graph/schema'

export class FunctionFrames {
  readonly #graph: LinkGraph
  readonly #index: EdgeIndex
  /** By block: the first edge by which it keeps a record of one of its functions alive, and that function. */
  readonly #first: Uint32Array
  readonly #owner: Uint32Array
  /** For blocks with several: offset of a function → the edge that keeps its record alive. */
  readonly #more = new Map<BlockId, Map<bigint, EdgeId>>()

  /** Knows the edges that there are now; the index has to hold those of call-frame records. */
  constructor(graph: LinkGraph, index: EdgeIndex) {
    this.#graph = graph
    this.#index = index
    this.#first = new Uint32Array(graph.blocks.length).fill(NO_EDGE)
    this.#owner = new Uint32Array(graph.blocks.length)
    const { length, kind } = graph.edges
    for (let e = 0 as EdgeId; e < length; e++) if (kind[e] === KIND_KEEP_ALIVE && leadsToFrame(graph, e)) this.#note(e)
  }

  /** The edge by which a function's block keeps the function's record alive; NO_EDGE if it has none. */
  edgeOf(owner: SymbolId): EdgeId {
    const { block, offset } = this.#graph.symbols
    const home = block[owner]
    const first = (this.#first[home] ?? NO_EDGE) as EdgeId
    if (first === NO_EDGE || this.#isSamePlace(this.#owner[home]! as SymbolId, owner)) return first
    return this.#more.get(home)?.get(offset.big[owner]) ?? NO_EDGE
  }

  #isSamePlace(a: SymbolId, b: SymbolId): boolean {
    const { words } = this.#graph.symbols.offset
    return words[2 * a] === words[2 * b] && words[2 * a + 1] === words[2 * b + 1]
  }

  #note(e: EdgeId): void {
    const home = this.#graph.edges.block[e]
    const owner = this.#ownerOf(e, home)
    if (owner === NO_SYMBOL) return
    if (this.#first[home] === NO_EDGE) {
      this.#first[home] = e
      this.#owner[home] = owner
      return
    }
    const known = this.#more.get(home) ?? new Map<bigint, EdgeId>()
    const offset = this.#graph.symbols.offset.big[owner]
    if (!known.has(offset)) known.set(offset, e)
    this.#more.set(home, known)
  }

  /** The function in block `home` whose call-frame record an edge keeps alive; NO_SYMBOL if it is in another. */
  #ownerOf(e: EdgeId, home: BlockId): SymbolId {
    const { edges, symbols } = this.#graph
    const { start, edge } = this.#index
    const record = symbols.block[edges.target[e]]
    for (let i = start[record]!; i < start[record + 1]!; i++) {
      const s = edges.target[edge[i]! as EdgeId]
      if (symbols.base[s] === Base.Defined && symbols.block[s] === home) return s
    }
    return NO_SYMBOL
  }
}

/** Whether an edge keeps a call-frame record alive. */
export function leadsToFrame({ edges, symbols, blocks, sections }: LinkGraph, e: EdgeId): boolean {
  const target = edges.target[e]
  if (edges.kind[e] !== KIND_KEEP_ALIVE || symbols.base[target] !== Base.Defined) return false
  return (sections.flags[blocks.section[symbols.block[target]]] & SectionFlag.CallFrames) !== 0
}
