/** Why something is alive: the path from a root over the edges that carried life to it; and why a dead thing has none. */
import { definitionOf } from '../engine/graph/crossings'
import type { EdgeIndex } from '../engine/graph/edge-index'
import type { BlockId, EdgeId, SymbolId } from '../engine/graph/ids'
import { Base, NO_BLOCK, NO_EDGE, NO_SYMBOL, Scope } from '../engine/graph/ids'
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

/** Edges by the symbol that they aim at, and which symbols a block has. */
export interface Incoming {
  readonly graph: LinkGraph
  readonly incoming: EdgeIndex
}

/** Edges looked at until a search for a shorter way is given up. */
const MOST_EDGES = 200_000

/**
 * A shortest way from a root to a live block, over any edges that give life: marking takes the first way that it finds,
 * which may be longer. Undefined if none was found within bounds.
 */
export function shortestPath({ graph, incoming }: Incoming, b: BlockId): LifePath | undefined {
  const symbols = symbolsByBlock(graph)
  const towards = new Map<BlockId, EdgeId>([[b, NO_EDGE]])
  const queue = [b]
  let budget = MOST_EDGES
  for (let i = 0; i < queue.length && budget > 0; i++) {
    const block = queue[i]!
    if (isRoot(graph, block)) return pathFrom(graph, block, towards)
    for (const e of edgesInto(symbols.get(block) ?? [], incoming)) {
      budget--
      const from = graph.edges.block[e]
      const gives = graph.blocks.flags[from] & BlockFlag.Live && !(graph.blocks.flags[from] & BlockFlag.Held)
      if (!gives || towards.has(from)) continue
      towards.set(from, e)
      queue.push(from)
    }
  }
  return undefined
}

const isRoot = ({ blocks }: LinkGraph, b: BlockId): boolean =>
  (blocks.flags[b] & BlockFlag.Live) !== 0 && blocks.liveBecause[b] === NO_EDGE

function pathFrom(graph: LinkGraph, root: BlockId, towards: ReadonlyMap<BlockId, EdgeId>): LifePath {
  const blocks = [root]
  const edges: EdgeId[] = []
  for (let e = towards.get(root)!; e !== NO_EDGE; e = towards.get(blocks.at(-1)!)!) {
    edges.push(e)
    blocks.push(graph.symbols.block[definitionOf(graph, graph.edges.target[e])])
  }
  return { state: 'alive', blocks, edges }
}

/** Who refers to a block, told apart by what they are themselves; each block once. */
export interface Referrers {
  readonly dead: readonly BlockId[]
  readonly held: readonly BlockId[]
  readonly live: readonly BlockId[]
}

export function referrersOf({ graph, incoming }: Incoming, b: BlockId): Referrers {
  const found = { dead: new Set<BlockId>(), held: new Set<BlockId>(), live: new Set<BlockId>() }
  for (const e of edgesInto(symbolsByBlock(graph).get(b) ?? [], incoming)) {
    const from = graph.edges.block[e]
    if (from === NO_BLOCK || from === b) continue
    const flags = graph.blocks.flags[from]
    const state = flags & BlockFlag.Removed ? 'dead' : flags & BlockFlag.Held ? 'held' : 'live'
    found[state].add(from)
  }
  return { dead: [...found.dead], held: [...found.held], live: [...found.live] }
}

function symbolsByBlock(graph: LinkGraph): Map<BlockId, SymbolId[]> {
  const found = new Map<BlockId, SymbolId[]>()
  const { base, block } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] !== Base.Defined) continue
    const list = found.get(block[s])
    if (list) list.push(s)
    else found.set(block[s], [s])
  }
  return found
}

function* edgesInto(symbols: readonly SymbolId[], { start, edge }: EdgeIndex): Generator<EdgeId> {
  for (const s of symbols) {
    for (let i = start[s] ?? 0; i < (start[s + 1] ?? 0); i++) yield edge[i]! as EdgeId
  }
}
