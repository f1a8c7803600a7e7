/** All lessons, in their order: every folder beside this file that holds a `lesson.json`. Nothing has to be registered. */
import paths from './paths.json'
import type { Lesson } from '../machine/lesson'
import { readLesson } from '../machine/lesson'

const FILES = import.meta.glob<unknown>('./*/lesson.json', { eager: true, import: 'default' })

export const LESSONS: readonly Lesson[] = Object.entries(FILES)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([path, json]) => {
    try {
      return readLesson(json)
    } catch (problem) {
      throw new Error(`${path}: ${(problem as Error).message}`)
    }
  })

/** A way through some lessons, for a kind of course. Its title and what it is for are messages: `teacher.path.ID`. */
export interface Path {
  readonly id: string
  /** In this order. */
  readonly lessons: readonly string[]
}

export const PATHS: readonly Path[] = paths

export const lessonById = (id: string): Lesson | undefined => LESSONS.find((lesson) => lesson.id === id)
