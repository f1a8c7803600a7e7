/** Selects what the last event was about. */
import type { Desk } from '../desk'
import { subjectOf } from '../selectors/subject'
import type { Outcome } from './outcome'
import { DONE, refused } from './outcome'
import { later } from '../../messages/messages'

export function explainEvent(desk: Desk): Outcome {
  if (!desk.session) return refused(later('refusals.no-event'))
  const subject = subjectOf(desk.session, desk.position)
  if (!subject) return refused(later('refusals.whole-link'))
  desk.select(subject)
  desk.look('reveal')
  return DONE
}
