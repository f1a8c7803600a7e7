/** Whether a lesson asks something now. Apart from the context, which the first screen has: this brings the marking along. */
import { recordOf } from '../../lessons/machine/walk'
import { isOver } from '../../lessons/questions/round'
import { useTutor } from './context'

/** Whether a question is open: what would give its answer away is not shown. */
export const useIsAsking = (): boolean =>
  useTutor(({ walk }) => {
    const round = walk && recordOf(walk).round
    return round !== undefined && !isOver(round)
  }) === true
