/** Goes to the end of the next or the previous phase that changed something. */
import type { EventId, EventLog } from '../../engine/graph/log'
import type { Desk } from '../desk'
import { phaseSteps } from '../selectors/phases'
import type { Outcome } from './outcome'
import { DONE, refused } from './outcome'
import { later } from '../../messages/messages'

export function seekPhase(desk: Desk, direction: 1 | -1): Outcome {
  if (!desk.session) return refused(later('refusals.no-phase'))
  const { log } = desk.session
  const ends = phaseSteps(desk.session)
    .filter(({ first, end }) => recordsBefore(log, end) > recordsBefore(log, first))
    .map(({ end }) => end)
  const stops = [0, ...ends]
  const next = direction > 0 ? stops.find((end) => end > desk.position) : stops.findLast((end) => end < desk.position)
  if (next !== undefined) desk.seek(next)
  return DONE
}

/** Cells that the first so many events changed: phases that changed none are skipped. */
const recordsBefore = (log: EventLog, events: number): number =>
  events < log.length ? log.events.firstRecord[events as EventId] : log.records.length
