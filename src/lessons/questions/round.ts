/**
 * One question and somebody's tries at it: two, then the answer is shown. The better try counts, for whoever mends a
 * mistake that was named has learned what was asked for. An answer that cannot be read is no try.
 */
import { mark } from './mark'
import type { Given, Marked, Message, Question } from './question'

export const TRIES = 2

export interface Try {
  readonly given: Given
  readonly marked: Marked
}

export interface Round {
  readonly question: Question
  readonly tries: readonly Try[]
  /** What was expected, if the last answer could not be read. */
  readonly unreadable: Message | undefined
  /** Somebody went on without an answer. */
  readonly skipped: boolean
}

export const begin = (question: Question): Round => ({ question, tries: [], unreadable: undefined, skipped: false })

/** The round after another answer; a round that is over stays as it is. */
export function answer(round: Round, given: Given): Round {
  if (isOver(round)) return round
  const marked = mark(round.question, given)
  if ('unreadable' in marked) return { ...round, unreadable: marked.unreadable }
  return { ...round, unreadable: undefined, tries: [...round.tries, { given, marked }] }
}

/** The round of somebody who gives up, or goes on without looking. */
export const skip = (round: Round): Round => ({ ...round, unreadable: undefined, skipped: true })

export const isRight = ({ tries }: Round): boolean => tries.some(({ marked }) => marked.right)

/** Nothing more can be answered; the reveal may be shown. */
export const isOver = (round: Round): boolean => round.skipped || isRight(round) || round.tries.length >= TRIES

/** 0 to 1: that of the better try. */
export const scoreOf = ({ tries }: Round): number => Math.max(0, ...tries.map(({ marked }) => marked.score))
