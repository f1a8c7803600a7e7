/** What a pass is: one step of the link with a name, a phase and a sentence; `pipeline.ts` is the ordered list. */
import type { Arch } from '../arch/arch'
import type { Diagnostic } from '../graph/diagnostics'
import type { RuleSetId } from '../graph/crossing-rules'
import type { PhaseId } from '../graph/events'
import type { ManagerId } from '../graph/managers'
import type { LinkGraph } from '../graph/link-graph'
import type { QuirkSet } from '../quirks'

/** How non-alloc content that nothing refers to is treated. */
export type KeepNoAlloc = 'hold' | 'live' | 'off'

/** Which definitions are kept for their own sake: all that other files can see, or only the named ones. */
export type Roots = 'non-local' | 'entry'

/** What to do with a name that nobody defines. */
export type Undefined = 'strict' | 'zero' | 'assume'

/** Gives matching sections another policy, another protection, or both. */
export interface PolicyRule {
  /** A section name, or a pattern with `*`. */
  readonly pattern: string
  /** Only sections of this input; undefined: of all. */
  readonly file?: string
  readonly lifetime?: number
  readonly protection?: number
}

/** Makes definitions of a name weak or strong, whatever the files say. */
export interface StrengthRule {
  readonly name: string
  /** Only the definition in this input; undefined: in all. */
  readonly file?: string
  readonly strength: 'weak' | 'strong'
}

/** The built-in plugins; `engine/plugins` has a file for each. */
export type PluginId = 'initializers' | 'register-frames' | 'annotate-metadata' | 'ship-metadata'

/** A function that is called once as a finalize action, and one that is called when the memory is deallocated; or one of both. */
export interface CallWish {
  readonly call?: string
  readonly undo?: string
}

/** How far the link is taken: until it is live, or until somebody has deallocated it. */
export type Ending = 'live' | 'deallocate'

/** In `definers`: an input that this link does not have. */
export const DEFINED_ELSEWHERE = -1

export interface LinkOptions {
  /** Address of the first segment, a multiple of the page size. */
  readonly base: bigint
  /** Bytes, a power of two. */
  readonly pageSize: number
  /** Bytes of address space for the link. */
  readonly slabSize: bigint
  readonly keepNoAlloc: KeepNoAlloc
  readonly roots: Roots
  /** Names that are roots whatever `roots` says. */
  readonly entries: readonly string[]
  readonly undefined: Undefined
  /** Which members of archives are linked: those that somebody needs, or all. */
  readonly archives: 'on-demand' | 'all'
  /** Which slice of universal files is linked, by its processor; undefined: that of the other inputs, or the first. */
  readonly slice?: string
  /** Addresses given by hand to names that the files do not define. */
  readonly absolutes: ReadonlyMap<string, bigint>
  /** Names that mean other names, for references from files. */
  readonly aliases: ReadonlyMap<string, string>
  /**
   * Which file of this link defines a name, by its number, where that is decided already (lazy linking, where inputs that
   * are not linked have a say); DEFINED_ELSEWHERE for an input that is not part of this link.
   */
  readonly definers?: ReadonlyMap<string, number>
  readonly policies: readonly PolicyRule[]
  /** Applied in order before definitions are chosen; a later rule overrides an earlier one. */
  readonly strengths: readonly StrengthRule[]
  /** Detours through GOT entries and stubs are taken out where the target is in reach. */
  readonly relaxation: boolean
  /**
   * In which order the inputs are linked: indices into them. Inputs that are not mentioned follow in their own order;
   * indices that make no sense are passed over. Undefined: as they were given.
   */
  readonly order?: readonly number[]
  /** How crossings between policies are judged. */
  readonly rules: RuleSetId
  readonly manager: ManagerId
  readonly plugins: ReadonlySet<PluginId>
  /** Functions to call as finalize actions, in this order, behind those of initializer arrays. */
  readonly calls: readonly CallWish[]
  readonly ending: Ending
  /** The link is abandoned when it gets to this phase; what is finalized cannot be abandoned any more. */
  readonly abandonAt?: PhaseId
  /** The finalize action (0 is the first of the link) that fails. */
  readonly failAction?: number
  readonly quirks: QuirkSet
}

export interface PassContext {
  readonly graph: LinkGraph
  readonly arch: Arch
  readonly options: LinkOptions
  /** Problems that do not end the link. */
  readonly diagnostics: Diagnostic[]
}

/** What a pass is about, if not all links: one processor, some formats, or both. */
export interface PassScope {
  readonly processor?: Arch['processor']
  /** Formats by id. */
  readonly formats?: readonly string[]
}

export interface Pass {
  readonly id: string
  readonly phase: PhaseId
  /** Links that it has nothing to do with do not run it. */
  readonly only?: PassScope
  /** One sentence: what it does and why. */
  readonly says: string
  run(context: PassContext): void
}
