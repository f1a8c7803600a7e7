/**
 * The headline figures of a link: how much is sent to the executor, how much memory it occupies there, how much of that
 * goes back after finalize, and how much exists only in the graph. Computed from the tables, so they hold at any event.
 */
import type { BlockId, SegmentId } from './ids'
import { FINALIZE, LIFETIMES, NO_ALLOC } from './lifetimes'
import type { LinkGraph } from './link-graph'
import { SectionFlag, SegmentState } from './schema'

/** All in bytes. */
export interface Figures {
  /** Content of Standard and Finalize blocks, without zero-fill and padding. */
  readonly toTransmit: bigint
  /** Executor memory reserved now, in whole pages. */
  readonly resident: bigint
  /** The same without Finalize segments. */
  readonly afterFinalize: bigint
  /** The largest `resident` so far. */
  readonly peak: bigint
  /** Content of NoAlloc blocks. */
  readonly graphOnly: bigint
}

export function figuresOf(graph: LinkGraph): Figures {
  return { ...contentFigures(graph), ...residence(graph) }
}

function contentFigures(graph: LinkGraph): Pick<Figures, 'toTransmit' | 'graphOnly'> {
  let toTransmit = 0n
  let graphOnly = 0n
  const { section, size } = graph.blocks
  const { lifetime, flags } = graph.sections
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const x = section[b]
    if (graph.isRemoved(b) || graph.isZeroFill(b) || flags[x] & SectionFlag.Bookkeeping) continue
    if (lifetime[x] === NO_ALLOC) graphOnly += size.big[b]
    else toTransmit += size.big[b]
  }
  return { toTransmit, graphOnly }
}

function residence(graph: LinkGraph): Pick<Figures, 'resident' | 'afterFinalize' | 'peak'> {
  let resident = 0n
  let afterFinalize = 0n
  let peak = 0n
  const { lifetime, reserved, state } = graph.segments
  for (let g = 0 as SegmentId; g < graph.segments.length; g++) {
    peak += reserved.big[g]
    if (LIFETIMES[lifetime[g]]!.survivesFinalize) afterFinalize += reserved.big[g]
    if (state[g] !== SegmentState.Released) resident += reserved.big[g]
  }
  // All segments are reserved before any is released, so the peak is their sum; an abandoned link keeps nothing.
  const abandoned = resident === 0n && peak > 0n && !hasOnly(graph, FINALIZE)
  return { resident, afterFinalize: abandoned ? 0n : afterFinalize, peak }
}

function hasOnly(graph: LinkGraph, policy: number): boolean {
  const { lifetime } = graph.segments
  for (let g = 0 as SegmentId; g < graph.segments.length; g++) if (lifetime[g] !== policy) return false
  return true
}
