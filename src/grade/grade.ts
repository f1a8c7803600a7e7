/** Marks a file of answers: what each question brought in, and what is to be said about it. */
import { answerText, givenText } from '../lessons/questions/answers'
import type { Given, Message } from '../lessons/questions/question'
import type { Round } from '../lessons/questions/round'
import { answer, begin, scoreOf } from '../lessons/questions/round'
import type { Messages } from '../messages/messages'
import type { StepQuestion } from './lesson-questions'
import type { AnswerFile } from './read-answers'

export interface GradedQuestion {
  readonly step: string
  /** The question in words. */
  readonly asks: string
  /** 0 to 1. */
  readonly score: number
  readonly status: 'right' | 'partly' | 'wrong' | 'unreadable' | 'missing'
  /** What was answered last, as text; empty if nothing was. */
  readonly given: string
  readonly expected: string
  /** What to say to whoever answered so. */
  readonly says: readonly string[]
}

export interface Report {
  /** The file of answers. */
  readonly file: string
  readonly lesson: string
  readonly seed: string
  readonly questions: readonly GradedQuestion[]
  readonly points: number
  readonly of: number
}

/** Throws an Error if an answer is to a question that the lesson does not ask. */
export function gradeAnswers(
  questions: readonly StepQuestion[],
  { answers }: AnswerFile,
  messages: Messages,
): readonly GradedQuestion[] {
  const steps = questions.map(({ step }) => step)
  const strange = [...answers.keys()].find((step) => !steps.includes(step))
  if (strange !== undefined) throw new Error(`answers.${strange}: expected a step that asks: ${steps.join(', ')}`)
  return questions.map(({ step, question }) => {
    const tries = answers.get(step)?.(question.form) ?? []
    return gradeRound(step, tries.reduce(answer, begin(question)), tries, messages)
  })
}

function gradeRound(step: string, round: Round, given: readonly Given[], messages: Messages): GradedQuestion {
  const { question, tries, unreadable } = round
  const say = ({ id, args }: Message): string => messages.text(id, args).replaceAll('`', '')
  const last = tries.at(-1)
  const score = scoreOf(round)
  const said = unreadable ?? last?.marked.diagnosis?.says ?? last?.marked.hint
  return {
    step,
    asks: say(question.asks),
    score,
    status: statusOf(score, given.length, unreadable !== undefined && tries.length === 0),
    given: given.length === 0 ? '' : givenText(given.at(-1)!),
    expected: answerText(question.answer),
    says: score === 1 || !said ? [] : [say(said)],
  }
}

function statusOf(score: number, given: number, unreadable: boolean): GradedQuestion['status'] {
  if (score === 1) return 'right'
  if (given === 0) return 'missing'
  if (unreadable) return 'unreadable'
  return score > 0 ? 'partly' : 'wrong'
}
