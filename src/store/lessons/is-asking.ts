/** What a lesson asks now. Apart from the context, which the first screen has: this brings the marking along. */
import { recordOf } from '../../lessons/machine/walk'
import type { Question } from '../../lessons/questions/question'
import { isOver } from '../../lessons/questions/round'
import { useTutor } from './context'

/** The question that waits for an answer. */
export const useOpenQuestion = (): Question | undefined =>
  useTutor(({ walk }) => {
    const round = walk && recordOf(walk).round
    return round !== undefined && !isOver(round) ? round.question : undefined
  })

/** Whether a question is open: what would give its answer away is not shown. */
export const useIsAsking = (): boolean => useOpenQuestion() !== undefined
