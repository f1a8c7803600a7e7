/**
 * Everything that people can change about a link, in one sparse object: what is absent is as the linker does it by
 * itself (the catalogue's `defaults`), so whatever is there differs from the default and can be marked, undone and put
 * into a link. The worker is asked with the same object. `settings-json.ts` is its form in files and links.
 */
import { hex } from '../base/hex'
import { ordered } from '../base/order'
import type {
  AskedOptions,
  CallWish,
  Catalogue,
  DefaultOptions,
  PluginId,
  PolicyRule,
  StrengthRule,
} from '../worker/protocol'
import { encodeSettings } from './settings-json'
import type { Message, Words } from '../messages/messages'
import { later } from '../messages/messages'

export type { DefaultOptions, PluginDescription, PolicyRule, QuirkDescription } from '../worker/protocol'

export type Settings = AskedOptions

/** New values for some settings; `undefined` goes back to the default. */
export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] | undefined }

/** Settings as they were, and the sentence of the change that led away from them. */
export interface Step {
  readonly settings: Settings
  readonly sentence: Words
  /** The change went to the end of the new link: the moment that was shown before, to which undoing goes back. */
  readonly from?: number
}

export const MOST_PAGE_BYTES = 2 ** 30
const TOP = 1n << 64n

/** The settings after a change. Empty lists are as good as absent ones. */
export function changeSettings(settings: Settings, change: SettingsChange): Settings {
  const merged = { ...settings, ...change }
  const kept = Object.entries(merged).filter(([, value]) => value !== undefined && value !== false && !isEmpty(value))
  return Object.fromEntries(kept) as Settings
}

function isEmpty(value: unknown): boolean {
  if (value instanceof Map) return value.size === 0
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

export const sameSettings = (a: Settings, b: Settings): boolean =>
  JSON.stringify(encodeSettings(a)) === JSON.stringify(encodeSettings(b))

/** The names of the settings that are not the same in both. */
export function differingSettings(a: Settings, b: Settings): (keyof Settings)[] {
  const [one, other] = [a, b].map((settings) => encodeSettings(settings) as Record<string, unknown>)
  const keys = new Set([...Object.keys(one!), ...Object.keys(other!)])
  return [...keys].filter((key) => JSON.stringify(one![key]) !== JSON.stringify(other![key])) as (keyof Settings)[]
}

/** Why the linker could not work with these settings, in a sentence; undefined if it can. */
export function problemWith(settings: Settings, { base, pageSize, slabSize }: DefaultOptions): Message | undefined {
  const page = settings.pageSize ?? pageSize
  const start = settings.base ?? base
  const size = settings.slabSize ?? slabSize
  if (!Number.isInteger(page) || page < 1 || page > MOST_PAGE_BYTES || (page & (page - 1)) !== 0)
    return later('refusals.page-size', { page: `${page}` })
  if (start < 0n || start >= TOP) return later('refusals.address')
  if (start % BigInt(page) !== 0n) return later('refusals.base', { page: hex(page), base: hex(start) })
  if (size < BigInt(page)) return later('refusals.space', { page: hex(page) })
  if (start + size > TOP) return later('refusals.top', { base: hex(start), size: hex(size) })
  return undefined
}

/** What applies where these settings say nothing. */
export const defaultsFor = ({ defaults }: Catalogue, { compat }: Settings): DefaultOptions =>
  compat ? defaults.compat : defaults.page

export function isPluginOn(settings: Settings, defaults: DefaultOptions, id: PluginId): boolean {
  return settings.plugins?.[id] ?? defaults.plugins.includes(id)
}

/** The change that switches a plugin; back at its default it is not mentioned any more. */
export function switchPlugin(
  { plugins }: Settings,
  defaults: DefaultOptions,
  id: PluginId,
  on: boolean,
): SettingsChange {
  const { [id]: _, ...others } = plugins ?? {}
  return { plugins: on === defaults.plugins.includes(id) ? others : { ...others, [id]: on } }
}

/** The change that gives a name an address, or takes it back. */
export function giveAddress({ addresses }: Settings, name: string, address: bigint | undefined): SettingsChange {
  const all = new Map(addresses)
  if (address === undefined) all.delete(name)
  else all.set(name, address)
  return { addresses: all }
}

const sameTarget = (a: PolicyRule, b: PolicyRule): boolean => a.pattern === b.pattern && a.file === b.file

/**
 * The change that adds a policy rule behind all others, so that it wins. Of a rule for the same sections it keeps what
 * the new one says nothing about.
 */
export function addRule({ policies = [] }: Settings, rule: PolicyRule): SettingsChange {
  const former = policies.find((candidate) => sameTarget(candidate, rule))
  const others = policies.filter((candidate) => !sameTarget(candidate, rule))
  return { policies: [...others, { ...former, ...rule }] }
}

/** The change that removes the rule for these sections. */
export function removeRule({ policies = [] }: Settings, rule: PolicyRule): SettingsChange {
  return { policies: policies.filter((candidate) => !sameTarget(candidate, rule)) }
}

/** The change that makes a definition weak or strong, or gives it back the strength that its file says. */
export function setStrength(
  { strengths = [] }: Settings,
  name: string,
  file: string | undefined,
  strength: StrengthRule['strength'] | undefined,
): SettingsChange {
  const others = strengths.filter((rule) => rule.name !== name || rule.file !== file)
  const rule = { name, ...(file === undefined ? {} : { file }) }
  return { strengths: strength ? [...others, { ...rule, strength }] : others }
}

/** The change that moves an input in the order of the link by some places; `count` is how many inputs there are. */
export function moveInput({ order }: Settings, count: number, input: number, by: number): SettingsChange {
  const now = [...ordered(count, order)]
  const from = now.indexOf(input)
  const to = Math.max(0, Math.min(count - 1, from + by))
  now.splice(to, 0, ...now.splice(from, 1))
  return { order: now.every((id, i) => id === i) ? [] : now }
}

/** The change that is due when an input leaves the desk: those behind it move up by one number. */
export function forgetInput({ order }: Settings, gone: number): SettingsChange {
  const left = order?.filter((input) => input !== gone).map((input) => (input > gone ? input - 1 : input))
  return { order: left?.every((input, i) => input === i) ? [] : left }
}

/** The change that adds a finalize action, or removes the one at a place in the list. */
export const addCall = ({ calls = [] }: Settings, call: CallWish): SettingsChange => ({ calls: [...calls, call] })
export const removeCall = ({ calls = [] }: Settings, at: number): SettingsChange => ({
  calls: calls.filter((_, i) => i !== at),
})
