/** All lessons, in their order: every folder beside this file that holds a `lesson.json`. Nothing has to be registered. */
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

export const lessonById = (id: string): Lesson | undefined => LESSONS.find((lesson) => lesson.id === id)
