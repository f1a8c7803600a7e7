/** The goals of a step. By itself, because whoever walks needs no schema. */
import type { LessonStep } from './lesson'
import type { Until } from './until'

/** What has to be so, all at the same time, for a step to be done; nothing for a question, or for mere looking. */
export function goalsOf(step: LessonStep): readonly Until[] {
  if (step.kind === 'predict') return []
  if (step.kind === 'build') return step.goals.map(({ until }) => until)
  return step.until ? [step.until] : []
}
