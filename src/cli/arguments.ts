/** Reads the command's options. The names are llvm-jitlink's where it has the same option. */
import { DEFAULT_CHECK_NAME } from '../engine/check/run-checks'
import { lifetimeByName } from '../engine/graph/lifetimes'
import { RULE_SETS } from '../engine/graph/crossing-rules'
import { FINALIZED_PHASES, PHASES } from '../engine/graph/events'
import { MANAGERS } from '../engine/graph/managers'
import type { CallWish, KeepNoAlloc, LinkOptions, PluginId, StrengthRule } from '../engine/passes/pass'
import { PLUGINS } from '../engine/plugins/index'
import { COMPAT_OPTIONS, DEFAULT_OPTIONS } from '../engine/session/options'
import { IGNORED_FLAGS, IGNORED_WITH_VALUE } from './ignored'
import { addressPair, aliasPair, numberValue, pageSizeValue, sizeValue } from './values'

export interface CommandLine {
  readonly files: readonly string[]
  readonly options: LinkOptions
  readonly each: boolean
  readonly json: boolean
  /** Undefined: print no graphs. */
  readonly showGraphs: RegExp | undefined
  readonly showAddresses: boolean
  /** Files with rules that have to hold after the link. */
  readonly checks: readonly string[]
  /** What rules start with: `# NAME:`. */
  readonly checkName: string
  readonly help: boolean
}

export const USAGE = `usage: npm run -s jitlink -- [options] FILE...
  --each                     link every FILE alone, one result per file; go on after a failure
  --json                     print one JSON line per graph
  --show-graphs[=REGEX]      print the graphs of files whose name matches
  --show-addrs               print the places of named symbols, sections, GOT entries and stubs
  --check=FILE               evaluate the rules in FILE after the link; each has to hold (repeatable)
  --check-name=NAME          what a rule starts with: # NAME: (default: jitlink-check)
  --abs NAME=ADDR            give an address to a name that the files do not define (repeatable)
  --alias NAME=OTHER         let NAME mean what OTHER means (repeatable)
  --phony-externals          give address 0 to every other undefined name
  --entry=NAME, --root=NAME  keep NAME, whatever else is kept (repeatable)
  --roots=non-local|entry    what is kept for its own sake (default: non-local)
  --archives=on-demand|all   link the members of archives that somebody needs, or all (default: on-demand)
  --slice=PROCESSOR          link the slice of universal files for x86-64, arm64 or arm64e (default: the processor of
                             the first other input, else the first that can be linked)
  --policy=PATTERN=POLICY    Standard, Finalize or NoAlloc for matching sections (repeatable)
  --strength=NAME=weak|strong
                             make the definitions of NAME weak or strong (repeatable)
  --no-relax                 leave detours through GOT entries and stubs as they are
  --rules=landed|first-draft|assertion-build
                             how references between policies are judged (default: landed)
  --memory=in-process|slab   the memory manager (default: in-process; with --compat: slab)
  --plugin=NAME, --no-plugin=NAME
                             register-frames, initializers (both on by default), annotate-metadata, ship-metadata
  --call=NAME[,UNDO]         call NAME as a finalize action, UNDO when the memory is deallocated (repeatable)
  --fail-action=N            let finalize action N fail; 1 is the first
  --abandon-at=PHASE         abandon the allocation when the link gets to this phase
  --deallocate               go on until the finalized allocation is deallocated
  --keep-noalloc=hold|live|off
                             metadata is kept without giving life, kept giving life, or not kept
  --slab-allocate=SIZE       address space: a number with Kb, Mb or Gb; without one Kb (default: 1Gb)
  --slab-address=N           address of the first segment (default: 0x10000000)
  --slab-page-size=N         page size (default: 4096)
  --compat=llvm-22           do what LLVM 22 does, its mistakes included
One dash is as good as two. Accepted for commands written for llvm-jitlink, without effect: ${[...IGNORED_FLAGS, ...IGNORED_WITH_VALUE].map((name) => `-${name}`).join(', ')}`

const PLUGIN_IDS = PLUGINS.map(({ id }) => id)
const KEEP: readonly string[] = ['hold', 'live', 'off']

/** Throws an Error with a sentence for the user if an option does not make sense. */
export function parseArguments(args: readonly string[]): CommandLine {
  const parser = new ArgumentParser(args)
  while (parser.more) parser.next()
  return parser.result()
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

class ArgumentParser {
  readonly #args: readonly string[]
  #at = 0
  readonly #files: string[] = []
  readonly #flags = new Set<string>()
  readonly #entries: string[] = []
  readonly #policies: { pattern: string; lifetime: number }[] = []
  readonly #strengths: StrengthRule[] = []
  readonly #absolutes = new Map<string, bigint>()
  readonly #aliases = new Map<string, string>()
  readonly #checks: string[] = []
  #checkName = DEFAULT_CHECK_NAME
  readonly #calls: CallWish[] = []
  readonly #plugins = new Map<PluginId, boolean>()
  readonly #set: Partial<Mutable<LinkOptions>> = {}
  #showGraphs: RegExp | undefined

  constructor(args: readonly string[]) {
    this.#args = args
  }

  get more(): boolean {
    return this.#at < this.#args.length
  }

  next(): void {
    const arg = this.#args[this.#at++]!
    if (!arg.startsWith('-') || arg === '-') {
      this.#files.push(arg)
      return
    }
    const equals = arg.indexOf('=')
    const name = arg.slice(0, equals < 0 ? undefined : equals).replace(/^-+/, '')
    const value = equals < 0 ? undefined : arg.slice(equals + 1)
    this.#option(name, value)
  }

  result(): CommandLine {
    const compat = this.#flags.has('compat')
    const undefinedNames = this.#flags.has('phony-externals') ? 'zero' : 'strict'
    const base = compat ? COMPAT_OPTIONS : DEFAULT_OPTIONS
    if (compat) this.#checkSlab()
    return {
      files: this.#files,
      options: {
        ...base,
        undefined: undefinedNames,
        ...this.#set,
        plugins: this.#pluginsOver(base.plugins),
        calls: this.#calls,
        entries: this.#entries,
        policies: this.#policies,
        strengths: this.#strengths,
        relaxation: !this.#flags.has('no-relax'),
        absolutes: this.#absolutes,
        aliases: this.#aliases,
      },
      each: this.#flags.has('each'),
      json: this.#flags.has('json'),
      showGraphs: this.#showGraphs,
      showAddresses: this.#flags.has('show-addrs'),
      checks: this.#checks,
      checkName: this.#checkName,
      help: this.#flags.has('help'),
    }
  }

  /** The reference tool has an address and a page size only for a slab that was asked for. */
  #checkSlab(): void {
    if (this.#set.slabSize !== undefined) return
    for (const [option, given] of [
      ['slab-address', this.#set.base],
      ['slab-page-size', this.#set.pageSize],
    ] as const)
      if (given !== undefined) throw new Error(`--${option} requires --slab-allocate, as in LLVM 22`)
  }

  #pluginsOver(base: ReadonlySet<PluginId>): ReadonlySet<PluginId> {
    const chosen = new Set(base)
    for (const [id, on] of this.#plugins) {
      if (on) chosen.add(id)
      else chosen.delete(id)
    }
    return chosen
  }

  #option(name: string, value: string | undefined): void {
    switch (name) {
      case 'each':
      case 'json':
      case 'show-addrs':
      case 'phony-externals':
      case 'no-relax':
      case 'help':
        this.#flags.add(name)
        return
      case 'show-graphs':
        this.#showGraphs = new RegExp(value ?? '.*')
        return
      case 'compat':
        if (this.#value(name, value) !== 'llvm-22') throw new Error('--compat knows llvm-22 only')
        this.#flags.add('compat')
        return
      case 'entry':
      case 'root':
        this.#entries.push(this.#value(name, value))
        return
      case 'abs':
        this.#define(...addressPair(name, this.#value(name, value)))
        return
      case 'alias':
        this.#aliases.set(...aliasPair(name, this.#value(name, value)))
        return
      case 'check':
        this.#checks.push(this.#value(name, value))
        return
      case 'check-name':
        this.#checkName = this.#value(name, value)
        return
      case 'strength':
        this.#strength(this.#value(name, value))
        return
      case 'policy':
        this.#policy(this.#value(name, value))
        return
      default:
        this.#setting(name, value)
    }
  }

  #setting(name: string, value: string | undefined): void {
    switch (name) {
      case 'roots': {
        const roots = this.#value(name, value)
        if (roots !== 'non-local' && roots !== 'entry') throw new Error('--roots takes non-local or entry')
        this.#set.roots = roots
        return
      }
      case 'archives':
        this.#set.archives = this.#oneOf(name, value, ['on-demand', 'all'])
        return
      case 'slice':
        this.#set.slice = this.#value(name, value)
        return
      case 'keep-noalloc': {
        const keep = this.#value(name, value)
        if (!KEEP.includes(keep)) throw new Error('--keep-noalloc takes hold, live or off')
        this.#set.keepNoAlloc = keep as KeepNoAlloc
        return
      }
      case 'slab-address':
        this.#set.base = numberValue(name, this.#value(name, value))
        return
      case 'slab-page-size':
        this.#set.pageSize = pageSizeValue(name, this.#value(name, value))
        return
      case 'slab-allocate':
        this.#set.slabSize = sizeValue(name, this.#value(name, value))
        return
      default:
        this.#lifeSetting(name, value)
    }
  }

  /** Options about lifetimes: who judges, who allocates, what is called, how it ends. */
  #lifeSetting(name: string, value: string | undefined): void {
    switch (name) {
      case 'rules':
        this.#set.rules = this.#oneOf(
          name,
          value,
          RULE_SETS.map(({ id }) => id),
        )
        return
      case 'memory':
        this.#set.manager = this.#oneOf(
          name,
          value,
          MANAGERS.map(({ id }) => id),
        )
        return
      case 'plugin':
      case 'no-plugin':
        this.#plugins.set(this.#oneOf(name, value, PLUGIN_IDS), name === 'plugin')
        return
      case 'call': {
        const [call = '', undo] = this.#value(name, value).split(',')
        this.#calls.push(undo === undefined ? { call } : { call, undo })
        return
      }
      case 'fail-action':
        this.#set.failAction = Number(numberValue(name, this.#value(name, value))) - 1
        return
      case 'abandon-at':
        this.#set.abandonAt = this.#oneOf(
          name,
          value,
          PHASES.map(({ id }) => id).filter((id) => !FINALIZED_PHASES.includes(id)),
        )
        return
      case 'deallocate':
        this.#set.ending = 'deallocate'
        return
      default:
        if (IGNORED_WITH_VALUE.includes(name)) this.#value(name, value)
        else if (!IGNORED_FLAGS.includes(name)) throw new Error(`unknown option --${name}`)
    }
  }

  #oneOf<T extends string>(name: string, value: string | undefined, choices: readonly T[]): T {
    const given = this.#value(name, value)
    const choice = choices.find((candidate) => candidate === given)
    if (choice === undefined) throw new Error(`--${name} takes ${choices.join(', ')}; not ${given}`)
    return choice
  }

  /** The option's value, after `=` or as the next argument. */
  #value(name: string, value: string | undefined): string {
    const found = value ?? this.#args[this.#at++]
    if (found === undefined) throw new Error(`--${name} needs a value`)
    return found
  }

  #define(name: string, address: bigint): void {
    if (this.#absolutes.has(name)) throw new Error(`--abs gives two addresses to ${name}`)
    this.#absolutes.set(name, address)
  }

  #policy(text: string): void {
    const equals = text.lastIndexOf('=')
    const lifetime = lifetimeByName(text.slice(equals + 1))
    if (equals < 1 || lifetime === undefined)
      throw new Error(`--policy needs PATTERN=Standard, Finalize or NoAlloc, not ${text}`)
    this.#policies.push({ pattern: text.slice(0, equals), lifetime })
  }

  #strength(text: string): void {
    const [, name, strength] = /^(.+)=(weak|strong)$/.exec(text) ?? []
    if (name === undefined) throw new Error(`--strength needs NAME=weak or NAME=strong, not ${text}`)
    this.#strengths.push({ name, strength: strength as StrengthRule['strength'] })
  }
}
