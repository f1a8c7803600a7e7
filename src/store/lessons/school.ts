/**
 * The way into the lessons: fetches the tutor, the lessons and their texts when somebody first asks for them, so that the
 * first screen need not wait for any of it.
 */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Lesson } from '../../lessons/machine/lesson'
import type { DeskStore } from '../desk'
import { speakWhole } from '../language'
import type { TutorStore } from './tutor'

export interface SchoolState {
  /** All lessons in their order; undefined until somebody has asked. */
  readonly lessons: readonly Lesson[] | undefined
  readonly tutor: TutorStore | undefined
}

export interface SchoolActions {
  /** Fetches everything that lessons need. */
  load(): Promise<void>
  /** Opens the first lesson, where somebody left it. */
  openFirst(): Promise<void>
  /** Opens a lesson by its id, at a step (from 0). False if there is none. */
  open(id: string, at?: number, seed?: string): Promise<boolean>
}

export type School = SchoolState & SchoolActions
export type SchoolStore = StoreApi<School>

export function createSchool(desk: DeskStore): SchoolStore {
  let loading: Promise<void> | undefined
  return createStore<School>()((set, get) => {
    async function load(): Promise<void> {
      const [{ createTutor }, { LESSONS }] = await Promise.all([
        import('./tutor'),
        import('../../lessons/content/index'),
        speakWhole(),
        desk.getState().samples.length === 0 ? desk.getState().open() : undefined,
      ])
      set({ lessons: LESSONS, tutor: createTutor(desk) })
    }
    return {
      lessons: undefined,
      tutor: undefined,
      load() {
        loading ??= load()
        return loading
      },
      async openFirst() {
        await get().load()
        const first = get().lessons![0]!
        const own = get().tutor!.getState().progress[first.id]
        await get().tutor!.getState().open(first, own?.step, own?.seed)
      },
      async open(id, at, seed) {
        await get().load()
        const lesson = get().lessons?.find((one) => one.id === id)
        if (!lesson) return false
        await get().tutor!.getState().open(lesson, at, seed)
        return true
      },
    }
  })
}
