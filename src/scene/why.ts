/** Why something is alive: the path from a root over the edges that carried life to it. */
import type { BlockId, EdgeId, SymbolId } from '../engine/graph/ids'
import { Base, NO_EDGE, NO_SYMBOL, Scope } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import { BlockFlag, SymbolFlag } from '../engine/graph/schema'

export interface LifePath {
  readonly state: 'alive' | 'held' | 'removed' | 'undecided'
  /** From the root's block to the block in question. */
  readonly blocks: readonly BlockId[]
  /** `edges[i]` leads from `blocks[i]` to `blocks[i + 1]`. */
  readonly edges: readonly EdgeId[]
}

/** The symbol that makes a block a root: the first that other files can see. NO_SYMBOL: the section asked to be kept. */
export function rootIn(graph: LinkGraph, b: BlockId): SymbolId {
  const { base, block, scope, flags } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] !== Base.Defined || block[s] !== b || scope[s] === Scope.Local) continue
    if (flags[s] & SymbolFlag.Live) return s
  }
  return NO_SYMBOL
}

export function lifePath(graph: LinkGraph, b: BlockId): LifePath {
  const flags = graph.blocks.flags[b]
  if (flags & BlockFlag.Removed) return { state: 'removed', blocks: [b], edges: [] }
  if (flags & BlockFlag.Held) return { state: 'held', blocks: [b], edges: [] }
  if (!(flags & BlockFlag.Live)) return { state: 'undecided', blocks: [b], edges: [] }
  const blocks = [b]
  const edges: EdgeId[] = []
  const seen = new Set<BlockId>(blocks)
  for (let e = graph.blocks.liveBecause[b]; e !== NO_EDGE; e = graph.blocks.liveBecause[graph.edges.block[e]]) {
    const from = graph.edges.block[e]
    if (seen.has(from)) break
    seen.add(from)
    edges.unshift(e)
    blocks.unshift(from)
  }
  return { state: 'alive', blocks, edges }
}
