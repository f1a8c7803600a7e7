/**
 * What page and worker say to each other: types only, so that the page does not bundle the linker. Every question has a
 * number, every answer carries it; answers to questions that nobody waits for any more are dropped.
 */
import type { RuleSetId } from '../engine/graph/crossing-rules'
import type { Diagnostic } from '../engine/graph/diagnostics'
import type { EdgeIndex } from '../engine/graph/edge-index'
import type { PhaseId } from '../engine/graph/events'
import type { GraphTransfer } from '../engine/graph/graph-parts'
import type { LogTransfer } from '../engine/graph/log'
import type { CallWish, LinkOptions, PluginId, PolicyRule, StrengthRule } from '../engine/passes/pass'
import type { QuirkId } from '../engine/quirks'
import type { RefusedInput } from '../engine/session/link'
import type { PolicyReason } from '../engine/formats/format'
import type { SliceSurvey } from '../engine/session/slices'
import type { InputSurvey, MemberSurvey } from '../engine/session/survey'
import type { Part } from '../engine/session/units'
import type { CrossingsStart } from '../scene/crossings-now'
import type { Compared } from '../scene/difference/compare'
import type { LaidOut } from '../scene/laid-out'
import type { RecordLists } from '../scene/stale'

export type {
  CallWish,
  InputSurvey,
  MemberSurvey,
  PluginId,
  PolicyRule,
  QuirkId,
  RefusedInput,
  SliceSurvey,
  StrengthRule,
}

export interface AskedInput {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** They were read for this question alone, and may be let go as soon as it does not need them. */
  readonly isOwn?: true
}

/** Everything that people can change. What is absent is as the page does it; with `compat`, as LLVM 22 does it. */
export interface AskedOptions
  extends Partial<
    Pick<
      LinkOptions,
      | 'policies'
      | 'strengths'
      | 'order'
      | 'rules'
      | 'roots'
      | 'archives'
      | 'slice'
      | 'entries'
      | 'manager'
      | 'base'
      | 'pageSize'
      | 'slabSize'
      | 'keepNoAlloc'
      | 'calls'
      | 'failAction'
      | 'abandonAt'
    >
  > {
  /** Addresses given by hand to names that the files do not define. */
  readonly addresses?: ReadonlyMap<string, bigint>
  /** A name that nobody defines fails the link. */
  readonly strict?: boolean
  /** Detours through GOT entries and stubs stay where the target is in reach. */
  readonly keepDetours?: boolean
  /** Plugins switched on or off by hand. */
  readonly plugins?: Readonly<Partial<Record<PluginId, boolean>>>
  /** Do what LLVM 22 does, its mistakes included. */
  readonly compat?: boolean
}

/** The options that have a value of their own when nobody changes them. */
export type DefaultOptions = Pick<
  LinkOptions,
  'rules' | 'roots' | 'archives' | 'manager' | 'base' | 'pageSize' | 'slabSize' | 'keepNoAlloc'
> & { readonly plugins: readonly PluginId[] }

export interface LinkAsk {
  readonly inputs: readonly AskedInput[]
  readonly options: AskedOptions
}

/** A link that may be compared with others, and the one that it is to be compared with. */
export interface LinkWish extends LinkAsk {
  /** What later wishes call this link; absent: they will not ask for it. */
  readonly number?: number
  /** A link of the same inputs. Should the worker not have it any more, it is made again. */
  readonly former?: { readonly number: number; readonly options: AskedOptions } | undefined
  /** For which paper a huge link is laid out, as nothing of it will be left to ask about later. */
  readonly paper?: Paper | undefined
}

/** What is going on: a phase of the link, or the comparison with the former one behind it. */
export type WorkStep = PhaseId | 'compare'

export interface LinkAnswer {
  /** Its `sources` hold the linker's own content only: the page has the files, or gets pieces of them. */
  readonly graph: GraphTransfer
  readonly log: LogTransfer
  readonly arch: string
  readonly rules: RuleSetId
  /** Bytes of a page. */
  readonly pageSize: number
  readonly diagnostics: readonly Diagnostic[]
  readonly refused: readonly RefusedInput[]
  readonly ok: boolean
  readonly inputOfFile: readonly number[]
  /** Where each file lies in its input, if that is an archive. */
  readonly partOfFile: readonly (Part | undefined)[]
  /** Edges by the block that they leave, and by the symbol that they lead to, as they are at the end. */
  readonly outgoing: EdgeIndex
  readonly incoming: EdgeIndex
  /** How edges are counted at the end: finding that out takes the page longer than the worker, whose code has run before. */
  readonly crossings: CrossingsStart
  /** What became of each input. */
  readonly inputs: readonly InputSurvey[]
  /** What is different from the former link, both where they are live. */
  readonly compared?: Compared
  /** Of a huge link: its pictures, as it stands after allocation and before, and which records of the log matter to what. */
  readonly pictures?: readonly [LaidOut, LaidOut]
  readonly records?: RecordLists
}

/** How large the paper is on which a picture is laid out. */
export interface Paper {
  readonly width: number
  readonly height: number
}

/**
 * Asks for a picture of a link that the worker still has: of the last one, and of the one that it was compared with. With
 * what was linked, it is linked again should the worker not have it any more.
 */
export interface LayoutAsk extends Partial<LinkAsk> {
  /** What the wish called the link; absent: the last one. */
  readonly number?: number | undefined
  readonly paper: Paper
  /** As it stands after allocation, or before. */
  readonly byAddress: boolean
}

/** Asks about the log of a link that the worker still has; without a number of the last one. */
export type RecordsAsk = Pick<LayoutAsk, 'number'>

export interface FoundRecords {
  readonly records: RecordLists
}

export interface PassDescription {
  readonly id: string
  readonly phase: PhaseId
  readonly says: string
}

/** A file format's number for a kind of relocation, with the name that its ABI gives it. */
export interface RelocationName {
  /** Format row by its id: two formats may give one number to different kinds. */
  readonly format: string
  readonly arch: string
  readonly type: number
  readonly name: string
  /** Added to the file's addend, because the edge's formula counts from elsewhere. */
  readonly bias: number
  /** What the reason is called in other languages. */
  readonly reasonId: string
  /** Why a compiler asks for it; empty if there is nothing to say. */
  readonly reason: string
  /** Document and section. */
  readonly document: string
}

export interface PluginDescription {
  readonly id: PluginId
  readonly title: string
  readonly says: string
}

/** Where LLVM 22 is wrong or gives up, and what is right. */
export interface QuirkDescription {
  readonly id: QuirkId
  readonly llvm22: string
  readonly right: string
  readonly where: string
}

export interface FormatDescription {
  readonly id: string
  readonly title: string
  readonly says: string
  readonly policies: readonly PolicyReason[]
}

/** What the linker can do, for the page to show without importing it. */
export interface Catalogue {
  readonly passes: readonly PassDescription[]
  readonly formats: readonly FormatDescription[]
  readonly relocations: readonly RelocationName[]
  readonly plugins: readonly PluginDescription[]
  readonly quirks: readonly QuirkDescription[]
  /** What applies where nothing is asked for: on the page, and in compat mode. */
  readonly defaults: { readonly page: DefaultOptions; readonly compat: DefaultOptions }
}

/** What a link can be printed as: the reference tool's text, JSON lines, or Graphviz. */
export type PrintForm = 'text' | 'json' | 'dot'

export interface PrintAsk extends LinkAsk {
  readonly form: PrintForm
}

/** Questions and their answers. */
export interface Calls {
  /** Links, up to where it is live, and prints the result. */
  print: { ask: PrintAsk; answer: { readonly file: Blob } }
  catalogue: { ask: null; answer: Catalogue }
  link: { ask: LinkWish; answer: LinkAnswer }
  /** Where everything stands; undefined if the link is so small that the page does that itself, or if it is gone. */
  layout: { ask: LayoutAsk; answer: LaidOut | undefined }
  /** Which records of the log matter to what; undefined if the page finds that out quickly itself, or if the link is gone. */
  records: { ask: RecordsAsk; answer: FoundRecords | undefined }
  /** Links for a few milliseconds to no end but speed: code that has run before runs several times faster. */
  warmUp: { ask: LinkAsk; answer: null }
  /** The quirks of LLVM 22 without any single one of which a link would come out differently. */
  quirks: { ask: LinkAsk; answer: readonly QuirkId[] }
}

export type CallName = keyof Calls

export type Request = {
  [N in CallName]: { readonly id: number; readonly call: N; readonly ask: Calls[N]['ask'] }
}[CallName]

export type Reply =
  | { readonly id: number; readonly kind: 'progress'; readonly phase: WorkStep }
  | { readonly id: number; readonly kind: 'answer'; readonly answer: Calls[CallName]['answer'] }
  /** A file cannot be read again: its bytes have to be sent. */
  | { readonly id: number; readonly kind: 'unreadable' }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string }

/** A linker somewhere: in a worker, or in this thread. */
export interface LinkService {
  catalogue(): Promise<Catalogue>
  /** Rejects with a Cancelled if `cancel` is called before it is done. */
  link(ask: LinkWish, progress: (step: WorkStep) => void): Promise<LinkAnswer>
  /** Lays out a link; undefined if the page should do that itself. */
  layout(ask: LayoutAsk): Promise<LaidOut | undefined>
  /** Finds in the log of a link what steps through time will look for; undefined if the page should do that itself. */
  records(ask: RecordsAsk): Promise<FoundRecords | undefined>
  /** The quirks of LLVM 22 that make a difference to these inputs. Links once for each quirk there is. */
  quirks(ask: LinkAsk): Promise<readonly QuirkId[]>
  /** Stops whatever is going on, at once. */
  cancel(): void
}

/** Prints links. Best a worker of its own: cancelling it disturbs nobody else. */
export interface PrintService {
  /**
   * A file, of which the page never sees the text: that of a large link is a hundred million letters. Rejects with a
   * Cancelled if `cancel` is called before it is done.
   */
  print(ask: PrintAsk, progress: (step: WorkStep) => void): Promise<Blob>
  cancel(): void
}

/** The reason of a promise that was cancelled on purpose. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled')
  }
}
