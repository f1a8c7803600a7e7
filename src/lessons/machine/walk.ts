/**
 * A walk through a lesson: where somebody is, and what became of each step. `walk` is a pure reducer; it knows neither
 * page nor linker. Back and skip are always possible; nothing that was answered or done is lost by going back.
 */
import type { Question, Given } from '../questions/question'
import type { Round } from '../questions/round'
import { answer, begin, isOver, scoreOf, skip } from '../questions/round'
import type { Lesson, LessonStep } from './lesson'
import { goalsOf } from './goals'

export interface StepRecord {
  /** What was to happen has happened. */
  readonly happened: boolean
  /** The numbers that texts mention, as they were then; undefined until it has happened. */
  readonly found: Readonly<Record<string, string>> | undefined
  readonly skipped: boolean
  /** Somebody had it done instead of doing it. */
  readonly shown: boolean
  /** The question and the tries at it, once it is asked. */
  readonly round: Round | undefined
}

export interface Walk {
  readonly lesson: Lesson
  /** Index of the present step; the number of steps when the lesson is over. */
  readonly at: number
  readonly records: readonly StepRecord[]
}

export type WalkEvent =
  | { readonly type: 'asked'; readonly question: Question }
  | { readonly type: 'answered'; readonly given: Given }
  /** Gives up a question: the answer is shown. */
  | { readonly type: 'revealed' }
  | { readonly type: 'happened'; readonly found: Readonly<Record<string, string>> }
  | { readonly type: 'shown' }
  | { readonly type: 'next' }
  | { readonly type: 'back' }
  | { readonly type: 'skip' }
  | { readonly type: 'go'; readonly to: number }
  | { readonly type: 'restart' }

const UNTOUCHED: StepRecord = { happened: false, found: undefined, skipped: false, shown: false, round: undefined }

/** At the beginning of a lesson, or of one of its steps. */
export const setOut = (lesson: Lesson, at = 0): Walk => ({
  lesson,
  at: Math.max(0, Math.min(at, lesson.steps.length)),
  records: lesson.steps.map(() => UNTOUCHED),
})

export const stepOf = ({ lesson, at }: Walk): LessonStep | undefined => lesson.steps[at]
export const recordOf = ({ records, at }: Walk): StepRecord => records[at] ?? UNTOUCHED
export const isFinished = ({ lesson, at }: Walk): boolean => at >= lesson.steps.length

/** Whether a step asks for something, so that reading it is not all. */
export const waits = (step: LessonStep): boolean => step.kind === 'predict' || goalsOf(step).length > 0

/** Whether “next” leads on: everything that the step asks for has happened. */
export function isDone(step: LessonStep, record: StepRecord): boolean {
  if (step.kind === 'predict') return record.round !== undefined && isOver(record.round)
  return goalsOf(step).length === 0 || record.happened
}

/** The walk after an event. An event that means nothing where the walk is changes nothing. */
export function walk(before: Walk, event: WalkEvent): Walk {
  const step = stepOf(before)
  const record = recordOf(before)
  switch (event.type) {
    case 'restart':
      return setOut(before.lesson)
    case 'go':
      return { ...before, at: Math.max(0, Math.min(event.to, before.lesson.steps.length)) }
    case 'back':
      return { ...before, at: Math.max(0, before.at - 1) }
    case 'next':
      return step && isDone(step, record) ? { ...before, at: before.at + 1 } : before
    case 'skip':
      return step ? { ...note(before, skipped(record, isDone(step, record))), at: before.at + 1 } : before
    case 'asked':
      // A step that is come back to keeps its tries.
      return record.round ? before : note(before, { ...record, round: begin(event.question) })
    case 'answered':
      return record.round ? note(before, { ...record, round: answer(record.round, event.given) }) : before
    case 'revealed':
      return record.round ? note(before, { ...record, round: skip(record.round) }) : before
    case 'happened':
      return step && step.kind !== 'predict' ? note(before, { ...record, happened: true, found: event.found }) : before
    case 'shown':
      return note(before, { ...record, shown: true })
  }
}

const skipped = (record: StepRecord, done: boolean): StepRecord => (done ? record : { ...record, skipped: true })

const note = (before: Walk, record: StepRecord): Walk => ({
  ...before,
  records: before.records.map((old, i) => (i === before.at ? record : old)),
})

export interface Score {
  readonly points: number
  /** One for each question. */
  readonly of: number
}

/** What the questions brought in. What was shown or skipped brings nothing, and costs nothing else. */
export function scoreOfWalk({ lesson, records }: Walk): Score {
  const asked = lesson.steps.flatMap((step, i) => (step.kind === 'predict' ? [records[i]!] : []))
  return { points: asked.reduce((sum, { round }) => sum + (round ? scoreOf(round) : 0), 0), of: asked.length }
}
