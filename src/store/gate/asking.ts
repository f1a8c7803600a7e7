/** What the gate needs of the questions; fetched when the gate is first switched on. */
import type { PhaseId } from '../../engine/graph/events'
import { PHASES } from '../../engine/graph/events'
import { stockFor } from '../../lessons/questions/ask'
import { phasesOf, startOf } from '../../lessons/questions/moments'
import type { Question } from '../../lessons/questions/question'
import type { Session } from '../session'

/** Where a phase stands among all phases. */
export const placeOf = (phase: PhaseId): number => PHASES.findIndex(({ id }) => id === phase)

export const questionsBefore = (session: Session, phase: PhaseId): readonly Question[] => stockFor(session, phase)

/** The first phase at this place or behind it that happens and can be asked about, and the moment before it. */
export function nextQuestions(
  session: Session,
  from: number,
): { readonly phase: PhaseId; readonly at: number } | undefined {
  const phase = phasesOf(session).find((id) => placeOf(id) >= from && questionsBefore(session, id).length > 0)
  return phase && { phase, at: startOf(session, phase) }
}
