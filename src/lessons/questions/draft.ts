/** What a kind of question is made of: a row with what can be asked of a link without being told, and how one is made. */
import type { PhaseId } from '../../engine/graph/events'
import type { AskedLink } from './asked-link'
import type { MisconceptionId } from './misconceptions'
import type { Answer, AnswerForm, Diagnosis, Message, Thing } from './question'
import type { Random } from './random'
import type { QuestionKind, WishOf } from './wish'

/** A question before its wrong answers are sifted. */
export interface Draft {
  /** What it is about, as part of the question's id. */
  readonly about: string
  readonly asks: Message
  readonly form: AnswerForm
  readonly answer: Answer
  /** Some may equal the right answer or one another; these are left out. */
  readonly wrong: readonly Diagnosis[]
  readonly because: readonly Message[]
  readonly thing?: Thing
}

/** Why something cannot be asked of this link. */
export interface CannotAsk {
  readonly cannot: Message
}

export interface KindRow<K extends QuestionKind> {
  /** Asked before this phase; a wish may say so itself. */
  readonly gate: PhaseId | ((wish: WishOf<K>) => PhaseId)
  /** What can be asked of a link that nobody has prepared, each of which `make` can make. Tables as in `make`. */
  stock(link: AskedLink, random: Random): readonly WishOf<K>[]
  /** The tables are as they are when the link is live, or when it was abandoned. */
  make(link: AskedLink, wish: WishOf<K>, random: Random): Draft | CannotAsk
}

/** A wrong answer with the text that belongs to its misconception. */
export const wrong = (misconception: MisconceptionId, answer: Answer): Diagnosis => ({
  misconception,
  answer,
  says: { id: `questions.misconception.${misconception}` },
})

export const cannot = (id: `questions.cannot.${string}`, args: Message['args'] = {}): CannotAsk => ({
  cannot: { id, args },
})

export const number = (value: bigint | number): Answer => ({ is: 'number', value: BigInt(value) })
export const address = (value: bigint): Answer => ({ is: 'address', value: BigInt.asUintN(64, value) })
export const set = (keys: readonly string[]): Answer => ({ is: 'set', keys })
