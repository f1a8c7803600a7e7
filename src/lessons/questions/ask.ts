/**
 * Turns a wish and a link into a question: `ask` for one that a lesson wants, `stockFor` for what can be asked about any
 * link before a phase. Right and wrong answers come from the link. A wrong answer that equals the right one, or one named
 * before it, is left out: it would tell somebody who is right that they are wrong.
 */
import { append } from '../../base/append'
import type { PhaseId } from '../../engine/graph/events'
import { sameAnswer } from './answers'
import type { AskedLink } from './asked-link'
import { atMoment } from './asked-link'
import type { CannotAsk, Draft, KindRow } from './draft'
import { QUESTION_KINDS } from './kinds/index'
import { settledAt } from './moments'
import type { Diagnosis, Message, Question } from './question'
import { randomFor } from './random'
import type { QuestionKind, QuestionWish } from './wish'

export type Asked = { readonly question: Question } | CannotAsk

/** The question that a wish means in this link. The seed decides what is left to chance. */
export function ask(link: AskedLink, wish: QuestionWish, seed = ''): Asked {
  const row = QUESTION_KINDS[wish.kind] as KindRow<QuestionKind>
  const random = randomFor(`${seed} ${JSON.stringify(wish)}`)
  const draft = atMoment(link, settledAt(link), () => row.make(link, wish, random))
  if ('cannot' in draft) return draft
  return { question: finish(wish, gateOf(row, wish), draft) }
}

function finish(wish: QuestionWish, gate: PhaseId, draft: Draft): Question {
  const { about, asks, form, answer, because, thing } = draft
  const own = wish.because === undefined ? [] : [{ id: wish.because as `lessons.${string}` }]
  return {
    id: `${wish.kind} ${about}`,
    gate,
    asks: wish.asks === undefined ? asks : { ...asks, id: wish.asks as Message['id'] },
    form,
    answer,
    diagnoses: sift(draft),
    reveal: { says: [...own, ...because], ...(thing ? { thing } : {}) },
  }
}

function sift({ answer, wrong }: Draft): Diagnosis[] {
  const kept: Diagnosis[] = []
  for (const diagnosis of wrong) {
    const isKnown = kept.some((other) => sameAnswer(other.answer, diagnosis.answer))
    if (!isKnown && !sameAnswer(answer, diagnosis.answer)) kept.push(diagnosis)
  }
  return kept
}

/** What the gate asks before a phase: at most so many, of different kinds first, in the order of the kinds. */
export function stockFor(link: AskedLink, phase: PhaseId, seed = '', most = 2): Question[] {
  // To the settled state and back is a long way in a large link: it is gone once.
  return atMoment(link, settledAt(link), () => stockOfSettled(link, phase, seed, most))
}

function stockOfSettled(link: AskedLink, phase: PhaseId, seed: string, most: number): Question[] {
  const random = randomFor(`${seed} ${phase}`)
  const first: QuestionWish[] = []
  const more: QuestionWish[] = []
  for (const row of Object.values(QUESTION_KINDS) as KindRow<QuestionKind>[]) {
    if (typeof row.gate === 'string' && row.gate !== phase) continue
    if (first.length >= most) break
    const wishes = row.stock(link, random)
    const own = wishes.filter((wish) => gateOf(row, wish) === phase)
    append(first, own.slice(0, 1))
    append(more, own.slice(1))
  }
  return [...first, ...more].slice(0, most).flatMap((wish) => {
    const asked = ask(link, wish, seed)
    return 'question' in asked ? [asked.question] : []
  })
}

const gateOf = (row: KindRow<QuestionKind>, wish: QuestionWish): PhaseId =>
  typeof row.gate === 'function' ? row.gate(wish) : row.gate
