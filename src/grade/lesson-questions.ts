/**
 * The questions of a lesson, replayed without a page: the same desk, the same linker and the same commands as in the
 * browser bring the link to where each step begins, so the same seed asks the same questions.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { lessonById, LESSONS } from '../lessons/content/index'
import type { Lesson } from '../lessons/machine/lesson'
import { readLesson } from '../lessons/machine/lesson'
import type { Question } from '../lessons/questions/question'
import type { Messages } from '../messages/messages'
import { createDesk } from '../store/desk'
import { replay } from '../store/lessons/replay'
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
  for await (const { step, asked } of replay(desk, lesson, seed)) {
    if (!asked) continue
    if ('cannot' in asked) {
      const why = messages.text(asked.cannot.id, asked.cannot.args)
      throw new Error(`lesson ${lesson.id}, step ${step.id}: its question cannot be asked: ${why}`)
    }
    questions.push({ step: step.id, question: asked.question })
  }
  return questions
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
