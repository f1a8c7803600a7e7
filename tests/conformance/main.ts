/**
 * Live conformance: links objects, alone, with the installed reference linker and with ours in compat mode, and compares
 * layout, edges and bytes.
 *
 *   npm run conformance -- [--verbose] [--limit=N] FILE|ARCHIVE...
 *
 * What the reference refuses and we link by default is compared with `ld.lld` at the same addresses.
 *
 * Prints a row for each file, and the first differences of each kind. Members that define no global name cannot be
 * linked by the reference tool and are counted apart.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { diagnosticText } from '../../src/engine/graph/diagnostics'
import type { LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS, DEFAULT_OPTIONS } from '../../src/engine/session/options'
import { compareLinks } from '../oracle/compare'
import { entryOf } from '../oracle/entry'
import { recordedGraphs } from '../oracle/golden'
import { ourGraphs } from '../oracle/ours'
import { askReference } from '../oracle/reference'
import type { Member } from '../support/archive'
import { membersOf } from '../support/archive'
import { askLld, compareWithLld } from './third-witness'

type Outcome =
  | 'identical'
  | 'different'
  | 'refused by both'
  | 'only the reference links'
  | 'only we link'
  | 'empty'
  | 'unclear'

interface Verdict {
  readonly outcome: Outcome
  readonly details: readonly string[]
  /** Whether our own default links it. */
  readonly byDefault: boolean
  /** For what the reference refuses and we link: differences from lld at the same addresses. */
  readonly witness?: readonly string[]
}

/** Objects of one name in one place, so that neither path nor name length changes what the reference does. */
const NAME = 'object.o'

function judge(member: Member, folder: string): Verdict {
  const entry = attempt(() => entryOf(member.name, member.bytes))
  if (entry === undefined) return { outcome: 'empty', details: [], byDefault: false }
  writeFileSync(join(folder, NAME), member.bytes)
  const inputs = [{ name: NAME, bytes: member.bytes }]
  const plain = link(inputs, { ...DEFAULT_OPTIONS, undefined: 'zero' }, { log: false })
  const byDefault = plain.ok && plain.refused.length === 0
  const ours = link(inputs, { ...COMPAT_OPTIONS, undefined: 'zero', entries: [entry] }, { log: false })
  const weLink = ours.ok && ours.refused.length === 0
  const said = ours.diagnostics.filter(({ severity }) => severity === 'error').map(diagnosticText)
  try {
    const answer = askReference({ id: member.name, folder, files: [NAME], entry })
    if (answer.refused !== undefined) {
      const outcome = weLink ? 'only we link' : 'refused by both'
      const witness = byDefault ? { witness: witnessOf(plain, join(folder, NAME), folder) } : {}
      return { outcome, details: weLink ? [answer.refused] : said, byDefault, ...witness }
    }
    if (!weLink) return { outcome: 'only the reference links', details: said, byDefault }
    const differences = compareLinks(recordedGraphs({ id: member.name, ...answer }), ourGraphs(ours))
    return { outcome: differences.length === 0 ? 'identical' : 'different', details: differences, byDefault }
  } catch (problem) {
    return { outcome: 'unclear', details: [(problem as Error).message.split('\n')[0]!], byDefault }
  }
}

function witnessOf(result: LinkResult, object: string, folder: string): readonly string[] {
  try {
    return compareWithLld(result, askLld(result, object, folder))
  } catch (problem) {
    return [(problem as Error).message]
  }
}

function attempt<T>(step: () => T): T | undefined {
  try {
    return step()
  } catch {
    return undefined
  }
}

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

function main(args: readonly string[]): number {
  const verbose = args.includes('--verbose')
  const limit = Number(args.find((arg) => arg.startsWith('--limit='))?.slice(8) ?? Infinity)
  const folder = mkdtempSync(join(tmpdir(), 'linkscape-conformance-'))
  let bad = 0
  try {
    for (const path of args.filter((arg) => !arg.startsWith('--'))) bad += report(path, limit, verbose, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
  return bad === 0 ? 0 : 1
}

/** Judges all members of a file; returns how many are not as they should be. */
function report(path: string, limit: number, verbose: boolean, folder: string): number {
  const counts = new Map<Outcome, number>(OUTCOMES.map((outcome) => [outcome, 0]))
  let byDefault = 0
  const witnessed = { equal: 0, different: 0 }
  const notable: string[] = []
  for (const member of membersOf(path).slice(0, limit)) {
    const { outcome, details, byDefault: links, witness } = judge(member, folder)
    if (witness) witnessed[witness.length === 0 ? 'equal' : 'different']++
    if (witness && witness.length > 0)
      notable.push(
        `  ${member.name}: differs from lld\n${witness
          .slice(0, SHOWN)
          .map((line) => `    ${line}`)
          .join('\n')}`,
      )
    counts.set(outcome, counts.get(outcome)! + 1)
    if (links) byDefault++
    const notice = outcome === 'different' || outcome.startsWith('only') || outcome === 'unclear'
    if (notice || (verbose && outcome === 'refused by both'))
      notable.push(
        `  ${member.name}: ${outcome}\n${details
          .slice(0, SHOWN)
          .map((line) => `    ${line}`)
          .join('\n')}`,
      )
  }
  const row = OUTCOMES.map((outcome) => `${counts.get(outcome)} ${outcome}`).join(', ')
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0) - counts.get('empty')!
  process.stdout.write(
    `${basename(path)}: ${row}; by default we link ${byDefault} of ${all}; of what only we link by default ${witnessed.equal} equal lld, ${witnessed.different} differ\n${notable.join('\n')}${notable.length > 0 ? '\n' : ''}`,
  )
  return counts.get('different')! + counts.get('only the reference links')! + counts.get('unclear')!
}

process.exitCode = main(process.argv.slice(2))
