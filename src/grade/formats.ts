/** A report as text, as JSON for Gradescope, and as JUnit XML. */
import type { Format } from './arguments'
import type { GradedQuestion, Report } from './grade'

/** All reports in one text that ends with a line feed. */
export function formatReports(reports: readonly Report[], format: Format): string {
  if (format === 'text') return reports.map(asText).join('\n')
  if (format === 'junit') return asJUnit(reports)
  const json = reports.map(asGradescope)
  return `${JSON.stringify(json.length === 1 ? json[0] : json, null, 2)}\n`
}

const SIGNS = { right: '+', partly: '~', wrong: 'x', unreadable: '?', missing: '–' } as const

function asText({ file, lesson, seed, questions, points, of }: Report): string {
  const head = `${file}: ${lesson}${seed === '' ? '' : `, seed ${seed}`}`
  const lines = questions.flatMap((question) => [
    `  ${SIGNS[question.status]} ${question.step}: ${inPoints(question.score)} of 1`,
    ...explain(question).map((line) => `      ${line}`),
  ])
  return `${[head, ...lines, `  ${inPoints(points)} of ${of} points`].join('\n')}\n`
}

/** What was asked, given and expected; nothing for a right answer. */
function explain({ status, asks, given, expected, says }: GradedQuestion): string[] {
  if (status === 'right') return []
  const answered = status === 'missing' ? 'no answer' : `answer   ${given}`
  return [asks, answered, `expected ${expected}`, ...says]
}

/** At most two digits behind the point. */
const inPoints = (score: number): string => String(Math.round(score * 100) / 100)

/** Source: Gradescope, "Autograder Specifications", results.json. */
function asGradescope({ file, lesson, seed, questions, points, of }: Report): object {
  return {
    score: points,
    max_score: of,
    output: `${file}: ${lesson}${seed === '' ? '' : `, seed ${seed}`}`,
    visibility: 'visible',
    tests: questions.map((question) => ({
      name: question.step,
      score: question.score,
      max_score: 1,
      status: question.status === 'right' ? 'passed' : 'failed',
      output: [question.asks, ...explain(question).slice(1)].join('\n'),
      visibility: 'visible',
    })),
  }
}

/** Source: the JUnit XML that CI servers read: suites of cases, each with a failure (wrong) or an error (not readable). */
function asJUnit(reports: readonly Report[]): string {
  const suites = reports.map((report) => {
    const { questions } = report
    const cases = questions.map((question) => testCase(report, question))
    const failures = questions.filter(({ status }) => status !== 'right' && status !== 'unreadable').length
    const errors = questions.filter(({ status }) => status === 'unreadable').length
    const counts = `tests="${questions.length}" failures="${failures}" errors="${errors}"`
    return [
      `  <testsuite name="${xml(`${report.lesson} ${report.file}`)}" ${counts}>`,
      ...cases,
      '  </testsuite>',
    ].join('\n')
  })
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...suites, '</testsuites>', ''].join('\n')
}

function testCase({ lesson }: Report, question: GradedQuestion): string {
  const open = `    <testcase classname="${xml(lesson)}" name="${xml(`${question.step}: ${question.asks}`)}"`
  if (question.status === 'right') return `${open}/>`
  const tag = question.status === 'unreadable' ? 'error' : 'failure'
  const [, ...lines] = explain(question)
  const message = question.says[0] ?? `${inPoints(question.score)} of 1`
  return [
    `${open}>`,
    `      <${tag} type="${question.status}" message="${xml(message)}">${xml(lines.join('\n'))}</${tag}>`,
    '    </testcase>',
  ].join('\n')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}
/** Characters that XML 1.0 forbids, written in any way: controls, halves of surrogate pairs, two that are none. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters meant
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/** Text for an attribute or an element. Answers come from strangers: nothing in them is markup. */
const xml = (text: string): string =>
  text.replaceAll(FORBIDDEN, '\ufffd').replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!)
