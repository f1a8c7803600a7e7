/**
 * The way into the lessons: fetches the tutor, the lessons and their texts when somebody first asks for them, so that the
 * first screen need not wait for any of it.
 */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Lesson } from '../../lessons/machine/lesson'
import type { Path } from '../../lessons/machine/paths'
import type { DeskStore } from '../desk'
import { speakWhole } from '../language'
import type { TutorStore } from './tutor'

export interface SchoolState {
  /** All lessons in their order; undefined until somebody has asked. */
  readonly lessons: readonly Lesson[] | undefined
  readonly tutor: TutorStore | undefined
  /** Ways through the lessons; undefined until somebody has asked. */
  readonly paths: readonly Path[] | undefined
}

export interface SchoolActions {
  /** Fetches everything that lessons need. */
  load(): Promise<void>
  /** Opens the first lesson, where somebody left it. */
  openFirst(): Promise<void>
  /** Opens a lesson by its id, at a step (from 0). False if there is none. */
  open(id: string, at?: number, seed?: string): Promise<boolean>
  /** A desk of its own, on which lessons can be replayed and nobody is disturbed. */
  deskAside(): Promise<DeskStore>
}

export type School = SchoolState & SchoolActions
export type SchoolStore = StoreApi<School>

/** `makeAside`: makes a desk that nobody sees, with a linker of its own. */
export function createSchool(desk: DeskStore, makeAside: () => DeskStore = () => desk): SchoolStore {
  let aside: Promise<DeskStore> | undefined
  let loading: Promise<void> | undefined
  return createStore<School>()((set, get) => {
    async function load(): Promise<void> {
      const [{ createTutor }, { LESSONS, PATHS }] = await Promise.all([
        import('./tutor'),
        import('../../lessons/content/index'),
        speakWhole(),
        desk.getState().samples.length === 0 ? desk.getState().open() : undefined,
      ])
      set({ lessons: LESSONS, paths: PATHS, tutor: createTutor(desk) })
    }
    return {
      lessons: undefined,
      tutor: undefined,
      paths: undefined,
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
      deskAside() {
        aside ??= openAside(makeAside())
        return aside
      },
    }
  })
}

async function openAside(desk: DeskStore): Promise<DeskStore> {
  if (desk.getState().samples.length === 0) await desk.getState().open()
  return desk
}
