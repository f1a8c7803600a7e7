/**
 * What is at the far end of an edge: memory that is there, memory that has gone back while the field that names it lives
 * on, or a place that never has memory. The map's arrow heads and the explanation of an edge both ask here.
 */
import type { Judge } from '../engine/graph/crossings'
import { crossingOf, definitionOf, OUTSIDE, policyOfBlock } from '../engine/graph/crossings'
import type { BlockId, EdgeId, SegmentId } from '../engine/graph/ids'
import { Base, NO_SEGMENT } from '../engine/graph/ids'
import { NO_ALLOC } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'
import { SegmentState } from '../engine/graph/schema'
import type { MemoryLife } from './memory-life'

export type EdgeEnd = 'there' | 'gone' | 'never'

/** As it is at this event. Never: a warning or an error says that no memory is meant to be there. */
export function edgeEnd(graph: LinkGraph, judge: Judge, e: EdgeId): EdgeEnd {
  const { from, to, verdict } = crossingOf(graph, e, judge)
  // Pages of one policy go back together, if one after the other.
  if (to === OUTSIDE || to === from) return 'there'
  if (to === NO_ALLOC) return verdict === 'warning' || verdict === 'error' ? 'never' : 'there'
  const { segment } = graph.blocks
  return isReleased(graph, segment[targetBlock(graph, e)!]) && !isReleased(graph, segment[graph.edges.block[e]])
    ? 'gone'
    : 'there'
}

function isReleased(graph: LinkGraph, g: SegmentId): boolean {
  return g !== NO_SEGMENT && graph.segments.state[g] === SegmentState.Released
}

/** The block that an edge aims into; undefined if it leads outside. */
function targetBlock(graph: LinkGraph, e: EdgeId): BlockId | undefined {
  const s = definitionOf(graph, graph.edges.target[e])
  return graph.symbols.base[s] === Base.Defined ? graph.symbols.block[s] : undefined
}

/**
 * The moment from which an edge leads nowhere: when its target's pages go back, if the field that names them is still
 * there then. The log tells it before it happens; `segmentOf` is where a block ends up.
 */
export function danglesFrom(
  graph: LinkGraph,
  life: MemoryLife,
  segmentOf: (b: BlockId) => SegmentId,
  e: EdgeId,
): number | undefined {
  const block = targetBlock(graph, e)
  if (block === undefined || policyOfBlock(graph, block) === policyOfBlock(graph, graph.edges.block[e]))
    return undefined
  const gone = releaseOf(life, segmentOf(block))
  const own = releaseOf(life, segmentOf(graph.edges.block[e]))
  return gone !== undefined && gone.at < (own?.at ?? Infinity) ? gone.at : undefined
}

function releaseOf({ segments }: MemoryLife, g: SegmentId) {
  return g === NO_SEGMENT ? undefined : segments[g]?.released
}
