/**
 * How far somebody is in each lesson, and what was answered: kept on this computer, and handed out as a file on demand.
 * What comes back from storage is checked, since anybody may have written there.
 */
import * as v from 'valibot'
import type { Walk } from '../../lessons/machine/walk'
import { isFinished, scoreOfWalk } from '../../lessons/machine/walk'
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
})

const PROGRESS = v.record(v.string(), LESSON_PROGRESS)

export type LessonProgress = v.InferOutput<typeof LESSON_PROGRESS>
export type Progress = v.InferOutput<typeof PROGRESS>

export function readProgress(): Progress {
  try {
    const result = v.safeParse(PROGRESS, JSON.parse(recall(PLACE) ?? '{}'))
    return result.success ? result.output : {}
  } catch {
    return {}
  }
}

/** Adds where a walk is. A lesson that was finished once stays so, with its better score. */
export function noteProgress(walk: Walk, seed: string): Progress {
  const all = readProgress()
  const former = all[walk.lesson.id]
  const { points, of } = scoreOfWalk(walk)
  const answers = Object.fromEntries(
    walk.lesson.steps.flatMap(({ id }, i) => {
      const tries = walk.records[i]!.round?.tries ?? []
      return tries.length > 0 ? [[id, tries.map(({ given }) => (typeof given === 'string' ? given : [...given]))]] : []
    }),
  )
  const next: LessonProgress = {
    step: isFinished(walk) ? 0 : walk.at,
    finished: former?.finished === true || isFinished(walk),
    points: Math.max(points, former?.points ?? 0),
    of,
    seed,
    answers: { ...(former?.seed === seed ? former.answers : {}), ...answers },
  }
  const progress = { ...all, [walk.lesson.id]: next }
  remember(PLACE, JSON.stringify(progress))
  return progress
}

export function forgetProgress(): Progress {
  remember(PLACE, undefined)
  return {}
}
