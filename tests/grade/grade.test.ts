/** The grader, built and run as people run it, and its forms of answers and reports. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseGradeArguments } from '../../src/grade/arguments'
import { formatReports } from '../../src/grade/formats'
import type { Report } from '../../src/grade/grade'
import { readAnswers } from '../../src/grade/read-answers'
import { ROOT } from '../support/link-files'

let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linkscape-grade-'))
  // Packages are not bundled into the command.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  await build({ root: ROOT, mode: 'cli', logLevel: 'silent', build: { outDir: folder, emptyOutDir: false } })
})

afterAll(() => rmSync(folder, { recursive: true }))

/** Grades answers to L02 that stand in a file of this text. */
function grade(text: string, ...options: string[]): { status: number | null; out: string; err: string } {
  const file = join(folder, 'answers')
  writeFileSync(file, text)
  const args = [join(folder, 'grade.js'), ...options, 'L02', file]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' })
  return { status, out: stdout, err: stderr }
}

/** What `llvm-jitlink` 22 writes into the four fields at base 0x10000000. */
const RIGHT = {
  call: '1b 00 00 00',
  behind: 'f4efffff',
  trap: '0xee 0xef 0xff 0xff',
  pointer: '04 00 00 10 0 0 0 0'.replaceAll(' 0 0 0 0', ' 00 00 00 00'),
}

describe('the grader', () => {
  it('gives points, and says what a wrong answer thought', () => {
    const { status, out } = grade(
      JSON.stringify({ lesson: 'L02', answers: { ...RIGHT, call: '1b000000', trap: 'ffffefee' } }),
    )
    expect(status).toBe(1)
    expect(out).toContain('+ call: 1 of 1')
    expect(out).toContain('+ pointer: 1 of 1')
    expect(out).toContain('x trap: 0 of 1')
    expect(out).toContain('the least significant byte comes first')
  })

  it('passes from the pass mark on', () => {
    expect(grade(JSON.stringify({ answers: RIGHT }), '--pass=50').status).toBe(0)
    expect(grade('call: 00 00 00 00', '--pass=50').status).toBe(1)
  })

  it('asks other numbers for another seed, as the page does', () => {
    const { out, status } = grade('seed: class 3\npointer: 04 00 00 10 00 00 00 00')
    expect(status).toBe(1)
    expect(out).toContain('seed class 3')
    expect(grade('pointer: 04 00 00 10 00 00 00 00').out).toContain('+ pointer')
  })

  it('speaks German', () => expect(grade('call: 0', '--language=de').out).toContain('Welche 4 Bytes stehen'))

  it('says which file, where, and what was expected, and grades nothing', () => {
    for (const [text, expected] of [
      ['{ "answers": { "cal": "1" } }', /answers: answers\.cal: expected a step that asks: call, /],
      ['{ "answers": 3 }', /answers: answers: expected \{ "answers"/],
      ['{ "answers": ', /answers: expected JSON/],
      ['call 1b', /answers: line 1: expected STEP: ANSWER, found “call 1b”/],
      ['{ "lesson": "L03", "answers": {} }', /lesson: expected L02, found L03/],
    ] as const) {
      const { status, err, out } = grade(text)
      expect(status, text).toBe(2)
      expect(err, text).toMatch(expected)
      expect(out).toBe('')
    }
  })

  it('writes what Gradescope and CI servers read', () => {
    const json = JSON.parse(grade(JSON.stringify({ answers: RIGHT }), '--format', 'json').out)
    expect(json.tests.map(({ score }: { score: number }) => score).slice(0, 4)).toEqual([1, 1, 1, 1])
    expect(json.max_score).toBe(json.tests.length)
    expect(grade('call: <b>', '--format=junit').out).toContain('answer   &lt;b&gt;')
  })
})

describe('files of answers', () => {
  const bytes = { is: 'bytes', count: 4 } as const
  const set = { is: 'set', options: [] } as const

  it('may hold tries, and sets', () => {
    const { answers } = readAnswers('{ "answers": { "a": ["1", "2", "3"], "b": ["x", "y"], "c": [["x"], []] } }', 'L02')
    expect(answers.get('a')!(bytes)).toEqual(['1', '2'])
    expect(answers.get('b')!(set)).toEqual([['x', 'y']])
    expect(answers.get('c')!(set)).toEqual([['x'], []])
  })

  it('may be the progress that the page exports', () => {
    const progress = {
      L02: { step: 3, finished: false, points: 1, of: 5, seed: 's', answers: { call: ['1b 00 00 00'] } },
    }
    const { seed, answers } = readAnswers(JSON.stringify(progress), 'L02')
    expect([seed, answers.get('call')!(bytes)]).toEqual(['s', ['1b 00 00 00']])
  })

  it('may be lines', () => {
    const { seed, answers } = readAnswers('# me\nseed: s\n\ncall: 1b\ncall:  00 \n', 'L02')
    expect([seed, answers.get('call')!(bytes)]).toEqual(['s', ['1b', '00']])
  })
})

describe('a command line', () => {
  it.each([
    [[], 'found neither'],
    [['L02'], 'found only L02'],
    [['--sed=1', 'L02', 'a'], 'there is no option --sed'],
    [['--format=xml', 'L02', 'a'], 'expected text, json, junit'],
    [['--pass=many', 'L02', 'a'], 'expected a whole number from 0 to 100'],
    [['L02', 'a', '--seed'], '--seed needs a value'],
  ])('%j is refused', (args, why) => expect(() => parseGradeArguments(args)).toThrow(why))
})

it('XML stays XML whatever is in the answers', () => {
  const nasty = `"<&>'\u0000\ud800]]>`
  const question = {
    step: 'a',
    asks: nasty,
    score: 0,
    status: 'wrong',
    given: nasty,
    expected: '1',
    says: [nasty],
  } as const
  const report: Report = { file: nasty, lesson: 'L02', seed: '', questions: [question], points: 0, of: 1 }
  const text = formatReports([report], 'junit')
  expect([text.includes('\u0000'), text.includes('\ud800')]).toEqual([false, false])
  expect(text.replaceAll(/<\/?[a-z]+(?: [a-z]+="[^"<]*")*\/?>|<\?xml[^>]*\?>/g, '')).not.toMatch(/[<>"']/)
})
