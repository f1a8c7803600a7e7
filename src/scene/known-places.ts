/** Which letters of a formula have a value at this moment: before allocation nothing in memory has an address. */
import type { Operand } from '../engine/arch/operands'
import { definitionOf } from '../engine/graph/crossings'
import type { BlockId, EdgeId } from '../engine/graph/ids'
import { Base, NO_BLOCK, NO_SEGMENT } from '../engine/graph/ids'
import { LIFETIMES } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'

/**
 * Whether a letter's number means something yet. `isLaidOut`: all addresses are known, those of tables and of names from
 * outside as well. The graph must be in the state of the moment that is meant.
 */
export function isKnown(graph: LinkGraph, edge: EdgeId, letter: Operand, isLaidOut: boolean): boolean {
  if (isLaidOut || letter === 'A' || letter === 'Z') return true
  if (letter === 'P') return hasPlace(graph, graph.edges.block[edge])
  if (letter !== 'S') return false
  const target = definitionOf(graph, graph.edges.target[edge])
  const { base, block } = graph.symbols
  if (base[target] === Base.Absolute) return true
  return base[target] === Base.Defined && block[target] !== NO_BLOCK && hasPlace(graph, block[target])
}

/** Content without memory keeps the addresses of the builder; all other gets one when it is allocated. */
function hasPlace({ blocks, sections }: LinkGraph, b: BlockId): boolean {
  return !LIFETIMES[sections.lifetime[blocks.section[b]]]!.allocates || blocks.segment[b] !== NO_SEGMENT
}
