/**
 * The end of a link. Finalizing gives each segment its protection, runs the finalize actions, and then releases the
 * pages of Finalize segments. Abandoning, after any failure, gives everything back and runs no action.
 *
 * Source: JITLinkMemoryManager::InFlightAlloc (finalize, abandon).
 */
import type { BlockId, SegmentId } from '../graph/ids'
import { LIFETIMES } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { BlockFlag, SegmentState } from '../graph/schema'

export function finalize(graph: LinkGraph): void {
  for (let g = 0 as SegmentId; g < graph.segments.length; g++) {
    graph.event('segmentProtected', g)
    graph.setSegmentState(g, SegmentState.Protected)
  }
  recordResolvers(graph)
  for (let g = 0 as SegmentId; g < graph.segments.length; g++) {
    if (!LIFETIMES[graph.segments.lifetime[g]]!.survivesFinalize) release(graph, g)
  }
}

/** Finalize actions that call the resolvers of indirect functions. They are recorded, never run: their slots stay holes. */
function recordResolvers(graph: LinkGraph): void {
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (graph.blocks.flags[b] & BlockFlag.IndirectSlot) graph.event('resolverRecorded', b)
  }
}

export function abandon(graph: LinkGraph): void {
  for (let g = 0 as SegmentId; g < graph.segments.length; g++) release(graph, g)
}

function release(graph: LinkGraph, g: SegmentId): void {
  graph.event('segmentReleased', g)
  graph.setSegmentState(g, SegmentState.Released)
}
