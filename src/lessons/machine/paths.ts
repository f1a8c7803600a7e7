/** Ways through the lessons: which there are, checked against the lessons that are there. */
import * as v from 'valibot'

const text = v.pipe(v.string(), v.nonEmpty())

const PATHS = v.array(
  v.strictObject({
    /** Its title and what it is for are messages: `teacher.path.ID`. */
    id: text,
    /** Lessons in their order. */
    lessons: v.pipe(v.array(text), v.minLength(1)),
  }),
)

/** A way through some lessons, for a kind of course. */
export type Path = v.InferOutput<typeof PATHS>[number]

/** What a path has to know of a lesson. */
interface Station {
  readonly id: string
  /** Lessons that should come before. */
  readonly needs: readonly string[]
}

/**
 * Paths from JSON. Throws an Error that says which path is wrong if one names a lesson that is not there, or one twice, or
 * one before what it needs (which may be left out, but not come later).
 */
export function readPaths(json: unknown, lessons: readonly Station[]): readonly Path[] {
  const result = v.safeParse(PATHS, json)
  if (!result.success) {
    const [issue] = result.issues
    throw new Error(`${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`)
  }
  for (const path of result.output) {
    const problem = problemOf(path, lessons)
    if (problem !== undefined) throw new Error(`path ${path.id}: ${problem}`)
  }
  const ids = result.output.map(({ id }) => id)
  const twice = ids.find((id, i) => ids.indexOf(id) !== i)
  if (twice !== undefined) throw new Error(`two paths are called ${twice}`)
  return result.output
}

function problemOf({ lessons: wanted }: Path, lessons: readonly Station[]): string | undefined {
  for (const [at, id] of wanted.entries()) {
    const station = lessons.find((lesson) => lesson.id === id)
    if (!station) return `there is no lesson ${id}; there are ${lessons.map((lesson) => lesson.id).join(', ')}`
    if (wanted.indexOf(id) !== at) return `lesson ${id} comes twice`
    const later = station.needs.find((need) => wanted.indexOf(need) > at)
    if (later !== undefined) return `lesson ${id} needs ${later}, which comes behind it`
  }
  return undefined
}
