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
import { X86_EDGES } from '../../src/engine/arch/x86-64/edges'
import { REASONED } from '../../src/engine/formats/elf/x86-64-reasons'
import type { DiagnosticCode } from '../../src/engine/graph/diagnostics'
import { DIAGNOSTICS, remedyOf } from '../../src/engine/graph/diagnostics'
import { EVENTS, PHASES } from '../../src/engine/graph/events'
import { OPERAND_NAMES } from '../../src/engine/arch/operands'
import { LIFETIMES } from '../../src/engine/graph/lifetimes'
import { ASKERS } from '../../src/engine/graph/schema'
import { MANAGERS } from '../../src/engine/graph/managers'
import { PLUGINS } from '../../src/engine/plugins/index'
import { TERMS } from '../../src/scene/query/terms'
import { samples } from '../support/link-files'
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

/** The messages of each file below `rows`: the name of the row, the id of each row, and its texts. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  'events.json': EVENTS.flatMap(({ type }) => [`events.${type}.title`, `events.${type}.says`]),
  'managers.json': titled('managers', MANAGERS),
  'actions.json': ACTION_KINDS.flatMap(({ id, ...row }) => [
    `actions.${id}.does`,
    ...('undoes' in row ? [`actions.${id}.undoes`] : []),
  ]),
  'askers.json': ASKERS.map(({ id }) => `askers.${id.replace(' ', '-')}`),
  'diagnostics.json': [...new Set(DIAGNOSED)],
  'edges.json': EDGE_KINDS.map((name) => `edges.${name.replace(' ', '-')}.says`),
  'fields.json': Object.keys(FIELDS).map((id) => `fields.${id}`),
  'letters.json': OPERAND_NAMES.map((letter) => `letters.${letter}`),
  'phases.json': titled('phases', PHASES),
  'policies.json': LIFETIMES.flatMap(({ name }) => [`policies.${name}.short`, `policies.${name}.says`]),
  'plugins.json': titled('plugins', PLUGINS),
  // Of ELF on x86-64, which lessons begin with; the others speak English.
  'relocations.json': REASONED.map((name) => `relocations.${name}.reason`),
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

describe('rows of knowledge', () => {
  it.each(LANGUAGES.filter((language) => language !== 'en'))('are all in %s', (language) => {
    const folder = join(FOLDER, language, 'rows')
    expect(readdirSync(folder).sort()).toEqual(Object.keys(ROWS).sort())
    for (const [file, ids] of Object.entries(ROWS)) {
      const texts = JSON.parse(readFileSync(join(folder, file), 'utf8')) as object
      expect(Object.keys(texts).sort()).toEqual([...ids].sort())
    }
  })

  it('have their English in themselves', () => {
    expect(readdirSync(join(FOLDER, 'en'))).not.toContain('rows')
  })
})
