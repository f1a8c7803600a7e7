/**
 * One finished link as the page holds it: the graph's tables, the log that plays them backwards and forwards, and where
 * the phases lie in the log. Handles to big arrays live here; the store keeps one reference to all of it.
 */
import type { Arch } from '../engine/arch/arch'
import { Describer } from '../engine/arch/describe'
import { archById } from '../engine/arch/index'
import type { Judge } from '../engine/graph/crossings'
import { judgeFor } from '../engine/graph/crossings'
import type { Diagnostic } from '../engine/graph/diagnostics'
import type { EdgeIndex } from '../engine/graph/edge-index'
import { LinkGraph } from '../engine/graph/link-graph'
import { EventLog } from '../engine/graph/log'
import { Replay } from '../engine/graph/replay'
import type { CrossingsStart } from '../scene/crossings-now'
import { allocateAt } from '../scene/laid-out'
import type { PhaseSpan } from '../scene/phase-spans'
import { liveAt, phasesOf } from '../scene/phase-spans'
import { namesIn } from '../scene/made-words'
import { say } from './language'
import type { LayOutElsewhere } from './layouts'
import { Layouts } from './layouts'
import type { LinkAnswer } from '../worker/protocol'

export interface Session {
  readonly generation: number
  readonly graph: LinkGraph
  readonly log: EventLog
  readonly replay: Replay
  readonly arch: Arch
  /** The link in words: what has no name is called as the page speaks now. */
  readonly describer: Describer
  /** The same in English whatever the page speaks: for names by which things are known again. */
  readonly plain: Describer
  /** How crossings between policies are judged. */
  readonly judge: Judge
  /** Bytes of a page of executor memory. */
  readonly pageSize: number
  readonly diagnostics: readonly Diagnostic[]
  readonly ok: boolean
  /** Index into the desk's inputs for each file of the graph. */
  readonly inputOfFile: readonly number[]
  readonly phases: readonly PhaseSpan[]
  /** Number of events before the first block moved to its address; the log's length if none did. */
  readonly allocateAt: number
  /** Number of events when the link is live: before anything is deallocated. The end, if the link failed. */
  readonly liveAt: number
  /** Edges by the block that they leave, as they are at the end. */
  readonly outgoing: EdgeIndex
  /** Edges by the symbol that they aim at, as they are at the end. */
  readonly incoming: EdgeIndex
  /** How edges are counted at the end. */
  readonly crossings: CrossingsStart
  /** Where everything stands on the map. */
  readonly layouts: Layouts
}

let generations = 0

/**
 * Takes over an answer's buffers; `files` are the bytes of the inputs, by input index. Without somebody else who lays out
 * large links the page does it.
 */
export function openSession(
  answer: LinkAnswer,
  files: readonly Uint8Array<ArrayBuffer>[],
  layOutElsewhere?: LayOutElsewhere,
): Session {
  const contents = answer.inputOfFile.map((input, f) => {
    const part = answer.partOfFile[f]
    return part ? files[input]!.subarray(part.start, part.start + part.size) : files[input]!
  })
  const sources = [answer.graph.sources[0]!, ...(answer.graph.pieces ? [] : contents)]
  const graph = new LinkGraph(undefined, { ...answer.graph, sources })
  const log = new EventLog(answer.log)
  const arch = archById(answer.arch)
  const { outgoing, incoming, crossings } = answer
  const phases = phasesOf(log)
  const describer = new Describer(graph, arch, outgoing, namesIn(say))
  const link = { graph, log, arch, describer, outgoing, replay: new Replay(graph, log) }
  return {
    generation: ++generations,
    ...link,
    plain: new Describer(graph, arch, outgoing),
    layouts: new Layouts(link, layOutElsewhere),
    judge: judgeFor(arch, answer.rules),
    pageSize: answer.pageSize,
    diagnostics: answer.diagnostics,
    ok: answer.ok,
    inputOfFile: answer.inputOfFile,
    phases,
    allocateAt: allocateAt(log, phases.find(({ id }) => id === 'allocate')?.first ?? log.length),
    liveAt: liveAt(log, phases),
    incoming,
    crossings,
  }
}

/** The link as questions take it, whose answers are names that do not change with the page’s language. */
export const inPlainNames = (session: Session): Session => ({ ...session, describer: session.plain })
