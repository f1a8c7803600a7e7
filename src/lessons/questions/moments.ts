/** Where the phases of a link begin and end in its log, and what happened in them. */
import { firstWhere } from '../../base/search'
import type { EventType, PhaseId } from '../../engine/graph/events'
import { EVENT_CODE, PHASES } from '../../engine/graph/events'
import type { EventId } from '../../engine/graph/log'
import type { AskedLink } from './asked-link'

const placeOf = (phase: PhaseId): number => PHASES.findIndex(({ id }) => id === phase)

/** Events before the phase: where its first event is, or would be. */
export function startOf({ log }: AskedLink, phase: PhaseId): number {
  return firstAtOrBehind(log.events, placeOf(phase))
}

/** Events when the phase is over. */
export function endOf({ log }: AskedLink, phase: PhaseId): number {
  return firstAtOrBehind(log.events, placeOf(phase) + 1)
}

/** Phases are in ascending order in every log, so the place can be found by halving. */
function firstAtOrBehind(events: AskedLink['log']['events'], place: number): number {
  return firstWhere(0, events.length, (e) => events.phase[e as EventId] >= place)
}

export const happens = (link: AskedLink, phase: PhaseId): boolean => startOf(link, phase) < endOf(link, phase)

/** Phases in which something happens, in their order. */
export const phasesOf = (link: AskedLink): PhaseId[] =>
  PHASES.map(({ id }) => id).filter((phase) => happens(link, phase))

/** When the link is live; the end if it never is. That is the state in which questions are made. */
export const settledAt = (link: AskedLink): number => startOf(link, 'deallocate')

/** The first subjects of all events of a type, in the order in which they happened. */
export function subjectsOf({ log }: AskedLink, type: EventType): number[] {
  const found: number[] = []
  const { type: types, a, length } = log.events
  const code = EVENT_CODE[type]
  for (let e = 0 as EventId; e < length; e++) if (types[e] === code) found.push(a[e])
  return found
}
