/**
 * Live conformance: links objects, alone, with the installed reference linker and with ours in compat mode, and compares
 * layout, edges, bytes and print.
 *
 *   npm run conformance -- [--verbose] [--limit=N] [--summary=FILE] FILE|ARCHIVE...
 *
 * What the reference refuses and we link by default is compared with `ld.lld` at the same addresses; COFF objects are
 * compared with `lld-link`, and Mach-O objects with `ld64.lld`, whenever we link them by default.
 *
 *   npm run conformance -- --together [--entry=NAME] FILE...     (one link of all files, lazily)
 *
 * `--summary` appends one JSON line for each FILE. Prints a row for each file, and the first differences of each kind. Members that define no global name cannot be
 * linked by the reference tool and are counted apart.
 */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { membersOf } from '../support/archive'
import type { Outcome, Verdict } from './judge'
import { judge } from './judge'
import { judgeTogether } from './together'

const OUTCOMES: readonly Outcome[] = [
  'identical',
  'different',
  'refused by both',
  'only the reference links',
  'only we link',
  'empty',
  'unclear',
]
const SHOWN = 5

interface Summary {
  readonly file: string
  readonly outcomes: Record<Outcome, number>
  textEqual: number
  members: number
  linkedByDefault: number
  equalToLld: number
  differentFromLld: number
  /** First differences of members that are not as they should be. */
  readonly notable: { readonly member: string; readonly what: string; readonly details: readonly string[] }[]
}

function main(args: readonly string[]): number {
  const option = (name: string): string | undefined =>
    args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
  const limit = Number(option('limit') ?? Infinity)
  const summaryFile = option('summary')
  const folder = mkdtempSync(join(tmpdir(), 'linkscape-conformance-'))
  let bad = 0
  try {
    const paths = args.filter((arg) => !arg.startsWith('--'))
    if (args.includes('--together')) return reportTogether(judgeTogether(paths, folder, option('entry')))
    for (const path of paths) {
      const summary = summarize(path, limit, args.includes('--verbose'), folder)
      process.stdout.write(`${rowOf(summary)}\n`)
      if (summaryFile !== undefined) appendFileSync(summaryFile, `${JSON.stringify(summary)}\n`)
      bad += summary.outcomes.different + summary.outcomes['only the reference links'] + summary.outcomes.unclear
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return bad === 0 ? 0 : 1
}

function reportTogether({ outcome, details }: Verdict): number {
  process.stdout.write(`${[outcome, ...details.slice(0, SHOWN).map((line) => `  ${line}`)].join('\n')}\n`)
  return outcome === 'identical' || outcome === 'refused by both' || outcome === 'empty' ? 0 : 1
}

/** Judges all members of a file. */
function summarize(path: string, limit: number, verbose: boolean, folder: string): Summary {
  const summary: Summary = {
    file: basename(path),
    outcomes: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>,
    textEqual: 0,
    members: 0,
    linkedByDefault: 0,
    equalToLld: 0,
    differentFromLld: 0,
    notable: [],
  }
  for (const member of membersOf(path).slice(0, limit)) count(summary, member.name, judge(member, folder), verbose)
  return summary
}

function count(summary: Summary, member: string, verdict: Verdict, verbose: boolean): void {
  const { outcome, details, witness } = verdict
  summary.outcomes[outcome]++
  summary.members++
  if (verdict.byDefault) summary.linkedByDefault++
  if (verdict.sameText === true) summary.textEqual++
  if (witness) summary[witness.length === 0 ? 'equalToLld' : 'differentFromLld']++
  if (witness && witness.length > 0)
    summary.notable.push({ member, what: 'differs from lld', details: witness.slice(0, SHOWN) })
  const notice = outcome === 'different' || outcome.startsWith('only') || outcome === 'unclear'
  if (notice || (verbose && outcome === 'refused by both'))
    summary.notable.push({ member, what: outcome, details: details.slice(0, SHOWN) })
}

function rowOf(summary: Summary): string {
  const row = OUTCOMES.map((outcome) => `${summary.outcomes[outcome]} ${outcome}`).join(', ')
  const all = summary.members - summary.outcomes.empty
  const checked = summary.equalToLld + summary.differentFromLld
  const lld = `of ${checked} compared with lld ${summary.equalToLld} are equal, ${summary.differentFromLld} differ`
  const notable = summary.notable.map(
    ({ member, what, details }) => `  ${member}: ${what}${details.map((line) => `\n    ${line}`).join('')}`,
  )
  const head = `${summary.file}: ${row}; print equal ${summary.textEqual}; by default we link ${summary.linkedByDefault} of ${all}; ${lld}`
  return [head, ...notable].join('\n')
}

process.exitCode = main(process.argv.slice(2))
