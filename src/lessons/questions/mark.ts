/**
 * Marks an answer. A set counts by overlap (what both have, of all that either has), an order by how many pairs stand the
 * right way round, everything else is right or wrong. A wrong answer that is known names its misconception; one that is
 * not gets a hint that does not give the answer away.
 */
import { sameAnswer } from './answers'
import type { Answer, Given, Marked, Message, Question, Unreadable } from './question'
import { readAnswer } from './read-answer'

export function mark(question: Question, given: Given): Marked | Unreadable {
  const read = readAnswer(question.form, given)
  if ('unreadable' in read) return read
  const marks = read.readings.map((reading) => markReading(question, reading))
  return marks.reduce((best, next) => (isBetter(next, best) ? next : best))
}

const isBetter = (a: Marked, b: Marked): boolean =>
  a.score > b.score || (a.score === b.score && a.diagnosis !== undefined && b.diagnosis === undefined)

function markReading({ answer, diagnoses }: Question, given: Answer): Marked {
  const score = scoreOf(answer, given)
  if (score === 1) return { score, right: true }
  const diagnosis = diagnoses.find((known) => sameAnswer(known.answer, given))
  if (diagnosis) return { score, right: false, diagnosis }
  const hint = hintFor(answer, given)
  return { score, right: false, ...(hint ? { hint } : {}) }
}

function scoreOf(right: Answer, given: Answer): number {
  if (right.is === 'set' && given.is === 'set') return overlap(right.keys, given.keys)
  if (right.is === 'order' && given.is === 'order') return pairsInOrder(right.keys, given.keys)
  return sameAnswer(right, given) ? 1 : 0
}

function overlap(right: readonly string[], given: readonly string[]): number {
  const all = new Set([...right, ...given])
  return all.size === 0 ? 1 : right.filter((key) => given.includes(key)).length / all.size
}

/** Of all pairs, how many stand the same way round in both. */
function pairsInOrder(right: readonly string[], given: readonly string[]): number {
  const place = new Map(given.map((key, i) => [key, i]))
  let good = 0
  let all = 0
  for (let i = 0; i < right.length; i++) {
    for (let j = i + 1; j < right.length; j++) {
      all++
      if (place.get(right[i]!)! < place.get(right[j]!)!) good++
    }
  }
  return all === 0 ? 1 : good / all
}

function hintFor(right: Answer, given: Answer): Message | undefined {
  if (right.is === 'set' && given.is === 'set') {
    const missing = right.keys.filter((key) => !given.keys.includes(key)).length
    const extra = given.keys.filter((key) => !right.keys.includes(key)).length
    return { id: 'questions.hint.set', args: { missing, extra } }
  }
  if (right.is === 'order') return { id: 'questions.hint.order' }
  if (right.is === 'bytes' && given.is === 'bytes') {
    const good = right.bytes.filter((byte, i) => byte === given.bytes[i]).length
    return { id: 'questions.hint.bytes', args: { good, count: right.bytes.length } }
  }
  if ((right.is === 'address' || right.is === 'number') && 'value' in given && typeof given.value === 'bigint')
    return { id: given.value < right.value ? 'questions.hint.larger' : 'questions.hint.smaller' }
  return undefined
}
