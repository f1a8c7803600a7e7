/**
 * How far somebody is in each lesson, and what was answered: kept on this computer, and handed out as a file on demand.
 * What comes back from storage is checked, since anybody may have written there.
 */
import * as v from 'valibot'
import type { Walk } from '../../lessons/machine/walk'
import { isDone, isFinished, scoreOfWalk, waits } from '../../lessons/machine/walk'
import type { Round } from '../../lessons/questions/round'
import { answer, begin, scoreOf } from '../../lessons/questions/round'
import { recall, remember } from '../memory-of-choices'

const PLACE = 'linkscape.lessons'

const GIVEN = v.union([v.string(), v.array(v.string())])

const LESSON_PROGRESS = v.object({
  /** The step where somebody is. */
  step: v.pipe(v.number(), v.integer(), v.minValue(0)),
  finished: v.boolean(),
  points: v.number(),
  of: v.number(),
  seed: v.string(),
  /** By step: what was answered, try by try. */
  answers: v.record(v.string(), v.array(GIVEN)),
  /** By step: what that brought in. */
  scores: v.optional(v.record(v.string(), v.number()), {}),
  /** Steps in which all that was asked for has been done, since the lesson was last begun. */
  done: v.optional(v.array(v.string()), []),
})

const PROGRESS = v.record(v.string(), LESSON_PROGRESS)

export type LessonProgress = v.InferOutput<typeof LESSON_PROGRESS>
type Tries = LessonProgress['answers'][string]
export type Progress = v.InferOutput<typeof PROGRESS>

export function readProgress(): Progress {
  try {
    const result = v.safeParse(PROGRESS, JSON.parse(recall(PLACE) ?? '{}'))
    return result.success ? result.output : {}
  } catch {
    return {}
  }
}

/** Adds where a walk is. A lesson that was finished once stays so, with its better score. `afresh`: it has begun again. */
export function noteProgress(walk: Walk, seed: string, afresh = false): Progress {
  const { [walk.lesson.id]: former, ...others } = readProgress()
  const kept = former?.seed === seed ? former : undefined
  const answers = { ...kept?.answers }
  const scores = { ...kept?.scores }
  walk.lesson.steps.forEach(({ id }, i) => {
    const { round } = walk.records[i]!
    if (!round || round.tries.length === 0 || isWorse(round, answers[id])) return
    answers[id] = round.tries.map(({ given }) => (typeof given === 'string' ? given : [...given]))
    scores[id] = scoreOf(round)
  })
  const next: LessonProgress = {
    step: isFinished(walk) ? 0 : walk.at,
    finished: former?.finished === true || isFinished(walk),
    points: Math.max(sum(scores), former?.points ?? 0),
    of: scoreOfWalk(walk).of,
    seed,
    answers,
    scores,
    done: [...new Set([...(afresh ? [] : (kept?.done ?? [])), ...doneIn(walk)])],
  }
  // What somebody was busy with last stands last.
  const progress = { ...others, [walk.lesson.id]: next }
  remember(PLACE, JSON.stringify(progress))
  return progress
}

const doneIn = ({ lesson, records }: Walk): string[] =>
  lesson.steps.filter((step, i) => waits(step) && isDone(step, records[i]!)).map(({ id }) => id)

/** Whether a step was done on this or an earlier visit with the same seed. */
export const wasDone = (progress: LessonProgress | undefined, seed: string, step: string): boolean =>
  progress?.seed === seed && progress.done.includes(step)

/** What all answers with the present seed brought in, those of earlier visits included. */
export const pointsSoFar = (progress: LessonProgress | undefined): number => sum(progress?.scores ?? {})

const sum = (scores: LessonProgress['scores']): number => Object.values(scores).reduce((all, score) => all + score, 0)

/** Whether an earlier visit's tries at the same question brought more. */
function isWorse(round: Round, earlier: Tries | undefined): boolean {
  const before = earlier?.reduce<Round>(answer, begin(round.question))
  return before !== undefined && scoreOf(before) > scoreOf(round)
}

export function forgetProgress(): Progress {
  remember(PLACE, undefined)
  return {}
}
