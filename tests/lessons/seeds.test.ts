/**
 * The seed of a class: every question has another answer for another seed, or says why it has not; whatever the seed, the
 * right answer is marked right, no known wrong answer is, what the lesson says is so, and all texts can be said.
 */
import { describe, expect, it } from 'vitest'
import { LESSONS } from '../../src/lessons/content/index'
import { readLesson } from '../../src/lessons/machine/lesson'
import { happened } from '../../src/lessons/machine/until'
import { lessonFor } from '../../src/lessons/machine/variation'
import { answerText } from '../../src/lessons/questions/answers'
import { mark } from '../../src/lessons/questions/mark'
import type { Question } from '../../src/lessons/questions/question'
import { LANGUAGES, loadMessages } from '../../src/messages/languages'
import { replay } from '../../src/store/lessons/replay'
import { seenOn } from '../../src/store/lessons/seen'
import { deskWith } from '../support/desk'

const SEEDS = ['', ...Array.from({ length: 9 }, (_, i) => `class ${i + 1}`), '10 b', 'Jo', 'Kim', 'Lu', '4711']
const languages = await Promise.all(LANGUAGES.map((language) => loadMessages(language, 'all')))

/** What a question can say, in every language. */
function say({ asks, reveal, diagnoses }: Question): void {
  for (const { id, args } of [asks, ...reveal.says, ...diagnoses.map(({ says }) => says)])
    for (const messages of languages) expect(messages.text(id, args), id).not.toMatch(/^$|[{}]/)
}

describe.each(LESSONS)('for any seed, $id', (lesson) => {
  /** By step: the answers that the seeds have. */
  const answers = new Map<string, Set<string>>()

  it.each(SEEDS)('%j: asks, marks and says what is so', async (seed) => {
    const desk = await deskWith()
    const seen = seenOn(desk)
    for await (const { step, values, asked } of replay(desk, lesson, seed)) {
      const claim = (wanted: 'before' | 'after'): void => {
        for (const { when, that } of step.claims)
          if (when === wanted) expect(happened(that, seen), `${step.id}: ${JSON.stringify(that)}`).toBe(true)
      }
      claim('before')
      for (const messages of languages)
        expect(messages.text(`lessons.${lesson.id}.${step.id}.text`, values), step.id).not.toMatch(/[{}]/)
      if (!asked) continue
      expect(asked, step.id).toHaveProperty('question')
      const { question } = asked as { question: Question }
      say(question)
      expect(mark(question, answerText(question.answer)), step.id).toMatchObject({ right: true })
      expect(question.diagnoses.length, step.id).toBeGreaterThan(0)
      for (const { answer } of question.diagnoses)
        expect(mark(question, answerText(answer)), `${step.id}: ${answerText(answer)}`).toMatchObject({ right: false })
      // Answering changes nothing about the link; what is so behind the question is so at the end.
      desk.getState().seek(Infinity)
      claim('after')
      answers.set(step.id, (answers.get(step.id) ?? new Set()).add(answerText(question.answer)))
    }
  })

  it.each(lesson.steps.flatMap((step) => (step.kind === 'predict' ? [step] : [])))(
    '$id: the seeds have different answers, unless it says why not',
    ({ id, fixed }) => {
      const found = [...answers.get(id)!]
      if (fixed === undefined) expect(found.length, found.join(' | ')).toBeGreaterThan(1)
      else expect(found).toHaveLength(1)
    },
  )

  it('has the same steps, and without a seed it is as it was written', () => {
    for (const seed of SEEDS)
      expect(lessonFor(lesson, seed).steps.map(({ id }) => id)).toEqual(lesson.steps.map(({ id }) => id))
    expect(lessonFor(lesson, '')).toBe(lesson)
  })
})

describe('what a seed may change', () => {
  const step = (id: string, more: object): object => ({
    id,
    kind: 'watch',
    app: [{ id: 'seek', phase: 'build' }],
    ...more,
  })
  const reading =
    (...steps: object[]) =>
    () =>
      readLesson({ id: 'L99', minutes: 1, needs: [], sample: 'lesson-detours', steps })
  const two = { others: [{ settings: { base: '0x2000' } }] }

  it('is what a step has, and leaves it one', () => {
    const lesson = reading(step('one', two), step('two', { ...two, follows: 'one' }))()
    for (const seed of SEEDS) {
      const [one, other] = lessonFor(lesson, seed).steps
      expect(one!.settings).toEqual(other!.settings)
    }
    const found = new Set(SEEDS.map((seed) => lessonFor(lesson, seed).steps[0]!.settings?.base))
    expect([...found].sort()).toEqual(['0x2000', undefined])
  })

  it.each([
    ['a kind of its own', [step('one', { others: [{ kind: 'predict' }] })], 'steps.0.others.0'],
    ['an unfit part', [step('one', { others: [{ asks: { kind: 'roots' } }] })], 'step one, others.0: '],
    ['somebody later to follow', [step('one', { ...two, follows: 'two' }), step('two', two)], 'step one follows two'],
    ['somebody with fewer to follow', [step('one', {}), step('two', { ...two, follows: 'one' })], '1 others, and one'],
  ])('is not %s', (_, steps, problem) => expect(reading(...steps)).toThrow(problem))
})
