/**
 * The questions of a lesson, replayed without a page: the same desk, the same linker and the same commands as in the
 * browser bring the link to where each step begins, so the same seed asks the same questions.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { lessonById, LESSONS } from '../lessons/content/index'
import type { Lesson, LessonStep } from '../lessons/machine/lesson'
import { commandsFor, readLesson } from '../lessons/machine/lesson'
import { ask } from '../lessons/questions/ask'
import type { Question } from '../lessons/questions/question'
import type { Messages } from '../messages/messages'
import type { Command } from '../store/commands/run-command'
import { runCommand } from '../store/commands/run-command'
import type { DeskStore } from '../store/desk'
import { createDesk } from '../store/desk'
import { varied } from '../store/lessons/vary'
import type { SampleShelf } from '../store/samples'
import { readManifest } from '../store/samples'
import { InlineLinker } from '../worker/inline'

export interface StepQuestion {
  /** The step's id: what files of answers call it. */
  readonly step: string
  readonly question: Question
}

/** A lesson by its id, its folder or its file. Throws an Error that says what was expected where. */
export function findLesson(name: string): Lesson {
  const known = lessonById(name)
  if (known) return known
  const path = existsSync(name) && statSync(name).isDirectory() ? join(name, 'lesson.json') : name
  if (!existsSync(path))
    throw new Error(`${name}: expected a lesson's id (${LESSONS.map(({ id }) => id).join(', ')}), folder or file`)
  try {
    return readLesson(JSON.parse(readFileSync(path, 'utf8')))
  } catch (problem) {
    throw new Error(`${path}: expected a lesson: ${(problem as Error).message}`)
  }
}

/** All questions of a lesson for a seed, in their order. Throws an Error that names the step whose question cannot be had. */
export async function questionsOf(
  lesson: Lesson,
  samples: string,
  seed: string,
  messages: Messages,
): Promise<StepQuestion[]> {
  const desk = createDesk(new InlineLinker(), samplesIn(samples), () => 0)
  await desk.getState().open()
  const questions: StepQuestion[] = []
  for (const step of lesson.steps) {
    if (step.kind !== 'predict') continue
    await bringTo(desk, lesson, step, seed)
    const { session } = desk.getState()
    const asked = session && ask(session, step.asks, seed)
    if (!asked || 'cannot' in asked) {
      const why = asked ? messages.text(asked.cannot.id, asked.cannot.args) : 'nothing was linked'
      throw new Error(`lesson ${lesson.id}, step ${step.id}: its question cannot be asked: ${why}`)
    }
    questions.push({ step: step.id, question: asked.question })
  }
  return questions
}

async function bringTo(desk: DeskStore, lesson: Lesson, step: LessonStep, seed: string): Promise<void> {
  for (const command of commandsFor(lesson, step)) {
    const own = varied(command, seed, desk.getState().samples)
    const outcome = await runCommand(desk, own as unknown as Command)
    if (!outcome.done) throw new Error(`lesson ${lesson.id}, step ${step.id}, command ${command.id}: ${outcome.why}`)
  }
}

/** Samples below a folder of this computer. */
function samplesIn(folder: string): SampleShelf {
  return {
    async list() {
      const path = join(folder, 'manifest.json')
      try {
        return readManifest(JSON.parse(readFileSync(path, 'utf8')))
      } catch (problem) {
        throw new Error(`${path}: expected the list of samples: ${(problem as Error).message}`)
      }
    },
    bytes: async (sample, { name }) => new Uint8Array(readFileSync(join(folder, sample.folder, name))),
  }
}
