/**
 * What teachers get of each lesson: everything that a plan, a worksheet and an answer sheet say is there, in every language,
 * for any seed, and right for that seed.
 */
import { describe, expect, it } from 'vitest'
import { LESSONS, PATHS } from '../../src/lessons/content/index'
import { answerText } from '../../src/lessons/questions/answers'
import { mark } from '../../src/lessons/questions/mark'
import { LANGUAGES, loadMessages } from '../../src/messages/languages'
import type { Handout } from '../../src/store/lessons/handout'
import { handoutOf } from '../../src/store/lessons/handout'
import { deskWith } from '../support/desk'
import { classroom, presentRecord } from '../support/school'

const SEED = 'class 3'
const languages = await Promise.all(LANGUAGES.map((language) => loadMessages(language, 'all')))

/** A picture is when it was drawn. */
const made = async (lesson: (typeof LESSONS)[number], seed: string): Promise<Handout<number>> =>
  handoutOf(await deskWith(), lesson, seed, (_, position) => position)

describe.each(LESSONS)('the papers of $id', (lesson) => {
  it('have every question that the page asks of a class, with the same answer', async () => {
    const { steps } = await made(lesson, SEED)
    for (const [at, { step, question, cannot }] of steps.entries()) {
      expect(cannot, step.id).toBeUndefined()
      if (step.kind !== 'predict') continue
      const room = await classroom(lesson, at, SEED)
      const asked = presentRecord(room).round!.question
      expect(question).toEqual(asked)
      expect(mark(asked, answerText(question!.answer))).toMatchObject({ right: true })
    }
  })

  it('have a picture where the map looks different, and none that gives an address away', async () => {
    const { steps } = await made(lesson, SEED)
    const pictures = steps.filter(({ picture }) => picture !== undefined)
    const asked = steps.filter(({ question }) => question)
    expect(pictures.length).toBeGreaterThan(0)
    expect(pictures.length).toBeLessThanOrEqual(asked.length)
    for (const { question, addresses } of asked) if (question!.id.startsWith('address ')) expect(addresses).toEqual([])
  })

  it('leave a field empty where bytes are asked for, and as many as there are boxes', async () => {
    const { steps } = await made(lesson, SEED)
    for (const { question, bytes } of steps) {
      if (question?.form.is !== 'bytes') continue
      const fields = bytes!.flatMap(({ cells }) => cells.filter(({ is }) => is === 'field'))
      expect(fields).toHaveLength(question.form.count)
      expect(fields.every(({ text }) => text === '')).toBe(true)
    }
  })

  it.each(languages)('can be said in $language', async (messages) => {
    const { steps } = await made(lesson, SEED)
    for (const { step, question, values } of steps) {
      const title = `lessons.${lesson.id}.${step.id}.title`
      expect(messages.has(title), title).toBe(true)
      expect(messages.text(`lessons.${lesson.id}.${step.id}.text`, values)).not.toMatch(/[{}]/)
      if (question) expect(messages.text(question.asks.id, question.asks.args)).not.toMatch(/[{}]/)
    }
  })
})

describe('the seed of a class', () => {
  it('gives the papers numbers of their own', async () => {
    const lesson = LESSONS.find(({ id }) => id === 'L02')!
    const answers = async (seed: string): Promise<string[]> =>
      (await made(lesson, seed)).steps.flatMap(({ question }) => (question ? [answerText(question.answer)] : []))
    expect(await answers(SEED)).toEqual(await answers(SEED))
    expect(await answers(SEED)).not.toEqual(await answers(''))
  })
})

describe('paths through the lessons', () => {
  it('have a title and say what they are for', () => {
    for (const messages of languages)
      for (const { id } of PATHS)
        for (const text of [`teacher.path.${id}`, `teacher.path.${id}.for`]) expect(messages.has(text), text).toBe(true)
  })
})
