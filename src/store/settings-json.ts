/**
 * Settings as JSON: in the samples' manifest, in links and in files that people hand on. Numbers of 64 bits are hex
 * text, policies and protections are words, a failing action counts from 1 as people do. What comes from outside is
 * checked here and nowhere else; valibot does it, because it is typed, says where a value is wrong, and brings only the
 * checks that are used.
 */
import type { Message, Words } from '../messages/messages'
import { later } from '../messages/messages'
import { Misread } from './misread'
import * as v from 'valibot'
import { hex, parseAddress } from '../base/hex'
import { RULE_SETS } from '../engine/graph/crossing-rules'
import type { PhaseId } from '../engine/graph/events'
import { PHASES } from '../engine/graph/events'
import { protectionText } from '../engine/graph/ids'
import { LIFETIMES, lifetimeByName } from '../engine/graph/lifetimes'
import { MANAGERS } from '../engine/graph/managers'
import type { AskedOptions, PluginId, PolicyRule } from '../worker/protocol'

type Settings = AskedOptions

/** Every plugin by its id; a new one does not compile until it is here. */
const PLUGIN_IDS = Object.keys({
  initializers: true,
  'register-frames': true,
  'annotate-metadata': true,
  'ship-metadata': true,
} satisfies Record<PluginId, true>) as PluginId[]

export const ROOTS = ['non-local', 'entry'] as const satisfies readonly Settings['roots'][]
export const ARCHIVES = ['on-demand', 'all'] as const satisfies readonly Settings['archives'][]
export const KEEP_NO_ALLOC = ['hold', 'live', 'off'] as const satisfies readonly Settings['keepNoAlloc'][]

/** Processors for which a slice of a universal file can be asked for. */
export const SLICES = ['x86-64', 'arm64', 'arm64e'] as const satisfies readonly Settings['slice'][]

export const STRENGTHS = ['weak', 'strong'] as const

/** Phases at whose start a link can be abandoned: while there is a graph and nothing is finalized. */
export const ABANDON_PHASES: readonly PhaseId[] = PHASES.map(({ id }) => id).slice(
  PHASES.findIndex(({ id }) => id === 'prepare'),
  PHASES.findIndex(({ id }) => id === 'live'),
)

const PROTECTIONS = Array.from({ length: 8 }, (_, bits) => protectionText(bits))

/** What a check of ours says of a value. The library hands on texts alone, so the message goes through it as JSON. */
export const misfit = (id: string, args?: Message['args']): string => JSON.stringify(later(id, args))

const text = v.pipe(
  v.string(),
  v.nonEmpty(() => misfit('page.settings.is-empty')),
)
/** An address or a size as text. */
export const ADDRESS_SCHEMA = v.pipe(
  v.string(),
  v.check(
    (value) => parseAddress(value) !== undefined,
    () => misfit('page.settings.no-64-bits'),
  ),
)
const oneOf = <const T extends string>(choices: readonly T[]) =>
  v.picklist(choices, () => misfit('page.settings.none-of', { choices: choices.join(', ') }))

/** The JSON form of a policy rule. */
export const RULE_SCHEMA = v.pipe(
  v.strictObject({
    pattern: text,
    file: v.optional(text),
    lifetime: v.optional(oneOf(LIFETIMES.map(({ name }) => name))),
    protection: v.optional(oneOf(PROTECTIONS)),
  }),
  v.check(
    ({ lifetime, protection }) => lifetime !== undefined || protection !== undefined,
    () => misfit('page.settings.no-policy'),
  ),
)

/** The JSON form of settings. */
export const SETTINGS_SCHEMA = v.strictObject({
  policies: v.optional(v.array(RULE_SCHEMA)),
  strengths: v.optional(v.array(v.strictObject({ name: text, file: v.optional(text), strength: oneOf(STRENGTHS) }))),
  order: v.optional(v.array(v.pipe(v.number(), v.integer(), v.minValue(0)))),
  keepDetours: v.optional(v.boolean()),
  // A list, because a name may be anything, also one that means something to JavaScript.
  addresses: v.optional(v.array(v.strictObject({ name: text, address: ADDRESS_SCHEMA }))),
  strict: v.optional(v.boolean()),
  rules: v.optional(oneOf(RULE_SETS.map(({ id }) => id))),
  roots: v.optional(oneOf(ROOTS)),
  archives: v.optional(oneOf(ARCHIVES)),
  slice: v.optional(oneOf(SLICES)),
  entries: v.optional(v.array(text)),
  manager: v.optional(oneOf(MANAGERS.map(({ id }) => id))),
  base: v.optional(ADDRESS_SCHEMA),
  pageSize: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 30))),
  slabSize: v.optional(ADDRESS_SCHEMA),
  plugins: v.optional(v.record(oneOf(PLUGIN_IDS), v.boolean())),
  keepNoAlloc: v.optional(oneOf(KEEP_NO_ALLOC)),
  calls: v.optional(v.array(v.strictObject({ call: text, undo: v.optional(text) }))),
  failAction: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  abandonAt: v.optional(oneOf(ABANDON_PHASES)),
  compat: v.optional(v.boolean()),
})

export type SettingsJson = v.InferOutput<typeof SETTINGS_SCHEMA>

/** The JSON form of settings, without what is absent. */
export function encodeSettings(settings: Settings): SettingsJson {
  const { policies, addresses, base, slabSize, failAction, ...plain } = settings
  return clean({
    policies: policies?.map(({ pattern, file, lifetime, protection }) =>
      clean({
        pattern,
        file,
        lifetime: lifetime === undefined ? undefined : LIFETIMES[lifetime]!.name,
        protection: protection === undefined ? undefined : protectionText(protection),
      }),
    ),
    addresses: addresses && [...addresses].map(([name, address]) => ({ name, address: hex(address) })),
    base: base === undefined ? undefined : hex(base),
    slabSize: slabSize === undefined ? undefined : hex(slabSize),
    failAction: failAction === undefined ? undefined : failAction + 1,
    ...plain,
  }) as SettingsJson
}

/** Settings from their JSON form. Throws an Error that says which value is wrong if it is not one. */
export function decodeSettings(json: unknown): Settings {
  return settingsOf(check(SETTINGS_SCHEMA, json))
}

/** Settings from JSON that has been checked. */
export function settingsOf(json: SettingsJson): Settings {
  const { policies, addresses, base, slabSize, failAction, ...plain } = json
  return clean({
    ...plain,
    policies: policies?.map(ruleOf),
    addresses: addresses && new Map(addresses.map(({ name, address }) => [name, parseAddress(address)!])),
    base: base === undefined ? undefined : parseAddress(base),
    slabSize: slabSize === undefined ? undefined : parseAddress(slabSize),
    failAction: failAction === undefined ? undefined : failAction - 1,
  }) as Settings
}

/** A policy rule from JSON that has been checked. */
export function ruleOf({ pattern, file, lifetime, protection }: v.InferOutput<typeof RULE_SCHEMA>): PolicyRule {
  return clean({
    pattern,
    file,
    lifetime: lifetime === undefined ? undefined : lifetimeByName(lifetime),
    protection: protection === undefined ? undefined : PROTECTIONS.indexOf(protection),
  }) as PolicyRule
}

/** A value that a schema accepts; throws an Error naming the place of the first value that it does not. */
export function check<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  const [issue] = result.issues
  throw misread(v.getDotPath(issue) ?? later('page.settings.the-whole'), issue)
}

/** Our own checks say what is wrong; of types the library knows what was expected, and what there was. */
function misread(place: Words, { message, expected, received }: v.BaseIssue<unknown>): Misread {
  return message.startsWith('Invalid ')
    ? new Misread('page.settings.not-expected', { place, expected: expected ?? '…', received })
    : new Misread('page.settings.misfit', { place, why: JSON.parse(message) as Message })
}

/** Without the properties that are undefined. */
function clean<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T
}
