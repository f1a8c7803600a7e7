/**
 * Dead stripping. Starting from the roots, everything that can be reached over edges is marked; what is left over is
 * removed. The unit is the block: one live symbol keeps its whole block and everything the block refers to.
 *
 * Metadata (non-alloc content such as debug information) is held back from this: it is kept whole, but gives no life.
 * An edge from it to something that died gets a tombstone, a value that readers take for "nothing here".
 *
 * A use of __start_X or __stop_X keeps all of section X: who asks for its ends walks over it.
 *
 * Source: JITLink's prune; LLD's tombstone values for debug sections.
 */
import type { EdgeIndex } from '../graph/edge-index'
import { indexEdges } from '../graph/edge-index'
import type { BlockId, EdgeId, SymbolId } from '../graph/ids'
import { Base, NO_EDGE, NO_SYMBOL } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { BlockFlag, EdgeFlag, SectionFlag, SymbolFlag } from '../graph/schema'
import type { Pass } from './pass'
import { blocksBetweenEnds } from './section-ends'

export const prune: Pass = {
  id: 'prune',
  phase: 'prune',
  says: 'Marks everything that a root reaches over edges and removes the rest.',
  run({ graph, options }) {
    const index = indexEdges(graph)
    const keepNothing = options.quirks.has('section-ends-keep-nothing')
    new Marker(graph, index, keepNothing ? new Map() : blocksBetweenEnds(graph)).markAll()
    const kept = options.keepNoAlloc === 'hold' ? holdMetadata(graph, index) : new Uint8Array(graph.symbols.length)
    removeDead(graph, kept)
  },
}

class Marker {
  readonly #graph: LinkGraph
  readonly #index: EdgeIndex
  /** Symbols that were reached and whose blocks are still to be visited, each with the edge that reached it. */
  readonly #work: SymbolId[] = []
  readonly #because: EdgeId[] = []
  /** Names that are an end of a section, which they keep whole. */
  readonly #ends: ReadonlyMap<SymbolId, readonly BlockId[]>
  /** Some reference has its definition in another symbol: in a link of one file there is hardly ever one. */
  readonly #hasTies: boolean

  constructor(graph: LinkGraph, index: EdgeIndex, ends: ReadonlyMap<SymbolId, readonly BlockId[]>) {
    this.#graph = graph
    this.#index = index
    this.#ends = ends
    this.#hasTies = hasTies(graph)
  }

  markAll(): void {
    const graph = this.#graph
    const { base, flags, block } = graph.symbols
    const blockFlags = graph.blocks.flags
    for (let b = 0 as BlockId; b < graph.blocks.length; b++) if (blockFlags[b] & BlockFlag.Live) this.#visit(b, NO_EDGE)
    for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
      if (base[s] === Base.Defined && flags[s] & SymbolFlag.Live && !(blockFlags[block[s]] & BlockFlag.Live))
        this.#visit(block[s], NO_EDGE)
      if (this.#work.length > 0) this.#follow()
    }
  }

  #follow(): void {
    const { block, base } = this.#graph.symbols
    const { flags } = this.#graph.blocks
    while (this.#work.length > 0) {
      const next = this.#work.pop()!
      const e = this.#because.pop()!
      if (base[next] !== Base.Defined) this.#visitBetweenEnds(next, e)
      else if (!(flags[block[next]] & BlockFlag.Live)) this.#visit(block[next], e)
    }
  }

  #visitBetweenEnds(s: SymbolId, e: EdgeId): void {
    const { flags } = this.#graph.blocks
    for (const b of this.#ends.get(s) ?? []) if (!(flags[b] & BlockFlag.Live)) this.#visit(b, e)
  }

  #visit(b: BlockId, e: EdgeId): void {
    const graph = this.#graph
    const { target } = graph.edges
    const { flags, definition } = graph.symbols
    const { start, edge } = this.#index
    const hasTies = this.#hasTies
    graph.event('blockReached', b, e)
    graph.addBlockFlag(b, BlockFlag.Live)
    if (e !== NO_EDGE) graph.setLiveBecause(b, e)
    const end = start[b + 1]!
    for (let i = start[b]!; i < end; i++) {
      const out = edge[i]! as EdgeId
      const s = target[out]
      if (!(flags[s] & SymbolFlag.Live) || (hasTies && definition[s] !== NO_SYMBOL)) this.#reach(s, out)
    }
  }

  #reach(s: SymbolId, e: EdgeId): void {
    const { flags, base, definition } = this.#graph.symbols
    if (!(flags[s] & SymbolFlag.Live)) {
      if (base[s] === Base.Defined || this.#ends.has(s)) {
        this.#work.push(s)
        this.#because.push(e)
      }
      this.#graph.addSymbolFlag(s, SymbolFlag.Live)
    }
    const elsewhere = definition[s]
    if (elsewhere !== NO_SYMBOL && !(flags[elsewhere] & SymbolFlag.Live)) this.#reach(elsewhere, e)
  }
}

function hasTies({ symbols }: LinkGraph): boolean {
  const { definition, length } = symbols
  for (let s = 0 as SymbolId; s < length; s++) if (definition[s] !== NO_SYMBOL) return true
  return false
}

/** Marks metadata as held; returns, for each symbol, whether held metadata still needs it. */
function holdMetadata(graph: LinkGraph, index: EdgeIndex): Uint8Array {
  const held: BlockId[] = []
  const { section, flags } = graph.blocks
  const sectionFlags = graph.sections.flags
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (!(sectionFlags[section[b]] & SectionFlag.KeptMetadata)) continue
    if (flags[b] & (BlockFlag.Live | BlockFlag.ZeroFill)) continue
    graph.event('blockHeld', b)
    graph.addBlockFlag(b, BlockFlag.Held)
    held.push(b)
  }
  const kept = new Uint8Array(graph.symbols.length)
  if (held.length === 0) return kept
  const { block, base } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] === Base.Defined && flags[block[s]] & BlockFlag.Held) kept[s] = 1
  }
  for (const b of held) {
    for (let i = index.start[b]!; i < index.start[b + 1]!; i++) holdEdge(graph, index.edge[i]! as EdgeId, kept)
  }
  return kept
}

/** Keeps what a metadata edge points at if it is there anyway; otherwise the edge gets a tombstone. */
function holdEdge(graph: LinkGraph, e: EdgeId, kept: Uint8Array): void {
  const s = graph.edges.target[e]
  if (isThereAnyway(graph, s)) {
    kept[s] = 1
    return
  }
  graph.event('tombstoned', e)
  graph.addEdgeFlag(e, EdgeFlag.Tombstone)
}

function isThereAnyway(graph: LinkGraph, s: SymbolId): boolean {
  const { base, block, flags, definition } = graph.symbols
  if (base[s] === Base.Defined) return (graph.blocks.flags[block[s]] & (BlockFlag.Live | BlockFlag.Held)) !== 0
  if (base[s] === Base.Absolute || flags[s] & SymbolFlag.Live) return true
  return definition[s] !== NO_SYMBOL && isThereAnyway(graph, definition[s])
}

function removeDead(graph: LinkGraph, kept: Uint8Array): void {
  const { base, flags } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] === Base.Absolute || flags[s] & SymbolFlag.Live || kept[s]) continue
    graph.event('symbolRemoved', s)
    graph.addSymbolFlag(s, SymbolFlag.Removed)
  }
  const blockFlags = graph.blocks.flags
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (blockFlags[b] & (BlockFlag.Live | BlockFlag.Held)) continue
    graph.event('blockRemoved', b)
    graph.addBlockFlag(b, BlockFlag.Removed)
  }
}
