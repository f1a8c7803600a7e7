/** The grader: marks files of answers to a lesson's questions, with the same engine as the page, without a page. */
import { readFileSync } from 'node:fs'
import type { Lesson } from '../lessons/machine/lesson'
import { LANGUAGES, loadMessages } from '../messages/languages'
import type { Messages } from '../messages/messages'
import type { GradeCommand } from './arguments'
import { parseGradeArguments, USAGE } from './arguments'
import { formatReports } from './formats'
import type { Report } from './grade'
import { gradeAnswers } from './grade'
import { findLesson, questionsOf } from './lesson-questions'
import { readAnswers } from './read-answers'

const PASSED = 0
const BELOW = 1
const UNGRADED = 2

async function main(args: readonly string[]): Promise<number> {
  let command: GradeCommand
  let lesson: Lesson
  try {
    command = parseGradeArguments(args)
    if (command.help) {
      process.stdout.write(`${USAGE}\n`)
      return PASSED
    }
    if (!LANGUAGES.includes(command.language))
      throw new Error(`--language=${command.language}: expected ${LANGUAGES.join(', ')}`)
    lesson = findLesson(command.lesson)
  } catch (problem) {
    process.stderr.write(`grade: ${(problem as Error).message}\n(--help lists the options)\n`)
    return UNGRADED
  }
  const messages = await loadMessages(command.language, 'all')
  const reports: Report[] = []
  let failed = false
  for (const file of command.answers) {
    try {
      reports.push(await gradeFile(command, lesson, file, messages))
    } catch (problem) {
      failed = true
      process.stderr.write(`grade: ${(problem as Error).message}\n`)
    }
  }
  if (reports.length > 0) process.stdout.write(formatReports(reports, command.format))
  if (failed) return UNGRADED
  return reports.every(({ points, of }) => 100 * points >= command.pass * of) ? PASSED : BELOW
}

async function gradeFile(
  { seed: asked, samples }: GradeCommand,
  lesson: Lesson,
  file: string,
  messages: Messages,
): Promise<Report> {
  const answers = within(file, () => readAnswers(readFileSync(file, 'utf8'), lesson.id))
  const seed = asked ?? answers.seed ?? ''
  if (answers.seed !== undefined && answers.seed !== seed)
    process.stderr.write(`grade: ${file}: was answered for the seed “${answers.seed}”, is marked for “${seed}”\n`)
  const questions = await questionsOf(lesson, samples, seed, messages)
  const graded = within(file, () => gradeAnswers(questions, answers, messages))
  const points = graded.reduce((sum, { score }) => sum + score, 0)
  return { file, lesson: lesson.id, seed, questions: graded, points, of: graded.length }
}

/** What goes wrong with a file is told with its name. */
function within<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (problem) {
    throw new Error(`${file}: ${(problem as Error).message}`)
  }
}

process.exitCode = await main(process.argv.slice(2))
