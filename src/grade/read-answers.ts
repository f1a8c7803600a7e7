/**
 * Reads a file of answers. Three forms are known: JSON for one lesson (`{ "seed", "answers": { STEP: ANSWER } }`), the
 * progress that the page exports (the same by lesson id), and plain lines `STEP: ANSWER`. Several tries may be given for
 * a question, as many as the page would have taken.
 */
import * as v from 'valibot'
import type { AnswerForm, Given } from '../lessons/questions/question'
import { TRIES } from '../lessons/questions/round'

/** As it stands in JSON: one answer, or several tries. */
type Written = string | readonly (string | readonly string[])[]

/** The tries that an entry means for a question that is answered in a form. */
type TriesFor = (form: AnswerForm) => readonly Given[]

export interface AnswerFile {
  readonly seed: string | undefined
  /** By the step that asks. */
  readonly answers: ReadonlyMap<string, TriesFor>
}

const WRITTEN = v.union([v.string(), v.array(v.union([v.string(), v.array(v.string())]))])
const ONE_LESSON = v.object({
  lesson: v.optional(v.string()),
  seed: v.optional(v.string()),
  answers: v.record(v.string(), WRITTEN),
})

/** Throws an Error that says where in the text something else was expected. */
export function readAnswers(text: string, lesson: string): AnswerFile {
  return /^\s*\{/.test(text) ? readJson(text, lesson) : readLines(text)
}

function readJson(text: string, lesson: string): AnswerFile {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (problem) {
    throw new Error(`expected JSON: ${(problem as Error).message}`)
  }
  const whole = json as Record<string, unknown>
  const isProgress = !('answers' in whole) && lesson in whole
  const result = v.safeParse(ONE_LESSON, isProgress ? whole[lesson] : whole)
  if (!result.success) {
    const [issue] = result.issues
    const path = [isProgress ? lesson : undefined, v.getDotPath(issue)].filter(Boolean).join('.')
    const expected = 'expected { "answers": { STEP: ANSWER } }, each answer a text or a list'
    throw new Error(`${path || 'the whole'}: ${expected}${isProgress ? '' : `, or progress that has ${lesson}`}`)
  }
  const { lesson: named, seed, answers } = result.output
  if (named !== undefined && named !== lesson) throw new Error(`lesson: expected ${lesson}, found ${named}`)
  return { seed, answers: new Map(Object.entries(answers).map(([step, written]) => [step, triesIn(written)])) }
}

/** `#` begins a comment; `seed: TEXT` is the seed. A step that comes again is another try. */
function readLines(text: string): AnswerFile {
  const answers = new Map<string, string[]>()
  let seed: string | undefined
  text.split(/\r?\n/).forEach((line, i) => {
    if (/^\s*(#|$)/.test(line)) return
    const match = /^\s*([\w-]+)\s*:\s*(.*?)\s*$/.exec(line)
    if (!match) throw new Error(`line ${i + 1}: expected STEP: ANSWER, found “${line.trim().slice(0, 40)}”`)
    const [, step, answer] = match
    if (step === 'seed') seed = answer!
    else answers.set(step!, [...(answers.get(step!) ?? []), answer!])
  })
  return { seed, answers: new Map([...answers].map(([step, tries]) => [step, () => tries.slice(0, TRIES)])) }
}

/** A list of texts is one answer where a question asks for several things, and several tries where it asks for one. */
const triesIn =
  (written: Written): TriesFor =>
  (form) => {
    if (typeof written === 'string') return [written]
    const asksForSeveral = form.is === 'set' || form.is === 'order'
    const isOneAnswer = asksForSeveral && written.every((item) => typeof item === 'string')
    return isOneAnswer ? [written as readonly string[]] : written.slice(0, TRIES)
  }
