/**
 * From the page to the grader: what the page keeps and hands out as a file is what the grader reads, and it gives the marks
 * that the page gave, for every lesson, as text, as JSON and as JUnit XML.
 */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { formatReports } from '../../src/grade/formats'
import type { Report } from '../../src/grade/grade'
import { gradeAnswers } from '../../src/grade/grade'
import { questionsOf } from '../../src/grade/lesson-questions'
import { readAnswers } from '../../src/grade/read-answers'
import { LESSONS } from '../../src/lessons/content/index'
import type { Lesson } from '../../src/lessons/machine/lesson'
import { scoreOfWalk } from '../../src/lessons/machine/walk'
import { answerText } from '../../src/lessons/questions/answers'
import type { Answer, Given } from '../../src/lessons/questions/question'
import { loadMessages } from '../../src/messages/languages'
import { pointsSoFar, readProgress } from '../../src/store/lessons/progress'
import type { Classroom } from '../support/school'
import { classroom, presentRecord, presentStep } from '../support/school'

const SEED = 'class <3> & "co"'
const messages = await loadMessages('en', 'all')

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
})

/** As the page's forms give an answer: sets and orders as keys, everything else as text. */
const givenAs = (answer: Answer): Given => ('keys' in answer ? answer.keys : answerText(answer))

/** Ways to answer a question, one after the other. */
const WAYS = ['right', 'wrong, then right', 'wrong twice', 'not at all'] as const

/** Walks a whole lesson and answers its questions in all ways, beginning with one of them. */
async function walked(lesson: Lesson, first: number): Promise<Classroom> {
  const room = await classroom(lesson, 0, SEED)
  let way = first
  while (room.walk().at < lesson.steps.length) {
    if (presentStep(room).kind !== 'predict') await room.state().show()
    else {
      const { answer, diagnoses } = presentRecord(room).round!.question
      const wrong = givenAs(diagnoses[0]!.answer)
      const how = WAYS[way++ % WAYS.length]!
      if (how.startsWith('wrong')) await room.state().answer(wrong)
      if (how === 'wrong twice') await room.state().answer(wrong)
      if (how.endsWith('right')) await room.state().answer(givenAs(answer))
    }
    await room.state().skip()
  }
  return room
}

/** What the page saves as a file. */
const exported = (): string => JSON.stringify(readProgress(), null, 2)

async function graded(lesson: Lesson): Promise<Report> {
  const file = readAnswers(exported(), lesson.id)
  const questions = await questionsOf(lesson, 'public/samples', file.seed!, messages)
  const marks = gradeAnswers(questions, file, messages)
  const points = marks.reduce((sum, { score }) => sum + score, 0)
  return { file: 'progress.json', lesson: lesson.id, seed: file.seed!, questions: marks, points, of: marks.length }
}

describe.each(LESSONS)('the progress of $id', (lesson) => {
  it.each(WAYS.map((_, way) => way))('gets the marks of the page (%i)', async (way) => {
    const score = scoreOfWalk((await walked(lesson, way)).walk())
    const report = await graded(lesson)
    expect(report.seed).toBe(SEED)
    expect(report.points).toBeCloseTo(score.points)
    expect(report.of).toBe(score.of)

    const json = JSON.parse(formatReports([report], 'json'))
    expect([json.score, json.max_score]).toEqual([report.points, score.of])
    expect(json.tests).toHaveLength(score.of)
    expect(formatReports([report], 'text')).toContain(`of ${score.of} points`)
    const failed = report.questions.filter(({ status }) => status !== 'right').length
    const xml = formatReports([report], 'junit')
    expect(xml).toContain(`tests="${score.of}" failures="${failed}" errors="0"`)
    expect(xml.match(/<failure /g) ?? []).toHaveLength(failed)
  })
})

describe('progress', () => {
  const lesson = LESSONS[0]!

  it('of several lessons is one file, and each is graded from it', async () => {
    for (const one of LESSONS.slice(0, 2)) await walked(one, 0)
    for (const one of LESSONS.slice(0, 2)) expect((await graded(one)).points).toBeGreaterThan(0)
  })

  it('keeps the better answers of somebody who tries again with the same numbers', async () => {
    const first = LESSONS[0]!.steps.findIndex(({ kind }) => kind === 'predict')
    const once = await classroom(lesson, first, SEED)
    await once.state().answer(givenAs(presentRecord(once).round!.question.answer))
    const again = await classroom(lesson, first, SEED)
    const { diagnoses } = presentRecord(again).round!.question
    for (let tries = 0; tries < 2; tries++) await again.state().answer(givenAs(diagnoses[0]!.answer))
    expect((await graded(lesson)).questions[0]!.score).toBe(1)
  })

  it('counts the answers of earlier visits: somebody who goes on later loses nothing', async () => {
    const asking = lesson.steps.flatMap(({ kind }, at) => (kind === 'predict' ? [at] : []))
    for (const at of asking.slice(0, 2)) {
      const room = await classroom(lesson, at, SEED)
      await room.state().answer(givenAs(presentRecord(room).round!.question.answer))
    }
    expect(pointsSoFar(readProgress()[lesson.id])).toBe(2)
    expect((await graded(lesson)).points).toBe(2)
  })

  it('begins anew with other numbers', async () => {
    const first = lesson.steps.findIndex(({ kind }) => kind === 'predict')
    const once = await classroom(lesson, first, SEED)
    await once.state().answer('1')
    const other = await classroom(lesson, first, 'other')
    await other.state().skip()
    expect(readProgress()[lesson.id]).toMatchObject({ seed: 'other', answers: {} })
  })
})
