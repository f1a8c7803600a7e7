/** What the reference linker and ours make of one object, and how they differ. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { diagnosticText } from '../../src/engine/graph/diagnostics'
import type { LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS } from '../../src/engine/session/options'
import { compareText } from '../oracle/canonical-text'
import { compareLinks } from '../oracle/compare'
import { entryOf } from '../oracle/entry'
import { recordedGraphs } from '../oracle/golden'
import { inOrderOf, ourGraphs, ourText } from '../oracle/ours'
import { askReference } from '../oracle/reference'
import type { Member } from '../support/archive'
import { askLd64 } from './ask-ld64'
import { askLld } from './ask-lld'
import { askLldLink } from './ask-lld-link'
import { compareWithImage } from './image-witness'
import { compareWithLd64 } from './macho-witness'
import { compareWithLld } from './third-witness'
import { witnessOptions } from './witness-options'

export type Outcome =
  | 'identical'
  | 'different'
  | 'refused by both'
  | 'only the reference links'
  | 'only we link'
  | 'empty'
  | 'unclear'

export interface Verdict {
  readonly outcome: Outcome
  readonly details: readonly string[]
  /** Whether our own default links it. */
  readonly byDefault: boolean
  /** Whether our print equals theirs, line for line; undefined where one of the two did not link. */
  readonly sameText?: boolean
  /**
   * Differences from lld at the same addresses: for what the reference refuses and we link by default, and for all COFF
   * and Mach-O that we link by default.
   */
  readonly witness?: readonly string[]
}

/** Objects of one name in one place, so that neither path nor name length changes what the reference does. */
const NAME = 'object.o'

/** Judges one object. Its file goes into `folder`. */
export function judge(member: Member, folder: string): Verdict {
  const entry = attempt(() => entryOf(member.name, member.bytes))
  if (entry === undefined) return { outcome: 'empty', details: [], byDefault: false }
  writeFileSync(join(folder, NAME), member.bytes)
  const inputs = [{ name: NAME, bytes: member.bytes }]
  const plain = link(inputs, witnessOptions(member.bytes), { log: false })
  const byDefault = plain.ok && plain.refused.length === 0
  const compat = { ...COMPAT_OPTIONS, undefined: 'zero' as const, entries: [entry] }
  const ours = link(inputs, compat, { log: false })
  const weLink = ours.ok && ours.refused.length === 0
  const lld = WITNESSES[plain.graph.files[0]?.format ?? '']
  const hear = (): Pick<Verdict, 'witness'> => (byDefault && lld ? { witness: lld.ask(plain, folder) } : {})
  const always = lld?.isAsked === 'always' ? hear() : {}
  const said = ours.diagnostics.filter(({ severity }) => severity === 'error').map(diagnosticText)
  try {
    const answer = askReference({ id: member.name, folder, files: [NAME], entry })
    if (answer.refused !== undefined) {
      const outcome = weLink ? 'only we link' : 'refused by both'
      const witness = lld?.isAsked === 'always' ? always : hear()
      return { outcome, details: weLink ? [answer.refused] : said, byDefault, ...witness }
    }
    if (!weLink) return { outcome: 'only the reference links', details: said, byDefault, ...always }
    const recorded = recordedGraphs({ id: member.name, ...answer })
    const tied = inOrderOf(recorded, ours, (tieRanks) => link(inputs, compat, { log: false, tieRanks }))
    const differences = compareLinks(recorded, ourGraphs(tied))
    const text = compareText(answer.dump ?? [], ourText(tied))
    const outcome = differences.length === 0 && text.length === 0 ? 'identical' : 'different'
    return { outcome, details: [...differences, ...text], byDefault, sameText: text.length === 0, ...always }
  } catch (problem) {
    return { outcome: 'unclear', details: [(problem as Error).message.split('\n')[0]!], byDefault, ...always }
  }
}

interface LldRow {
  /** Differences in words. */
  readonly ask: (result: LinkResult, folder: string) => readonly string[]
  /** Always: in compat mode LLVM's ways are others than those of images, so what we link by default is always looked at. */
  readonly isAsked: 'always' | 'where the reference refuses'
}

const objectIn = (folder: string): Uint8Array => new Uint8Array(readFileSync(join(folder, NAME)))

/** The linker of LLVM's for each format. */
const WITNESSES: Readonly<Record<string, LldRow>> = {
  elf: {
    ask: saying((result, folder) =>
      compareWithLld(result, objectIn(folder), askLld(result, join(folder, NAME), folder)),
    ),
    isAsked: 'where the reference refuses',
  },
  'mach-o': {
    ask: saying((result, folder) =>
      compareWithLd64(result, objectIn(folder), askLd64(result, join(folder, NAME), folder)),
    ),
    isAsked: 'always',
  },
  coff: {
    ask: saying((result, folder) => compareWithImage(result, objectIn(folder), askLldLink(result.graph, NAME, folder))),
    isAsked: 'always',
  },
}

/** What goes wrong is what there is to say. */
function saying(ask: LldRow['ask']): LldRow['ask'] {
  return (result, folder) => {
    try {
      return ask(result, folder)
    } catch (problem) {
      return [(problem as Error).message]
    }
  }
}

function attempt<T>(step: () => T): T | undefined {
  try {
    return step()
  } catch {
    return undefined
  }
}
