/** Where in time somebody is, in a form that means the same in another link of the same files. */
import type { PhaseId } from '../engine/graph/events'
import type { Session } from './session'

export type Place =
  | { readonly at: 'start' }
  | { readonly at: 'live' }
  | { readonly at: 'end' }
  | { readonly at: 'phase'; readonly phase: PhaseId; readonly events: number; readonly wasEnd: boolean }

export function placeOf({ phases, liveAt, log }: Session, position: number): Place {
  if (position === liveAt) return { at: 'live' }
  if (position === 0) return { at: 'start' }
  const span = phases.find(({ first, end }) => position > first && position <= end)
  if (position >= log.length || !span) return { at: 'end' }
  return { at: 'phase', phase: span.id, events: position - span.first, wasEnd: position === span.end }
}

/** The position in a link that is that place: the same phase, as far into it; where it is live if there is none. */
export function positionAt({ phases, liveAt, log }: Session, place: Place): number {
  if (place.at === 'start') return 0
  if (place.at === 'end') return log.length
  if (place.at === 'live') return liveAt
  const span = phases.find(({ id }) => id === place.phase)
  if (!span) return liveAt
  return place.wasEnd ? span.end : Math.min(span.first + place.events, span.end)
}
