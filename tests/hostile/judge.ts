/** What must hold for any input whatever: no exception, an answer, bounded memory. */
import { said } from '../support/said'
import { Describer } from '../../src/engine/arch/describe'
import { indexEdges } from '../../src/engine/graph/edge-index'
import type { EventId } from '../../src/engine/graph/log'
import { Replay } from '../../src/engine/graph/replay'
import type { Diagnostic } from '../../src/engine/graph/diagnostics'
import { diagnosticText } from '../../src/engine/graph/diagnostics'
import type { LinkInput } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS, PAGE_OPTIONS } from '../../src/engine/session/options'
import { edgeScene } from '../../src/scene/edges'
import { edgeEnds } from '../../src/scene/ends'
import { layOut } from '../../src/scene/layout'
import { outlineLines } from '../../src/scene/outline'
import { trafficOf } from '../../src/scene/traffic'

/** Memory of tables and contents may be this many times the input, plus this much. */
const MEMORY_RATIO = 16
const MEMORY_BASE = 1 << 20

/**
 * Milliseconds of the processor, not of a clock, so that a busy machine does not count: far above what any input takes.
 */
const SLOW = 2000

/** As `judge`, and whether it took too long. What hangs does not come back at all. */
export function judgeInTime(bytes: Uint8Array, how: Manner): string | undefined {
  const before = process.cpuUsage()
  const problem = judge(bytes, how)
  const { user, system } = process.cpuUsage(before)
  return problem ?? ((user + system) / 1000 > SLOW ? 'slow' : undefined)
}

/** How a damaged file is linked. */
export interface Manner {
  readonly compat: boolean
  /** Also keep a log, and make the picture. */
  readonly draw: boolean
  /** What stands in front of it on the desk, undamaged. */
  readonly beside?: readonly LinkInput[]
  /** Link every member of an archive. */
  readonly everything?: boolean
}

/** What is wrong with how the engine treated an input, in words; undefined if nothing is. */
export function judge(bytes: Uint8Array, { compat, draw, beside = [], everything }: Manner): string | undefined {
  try {
    const base = compat ? { ...COMPAT_OPTIONS, undefined: 'zero' as const } : PAGE_OPTIONS
    const options = everything ? { ...base, archives: 'all' as const } : base
    const inputs = [...beside, { name: 'mutant.o', bytes }]
    const { ok, diagnostics, graph, arch, log, judge } = link(inputs, options, { log: draw })
    if (!ok && diagnostics.length === 0) return 'no link and no diagnostic'
    const ours = diagnostics.find(({ code }) => code === 'internal')
    if (ours) return `a mistake of ours: ${said(ours.detail)}`
    const vague = diagnostics.find((diagnostic) => !isPlaced(diagnostic))
    if (vague) return `a message without file or place: ${diagnosticText(vague)}`
    const memory = graph.bytes + graph.memory.length
    if (memory > MEMORY_RATIO * bytes.length + MEMORY_BASE)
      return `${memory} bytes of memory for an input of ${bytes.length}`
    if (!draw || graph.files.length === 0) return undefined
    const outgoing = indexEdges(graph)
    const describer = new Describer(graph, arch, outgoing)
    for (let e = 0 as EventId; e < log!.length; e++) describer.event(log!, e)
    const layout = layOut({ graph, describer, edges: outgoing, byAddress: true, width: 900, minHeight: 500 })
    const ends = edgeEnds({ graph, arch, layout })
    edgeScene({ graph, describer, layout, ends, mask: undefined }, trafficOf(layout, ends, undefined))
    const lines = outlineLines({
      graph,
      describer,
      outgoing,
      names: layout.names,
      judge,
      say: (id) => id,
      toggled: new Set(),
      forced: new Set(),
    })
    lines.slice(0, lines.length)
    const replay = new Replay(graph, log!)
    replay.seek(0)
    if (graph.blocks.length !== 0) return 'the log does not lead back to nothing'
    return undefined
  } catch (problem) {
    return `an exception: ${(problem as Error).stack ?? String(problem)}`
  }
}

/** Codes of what is about a link and not about a file. */
const OF_THE_LINK: readonly Diagnostic['code'][] = ['assumed-address', 'nothing-to-allocate']

/** A message says which file, and where in it. */
const isPlaced = ({ code, file, structure, offset }: Diagnostic): boolean =>
  OF_THE_LINK.includes(code) || (Boolean(file) && (structure !== undefined || offset !== undefined))
