/** Goes to a moment by its name. */
import type { DeskStore } from '../desk'
import type { Moment } from '../moment'
import { placeAt } from '../moment'
import { positionAt } from '../place'
import type { Outcome } from './outcome'
import { DONE, refused } from './outcome'
import { later } from '../../messages/messages'

/** Goes as near as this link gets, and says so if that is another moment. */
export function seek(store: DeskStore, moment: Moment): Outcome {
  const { session } = store.getState()
  if (!session) return refused(later('refusals.no-moment'))
  const wanted = placeAt(moment)
  store.getState().seek(positionAt(session, wanted))
  if (wanted.at !== 'phase') return DONE
  const span = session.phases.find(({ id }) => id === wanted.phase)
  if (!span) return refused(later('refusals.idle-phase', { phase: wanted.phase }))
  const events = span.end - span.first
  if (wanted.wasEnd || wanted.events <= events) return DONE
  return refused(later('refusals.short-phase', { phase: wanted.phase, events, wanted: wanted.events }))
}
