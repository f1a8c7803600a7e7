/**
 * A moment of a link as words and a number, for commands and links: the start, the end, or so many events into a phase.
 * It means the same moment as long as the phase does the same things.
 */
import type { PhaseId } from '../engine/graph/events'
import { PHASES } from '../engine/graph/events'
import type { Place } from './place'

export const PHASE_IDS: readonly PhaseId[] = PHASES.map(({ id }) => id)

export interface Moment {
  readonly phase: 'start' | 'end' | PhaseId
  /** Events of the phase that have happened, from 1; absent: all of them. */
  readonly event?: number
}

export const LIVE: Moment = { phase: 'live' }

export function momentOf(place: Place): Moment {
  if (place.at !== 'phase') return { phase: place.at }
  return place.wasEnd ? { phase: place.phase } : { phase: place.phase, event: place.events }
}

export function placeAt({ phase, event }: Moment): Place {
  if (phase === 'start' || phase === 'end' || phase === 'live') return { at: phase }
  return { at: 'phase', phase, events: event ?? 0, wasEnd: event === undefined }
}
