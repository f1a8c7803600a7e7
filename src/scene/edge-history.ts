/**
 * What became of an edge: the events that gave it another kind, target, addend or place, read from the log. An edge that asked
 * for a table entry was lowered; one whose detour was taken out was relaxed.
 */
import { firstWhere } from '../base/search'
import { CELL } from '../engine/graph/cells'
import type { EventType } from '../engine/graph/events'
import type { EdgeId, SymbolId } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import type { EventId, EventLog, RecordId } from '../engine/graph/log'

export interface EdgeState {
  readonly kind: number
  readonly target: SymbolId
  readonly addend: bigint
  /** Of the field in its block, in bytes: a pass that rewrites instructions moves it. */
  readonly offset: number
}

export interface EdgeChange {
  readonly event: EventId
  readonly type: EventType
  readonly before: EdgeState
  readonly after: EdgeState
}

/**
 * Changes of an edge among the first `position` events, in order. The graph must be in the state after these events.
 * Costs a walk over the log's records.
 */
export function edgeHistory(graph: LinkGraph, log: EventLog, e: EdgeId, position: number): EdgeChange[] {
  const { kind, target, addend, offset } = graph.edges
  let state: EdgeState = { kind: kind[e], target: target[e], addend: addend.big[e], offset: offset[e] }
  const found: EdgeChange[] = []
  const { cell, row } = log.records
  const end = position < log.length ? log.events.firstRecord[position as EventId] : log.records.length
  for (let r = (end - 1) as RecordId; r >= 0; r--) {
    if (row[r] !== e) continue
    const before = undone(state, cell[r], log, r)
    if (!before) continue
    const event = eventOf(log, r)
    const last = found.at(-1)
    if (last?.event === event) found[found.length - 1] = { ...last, before }
    else found.push({ event, type: log.rowOf(event).type, before, after: state })
    state = before
  }
  return found.reverse()
}

function undone(state: EdgeState, cell: number, log: EventLog, r: RecordId): EdgeState | undefined {
  const { before } = log.records
  if (cell === CELL.edgeKind) return { ...state, kind: before[r] }
  if (cell === CELL.edgeTarget) return { ...state, target: before[r] as SymbolId }
  if (cell === CELL.edgeOffset) return { ...state, offset: before[r] }
  if (cell === CELL.edgeAddend) return { ...state, addend: log.before(r) }
  return undefined
}

/** The event that a record belongs to: the last whose first record is not behind it. */
function eventOf(log: EventLog, r: RecordId): EventId {
  const { firstRecord } = log.events
  return (firstWhere(0, log.length, (e) => firstRecord[e as EventId] > r) - 1) as EventId
}
