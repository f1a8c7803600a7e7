/** The documentation of lifetime policies, crossings, memory managers, plugins and actions, written from the linker's rows. */
import { ACTION_KINDS } from '../../src/engine/graph/action-kinds'
import type { ActionKindRow } from '../../src/engine/graph/action-kinds'
import { PROCESSORS } from '../../src/engine/arch/index'
import type { CrossingRow } from '../../src/engine/graph/crossing-rules'
import { CROSSINGS, NOTHING_TO_SAY, OUTSIDE, RULE_SETS, STRIPPED } from '../../src/engine/graph/crossing-rules'
import { PHASES } from '../../src/engine/graph/events'
import { LIFETIMES } from '../../src/engine/graph/lifetimes'
import { MANAGERS } from '../../src/engine/graph/managers'
import { ASKERS } from '../../src/engine/graph/schema'
import { PLUGINS } from '../../src/engine/plugins/index'
import { table } from './markdown'

export function lifetimesMarkdown(): string {
  return `${[
    '# Lifetime policies',
    'Generated from the linker’s own rows by `npm run docs`; a test keeps it equal to them.',
    table(
      ['policy', 'executor memory', 'after finalize', 'meaning'],
      LIFETIMES.map(({ name, allocates, survivesFinalize, says }) => [
        `**${name}**`,
        allocates ? 'yes' : 'none',
        allocates ? (survivesFinalize ? 'stays' : 'goes back') : '',
        says,
      ]),
    ),
    '## Phases of a link',
    table(
      ['phase', 'what happens'],
      PHASES.map(({ title, says }) => [title, says]),
    ),
    '## Crossings',
    'Every relocation edge leads from a block with one policy to a target with the same policy, another, or outside ' +
      'the link. The first row that fits counts; what fits none is fine. An *error* fails the link, nothing else does.',
    crossingTable(CROSSINGS),
    `Everything else: ${NOTHING_TO_SAY.says}`,
    `An edge of metadata that has lost its target: ${STRIPPED.verdict.landed}. ${STRIPPED.says} ${STRIPPED.wayOut}`,
    ...PROCESSORS.filter(({ constraints }) => constraints.length > 0).flatMap(({ title, constraints }) => [
      `### What ${title} adds`,
      crossingTable(constraints),
    ]),
    '## Rule sets',
    table(
      ['rules', 'meaning', 'an error fails the link'],
      RULE_SETS.map(({ id, says, fails }) => [`\`${id}\``, says, fails]),
    ),
    '## Memory managers',
    table(
      ['manager', 'meaning'],
      MANAGERS.map(({ id, says }) => [`\`${id}\``, says]),
    ),
    '## Plugins',
    table(
      ['plugin', 'hooks', 'meaning'],
      PLUGINS.map(({ id, hooks, says }) => [`\`${id}\``, hooks.map(({ phase }) => phase).join(', '), says]),
    ),
    '## Finalize actions',
    'They are recorded and ordered, and never executed.',
    table(
      ['action', 'the executor would', 'its twin would'],
      ACTION_KINDS.map((row: ActionKindRow) => [
        `\`${row.id}\``,
        row.does,
        row.undoes ?? 'call what was asked for, if anything',
      ]),
    ),
    '## Who asks for mutable content',
    'The first request copies a block’s content; whoever asks later gets the same copy. The first to ask may be:',
    ASKERS.slice(1)
      .map(({ says }) => `- ${says}`)
      .join('\n'),
  ].join('\n\n')}\n`
}

const familyText = (family: CrossingRow['family']): string => (family === 'both' ? 'absolute, relative' : family)

function crossingTable(rows: readonly (CrossingRow & { readonly kinds?: readonly string[] })[]): string {
  const letters = (policies: readonly number[]): string =>
    policies.map((policy) => (policy === OUTSIDE ? 'outside' : LIFETIMES[policy]!.letter)).join(', ')
  return table(
    ['from', 'to', 'edges', ...RULE_SETS.map(({ id }) => id), 'why', 'way out'],
    rows.map(({ from, to, family, sameSection, kinds, verdict, says, wayOut }) => [
      letters(from),
      letters(to),
      `${kinds?.map((kind) => `\`${kind}\``).join(', ') ?? familyText(family)}${sameSection === false ? ', across sections' : ''}`,
      ...RULE_SETS.map(({ id }) => verdict[id]),
      says,
      wayOut,
    ]),
  )
}
