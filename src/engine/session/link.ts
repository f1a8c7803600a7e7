/**
 * One link, from bytes to finished memory: the phases in order, with the graph, the log and the diagnostics that come
 * out of it. A file that cannot be read is refused and the link goes on without it; a problem later ends the link, and
 * what was reserved is abandoned. Either way the result is a graph that can be looked at.
 */
import { tell, verbatim } from '../graph/phrases/phrase'
import { append } from '../../base/append'
import type { Arch } from '../arch/arch'
import { archById } from '../arch/index'
import type { ReadFile } from '../formats/format'
import { readFile, targetTitle } from '../formats/index'
import { applyFixups } from '../fixup/apply'
import { refuseWhereLlvmCrashes } from '../fixup/llvm-crash'
import { managerById } from '../graph/managers'
import type { Judge } from '../graph/crossings'
import { judgeFor } from '../graph/crossings'
import type { Diagnostic } from '../graph/diagnostics'
import { Refusal } from '../graph/diagnostics'
import type { PhaseId } from '../graph/events'
import { FINALIZED_PHASES } from '../graph/events'
import type { PulledFile } from '../graph/graph-parts'
import { LinkGraph } from '../graph/link-graph'
import { EventLog } from '../graph/log'
import { abandon, deallocate, finalize } from '../memory/life'
import { allocate } from '../memory/allocate'
import { planSegments } from '../memory/layout'
import type { Workshop } from '../table/workshop'
import { blocksInLayoutOrder } from '../passes/block-order'
import { PLUGINS } from '../plugins/index'
import type { LinkOptions, PassContext } from '../passes/pass'
import { concerns, PIPELINE } from '../passes/pipeline'
import { linkLazily } from './lazy'
import type { Chance } from './lookups'
import { attemptTo } from './attempt'
import { forbidCrossings, forbidEdge, ruleBehind } from './forbid'
import { applyPolicies, lateRules } from './policies'
import { MissedFields } from './missed-fields'
import type { Container, Part, Unit } from './units'
import { unitsOf } from './units'

export interface LinkInput {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface LinkHooks {
  /** Keep an event log, so that the link can be replayed. */
  readonly log: boolean
  /** Called at the start of each phase. */
  readonly progress?: (phase: PhaseId) => void
  /** Called before each event of a logged link: what the graph looks like if the link stopped here. */
  readonly watch?: (graph: LinkGraph, events: number) => void
  /** How the order of blocks is settled that layout leaves open; a comparison with another linker knows it from there. */
  readonly tieRanks?: readonly number[]
  /** What a lazy link of LLVM 22 leaves to chance; known in the same way. */
  readonly chance?: Chance
  /** Memory of earlier links to work in; the result is then good until the next link in it. */
  readonly workshop?: Workshop
}

export interface RefusedInput {
  /** Index into the inputs. */
  readonly input: number
  readonly diagnostic: Diagnostic
}

export interface LinkResult {
  readonly graph: LinkGraph
  readonly arch: Arch
  /** How its crossings are judged. */
  readonly judge: Judge
  readonly log: EventLog | undefined
  readonly diagnostics: readonly Diagnostic[]
  /** Inputs that could not be read or built, with the reason; the link went on without them. */
  readonly refused: readonly RefusedInput[]
  /** False if the link was abandoned or had nothing to link. */
  readonly ok: boolean
  /** Index into the inputs for each file of the graph; refused inputs have none. */
  readonly inputOfFile: readonly number[]
  /** Where each file of the graph lies in its input, if that is an archive or a universal file. */
  readonly partOfFile: readonly (Part | undefined)[]
  /** For each input, what it holds, if it is an archive or a universal file that could be read. */
  readonly containers: readonly (Container | undefined)[]
}

const DEFAULT_ARCH = 'x86-64'

/** Links the inputs in their order. Never throws for anything that an input contains. */
export function link(inputs: readonly LinkInput[], options: LinkOptions, hooks: LinkHooks): LinkResult {
  const lazily = options.quirks.has('inputs-lazily') && options.entries.length > 0
  const needsIndex = options.quirks.has('archives-need-index')
  const choice = lazily ? 'all' : options.archives
  const { units, refused, problems, containers } = unitsOf(inputs, options, choice, needsIndex)
  const result = lazily
    ? linkLazily(units, options, (needed, asked) => linkAll(needed, asked, hooks), hooks.chance)
    : linkAll(units, options, hooks)
  return {
    ...result,
    diagnostics: [...refused.map(({ diagnostic }) => diagnostic), ...problems, ...result.diagnostics],
    // A member that cannot be linked is told of; its archive as a whole is not refused for that.
    refused: [
      ...refused,
      ...result.refused
        .filter(({ input }) => units[input]!.member === undefined)
        .map(({ input, diagnostic }) => ({ input: units[input]!.input, diagnostic })),
    ],
    inputOfFile: result.inputOfFile.map((unit) => units[unit]!.input),
    partOfFile: result.inputOfFile.map((unit) => units[unit]!.part),
    containers,
  }
}

/** A link of units: what it says of inputs it says by the units' index. */
type UnitsResult = Omit<LinkResult, 'partOfFile' | 'containers'>

function linkAll(inputs: readonly Unit[], options: LinkOptions, hooks: LinkHooks): UnitsResult {
  const refused: RefusedInput[] = []
  const readable = readInputs(inputs, refused)
  for (;;) {
    const attempt = new Attempt(readable, options, hooks)
    const failure = attempt.build()
    if (!failure) return attempt.finish(refused)
    refused.push({ input: readable[failure.index]!.input, diagnostic: failure.diagnostic })
    readable.splice(failure.index, 1)
  }
}

interface Readable {
  readonly input: number
  readonly file: ReadFile
  readonly pulled: PulledFile | undefined
}

function readInputs(inputs: readonly Unit[], refused: RefusedInput[]): Readable[] {
  const readable: Readable[] = []
  inputs.forEach(({ name, bytes, pulled }, input) => {
    const outcome = attemptTo(() => ofOneKind(readFile(name, bytes), readable[0]?.file), name)
    if ('value' in outcome) readable.push({ input, file: outcome.value, pulled })
    else refused.push({ input, diagnostic: outcome.diagnostic })
  })
  return readable
}

/** The first file that can be read says what is linked; one of another kind is refused, and the others go on. */
function ofOneKind(file: ReadFile, first: ReadFile | undefined): ReadFile {
  if (!first || (first.arch === file.arch && first.format === file.format)) return file
  throw new Refusal('mixed-architectures', {
    file: file.name,
    structure: tell('file'),
    offset: 0,
    found: verbatim(targetTitle(file)),
    expected: tell('target-as', { target: targetTitle(first), file: first.name }),
  })
}

class Attempt {
  readonly #readable: readonly Readable[]
  readonly #options: LinkOptions
  readonly #hooks: LinkHooks
  readonly #log: EventLog | undefined
  readonly #graph: LinkGraph
  readonly #diagnostics: Diagnostic[] = []
  /** Why the link ended before its files were built. */
  #stopped: Diagnostic | undefined

  constructor(readable: readonly Readable[], options: LinkOptions, hooks: LinkHooks) {
    this.#readable = readable
    this.#options = options
    this.#hooks = hooks
    this.#log = hooks.log ? new EventLog(undefined, hooks.workshop) : undefined
    this.#graph = new LinkGraph(this.#log, undefined, hooks.workshop)
    this.#graph.tieRanks = hooks.tieRanks
    if (this.#log && hooks.watch) this.#log.watch = (events) => hooks.watch?.(this.#graph, events)
  }

  /** Reads and builds all files; if one is refused, says which. */
  build(): { index: number; diagnostic: Diagnostic } | undefined {
    const outcome = attemptTo(() => this.#buildAll())
    if ('value' in outcome) return outcome.value
    this.#stopped = outcome.diagnostic
    return undefined
  }

  #buildAll(): { index: number; diagnostic: Diagnostic } | undefined {
    const graph = this.#graph
    this.#enter('read')
    for (const { file, pulled } of this.#readable) {
      const { name, arch, triple, format } = file
      graph.event(pulled ? 'memberPulled' : 'fileRead', graph.files.length)
      graph.addFile({ name, arch, triple, format, ...(pulled ? { pulled } : {}) }, file.bytes)
    }
    this.#enter('build')
    this.#makeRoom()
    for (const [index, { file }] of this.#readable.entries()) {
      const outcome = attemptTo(() => file.build(graph, index as never, this.#options.quirks), file.name)
      if ('diagnostic' in outcome) return { index, diagnostic: outcome.diagnostic }
      append(this.#diagnostics, outcome.value)
    }
    this.#makeLogRoom()
    return undefined
  }

  /** What the files say that they hold; the checks of the reader have bounded it by their bytes. */
  #makeRoom(): void {
    const sum = (count: (file: ReadFile) => number): number =>
      this.#readable.reduce((total, { file }) => total + count(file), 0)
    const sections = sum((file) => file.sections)
    const symbols = sum((file) => file.symbols)
    // The linker adds some symbols of its own.
    this.#graph.reserve({
      sections,
      blocks: sections,
      symbols: Math.ceil(1.05 * symbols),
      edges: sum((file) => file.relocations),
    })
    this.#graph.names.expect(sections + symbols)
  }

  /** What a link of this size notes, as measured on merged libraries: memory that is not used is never touched. */
  #makeLogRoom(): void {
    const { blocks, symbols, edges } = this.#graph
    const rows = blocks.length + symbols.length
    this.#log?.expect(Math.ceil(1.2 * edges.length) + 4 * rows, 3 * edges.length + 6 * rows)
  }

  /** Everything behind the build. */
  finish(refused: readonly RefusedInput[]): UnitsResult {
    const arch = archById(this.#readable[0]?.file.arch ?? DEFAULT_ARCH)
    const judge = judgeFor(arch, this.#options.rules)
    const outcome = this.#stopped ? { diagnostic: this.#stopped } : attemptTo(() => this.#run(arch, judge))
    const failed = 'diagnostic' in outcome
    if (failed) {
      this.#diagnostics.push(outcome.diagnostic)
      this.#graph.event('linkFailed')
      this.#enter('abandon')
      abandon(this.#graph)
    }
    this.#graph.noteLengths()
    return {
      graph: this.#graph,
      arch,
      judge,
      log: this.#log,
      diagnostics: [...refused.map(({ diagnostic }) => diagnostic), ...this.#diagnostics],
      refused,
      ok: !failed && this.#readable.length > 0,
      inputOfFile: this.#readable.map(({ input }) => input),
    }
  }

  #run(arch: Arch, judge: Judge): void {
    const graph = this.#graph
    const { policies, failAction, ending } = this.#options
    // Rules may mend what a file got wrong, so nobody looks before they have had their say.
    const changedBy = applyPolicies(graph, policies)
    forbidCrossings({ graph, arch, judge }, (e) => ruleBehind(graph, changedBy, e) ?? tell('as-built'))
    const context: PassContext = { graph, arch, options: this.#options, diagnostics: this.#diagnostics }
    this.#passes(context, judge, ['prepare', 'prune', 'tables'])
    append(this.#diagnostics, lateRules(graph, policies))
    this.#enter('allocate')
    this.#allocate()
    this.#passes(context, judge, ['place', 'resolve', 'relax'])
    this.#enter('fixup')
    if (this.#options.quirks.has('zero-fill-metadata-crashes')) refuseWhereLlvmCrashes(graph)
    const missed = new MissedFields(graph)
    applyFixups(graph, arch, {
      missed: (e, why) => missed.add(e, why),
      check: judge.rules === 'assertion-build' ? (e) => forbidEdge({ graph, arch, judge }, e) : undefined,
      addsBits: this.#options.quirks.has('instruction-bits-added'),
    })
    append(this.#diagnostics, missed.warnings())
    this.#passes(context, judge, ['check'])
    this.#enter('finalize')
    finalize(graph, failAction)
    this.#enter('live')
    if (ending !== 'deallocate') return
    this.#enter('deallocate')
    deallocate(graph)
  }

  #allocate(): void {
    const graph = this.#graph
    const { base, pageSize, slabSize, quirks, manager } = this.#options
    const plans = planSegments(graph, blocksInLayoutOrder(graph), !quirks.has('tls-sections-apart'))
    if (plans.length === 0 && graph.files.length > 0 && quirks.has('nothing-to-allocate-refused'))
      throw new Refusal('nothing-to-allocate', {
        structure: tell('link'),
        found: tell('nothing-live'),
        expected: tell('at-least-one'),
      })
    const space = { base, pageSize, size: slabSize, overlaps: quirks.has('slab-overlaps') }
    allocate(graph, plans, space, managerById(manager))
  }

  /** The passes of some phases, and behind those of each phase the plugins that hook into it. */
  #passes(context: PassContext, judge: Judge, phases: readonly PhaseId[]): void {
    const plugins = PLUGINS.filter(({ id }) => this.#options.plugins.has(id))
    for (const phase of phases) {
      this.#enter(phase)
      for (const pass of PIPELINE) if (pass.phase === phase && concerns(pass, context)) pass.run(context)
      // Names were tied across files: no plugin's doing.
      if (phase === 'prepare') forbidCrossings({ ...context, judge }, () => tell('other-file'))
      for (const { title, hooks } of plugins) {
        const own = hooks.filter((hook) => hook.phase === phase)
        for (const hook of own) hook.run(context)
        if (own.length > 0) forbidCrossings({ ...context, judge }, () => tell('the-plugin', { title }))
      }
    }
  }

  #enter(phase: PhaseId): void {
    this.#graph.enter(phase)
    this.#hooks.progress?.(phase)
    if (phase === this.#options.abandonAt && !FINALIZED_PHASES.includes(phase))
      throw new Refusal('abandoned-on-request', { detail: tell('before', { phase }) })
  }
}
