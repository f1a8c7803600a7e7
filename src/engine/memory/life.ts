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
import type { ActionId, AllocationId, SegmentId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import type { ReleaseReason } from '../graph/schema'
import { ActionState, AllocationState, RELEASE_REASONS, SegmentState } from '../graph/schema'

/** Finalizes all allocations in order. `failAction`: the action (0 is the first of the link) that fails. */
export function finalize(graph: LinkGraph, failAction: number | undefined): void {
  const belongings = belongingsOfFiles(graph)
  for (let a = 0 as AllocationId; a < graph.allocations.length; a++)
    finalizeOne(graph, a, belongings[graph.allocations.file[a]]!, failAction)
}

function finalizeOne(
  graph: LinkGraph,
  allocation: AllocationId,
  { segments, actions }: Belongings,
  failAction: number | undefined,
): void {
  const file = graph.allocations.file[allocation]
  for (const g of segments) {
    graph.event('segmentProtected', g)
    graph.setSegmentState(g, SegmentState.Protected)
  }
  for (const action of actions) {
    if (action === failAction) throw fail(graph, allocation, actions, action)
    graph.event('actionRun', action)
    graph.setActionState(action, ActionState.Done)
  }
  for (const g of segments) if (graph.segments.goesBack[g]) release(graph, g, 'finalized')
  graph.event('allocationFinalized', file)
  graph.setAllocationState(allocation, AllocationState.Finalized)
}

function fail(graph: LinkGraph, allocation: AllocationId, actions: readonly ActionId[], action: ActionId): Refusal {
  const file = graph.allocations.file[allocation]
  graph.event('actionFailed', action)
  graph.setActionState(action, ActionState.Failed)
  runTwins(graph, actions)
  graph.event('allocationFailed', file)
  graph.setAllocationState(allocation, AllocationState.Failed)
  const nth = actions.indexOf(action) + 1
  return new Refusal('action-failed', {
    file: graph.files[file]!.name,
    structure: tell('action-of', { n: nth, all: actions.length }),
  })
}

/** Deallocates all finalized allocations, the last one first. */
export function deallocate(graph: LinkGraph): void {
  const belongings = belongingsOfFiles(graph)
  for (let a = graph.allocations.length - 1; a >= 0; a--) {
    const allocation = a as AllocationId
    const file = graph.allocations.file[allocation]
    const { segments, actions } = belongings[file]!
    runTwins(graph, actions)
    releaseAll(graph, segments, 'deallocated')
    graph.event('allocationDeallocated', file)
    graph.setAllocationState(allocation, AllocationState.Deallocated)
  }
}

/** Abandons what is still in flight. What has been finalized before the failure stays; no action of any kind runs. */
export function abandon(graph: LinkGraph): void {
  const belongings = belongingsOfFiles(graph)
  for (let a = 0 as AllocationId; a < graph.allocations.length; a++) {
    if (graph.allocations.state[a] !== AllocationState.InFlight) continue
    const file = graph.allocations.file[a]
    releaseAll(graph, belongings[file]!.segments, 'abandoned')
    graph.event('allocationAbandoned', file)
    graph.setAllocationState(a, AllocationState.Abandoned)
  }
}

/** The twins of all actions that were done, in reverse order. */
function runTwins(graph: LinkGraph, actions: readonly ActionId[]): void {
  for (const action of actions.toReversed()) {
    if (graph.actions.state[action] !== ActionState.Done || !graph.actions.hasTwin[action]) continue
    graph.event('twinRun', action)
    graph.setActionState(action, ActionState.Undone)
  }
}

/** Gives back what is still there: pages that would have gone back after finalize anyway, then the others. */
function releaseAll(graph: LinkGraph, segments: readonly SegmentId[], reason: ReleaseReason): void {
  const { state, goesBack } = graph.segments
  const there = segments.filter((g) => state[g] !== SegmentState.Released)
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

/** What belongs to a file, in the order in which it was made. */
interface Belongings {
  readonly segments: readonly SegmentId[]
  readonly actions: readonly ActionId[]
}

/** By file, gathered in one walk for all of them: a link may have thousands. */
function belongingsOfFiles(graph: LinkGraph): readonly Belongings[] {
  const found = graph.files.map(() => ({ segments: [] as SegmentId[], actions: [] as ActionId[] }))
  const { segments, actions } = graph
  for (let g = 0 as SegmentId; g < segments.length; g++) found[segments.file[g]]!.segments.push(g)
  for (let a = 0 as ActionId; a < actions.length; a++) found[actions.file[a]]!.actions.push(a)
  return found
}
