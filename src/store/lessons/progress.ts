/**
 * How far somebody is in each lesson, and what was answered: kept on this computer, and handed out as a file on demand.
 * What comes back from storage is checked, since anybody may have written there.
 */
import * as v from 'valibot'
import type { Walk } from '../../lessons/machine/walk'
import { isFinished, scoreOfWalk } from '../../lessons/machine/walk'
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

/** Adds where a walk is. A lesson that was finished once stays so, with its better score. */
export function noteProgress(walk: Walk, seed: string): Progress {
  const all = readProgress()
  const former = all[walk.lesson.id]
  const { points, of } = scoreOfWalk(walk)
  const kept = former?.seed === seed ? former.answers : {}
  const answers = Object.fromEntries(
    walk.lesson.steps.flatMap(({ id }, i) => {
      const { round } = walk.records[i]!
      return round && round.tries.length > 0 ? [[id, better(round, kept[id])]] : []
    }),
  )
  const next: LessonProgress = {
    step: isFinished(walk) ? 0 : walk.at,
    finished: former?.finished === true || isFinished(walk),
    points: Math.max(points, former?.points ?? 0),
    of,
    seed,
    answers: { ...kept, ...answers },
  }
  const { [walk.lesson.id]: _, ...others } = all
  // What somebody was busy with last stands last.
  const progress = { ...others, [walk.lesson.id]: next }
  remember(PLACE, JSON.stringify(progress))
  return progress
}

/** The tries of a round, or those of an earlier visit if they brought more. */
function better(round: Round, earlier: Tries | undefined): Tries {
  const tries = round.tries.map(({ given }) => (typeof given === 'string' ? given : [...given]))
  const before = earlier?.reduce<Round>(answer, begin(round.question))
  return before && scoreOf(before) > scoreOf(round) ? earlier! : tries
}

export function forgetProgress(): Progress {
  remember(PLACE, undefined)
  return {}
}
