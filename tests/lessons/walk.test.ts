/** Walking through a lesson: on, back, skip, tries, score; and what a lesson may not look like. */
import { describe, expect, it } from 'vitest'
import { lessonById } from '../../src/lessons/content/index'
import { readLesson } from '../../src/lessons/machine/lesson'
import type { Walk } from '../../src/lessons/machine/walk'
import { isFinished, recordOf, scoreOfWalk, setOut, walk } from '../../src/lessons/machine/walk'
import type { Question } from '../../src/lessons/questions/question'

const lesson = lessonById('L02')!
const predict = lesson.steps.findIndex(({ kind }) => kind === 'predict')

const question: Question = {
  id: 'value x',
  gate: 'fixup',
  asks: { id: 'questions.x' },
  form: { is: 'number', unit: 'value' },
  answer: { is: 'number', value: 7n },
  diagnoses: [],
  reveal: { says: [] },
}

const through = (start: Walk, ...events: Parameters<typeof walk>[1][]): Walk => events.reduce(walk, start)

describe('a walk', () => {
  it('waits for what is to happen, and lets itself be skipped', () => {
    const start = setOut(lesson)
    expect(walk(start, { type: 'next' })).toBe(start)
    expect(through(start, { type: 'happened', found: {} }, { type: 'next' }).at).toBe(1)
    const skipped = walk(start, { type: 'skip' })
    expect(skipped.at).toBe(1)
    expect(skipped.records[0]!.skipped).toBe(true)
  })

  it('goes back, and loses nothing by it', () => {
    const start = setOut(lesson)
    const there = through(start, { type: 'happened', found: {} }, { type: 'next' }, { type: 'back' })
    expect(there.at).toBe(0)
    expect(recordOf(there).happened).toBe(true)
    expect(walk(there, { type: 'next' }).at).toBe(1)
    expect(walk(start, { type: 'back' }).at).toBe(0)
  })

  it('asks once, counts tries, and scores the better one', () => {
    const asked = walk(setOut(lesson, predict), { type: 'asked', question })
    expect(walk(asked, { type: 'next' })).toBe(asked)
    const wrong = walk(asked, { type: 'answered', given: '6' })
    expect(scoreOfWalk(wrong).points).toBe(0)
    expect(walk(wrong, { type: 'asked', question })).toBe(wrong)
    const right = walk(wrong, { type: 'answered', given: '0x7' })
    expect(scoreOfWalk(right).points).toBe(1)
    expect(walk(right, { type: 'next' }).at).toBe(predict + 1)
  })

  it('does not count what cannot be read as a try', () => {
    const asked = walk(setOut(lesson, predict), { type: 'asked', question })
    const odd = walk(asked, { type: 'answered', given: 'seven' })
    expect(recordOf(odd).round!.tries).toHaveLength(0)
    expect(recordOf(odd).round!.unreadable).toBeDefined()
  })

  it('gives nothing for an answer that was shown', () => {
    const shown = through(setOut(lesson, predict), { type: 'asked', question }, { type: 'revealed' })
    expect(scoreOfWalk(shown).points).toBe(0)
    expect(walk(shown, { type: 'next' }).at).toBe(predict + 1)
  })

  it('ends behind the last step, and starts again', () => {
    const end = lesson.steps.reduce((state) => walk(state, { type: 'skip' }), setOut(lesson))
    expect(isFinished(end)).toBe(true)
    expect(walk(end, { type: 'skip' })).toBe(end)
    expect(walk(end, { type: 'back' }).at).toBe(lesson.steps.length - 1)
    expect(walk(end, { type: 'restart' })).toEqual(setOut(lesson))
    expect(walk(end, { type: 'go', to: 99 }).at).toBe(lesson.steps.length)
  })
})

describe('a lesson that is none', () => {
  const plain = JSON.parse(JSON.stringify(lesson)) as { steps: { id: string; kind: string }[] }

  it.each([
    ['no steps', { ...plain, steps: [] }, /steps/],
    ['an unknown kind of step', { ...plain, steps: [{ ...plain.steps[0], kind: 'dream' }] }, /steps\.0/],
    ['an unknown field', { ...plain, colour: 'red' }, /colour/],
    ['two steps of one name', { ...plain, steps: [plain.steps[0], plain.steps[0]] }, /two steps are called holes/],
    ['an unknown question', { ...plain, steps: [{ ...plain.steps[predict], asks: { kind: 'weather' } }] }, /asks/],
  ])('%s', (_, json, message) => {
    expect(() => readLesson(json)).toThrow(message)
  })
})
