/**
 * Every lesson, walked without a page: each step finds the desk as it wants it, what it says is so, what it asks for can be
 * done, every known wrong answer gets its diagnosis, and every text is there. A lesson that rots turns this red.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LESSONS } from '../../src/lessons/content/index'
import { goalsOf } from '../../src/lessons/machine/goals'
import type { Lesson, LessonStep, LessonValue } from '../../src/lessons/machine/lesson'
import { sampleOf, valuesFor } from '../../src/lessons/machine/lesson'
import { happened } from '../../src/lessons/machine/until'
import { valuesOf } from '../../src/lessons/machine/values'
import { isDone } from '../../src/lessons/machine/walk'
import { answerText } from '../../src/lessons/questions/answers'
import { askedLink } from '../../src/lessons/questions/asked-link'
import { isOver, isRight } from '../../src/lessons/questions/round'
import { loadMessages } from '../../src/messages/languages'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS } from '../../src/engine/session/options'
import { seenOn } from '../../src/store/lessons/seen'
import { findThing } from '../../src/store/links/things'
import type { NamedThing } from '../../src/store/links/named-thing'
import { SETTINGS_SCHEMA } from '../../src/store/settings-json'
import { isSpot } from '../../src/views/lessons/spots'
import { sampleInputs, samples } from '../support/link-files'
import { argumentsOf } from '../support/message-arguments'
import { classroom, presentRecord, presentStep } from '../support/school'

const MOST_BLOCKS = 50
/** Gives samples another base address than the usual one. */
const SEED = 'class 7'
const english = await loadMessages('en', 'all')
const steps = LESSONS.flatMap((lesson) => lesson.steps.map((step, at) => ({ lesson, step, at })))
const title = ({ lesson, step }: { lesson: Lesson; step: LessonStep }): string => `${lesson.id} ${step.id}`

/** Parts of texts that every lesson and every step has. */
const LESSON_TEXTS = [
  'title',
  'goal',
  'stays',
  'plan.objective',
  'plan.before',
  'plan.board',
  'plan.ask',
  'plan.mistakes',
]
const stepTexts = (step: LessonStep): string[] => [
  'title',
  'text',
  ...(goalsOf(step).length > 0 ? ['todo', 'done'] : []),
  ...(step.kind === 'build' ? step.goals.map((goal) => `goal.${goal.id}`) : []),
]

/** Ids of messages that stand anywhere in a lesson's data. */
const idsIn = (lesson: Lesson): string[] =>
  [...JSON.stringify(lesson).matchAll(/"(lessons\.[\w.-]+)"/g)].map(([, id]) => id!)

/** Names of numbers and words that texts mention. */
const mentionedIn = (texts: readonly string[]): string[] =>
  [...new Set(texts.flatMap((text) => argumentsOf(text, 'en')))].sort()

const asTexts = (values: readonly LessonValue[]) => Object.fromEntries(values.map(({ name, is }) => [name, is]))

/** Those that the reference linker gets as well, from a sample as replay.test.ts compares it. */
function referenceValues(id: string, values: readonly LessonValue[]) {
  const sample = samples().find((one) => one.id === id)!
  const options = { ...COMPAT_OPTIONS, undefined: 'zero', entries: [sample.entry] } as const
  const theirs = values.filter((value) => !('ours' in value) || value.ours === undefined)
  return {
    found: valuesOf(askedLink(link(sampleInputs(sample), options, { log: true }), options.pageSize), theirs),
    is: asTexts(theirs),
  }
}

describe('the lessons', () => {
  it('are in folders that begin with their ids', () => {
    const folders = readdirSync('src/lessons/content', { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(folders.map(({ name }) => name.split('-')[0]).sort()).toEqual(LESSONS.map(({ id }) => id))
  })

  for (const lesson of LESSONS) {
    it(`${lesson.id} has all its texts, and no others`, () => {
      const wanted = [
        ...LESSON_TEXTS.map((part) => `lessons.${lesson.id}.${part}`),
        ...lesson.steps.flatMap((step) => stepTexts(step).map((part) => `lessons.${lesson.id}.${step.id}.${part}`)),
        ...idsIn(lesson),
      ]
      const own = JSON.parse(readFileSync(`src/messages/en/lessons/${lesson.id}.json`, 'utf8')) as object
      expect(Object.keys(own).sort()).toEqual([...new Set(wanted)].sort())
    })

    it(`${lesson.id} mentions only numbers that it works out, and all of them`, () => {
      const own = JSON.parse(readFileSync(`src/messages/en/lessons/${lesson.id}.json`, 'utf8')) as Record<
        string,
        string
      >
      const texts = Object.entries(own).filter(([id]) => !idsIn(lesson).includes(id))
      const known = [...lesson.values, ...lesson.steps.flatMap(({ values }) => values)].map(({ name }) => name)
      expect(mentionedIn(texts.map(([, text]) => text))).toEqual([...new Set(known)].sort())
      for (const step of lesson.steps) {
        const said = stepTexts(step).map((part) => own[`lessons.${lesson.id}.${step.id}.${part}`]!)
        const names = valuesFor(lesson, step).map(({ name }) => name)
        expect(
          mentionedIn(said).filter((name) => !names.includes(name)),
          step.id,
        ).toEqual([])
      }
    })

    it(`${lesson.id} predicts and changes, and is about a small link`, async () => {
      expect(lesson.steps.some(({ kind }) => kind === 'predict')).toBe(true)
      expect(lesson.steps.some(({ kind }) => kind === 'change' || kind === 'build')).toBe(true)
      const { desk } = await classroom(lesson)
      expect(desk.getState().session!.graph.blocks.length).toBeLessThanOrEqual(MOST_BLOCKS)
    })

    it(`${lesson.id} has the numbers of the reference linker, as replay.test.ts compares it`, () => {
      const { found, is } = referenceValues(lesson.sample, lesson.values)
      expect(found).toEqual(is)
    })
  }
})

describe('a step', () => {
  for (const row of steps) {
    const { lesson, step, at } = row

    it(`${title(row)}: finds the desk as it wants it, and what it points at`, async () => {
      const room = await classroom(lesson, at)
      expect(room.state().problem).toBeUndefined()
      expect(room.state().cannot).toBeUndefined()
      for (const name of step.may) expect([...Object.keys(SETTINGS_SCHEMA.entries), 'files']).toContain(name)
      for (const spot of step.spotlight) {
        if ('spot' in spot) expect(isSpot(spot.spot), spot.spot).toBe(true)
        else
          expect(
            findThing(room.desk.getState(), spot.thing as unknown as NamedThing),
            JSON.stringify(spot),
          ).toBeDefined()
      }
    })

    it(`${title(row)}: has the numbers that it had when it was written, and the reference linker has them`, async () => {
      const { state, desk } = await classroom(lesson, at)
      const isPlain = step.settings === undefined && desk.getState().sample !== undefined
      const own = valuesFor(lesson, step).filter((value) => isPlain || step.values.includes(value))
      expect(state().values).toMatchObject(asTexts(own))
      if (!isPlain || step.values.length === 0) return
      const { found, is } = referenceValues(sampleOf(lesson, step), step.values)
      expect(found).toEqual(is)
    })

    it(`${title(row)}: what it says is so`, async () => {
      const room = await classroom(lesson, at)
      const seen = seenOn(room.desk)
      for (const { when, that } of step.claims)
        if (when === 'before') expect(happened(that, seen), JSON.stringify(that)).toBe(true)
      if (step.kind === 'predict') await room.state().reveal()
      else await room.state().show()
      for (const { when, that } of step.claims)
        if (when === 'after') expect(happened(that, seen), JSON.stringify(that)).toBe(true)
      expect(room.state().problem).toBeUndefined()
    })

    it(`${title(row)}: goes as well with a class’s own numbers`, async () => {
      const room = await classroom(lesson, at, SEED)
      if (step.settings?.base === undefined)
        expect(room.desk.getState().settings.base ?? 0x10000000n).not.toBe(0x10000000n)
      if (step.kind === 'predict') await room.state().answer(answerText(presentRecord(room).round!.question.answer))
      else await room.state().show()
      expect(isDone(step, presentRecord(room))).toBe(true)
      expect(room.state().problem).toBeUndefined()
    })

    if (goalsOf(step).length > 0)
      it(`${title(row)}: is done when it really happens, not before, and can be shown`, async () => {
        const room = await classroom(lesson, at)
        expect(isDone(step, presentRecord(room))).toBe(false)
        await room.state().next()
        expect(room.walk().at).toBe(at)
        await room.state().show()
        expect(isDone(step, presentRecord(room))).toBe(true)
        await room.state().next()
        expect(room.walk().at).toBe(at + 1)
      })

    if (step.kind === 'predict') {
      it(`${title(row)}: the right answer is right, and shows what it was about`, async () => {
        const room = await classroom(lesson, at)
        const { question } = presentRecord(room).round!
        const { asks, reveal, diagnoses } = question
        for (const { id, args } of [asks, ...reveal.says, ...diagnoses.map(({ says }) => says)])
          expect(english.text(id, args).trim(), id).not.toBe(id)
        await room.state().answer(answerText(question.answer))
        expect(isRight(presentRecord(room).round!)).toBe(true)
        expect(isDone(presentStep(room), presentRecord(room))).toBe(true)
        expect(room.state().problem).toBeUndefined()
      })

      it(`${title(row)}: every known wrong answer gets its diagnosis; after two tries the answer is shown`, async () => {
        const first = await classroom(lesson, at)
        const { diagnoses } = presentRecord(first).round!.question
        expect(diagnoses.length).toBeGreaterThan(0)
        for (const { answer, misconception, says } of diagnoses) {
          const room = await classroom(lesson, at)
          for (const tries of [1, 2]) {
            await room.state().answer(answerText(answer))
            const { round } = presentRecord(room)
            expect(round!.tries).toHaveLength(tries)
            expect(round!.tries.at(-1)!.marked).toMatchObject({ right: false, diagnosis: { misconception } })
          }
          expect(english.has(says.id), says.id).toBe(true)
          expect(isOver(presentRecord(room).round!)).toBe(true)
          expect(isRight(presentRecord(room).round!)).toBe(false)
        }
      })

      it(`${title(row)}: nobody looks behind the gate before answering`, async () => {
        const room = await classroom(lesson, at)
        const { rein, position } = room.desk.getState()
        expect(position).toBeLessThanOrEqual(rein!.until!)
        room.desk.getState().seek(Infinity)
        expect(room.desk.getState().position).toBe(rein!.until)
        await room.state().reveal()
        room.desk.getState().seek(Infinity)
        expect(room.desk.getState().position).toBe(room.desk.getState().session!.log.length)
      })
    }
  }
})
