/**
 * The lives of memory: when each segment's pages were reserved, protected and given back and why, when each finalize
 * action was recorded, run or failed and when its twin ran, what became of each allocation, when NoAlloc content was
 * first copied. One pass over the log; moments are positions: the number of events after which something is so.
 */
import { CELL } from '../engine/graph/cells'
import type { EventType } from '../engine/graph/events'
import { EVENTS } from '../engine/graph/events'
import type { ActionId, BlockId, FileId, SegmentId } from '../engine/graph/ids'
import type { EventId, EventLog, RecordId } from '../engine/graph/log'
import type { ReleaseReason } from '../engine/graph/schema'
import { RELEASE_REASONS } from '../engine/graph/schema'

export interface SegmentLife {
  readonly segment: SegmentId
  readonly reserved: number
  protectedAt: number | undefined
  released: { readonly at: number; readonly reason: ReleaseReason } | undefined
}

export interface ActionLife {
  readonly action: ActionId
  readonly recorded: number
  run: number | undefined
  failed: number | undefined
  twin: number | undefined
}

export interface AllocationLife {
  readonly file: FileId
  readonly opened: number
  finalized: number | undefined
  /** How it ended, if it did. */
  ended: { readonly at: number; readonly how: 'deallocated' | 'abandoned' | 'failed' } | undefined
}

export interface MemoryLife {
  /** By segment id. */
  readonly segments: readonly SegmentLife[]
  /** By action id. */
  readonly actions: readonly ActionLife[]
  readonly allocations: ReadonlyMap<FileId, AllocationLife>
}

type Step = (id: number, other: number, at: number) => void

export function memoryLife(log: EventLog): MemoryLife {
  const segments: SegmentLife[] = []
  const actions: ActionLife[] = []
  const allocations = new Map<FileId, AllocationLife>()
  const end = (file: number, at: number, how: 'deallocated' | 'abandoned' | 'failed'): void => {
    allocations.get(file as FileId)!.ended = { at, how }
  }
  const steps: Partial<Record<EventType, Step>> = {
    segmentReserved: (id, _, at) =>
      segments.push({ segment: id as SegmentId, reserved: at, protectedAt: undefined, released: undefined }),
    segmentProtected: (id, _, at) => {
      segments[id]!.protectedAt = at
    },
    segmentReleased: (id, reason, at) => {
      segments[id]!.released = { at, reason: RELEASE_REASONS[reason]!.id }
    },
    actionRecorded: (id, _, at) =>
      actions.push({ action: id as ActionId, recorded: at, run: undefined, failed: undefined, twin: undefined }),
    actionRun: (id, _, at) => {
      actions[id]!.run = at
    },
    actionFailed: (id, _, at) => {
      actions[id]!.failed = at
    },
    twinRun: (id, _, at) => {
      actions[id]!.twin = at
    },
    allocationOpened: (id, _, at) =>
      allocations.set(id as FileId, { file: id as FileId, opened: at, finalized: undefined, ended: undefined }),
    allocationFinalized: (id, _, at) => {
      allocations.get(id as FileId)!.finalized = at
    },
    allocationDeallocated: (id, _, at) => end(id, at, 'deallocated'),
    allocationAbandoned: (id, _, at) => end(id, at, 'abandoned'),
    allocationFailed: (id, _, at) => end(id, at, 'failed'),
  }
  const byCode = EVENTS.map(({ type }) => steps[type])
  const { type, a, b } = log.events
  for (let e = 0 as EventId; e < log.length; e++) byCode[type[e]]?.(a[e], b[e], e + 1)
  return { segments, actions, allocations }
}

/** Block → the moment when its content became mutable. Whoever asks for it, the cell that changes is the same. */
export function firstCopies(log: EventLog): Map<BlockId, number> {
  const copied = new Map<BlockId, number>()
  const { cell, row } = log.records
  let e = 0
  for (let r = 0 as RecordId; r < log.records.length; r++) {
    if (cell[r] !== CELL.blockMemory) continue
    while (e + 1 < log.length && log.events.firstRecord[(e + 1) as EventId] <= r) e++
    copied.set(row[r] as BlockId, e + 1)
  }
  return copied
}

/** What can be said of a segment's pages at a moment. */
export type PageState = 'none' | 'in flight' | 'protected' | 'live' | 'leaked' | 'gone'

/** The state of a segment's pages when `position` events have happened. */
export function pageState(
  { segments, allocations }: MemoryLife,
  g: SegmentId,
  file: FileId,
  position: number,
): PageState {
  const life = segments[g]
  if (!life || position < life.reserved) return 'none'
  if (life.released && position >= life.released.at) return 'gone'
  const allocation = allocations.get(file)
  if (allocation?.ended?.how === 'failed' && position >= allocation.ended.at) return 'leaked'
  if (allocation?.finalized !== undefined && position >= allocation.finalized) return 'live'
  return life.protectedAt !== undefined && position >= life.protectedAt ? 'protected' : 'in flight'
}

/** The state of an allocation when `position` events have happened. */
export type AllocationStage = 'none' | 'in flight' | 'finalized' | 'deallocated' | 'abandoned' | 'failed'

export function allocationStage({ opened, finalized, ended }: AllocationLife, position: number): AllocationStage {
  if (position < opened) return 'none'
  if (ended && position >= ended.at) return ended.how
  return finalized !== undefined && position >= finalized ? 'finalized' : 'in flight'
}

/** The state of a finalize action when `position` events have happened. */
export type ActionStage = 'none' | 'recorded' | 'run' | 'failed' | 'undone'

export function actionStage({ recorded, run, failed, twin }: ActionLife, position: number): ActionStage {
  const reached = (at: number | undefined): boolean => at !== undefined && position >= at
  if (!reached(recorded)) return 'none'
  if (reached(twin)) return 'undone'
  if (reached(failed)) return 'failed'
  return reached(run) ? 'run' : 'recorded'
}
