/** Rows of knowledge in other languages than their own English: each such message belongs to a row, and no row is left out. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ACTION_KINDS } from '../../src/engine/graph/action-kinds'
import { X86_CONSTRAINTS } from '../../src/engine/arch/x86-64/constraints'
import { AARCH64_CONSTRAINTS } from '../../src/engine/arch/aarch64/constraints'
import { CROSSINGS, NOTHING_TO_SAY, RULE_SETS, STRIPPED, TO_OUTSIDE } from '../../src/engine/graph/crossing-rules'
import { AARCH64_EDGES } from '../../src/engine/arch/aarch64/edges'
import { FIELDS } from '../../src/engine/arch/fields'
import { MADE_NAMES } from '../../src/engine/arch/made-names'
import { AARCH64_FIELDS } from '../../src/engine/arch/aarch64/fields'
import { X86_EDGES } from '../../src/engine/arch/x86-64/edges'
import { FORMATS } from '../../src/engine/formats/index'
import type { DiagnosticCode } from '../../src/engine/graph/diagnostics'
import { DIAGNOSTICS, remedyOf } from '../../src/engine/graph/diagnostics'
import { EVENTS, PHASES } from '../../src/engine/graph/events'
import { OPERAND_NAMES } from '../../src/engine/arch/operands'
import { LIFETIMES } from '../../src/engine/graph/lifetimes'
import { ASKERS } from '../../src/engine/graph/schema'
import { MANAGERS } from '../../src/engine/graph/managers'
import { PHRASES } from '../../src/engine/graph/phrases/phrase'
import { PLUGINS } from '../../src/engine/plugins/index'
import { QUIRKS } from '../../src/engine/quirks'
import { TERMS } from '../../src/scene/query/terms'
import { samples } from '../support/link-files'
import { argumentsOf } from '../support/message-arguments'
import { LANGUAGES } from '../../src/messages/languages'

const FOLDER = 'src/messages'

const titled = (rows: string, all: readonly { readonly id: string }[]): string[] =>
  all.flatMap(({ id }) => [`${rows}.${id}.title`, `${rows}.${id}.says`])

/** A kind that both architectures have is one. */
const EDGE_KINDS = [...new Set([...X86_EDGES, ...AARCH64_EDGES].map(({ name }) => name))]

const CROSSING_ROWS = [
  ...[NOTHING_TO_SAY, STRIPPED, TO_OUTSIDE],
  ...[...CROSSINGS, ...X86_CONSTRAINTS, ...AARCH64_CONSTRAINTS],
]

/** Each has a title of its own; several may share a remedy. */
const DIAGNOSED = Object.keys(DIAGNOSTICS).flatMap((code) => [
  `diagnostics.${code}.title`,
  remedyOf(code as DiagnosticCode).id,
])

/** Rows for signed values share an id where they say the same. */
const FIELD_IDS = [...new Set([...Object.values(FIELDS), ...AARCH64_FIELDS].map(({ id }) => id))]

/** Many types ask for the same reason; some are never met and have none. */
const REASONS = [
  ...new Set(
    FORMATS.flatMap(({ relocations }) => relocations.filter(({ reason }) => reason !== '')).map((r) => r.reasonId),
  ),
]

/** The messages of each file below `rows`: the name of the row, the id of each row, and its texts. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  'events.json': EVENTS.flatMap(({ type }) => [`events.${type}.title`, `events.${type}.says`]),
  'made-names.json': Object.keys(MADE_NAMES).map((name) => `made-names.${name}`),
  'managers.json': titled('managers', MANAGERS),
  'actions.json': ACTION_KINDS.flatMap(({ id, ...row }) => [
    `actions.${id}.does`,
    ...('undoes' in row ? [`actions.${id}.undoes`] : []),
  ]),
  'askers.json': ASKERS.map(({ id }) => `askers.${id.replace(' ', '-')}`),
  'diagnostics.json': [...new Set(DIAGNOSED)],
  'edges.json': EDGE_KINDS.map((name) => `edges.${name.replace(' ', '-')}.says`),
  'fields.json': FIELD_IDS.map((id) => `fields.${id}`),
  'letters.json': OPERAND_NAMES.map((letter) => `letters.${letter}`),
  'phrases.json': Object.keys(PHRASES).map((id) => `phrases.${id}`),
  'phases.json': titled('phases', PHASES),
  'policies.json': LIFETIMES.flatMap(({ name }) => [`policies.${name}.short`, `policies.${name}.says`]),
  'plugins.json': titled('plugins', PLUGINS),
  'policy-reasons.json': FORMATS.flatMap(({ policies }) => policies.map(({ id }) => `policy-reasons.${id}`)),
  'quirks.json': Object.keys(QUIRKS).flatMap((id) => [`quirks.${id}.llvm22`, `quirks.${id}.right`]),
  'relocations.json': REASONS.map((id) => `relocations.${id}.reason`),
  'rules.json': titled('rules', RULE_SETS),
  // The first screen shows these; those of lessons are fetched with the desk.
  'samples.json': sampleTexts(false),
  'lesson-samples.json': sampleTexts(true),
  'terms.json': TERMS.map(({ id }) => `terms.${id}.says`),
  'verdicts.json': CROSSING_ROWS.flatMap(({ id }) => [`verdicts.${id}.says`, `verdicts.${id}.way-out`]),
}

function sampleTexts(ofLessons: boolean): string[] {
  return samples()
    .filter(({ id, program, lesson }) => id === program && (lesson === true) === ofLessons)
    .flatMap(({ id }) => [`samples.${id}.title`, `samples.${id}.first`, `samples.${id}.second`])
}

const readRows = (language: string, file: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(join(FOLDER, language, 'rows', file), 'utf8')) as Record<string, string>

/** What rows that are full of names say in English. */
const ENGLISH = new Map([
  ...Object.entries(QUIRKS).flatMap(([id, { llvm22, right }]): [string, string][] => [
    [`quirks.${id}.llvm22`, llvm22],
    [`quirks.${id}.right`, right],
  ]),
  ...FORMATS.flatMap(({ policies, relocations }): [string, string][] => [
    ...policies.map(({ id, says }): [string, string] => [`policy-reasons.${id}`, says]),
    ...relocations.map(({ reasonId, reason }): [string, string] => [`relocations.${reasonId}.reason`, reason]),
  ]),
  ...AARCH64_FIELDS.map(({ id, says }): [string, string] => [`fields.${id}`, says]),
])

/** What is called the same in every language: section and symbol names, flags, numbers. */
const namesIn = (text: string): string[] =>
  [...new Set(text.match(/\b[A-Z]+_\w+|\B\.[a-z]\w*|\b_\w+|\b[A-Z]{3,}\d*\b|\d+/g))].sort()

describe('rows of knowledge', () => {
  it.each(LANGUAGES.filter((language) => language !== 'en'))('are all in %s', (language) => {
    const folder = join(FOLDER, language, 'rows')
    expect(readdirSync(folder).sort()).toEqual(Object.keys(ROWS).sort())
    for (const [file, ids] of Object.entries(ROWS)) {
      const texts = JSON.parse(readFileSync(join(folder, file), 'utf8')) as object
      expect(Object.keys(texts).sort()).toEqual([...ids].sort())
    }
  })

  it.each(LANGUAGES.filter((language) => language !== 'en'))('take the same arguments in %s', (language) => {
    const names = readRows(language, 'made-names.json')
    for (const [name, text] of Object.entries(MADE_NAMES))
      expect(argumentsOf(names[`made-names.${name}`]!, language)).toEqual(argumentsOf(text, 'en'))
    for (const reason of Object.values(readRows(language, 'policy-reasons.json')))
      expect(argumentsOf(reason, language)).toEqual(argumentsOf('{section}', 'en'))
  })

  it.each(LANGUAGES.filter((language) => language !== 'en'))('keep the names of the field in %s', (language) => {
    const lost = [...ENGLISH].filter(([id, text]) => {
      const own = readRows(language, `${id.split('.')[0]!}.json`)[id]
      return own !== undefined && namesIn(text).join() !== namesIn(own).join()
    })
    expect(ENGLISH.size).toBeGreaterThan(150)
    expect(lost.map(([id]) => id)).toEqual([])
  })

  it('have their English in themselves', () => {
    expect(readdirSync(join(FOLDER, 'en'))).not.toContain('rows')
  })
})
