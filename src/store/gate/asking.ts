/** What the gate needs of the questions; fetched when the gate is first switched on. */
import type { PhaseId } from '../../engine/graph/events'
import { PHASES } from '../../engine/graph/events'
import { stockFor } from '../../lessons/questions/ask'
import { atMoment } from '../../lessons/questions/asked-link'
import { phasesOf, settledAt, startOf } from '../../lessons/questions/moments'
import type { Question } from '../../lessons/questions/question'
import type { Session } from '../session'
import { inPlainNames } from '../session'

/** Where a phase stands among all phases. */
export const placeOf = (phase: PhaseId): number => PHASES.findIndex(({ id }) => id === phase)

/** What is asked next, and the moment at which it is. */
export interface NextQuestions {
  readonly phase: PhaseId
  /** Events that have happened before the phase. */
  readonly at: number
  /** At least one. */
  readonly questions: readonly Question[]
}

/** Of the first phase at this place or behind it that happens and can be asked about. */
export function nextQuestions(session: Session, from: number): NextQuestions | undefined {
  const link = inPlainNames(session)
  // To the settled state and back is a long way in a large link: it is gone once, not for each phase.
  return atMoment(link, settledAt(link), () => {
    for (const phase of phasesOf(link)) {
      const questions = placeOf(phase) >= from ? stockFor(link, phase) : []
      if (questions.length > 0) return { phase, at: startOf(link, phase), questions }
    }
    return undefined
  })
}
