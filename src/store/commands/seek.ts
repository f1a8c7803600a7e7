/** Goes to a moment by its name. */
import type { DeskStore } from '../desk'
import type { Moment } from '../moment'
import { placeAt } from '../moment'
import { positionAt } from '../place'
import type { Outcome } from './outcome'
import { DONE, refused } from './outcome'

/** Goes as near as this link gets, and says so if that is another moment. */
export function seek(store: DeskStore, moment: Moment): Outcome {
  const { session } = store.getState()
  if (!session) return refused('Nothing is linked, so there is no moment to go to.')
  const wanted = placeAt(moment)
  store.getState().seek(positionAt(session, wanted))
  if (wanted.at !== 'phase') return DONE
  const span = session.phases.find(({ id }) => id === wanted.phase)
  if (!span) return refused(`Nothing happens in the phase “${wanted.phase}” of this link; you are at its usual end.`)
  const events = span.end - span.first
  if (wanted.wasEnd || wanted.events <= events) return DONE
  return refused(
    `The phase “${wanted.phase}” has ${events} events in this link, not ${wanted.events}; you are at its end.`,
  )
}
