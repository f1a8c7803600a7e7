/**
 * The headline figures of a link: how much is sent to the executor, how much memory it occupies there, how much of that
 * goes back after finalize, and how much exists only in the graph. Computed from the tables, so they hold at any event.
 */
import type { AllocationId, BlockId, FileId, SegmentId } from './ids'
import { NO_ALLOC } from './lifetimes'
import type { LinkGraph } from './link-graph'
import { AllocationState, SectionFlag, SegmentState } from './schema'

/** All in bytes. */
export interface Figures {
  /** Content of Standard and Finalize blocks, without zero-fill and padding. */
  readonly toTransmit: bigint
  /** Executor memory reserved now, in whole pages. */
  readonly resident: bigint
  /** The same without the segments that go back after finalize; nothing if the link was abandoned. */
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
  const abandoned = filesIn(graph, AllocationState.Abandoned)
  const failed = filesIn(graph, AllocationState.Failed)
  const { file, reserved, state, goesBack } = graph.segments
  for (let g = 0 as SegmentId; g < graph.segments.length; g++) {
    // All segments are reserved before any is released, so the peak is their sum.
    peak += reserved.big[g]
    // What has failed never gets so far that anything goes back.
    const stays = !goesBack[g] || failed.has(file[g])
    if (stays && !abandoned.has(file[g])) afterFinalize += reserved.big[g]
    if (state[g] !== SegmentState.Released) resident += reserved.big[g]
  }
  return { resident, afterFinalize, peak }
}

/** Files whose allocation is in this state (AllocationState). */
export function filesIn({ allocations }: LinkGraph, state: number): Set<FileId> {
  const files = new Set<FileId>()
  for (let a = 0 as AllocationId; a < allocations.length; a++)
    if (allocations.state[a] === state) files.add(allocations.file[a])
  return files
}
