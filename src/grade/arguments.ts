/** The command line of the grader. */

export const FORMATS = ['text', 'json', 'junit'] as const
export type Format = (typeof FORMATS)[number]

export interface GradeCommand {
  readonly help: boolean
  /** A lesson's id, its folder, or its `lesson.json`. */
  readonly lesson: string
  readonly answers: readonly string[]
  /** Undefined: what the file of answers says, or none. */
  readonly seed: string | undefined
  readonly format: Format
  /** As browsers name it. */
  readonly language: string
  /** The folder that holds the samples and their manifest. */
  readonly samples: string
  /** Percent of the points from which an answer file passes. */
  readonly pass: number
}

export const USAGE = `Usage: npm run -s grade -- [options] LESSON ANSWERS...

Marks files of answers to the questions of a lesson. LESSON is its id (L02), its folder, or its lesson.json.
ANSWERS is a file of JSON or of lines; src/grade/README.md has both forms. A page's exported progress is one.

  --seed=TEXT         the seed of the class or the student; otherwise what the file says
  --format=FORMAT     text (default), json (for Gradescope), junit (XML)
  --language=LANGUAGE of the texts: en (default), de
  --samples=FOLDER    where the samples are (public/samples)
  --pass=PERCENT      the part of the points that is enough for exit status 0 (100)
  --help              this text

Exit status: 0 every file reaches the pass mark, 1 one does not, 2 something could not be graded at all.`

const LONG = /^--([a-z]+)(?:=([\s\S]*))?$/

/** Throws an Error that says what is wrong and what was expected. */
export function parseGradeArguments(args: readonly string[]): GradeCommand {
  const given = new Map<string, string | undefined>()
  const files: string[] = []
  for (let i = 0; i < args.length; i++) {
    const match = LONG.exec(args[i]!)
    if (!match) files.push(args[i]!)
    else given.set(match[1]!, match[2] ?? (match[1] === 'help' ? '' : args[++i]))
  }
  const known = ['seed', 'format', 'language', 'samples', 'pass', 'help']
  const strange = [...given.keys()].find((name) => !known.includes(name))
  if (strange !== undefined) throw new Error(`there is no option --${strange}; there are --${known.join(', --')}`)
  const empty = [...given].find(([name, value]) => name !== 'help' && value === undefined)
  if (empty) throw new Error(`--${empty[0]} needs a value`)
  const help = given.has('help')
  const [lesson, ...answers] = files
  if (!help && (lesson === undefined || answers.length === 0))
    throw new Error(
      `expected a lesson and a file of answers, found ${files.length === 0 ? 'neither' : `only ${lesson}`}`,
    )
  return {
    help,
    lesson: lesson ?? '',
    answers,
    seed: given.get('seed'),
    format: formatOf(given.get('format') ?? 'text'),
    language: given.get('language') ?? 'en',
    samples: given.get('samples') ?? 'public/samples',
    pass: percent(given.get('pass') ?? '100'),
  }
}

function formatOf(text: string): Format {
  const format = FORMATS.find((known) => known === text)
  if (!format) throw new Error(`--format=${text}: expected ${FORMATS.join(', ')}`)
  return format
}

function percent(text: string): number {
  const value = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
  if (!(value <= 100)) throw new Error(`--pass=${text}: expected a whole number from 0 to 100`)
  return value
}
