/** All lessons, in their order: every folder beside this file that holds a `lesson.json`. Nothing has to be registered. */
import paths from './paths.json'
import type { Lesson } from '../machine/lesson'
import { readLesson } from '../machine/lesson'
import type { Path } from '../machine/paths'
import { readPaths } from '../machine/paths'

const FILES = import.meta.glob<unknown>('./*/lesson.json', { eager: true, import: 'default' })

export const LESSONS: readonly Lesson[] = Object.entries(FILES)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([path, json]) => named(path, () => readLesson(json)))

export const PATHS: readonly Path[] = named('./paths.json', () => readPaths(paths, LESSONS))

export const lessonById = (id: string): Lesson | undefined => LESSONS.find((lesson) => lesson.id === id)

/** What is wrong with a file is told with its name. */
function named<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (problem) {
    throw new Error(`${path}: ${(problem as Error).message}`)
  }
}
