/**
 * What the seed of a class changes in a lesson: which of several equal samples it is about, and which of a step's others
 * takes its place. Where the link stands in memory is varied by whoever opens samples. Without a seed all is as written.
 */
import { randomFor } from '../questions/random'
import type { Lesson, LessonStep } from './lesson'

/** The lesson that a class with this seed gets; the steps keep their ids and their order. */
export function lessonFor(lesson: Lesson, seed: string): Lesson {
  if (seed === '') return lesson
  const sample = [lesson.sample, ...lesson.samples][chosen(lesson, seed, '', lesson.samples.length + 1)]!
  return { ...lesson, sample, steps: lesson.steps.map((step) => stepFor(lesson, step, seed)) }
}

/** The page size that the seed chooses; undefined: the usual one. */
export const pageSizeFor = (lesson: Lesson, seed: string): number | undefined =>
  [undefined, ...lesson.pageSizes][chosen(lesson, seed, 'pages', lesson.pageSizes.length + 1)]

function stepFor(lesson: Lesson, step: LessonStep, seed: string): LessonStep {
  const which = chosen(lesson, seed, step.follows ?? step.id, step.others.length + 1)
  return which === 0 ? step : withOther(step, which - 1)
}

/** A step with what one of its others puts in place of its own. Values of the same name are replaced one by one. */
export function withOther(step: LessonStep, index: number): LessonStep {
  const { values = [], ...parts } = step.others[index]!
  const kept = step.values.filter(({ name }) => !values.some((value) => value.name === name))
  return { ...step, ...parts, values: [...kept, ...values] } as LessonStep
}

/** Steps that choose by the same word choose the same. */
const chosen = ({ id }: Lesson, seed: string, word: string, count: number): number =>
  randomFor(`${seed} ${id} ${word}`)(count)
