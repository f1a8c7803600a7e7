/**
 * A lesson's steps without anybody who walks them: brings a desk to where each begins, with the same commands and the same
 * seed as the page, and asks its question. The grader and the teacher's pages use it, each on a desk of its own.
 */
import type { Lesson, LessonCommand, LessonStep } from '../../lessons/machine/lesson'
import { commandsFor, valuesFor } from '../../lessons/machine/lesson'
import { valuesOf } from '../../lessons/machine/values'
import { lessonFor } from '../../lessons/machine/variation'
import { ask } from '../../lessons/questions/ask'
import type { Message, Question } from '../../lessons/questions/question'
import type { Command } from '../commands/run-command'
import { runCommand } from '../commands/run-command'
import type { DeskStore } from '../desk'
import { sayNow } from '../language'
import { inPlainNames } from '../session'
import { sameSettings } from '../settings'
import type { SettingsJson } from '../settings-json'
import { settingsOf } from '../settings-json'
import { varied } from './vary'

export interface ReplayedStep {
  readonly step: LessonStep
  /** Numbers that texts mention, by name. */
  readonly values: Readonly<Record<string, string>>
  /** Of a step that predicts: its question, or why it cannot be asked of this link. */
  readonly asked: { readonly question: Question } | { readonly cannot: Message } | undefined
}

/** Every step in its order. The desk is where the step begins while it is looked at. Throws an Error that names the step. */
export async function* replay(desk: DeskStore, whole: Lesson, seed: string): AsyncGenerator<ReplayedStep> {
  const lesson = lessonFor(whole, seed)
  for (const step of lesson.steps) {
    await bringTo(desk, lesson, step, seed)
    const { session } = desk.getState()
    if (!session) throw new Error(`lesson ${lesson.id}, step ${step.id}: nothing was linked`)
    yield {
      step,
      values: valuesOf(session, valuesFor(lesson, step)),
      asked: step.kind === 'predict' ? ask(inPlainNames(session), step.asks, seed) : undefined,
    }
  }
}

async function bringTo(desk: DeskStore, lesson: Lesson, step: LessonStep, seed: string): Promise<void> {
  for (const command of commandsFor(lesson, step)) {
    const own = varied(lesson, command, seed, desk.getState().samples)
    if (isThere(desk, own)) continue
    const outcome = await runCommand(desk, own as unknown as Command)
    if (!outcome.done)
      throw new Error(`lesson ${lesson.id}, step ${step.id}, command ${command.id}: ${sayNow(outcome.why)}`)
  }
}

/** Whether the desk is already what an `open` asks for, so that nothing has to be linked again. */
export function isThere(desk: DeskStore, command: LessonCommand): boolean {
  const { sample, samples, settings, session } = desk.getState()
  if (command.id !== 'open' || !session || sample?.id !== command.sample) return false
  const own = samples.find(({ id }) => id === command.sample)?.settings ?? {}
  const wanted = command.settings ? settingsOf(command.settings as SettingsJson) : own
  return sameSettings(wanted, settings)
}
