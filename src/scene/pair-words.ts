/** Pairs of policies, in the language of the page. In commands and links they are called as in `pairName`. */
import { OUTSIDE, PAIR_LETTERS } from '../engine/graph/crossings'
import type { Say } from '../messages/messages'

/** The letter of a policy, or a word for what is outside the link. */
export const letterIn = (say: Say, policy: number): string =>
  policy === OUTSIDE ? say('crossings.out') : PAIR_LETTERS[policy]!

/** `S→F`, `N→out`. */
export const pairIn = (say: Say, pair: number): string =>
  pairOfLetters(say, Math.floor(pair / PAIR_LETTERS.length), pair % PAIR_LETTERS.length)

/** The same by the policies of both ends. */
export const pairOfLetters = (say: Say, from: number, to: number): string =>
  `${letterIn(say, from)}→${letterIn(say, to)}`
