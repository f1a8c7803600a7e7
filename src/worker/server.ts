/**
 * The linker's side of the protocol, independent of how messages travel. The only file on this side of the house that
 * imports the engine's values.
 */
import { Describer } from '../engine/arch/describe'
import { indexEdges, indexTargets } from '../engine/graph/edge-index'
import { buffersOfGraph } from '../engine/graph/graph-parts'
import { EventLog } from '../engine/graph/log'
import { Replay } from '../engine/graph/replay'
import { FORMATS } from '../engine/formats/index'
import { PIPELINE } from '../engine/passes/pipeline'
import type { LinkOptions, PluginId } from '../engine/passes/pass'
import { PLUGINS } from '../engine/plugins/index'
import type { QuirkId, QuirkSet } from '../engine/quirks'
import { QUIRKS } from '../engine/quirks'
import { dotGraph } from '../engine/session/dot-graph'
import { jsonGraphs } from '../engine/session/json-graph'
import { textGraphs } from '../engine/session/text-graph'
import type { FileId } from '../engine/graph/ids'
import type { LinkResult } from '../engine/session/link'
import { link } from '../engine/session/link'
import { surveyInputs } from '../engine/session/survey'
import { Workshop } from '../engine/table/workshop'
import { COMPAT_OPTIONS, PAGE_OPTIONS } from '../engine/session/options'
import { crossingsAtEnd } from '../scene/crossings-now'
import type { LaidOut } from '../scene/laid-out'
import { buffersOfLayout, isLarge, layOutLink } from '../scene/laid-out'
import type { RecordLists } from '../scene/stale'
import { findRecords } from '../scene/stale'
import { forgetLinks, heldLink, makeLink } from './held-links'
import { makeMovedLink } from './moved-links'
import { areHuge } from './origins'
import type {
  AskedOptions,
  Calls,
  CallName,
  DefaultOptions,
  FoundRecords,
  LayoutAsk,
  LinkAnswer,
  LinkAsk,
  LinkWish,
  PrintForm,
  RecordsAsk,
  Request,
  WorkStep,
} from './protocol'

type Handlers = { [N in CallName]: (ask: Calls[N]['ask'], progress: (step: WorkStep) => void) => Calls[N]['answer'] }

const HANDLERS: Handlers = {
  catalogue: () => ({
    passes: PIPELINE.map(({ id, phase, says }) => ({ id, phase, says })),
    formats: FORMATS.map(({ id, title, says, policies }) => ({ id, title, says, policies })),
    relocations: FORMATS.flatMap(({ id, relocations }) => relocations.map((row) => ({ format: id, ...row }))),
    plugins: PLUGINS.map(({ id, title, says }) => ({ id, title, says })),
    quirks: (Object.keys(QUIRKS) as QuirkId[]).map((id) => ({ id, ...QUIRKS[id] })),
    defaults: { page: defaultsOf(PAGE_OPTIONS), compat: defaultsOf(COMPAT_OPTIONS) },
  }),
  link: answerLink,
  layout: answerLayout,
  records: answerRecords,
  warmUp: runWarm,
  quirks: answerQuirks,
  print: ({ inputs, options, form }, progress) => ({ file: new Blob(printed(inputs, options, form, progress)) }),
}

/** Answers one question. Throws only for mistakes of ours. */
export function handle(request: Request, progress: (step: WorkStep) => void): Calls[CallName]['answer'] {
  const handler = HANDLERS[request.call] as (
    ask: unknown,
    progress: (step: WorkStep) => void,
  ) => Calls[CallName]['answer']
  return handler(request.ask, progress)
}

/** The buffers that move with an answer instead of being copied. */
export function buffersOf(answer: Calls[CallName]['answer']): ArrayBuffer[] {
  if (!answer || typeof answer !== 'object') return []
  if ('layout' in answer) return buffersOfLayout(answer)
  if (!('graph' in answer)) return 'records' in answer ? buffersOfRecords(answer.records) : []
  const { graph, log, outgoing, incoming, crossings, compared, pictures = [], records = [] } = answer
  const columns = [log.events, log.records, log.highs].flatMap(({ buffers }) => Object.values(buffers))
  const indexes = [outgoing, incoming].flatMap(({ start, edge }) => [start, edge])
  const matches = compared ? [compared.matches.files, compared.matches.sections, compared.matches.blocks] : []
  return [
    ...buffersOfGraph(graph),
    ...columns,
    ...[...indexes, crossings.codes, ...matches].map(({ buffer }) => buffer as ArrayBuffer),
    ...pictures.flatMap(buffersOfLayout),
    ...buffersOfRecords(records),
  ]
}

const buffersOfRecords = (records: RecordLists): ArrayBuffer[] => records.map(({ buffer }) => buffer as ArrayBuffer)

function answerLink(wish: LinkWish, progress: (step: WorkStep) => void): LinkAnswer {
  return areHuge(wish.inputs) ? answerHugeLink(wish, progress) : answerAndHold(wish, progress)
}

function answerHugeLink(wish: LinkWish, progress: (step: WorkStep) => void): LinkAnswer {
  const { inputs, options, former, paper } = wish
  forgetLinks()
  const linkOptions = optionsOf(options)
  const moved = makeMovedLink(inputs, linkOptions, former && optionsOf(former.options), paper, progress)
  const { result, compared, surveys, parts } = moved
  const answer = { ...outcomeOf(result), ...parts, pageSize: linkOptions.pageSize, inputs: surveys }
  return compared ? { ...answer, compared } : answer
}

function answerAndHold({ inputs, options, number, former }: LinkWish, progress: (step: WorkStep) => void): LinkAnswer {
  const linkOptions = optionsOf(options)
  const formerLink = former && { number: former.number, options: optionsOf(former.options) }
  const { result, compare } = makeLink(inputs, linkOptions, number, formerLink, progress)
  const { graph } = result
  const log = result.log ?? new EventLog()
  const { start, edge } = indexEdges(graph)
  const answer = {
    ...outcomeOf(result),
    graph: graph.toTransfer('without files'),
    log: log.toTransfer(),
    pageSize: linkOptions.pageSize,
    // The index lies in memory that the next link will work in.
    outgoing: { start: start.slice(0, graph.blocks.length + 1), edge: edge.slice(0, graph.edges.length) },
    incoming: indexTargets(graph),
    crossings: crossingsAtEnd(graph, result.judge, log.length),
    inputs: surveyInputs(inputs, result),
  }
  const compared = compare()
  return compared ? { ...answer, compared } : answer
}

function outcomeOf({ arch, judge, diagnostics, refused, ok, inputOfFile, partOfFile }: LinkResult) {
  return { arch: arch.id, rules: judge.rules, diagnostics, refused, ok, inputOfFile, partOfFile }
}

function answerLayout({ paper, byAddress, number, inputs, options }: LayoutAsk): LaidOut | undefined {
  const held = heldLink(number) ?? (inputs && options && link(inputs, optionsOf(options), { log: true }))
  if (!held?.log || !isLarge(held.graph)) return undefined
  const { graph, arch, log } = held
  const outgoing = indexEdges(graph)
  const replay = new Replay(graph, log)
  const describer = new Describer(graph, arch, outgoing)
  return layOutLink({ graph, arch, log, outgoing, replay, describer }, paper, byAddress)
}

function answerRecords({ number }: RecordsAsk): FoundRecords | undefined {
  const held = heldLink(number)
  return held?.log && isLarge(held.graph) ? { records: findRecords(held.log) } : undefined
}

/** Of its own: the tables of the link that was answered last stay as they are. */
const WARM_WORKSHOP = new Workshop()
/** Milliseconds, so that nobody who asks for a link waits for longer. */
const WARM_SLICE = 8
const WARM_PAPER = { width: 1000, height: 600 }

/** Everything that a large link will need: the link with its log, its picture, and what moves to the page. */
function runWarm({ inputs, options }: LinkAsk): null {
  const until = performance.now() + WARM_SLICE
  do {
    const { graph, arch, judge, log } = link(inputs, optionsOf(options), { log: true, workshop: WARM_WORKSHOP })
    if (!log) return null
    const outgoing = indexEdges(graph)
    const replay = new Replay(graph, log)
    const describer = new Describer(graph, arch, outgoing)
    layOutLink({ graph, arch, log, outgoing, replay, describer }, WARM_PAPER, true)
    findRecords(log)
    indexTargets(graph)
    crossingsAtEnd(graph, judge, log.length)
    graph.toTransfer('without files')
  } while (performance.now() < until)
  return null
}

/**
 * Links as LLVM 22 does, and once more without each quirk. That tells exactly what a quirk changes here, which asking
 * whether its code was reached would not.
 */
function answerQuirks({ inputs, options }: LinkAsk): readonly QuirkId[] {
  const compat = optionsOf({ ...options, compat: true })
  const outcome = (quirks: QuirkSet): string => {
    const result = link(inputs, { ...compat, quirks }, { log: false })
    const refused = result.refused.map(({ input, diagnostic }) => [input, diagnostic.code])
    const problems = result.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)
    return JSON.stringify([result.ok, refused, problems, jsonGraphs(result)])
  }
  const all = outcome(compat.quirks)
  return [...compat.quirks].filter((id) => outcome(new Set([...compat.quirks].filter((other) => other !== id))) !== all)
}

/** The parts of the file. A link that failed is printed as well, as far as it got. */
function printed(
  inputs: LinkAsk['inputs'],
  options: AskedOptions,
  form: PrintForm,
  progress: (step: WorkStep) => void,
): string[] {
  const result = link(inputs, { ...optionsOf(options), ending: 'live' }, { log: false, progress })
  if (form === 'dot') return [dotGraph(result)]
  if (form === 'json') return jsonGraphs(result).map((graph) => `${JSON.stringify(graph)}\n`)
  const print = textGraphs(result)
  return result.graph.files.map((_, file) => `${print(file as FileId)}\n`)
}

function defaultsOf(options: LinkOptions): DefaultOptions {
  const { rules, roots, archives, manager, base, pageSize, slabSize, keepNoAlloc, plugins } = options
  return { rules, roots, archives, manager, base, pageSize, slabSize, keepNoAlloc, plugins: [...plugins] }
}

/** What was asked for, over the page's defaults or LLVM 22's. Names that nobody defines: refused, assumed, or 0. */
export function optionsOf({ compat, strict, keepDetours, addresses, plugins, ...asked }: AskedOptions): LinkOptions {
  const defaults: LinkOptions = compat ? { ...COMPAT_OPTIONS, undefined: 'zero', ending: 'deallocate' } : PAGE_OPTIONS
  return {
    ...defaults,
    ...asked,
    ...(strict ? { undefined: 'strict' } : {}),
    ...(keepDetours ? { relaxation: false } : {}),
    ...(addresses ? { absolutes: addresses } : {}),
    plugins: pluginsOver(defaults.plugins, plugins ?? {}),
  }
}

function pluginsOver(
  defaults: ReadonlySet<PluginId>,
  byHand: Readonly<Partial<Record<PluginId, boolean>>>,
): ReadonlySet<PluginId> {
  const on = new Set(defaults)
  for (const { id } of PLUGINS) {
    if (byHand[id] === true) on.add(id)
    else if (byHand[id] === false) on.delete(id)
  }
  return on
}
