/**
 * The life of an allocation: in flight, then finalized and some day deallocated; or abandoned, if anything fails while it
 * is in flight. Each file's graph has an allocation of its own.
 *
 *   finalize    protect every segment · run finalize actions in order · give back Finalize pages
 *   deallocate  run deallocation twins in reverse · give back Standard pages
 *   abandon     give back everything, what is Finalize first; no action of any kind runs
 *
 * If a finalize action fails, the twins of those that were done run in reverse, and that is all: the link has failed, and
 * nobody gives the memory back.
 *
 * Source: JITLinkMemoryManager::InFlightAlloc (finalize, abandon), FinalizedAlloc (deallocate); ORC's
 * runFinalizeActions and runDeallocActions.
 */
import { tell } from '../graph/phrases/phrase'
import { Refusal } from '../graph/diagnostics'
import type { ActionId, AllocationId, FileId, SegmentId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import type { ReleaseReason } from '../graph/schema'
import { ActionState, AllocationState, RELEASE_REASONS, SegmentState } from '../graph/schema'

/** Finalizes all allocations in order. `failAction`: the action (0 is the first of the link) that fails. */
export function finalize(graph: LinkGraph, failAction: number | undefined): void {
  for (let a = 0 as AllocationId; a < graph.allocations.length; a++) finalizeOne(graph, a, failAction)
}

function finalizeOne(graph: LinkGraph, allocation: AllocationId, failAction: number | undefined): void {
  const file = graph.allocations.file[allocation]
  for (const g of segmentsOf(graph, file)) {
    graph.event('segmentProtected', g)
    graph.setSegmentState(g, SegmentState.Protected)
  }
  for (const action of actionsOf(graph, file)) {
    if (action === failAction) throw fail(graph, allocation, action)
    graph.event('actionRun', action)
    graph.setActionState(action, ActionState.Done)
  }
  for (const g of segmentsOf(graph, file)) if (graph.segments.goesBack[g]) release(graph, g, 'finalized')
  graph.event('allocationFinalized', file)
  graph.setAllocationState(allocation, AllocationState.Finalized)
}

function fail(graph: LinkGraph, allocation: AllocationId, action: ActionId): Refusal {
  const file = graph.allocations.file[allocation]
  graph.event('actionFailed', action)
  graph.setActionState(action, ActionState.Failed)
  runTwins(graph, file)
  graph.event('allocationFailed', file)
  graph.setAllocationState(allocation, AllocationState.Failed)
  const nth = actionsOf(graph, file).indexOf(action) + 1
  return new Refusal('action-failed', {
    file: graph.files[file]!.name,
    structure: tell('action-of', { n: nth, all: actionsOf(graph, file).length }),
  })
}

/** Deallocates all finalized allocations, the last one first. */
export function deallocate(graph: LinkGraph): void {
  for (let a = graph.allocations.length - 1; a >= 0; a--) {
    const allocation = a as AllocationId
    const file = graph.allocations.file[allocation]
    runTwins(graph, file)
    releaseAll(graph, file, 'deallocated')
    graph.event('allocationDeallocated', file)
    graph.setAllocationState(allocation, AllocationState.Deallocated)
  }
}

/** Abandons what is still in flight. What has been finalized before the failure stays; no action of any kind runs. */
export function abandon(graph: LinkGraph): void {
  for (let a = 0 as AllocationId; a < graph.allocations.length; a++) {
    if (graph.allocations.state[a] !== AllocationState.InFlight) continue
    const file = graph.allocations.file[a]
    releaseAll(graph, file, 'abandoned')
    graph.event('allocationAbandoned', file)
    graph.setAllocationState(a, AllocationState.Abandoned)
  }
}

/** The twins of all actions that were done, in reverse order. */
function runTwins(graph: LinkGraph, file: FileId): void {
  for (const action of actionsOf(graph, file).reverse()) {
    if (graph.actions.state[action] !== ActionState.Done || !graph.actions.hasTwin[action]) continue
    graph.event('twinRun', action)
    graph.setActionState(action, ActionState.Undone)
  }
}

/** Gives back what is still there: pages that would have gone back after finalize anyway, then the others. */
function releaseAll(graph: LinkGraph, file: FileId, reason: ReleaseReason): void {
  const { state, goesBack } = graph.segments
  const there = segmentsOf(graph, file).filter((g) => state[g] !== SegmentState.Released)
  for (const g of there) if (goesBack[g]) release(graph, g, reason)
  for (const g of there) if (!goesBack[g]) release(graph, g, reason)
}

function release(graph: LinkGraph, g: SegmentId, reason: ReleaseReason): void {
  graph.event(
    'segmentReleased',
    g,
    RELEASE_REASONS.findIndex(({ id }) => id === reason),
  )
  graph.setSegmentState(g, SegmentState.Released)
}

function segmentsOf(graph: LinkGraph, file: FileId): SegmentId[] {
  const found: SegmentId[] = []
  for (let g = 0 as SegmentId; g < graph.segments.length; g++) if (graph.segments.file[g] === file) found.push(g)
  return found
}

/** The actions of a file, in the order in which they were recorded. */
function actionsOf(graph: LinkGraph, file: FileId): ActionId[] {
  const found: ActionId[] = []
  for (let a = 0 as ActionId; a < graph.actions.length; a++) if (graph.actions.file[a] === file) found.push(a)
  return found
}
