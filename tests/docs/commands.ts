/** The documentation of the command language, written from its rows: what each command is called, takes and does. */
import sayings from '../../src/messages/en/desk/commands.json'
import { COMMAND_GROUPS } from '../../src/store/commands/registry'
import type { CommandRow } from '../../src/store/commands/row'
import { PHASE_IDS } from '../../src/store/moment'
import { PAIR_IDS } from '../../src/store/pairs'
import { table } from './markdown'

/** What valibot keeps of a schema, as far as this page speaks of it. */
interface Schema {
  readonly type: string
  readonly options?: readonly unknown[]
  readonly entries?: Readonly<Record<string, Schema>>
  readonly wrapped?: Schema
  readonly literal?: unknown
  readonly pipe?: readonly Schema[]
}

export function commandsMarkdown(): string {
  return `${[
    '# Commands',
    'Generated from the rows of `src/store/commands` by `npm run docs`; a test keeps it equal to them.',
    'A command is data: its id, and its arguments beside it. `{ "id": "seek", "phase": "fixup", "event": 12 }`. Keys, the palette, links, lessons, tests and pages that embed this one run commands through the one function `runCommand(desk, command)`, which checks them and says why if one cannot be done.',
    'Things are named as in `select`: `{ "id": "select", "kind": "edge", "file": "once.o", "section": ".text", "symbol": "main", "offset": 20 }`. Where a name fits several things, `number`, `fileNumber` and `edgeNumber` say which, from 1. An argument with `?` can be left out.',
    `Phases: ${PHASE_IDS.join(', ')}. Pairs of policies, from and to: ${PAIR_IDS.join(', ')}.`,
    ...COMMAND_GROUPS.flatMap(({ title, rows }) => [`## ${title}`, groupTable(rows)]),
  ].join('\n\n')}\n`
}

function groupTable(rows: readonly (readonly [string, CommandRow])[]): string {
  return table(
    ['command', 'arguments', 'what it does', 'keys'],
    rows.map(([id, { takes, keys }]) => [
      `\`${id}\``,
      argumentsOf(takes as unknown as Schema),
      sayings[`commands.${id}` as keyof typeof sayings],
      keys.map((key) => `\`${key === ' ' ? 'Space' : key}\``).join(' '),
    ]),
  )
}

function argumentsOf(schema: Schema): string {
  if (schema.type === 'variant') return (schema.options as Schema[]).map(argumentsOf).join('; or ')
  return Object.entries(schema.entries ?? {})
    .map(([name, value]) => {
      const says = choiceOf(value)
      return `\`${name}\`${value.type === 'optional' ? '?' : ''}${says === '' ? '' : `: ${says}`}`
    })
    .join(', ')
}

/** Lists that several commands share have a name. */
const SHARED: readonly (readonly [readonly string[], string])[] = [
  [PHASE_IDS, 'a phase'],
  [PAIR_IDS, 'a pair'],
]

function choices(options: readonly string[]): string {
  const [list, name] = SHARED.find(([shared]) => shared.every((one) => options.includes(one))) ?? [[], '']
  const own = options.filter((option) => !list.includes(option))
  return [...own, ...(name === '' ? [] : [name])].join(', ')
}

/** What a value may be, in a few words; nothing for a text. */
function choiceOf(schema: Schema): string {
  switch (schema.type) {
    case 'optional':
      return choiceOf(schema.wrapped!)
    case 'literal':
      return String(schema.literal)
    case 'picklist':
      return choices(schema.options as readonly string[])
    case 'number':
      return schema.pipe?.some(({ type }) => type === 'safe_integer') ? 'a whole number' : 'a number'
    case 'boolean':
      return 'true or false'
    case 'strict_object':
      return 'kind' in schema.entries! ? 'a thing, as in `select`' : 'as JSON, see `src/store/settings-json.ts`'
    case 'string':
      return ''
    default:
      throw new Error(`the documentation cannot say what a ${schema.type} is`)
  }
}
