/** Selects what the last event was about. */
import type { Desk } from '../desk'
import { subjectOf } from '../selectors/subject'
import type { Outcome } from './outcome'
import { DONE, refused } from './outcome'

export function explainEvent(desk: Desk): Outcome {
  if (!desk.session) return refused('Nothing is linked, so there is no event.')
  const subject = subjectOf(desk.session, desk.position)
  if (!subject) return refused('This event is about the whole link.')
  desk.select(subject)
  desk.look('reveal')
  return DONE
}
