/**
 * The form of a lesson: a folder of data, checked here. A lesson says what state of the app each step wants, what the
 * learner may touch, what to look at, what is asked and when the step is done. It holds no text: texts are messages whose
 * ids follow from those of lesson and step (`lessons.L02.call.text`).
 */
import * as v from 'valibot'
import { WISH } from '../questions/wish'
import { COUNTED } from './counted'
import { NAMED, UNTIL } from './until'

const text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1024))
const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/, 'is not lower-case words with dashes'))
const lessonId = v.pipe(v.string(), v.regex(/^L\d\d$/, 'is not L and two digits'))

/** A command of the page's language. Which there are, and what they take, is checked by whoever runs it. */
const COMMAND = v.looseObject({ id: text })

/** What the learner may change while a step is on, besides looking around: settings by name, or `files`. */
const MAY = v.array(text)

/** What a ring is drawn around: a thing of the link on the map, or a part of the page by its name in the table of spots. */
const SPOTLIGHT = v.union([v.strictObject({ thing: NAMED }), v.strictObject({ spot: text })])

const VALUE_PARTS = {
  name: v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*$/, 'is not a word in camelCase')),
  is: text,
  /** Why the reference linker, driven as the recorder drives it, gets another value here. */
  ours: v.optional(text),
}

/**
 * A number of the link that texts may mention as `{name}`, and what it is when nobody has changed anything: the tests
 * compare both the engine's and, where it can tell, the reference linker's value with `is`. It is worked out by an
 * expression, or counted.
 */
export const VALUE = v.union([
  v.strictObject({
    ...VALUE_PARTS,
    /** An expression of the check language, of the finished link. */
    expression: text,
    /** `bytes4`: the four bytes at the address that the expression means, in their order. */
    as: v.union([v.picklist(['address', 'number', 'signed', 'hex']), v.pipe(v.string(), v.regex(/^bytes\d{1,2}$/))]),
  }),
  v.strictObject({ ...VALUE_PARTS, size: COUNTED.size }),
  v.strictObject({ ...VALUE_PARTS, edges: COUNTED.edges }),
  v.strictObject({ ...VALUE_PARTS, figure: COUNTED.figure }),
  /** A word that only the lesson knows, by which texts tell apart what a seed changes: `is` itself. */
  v.strictObject({ name: VALUE_PARTS.name, is: text }),
])

/** Something that a text says and that must be so: replayed by the tests on the link as the step finds or leaves it. */
const CLAIM = v.strictObject({
  /** `before` the learner does anything, or `after` the step is done. */
  when: v.picklist(['before', 'after']),
  that: UNTIL,
})

const STEP = {
  id,
  /** The sample that the step is about, where it is not the lesson's: the lesson's values are not worked out then. */
  sample: v.optional(text),
  /** Numbers that only this step's texts mention. */
  values: v.optional(v.array(VALUE), []),
  /** Settings of the link, where they are not the sample's own. */
  settings: v.optional(v.record(text, v.unknown())),
  /** Commands that bring the desk from the sample on the map, with nothing selected, to where the step begins. */
  app: v.pipe(v.array(COMMAND), v.minLength(1)),
  may: v.optional(MAY, []),
  spotlight: v.optional(v.array(SPOTLIGHT), []),
  claims: v.optional(v.array(CLAIM), []),
  /** The step by whose id this one chooses among its others: both have as many, and the same number is taken. */
  follows: v.optional(id),
}

/** Commands that do what the learner is asked to do: what “Show me” runs, and what tests run. */
const SHOW = v.pipe(v.array(COMMAND), v.minLength(1))

const GOALS = v.pipe(
  v.array(v.strictObject({ id, until: UNTIL })),
  v.minLength(1),
  v.check((goals) => new Set(goals.map((goal) => goal.id)).size === goals.length, 'has two goals of one name'),
)

/**
 * What a seed may put in a step's place: the parts that are otherwise, as the step has them. What comes out has to be a
 * step like any other.
 */
const OTHER = v.partial(
  v.strictObject({
    sample: text,
    values: v.array(VALUE),
    settings: v.record(text, v.unknown()),
    app: v.array(COMMAND),
    spotlight: v.array(SPOTLIGHT),
    claims: v.array(CLAIM),
    asks: WISH,
    after: v.array(COMMAND),
    until: UNTIL,
    goals: GOALS,
    show: SHOW,
  }),
)
const OTHERS = { others: v.optional(v.array(OTHER), []) }

const STEPS = {
  /** Something to look at. With `until`, the step is done when the learner has found it. */
  watch: v.strictObject({
    kind: v.literal('watch'),
    ...STEP,
    ...OTHERS,
    until: v.optional(UNTIL),
    show: v.optional(SHOW),
  }),
  /** A question about this link. `after`: commands that show what the answer was about, once it is given. */
  predict: v.strictObject({
    kind: v.literal('predict'),
    ...STEP,
    ...OTHERS,
    asks: WISH,
    after: v.optional(v.array(COMMAND), []),
    /** Why the answer is the same whatever the seed. Where nothing is said, it is not: the tests compare seeds. */
    fixed: v.optional(text),
  }),
  /** Something to change. */
  change: v.strictObject({ kind: v.literal('change'), ...STEP, ...OTHERS, until: UNTIL, show: SHOW }),
  /**
   * Something to put together, by whatever way leads there: several goals, which have to hold at the same time. Each has a
   * text of its own (`lessons.L05.keep.goal.ID`) and is ticked while it holds.
   */
  build: v.strictObject({ kind: v.literal('build'), ...STEP, ...OTHERS, goals: GOALS, show: SHOW }),
}

export const LESSON = v.strictObject({
  id: lessonId,
  /** Minutes that a beginner needs. */
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)),
  /** Lessons that should come before. */
  needs: v.array(lessonId),
  /** The sample that the lesson is about. */
  sample: text,
  /** Samples with the same names in them that a seed may put in its place. */
  samples: v.optional(v.array(text), []),
  /** Page sizes that a seed may put in place of the usual one, in bytes, for steps that give no base address. */
  pageSizes: v.optional(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(1))), []),
  values: v.optional(v.array(VALUE), []),
  steps: v.pipe(v.array(v.variant('kind', [STEPS.watch, STEPS.predict, STEPS.change, STEPS.build])), v.minLength(1)),
})

export type Lesson = v.InferOutput<typeof LESSON>
export type LessonStep = Lesson['steps'][number]
export type StepKind = LessonStep['kind']
export type LessonCommand = v.InferOutput<typeof COMMAND>
export type Spotlight = v.InferOutput<typeof SPOTLIGHT>
export type LessonValue = v.InferOutput<typeof VALUE>

/** The sample that a step is about. */
export const sampleOf = (lesson: Lesson, step: LessonStep): string => step.sample ?? lesson.sample

/** The numbers that a step's texts may mention: those of the lesson are about the lesson's sample. */
export const valuesFor = (lesson: Lesson, step: LessonStep): readonly LessonValue[] =>
  sampleOf(lesson, step) === lesson.sample ? [...lesson.values, ...step.values] : step.values

/** All commands that bring the desk to where a step begins, wherever it was. */
export const commandsFor = (lesson: Lesson, step: LessonStep): LessonCommand[] => [
  openFor(lesson, step),
  { id: 'stage', stage: 'map' },
  { id: 'tab', tab: 'explain' },
  { id: 'deselect' },
  { id: 'look', at: 'all' },
  ...step.app,
]

const openFor = (lesson: Lesson, step: LessonStep): LessonCommand => ({
  id: 'open',
  sample: sampleOf(lesson, step),
  ...(step.settings ? { settings: step.settings } : {}),
})

/** A lesson from JSON. Throws an Error that says which value is wrong if it is not one. */
export function readLesson(json: unknown): Lesson {
  const result = v.safeParse(LESSON, json)
  if (!result.success) {
    const [issue] = result.issues
    throw new Error(`${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`)
  }
  const ids = result.output.steps.map((step) => step.id)
  const twice = ids.find((one, i) => ids.indexOf(one) !== i)
  if (twice !== undefined) throw new Error(`two steps are called ${twice}`)
  for (const [i, step] of result.output.steps.entries()) checkOthers(result.output.steps.slice(0, i), step)
  return result.output
}

/** Throws an Error if what a seed makes of a step is none, or if it follows one that it cannot follow. */
function checkOthers(before: readonly LessonStep[], step: LessonStep): void {
  const { id: name, follows, others } = step
  for (const [i, other] of others.entries()) {
    const { values: _, ...parts } = other
    const result = v.safeParse(STEPS[step.kind], { ...step, ...parts })
    if (result.success) continue
    const [issue] = result.issues
    throw new Error(`step ${name}, others.${i}: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`)
  }
  if (follows === undefined) return
  const leader = before.find((one) => one.id === follows)
  if (!leader) throw new Error(`step ${name} follows ${follows}, which is no step before it`)
  if (leader.others.length !== others.length)
    throw new Error(
      `step ${name} has ${others.length} others, and ${follows}, which it follows, ${leader.others.length}`,
    )
}
