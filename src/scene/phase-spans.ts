/** Which events of a log belong to which phase. */
import { firstWhere } from '../base/search'
import type { PhaseId } from '../engine/graph/events'
import { PHASES } from '../engine/graph/events'
import type { EventId, EventLog } from '../engine/graph/log'

/** A phase and its events, [first, end). */
export interface PhaseSpan {
  readonly id: PhaseId
  readonly first: number
  readonly end: number
}

/** Phases follow one another in the order of PHASES; those of which no event tells are left out. */
export function phasesOf(log: EventLog): PhaseSpan[] {
  const spans: PhaseSpan[] = []
  const { phase } = log.events
  const { length } = log
  for (let first = 0; first < length; ) {
    const own = phase[first as EventId]
    const end = firstWhere(first, length, (at) => phase[at as EventId] > own)
    spans.push({ id: PHASES[own]!.id, first, end })
    first = end
  }
  return spans
}

/** Number of events when the link is live: before anything is deallocated. The log's length if nothing is. */
export const liveAt = (log: EventLog, phases: readonly PhaseSpan[]): number =>
  phases.find(({ id }) => id === 'deallocate')?.first ?? log.length
