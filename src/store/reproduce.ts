/**
 * The commands that do again what is on the desk: the compiler's, the reference tool's, and our own. Exact: what a
 * command cannot say is said beside it.
 */
import { hex } from '../base/hex'
import { ordered } from '../base/order'
import type { SymbolId } from '../engine/graph/ids'
import { Base, Scope } from '../engine/graph/ids'
import { LIFETIMES } from '../engine/graph/lifetimes'
import { SymbolFlag } from '../engine/graph/schema'
import { NO_NAME } from '../engine/table/name-table'
import type { DeskState } from './desk'
import type { Session } from './session'
import type { Settings } from './settings'
import { defaultsFor } from './settings'
import { say } from './language'
import type { ReferenceLinker } from './reference-linkers'
import { referenceFor } from './reference-linkers'
import { shell } from './shell'

/** The tool that our links are compared with. */
const JITLINK = 'llvm-jitlink'

/** By its triple the reference tool chooses among the slices of a universal file. */
const TRIPLES: Readonly<Record<string, string>> = {
  'x86-64': 'x86_64-apple-darwin',
  arm64: 'arm64-apple-darwin',
  arm64e: 'arm64e-apple-darwin',
}

export interface Reproduction {
  /** One line for each file; empty for files that are no sample's. */
  readonly compile: readonly string[]
  /** The linker that does the same: `llvm-jitlink`, where it takes the files. */
  readonly tool: string
  /** Its command, and what has to be made for it before. */
  readonly reference: readonly string[]
  readonly ours: string
  /** Settings that the commands cannot say, in sentences. */
  readonly cannot: readonly string[]
}

/** The commands as people paste them into a terminal. */
export const linesOf = ({ compile, reference, ours }: Reproduction): string =>
  [...compile, ...reference, ours].join('\n')

/** The same as a file, with what the commands cannot say as comments; undefined if nothing is linked. */
export function commandLines(desk: DeskState): string | undefined {
  const again = reproduce(desk)
  return again && `${[...again.cannot.map((sentence) => `# ${sentence}`), linesOf(again)].join('\n')}\n`
}

/** Undefined if nothing is linked. */
export function reproduce(desk: DeskState): Reproduction | undefined {
  const { session, settings, sample, inputs, catalogue } = desk
  if (!session || !catalogue) return undefined
  const files = ordered(inputs.length, settings.order)
    .map((index) => inputs[index]!)
    .filter(({ refused }) => !refused)
    .map(({ name }) => shell(name))
  const { base, pageSize, slabSize } = { ...defaultsFor(catalogue, settings), ...settings }
  const slab = [`-slab-allocate=${sizeText(slabSize)}`, `-slab-address=${hex(base)}`, `-slab-page-size=${pageSize}`]
  const addresses = addressesOf(session, settings)
  const pairs = addresses.map(([name, address]) => shell(`${name}=${hex(address)}`))
  const entry = sample?.entry ?? entryOf(session)
  const other = referenceFor(session.graph.files[0]?.triple)
  const everything = settings.archives === 'all'
  const jitlink = [
    `${JITLINK} -noexec`,
    ...slab,
    ...(entry === undefined ? [] : [`-entry=${shell(entry)}`]),
    ...(settings.compat ? ['-phony-externals'] : []),
    ...(settings.slice === undefined ? [] : [`-triple=${TRIPLES[settings.slice]}`]),
    ...pairs.map((pair) => `-abs ${pair}`),
    "-show-graphs='.*'",
    ...files,
  ]
  const ours = [
    'npm run -s jitlink --',
    '--json',
    ...oursOf(settings, slab),
    ...pairs.map((pair) => `--abs ${pair}`),
    ...files,
  ]
  return {
    compile: sample ? sample.files.map(({ command }) => command) : [],
    tool: other?.tool ?? JITLINK,
    reference: other?.commands({ files, base, entry, addresses, everything }) ?? [jitlink.join(' ')],
    ours: ours.join(' '),
    cannot: cannotSay(settings, other),
  }
}

/** Names that nobody defines: those with an address by hand, and those that the page assumed one for. */
function addressesOf({ graph }: Session, { addresses }: Settings): [name: string, address: bigint][] {
  const all = new Map(addresses)
  const { flags, base } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++)
    if (base[s] === Base.External && flags[s] & SymbolFlag.Assumed) all.set(graph.nameOf(s), graph.addressOf(s))
  return [...all]
}

/** A name that the reference tool can take for its entry: it links nothing without one. */
function entryOf({ graph }: Session): string | undefined {
  const { base, scope, name, flags } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    const seen = base[s] === Base.Defined && scope[s] === Scope.Default && name[s] !== NO_NAME
    if (seen && !(flags[s] & SymbolFlag.Removed)) return graph.nameOf(s)
  }
  return undefined
}

function oursOf(settings: Settings, slab: readonly string[]): string[] {
  const { compat, entries = [], roots, policies = [], rules, manager, plugins = {}, calls = [] } = settings
  const { archives, slice, failAction, abandonAt, keepNoAlloc, strengths = [], keepDetours } = settings
  const option = (name: string, value: string | number | undefined): string[] =>
    value === undefined ? [] : [`--${name}=${shell(String(value))}`]
  return [
    ...slab.map((one) => `-${one}`),
    ...(compat ? ['--compat=llvm-22', '--phony-externals'] : []),
    ...entries.flatMap((name) => option('root', name)),
    ...option('roots', roots),
    ...option('archives', archives),
    ...option('slice', slice),
    ...policies.flatMap(({ pattern, file, lifetime }) =>
      file === undefined && lifetime !== undefined ? option('policy', `${pattern}=${LIFETIMES[lifetime]!.name}`) : [],
    ),
    ...strengths.flatMap(({ name, strength }) => option('strength', `${name}=${strength}`)),
    ...(keepDetours ? ['--no-relax'] : []),
    ...option('rules', rules),
    ...option('memory', manager),
    ...Object.entries(plugins).flatMap(([id, on]) => option(on ? 'plugin' : 'no-plugin', id)),
    ...calls.flatMap(({ call, undo }) =>
      call === undefined ? [] : option('call', undo === undefined ? call : `${call},${undo}`),
    ),
    ...option('fail-action', failAction === undefined ? undefined : failAction + 1),
    ...option('abandon-at', abandonAt),
    ...option('keep-noalloc', keepNoAlloc),
  ]
}

/** What the reference tool knows nothing of; in words it is the message `reproduce.foreign.SETTING`. */
const OURS_ONLY = [
  'policies',
  'strengths',
  'keepDetours',
  'rules',
  'manager',
  'plugins',
  'calls',
  'failAction',
  'abandonAt',
  'keepNoAlloc',
  'roots',
  'archives',
  'entries',
] as const satisfies readonly (keyof Settings)[]

/** `other`: the linker in the reference tool's place. */
function cannotSay(settings: Settings, other: ReferenceLinker | undefined): string[] {
  const { policies = [], calls = [], strengths = [] } = settings
  const foreign = OURS_ONLY.filter((key) => settings[key] !== undefined && !other?.knows.includes(key))
  const things = foreign.map((key) => say(`reproduce.foreign.${key}`)).join(', ')
  return [
    ...(other === undefined ? [] : [say('reproduce.other-linker', { tool: other.tool })]),
    ...(settings.compat || other !== undefined ? [] : [say('reproduce.roots')]),
    ...(foreign.length > 0 ? [say('reproduce.foreign', { tool: other?.tool ?? JITLINK, things })] : []),
    ...(policies.some(({ file, protection }) => file !== undefined || protection !== undefined)
      ? [say('reproduce.policies-of-files')]
      : []),
    ...(strengths.some(({ file }) => file !== undefined) ? [say('reproduce.strengths-of-files')] : []),
    ...(calls.some(({ call }) => call === undefined) ? [say('reproduce.twins-alone')] : []),
  ]
}

/** As both commands read sizes: Gb, Mb or Kb where that is exact. */
export function sizeText(bytes: bigint): string {
  for (const [unit, shift] of [
    ['Gb', 30n],
    ['Mb', 20n],
    ['Kb', 10n],
  ] as const)
    if (bytes % (1n << shift) === 0n) return `${bytes >> shift}${unit}`
  return `${(bytes + 1023n) >> 10n}Kb`
}
