/** Which events of a log belong to which phase. */
import type { PhaseId } from '../engine/graph/events'
import { PHASES } from '../engine/graph/events'
import type { EventId, EventLog } from '../engine/graph/log'

/** A phase and its events, [first, end). */
export interface PhaseSpan {
  readonly id: PhaseId
  readonly first: number
  readonly end: number
}

export function phasesOf(log: EventLog): PhaseSpan[] {
  const spans: PhaseSpan[] = []
  const { phase } = log.events
  for (let first = 0; first < log.length; ) {
    const own = phase[first as EventId]
    let end = first + 1
    while (end < log.length && phase[end as EventId] === own) end++
    spans.push({ id: PHASES[own]!.id, first, end })
    first = end
  }
  return spans
}

/** Number of events when the link is live: before anything is deallocated. The log's length if nothing is. */
export const liveAt = (log: EventLog, phases: readonly PhaseSpan[]): number =>
  phases.find(({ id }) => id === 'deallocate')?.first ?? log.length
