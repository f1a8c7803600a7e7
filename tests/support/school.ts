/** A desk with a tutor, without a page. */
import type { Lesson } from '../../src/lessons/machine/lesson'
import type { Walk } from '../../src/lessons/machine/walk'
import { recordOf, stepOf } from '../../src/lessons/machine/walk'
import type { DeskStore } from '../../src/store/desk'
import type { Tutor, TutorStore } from '../../src/store/lessons/tutor'
import { createTutor } from '../../src/store/lessons/tutor'
import { deskWith } from './desk'

export interface Classroom {
  readonly desk: DeskStore
  readonly tutor: TutorStore
  state(): Tutor
  walk(): Walk
}

/** Somebody who has just opened a lesson, at a step. */
export async function classroom(lesson: Lesson, at = 0, seed = ''): Promise<Classroom> {
  const desk = await deskWith()
  const tutor = createTutor(desk)
  await tutor.getState().open(lesson, at, seed)
  return { desk, tutor, state: () => tutor.getState(), walk: () => tutor.getState().walk! }
}

export const presentStep = ({ walk }: Classroom) => stepOf(walk())!
export const presentRecord = ({ walk }: Classroom) => recordOf(walk())
