/** What a lesson asks for now. Apart from the context, which the first screen has: this brings the marking along. */
import { recordOf, stepOf } from '../../lessons/machine/walk'
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

/** Whether the step asks to change or build something, for which people need the panels of the desk. */
export const useIsHandsOn = (): boolean =>
  useTutor(({ walk }) => {
    const kind = walk && stepOf(walk)?.kind
    return kind === 'change' || kind === 'build'
  }) === true
