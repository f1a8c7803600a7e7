/**
 * The links that the worker still has, because their pictures may be asked for: the last one, and the one that it was
 * compared with. Each lies in memory of its own; what the page gets is a copy.
 */
import { Describer } from '../engine/arch/describe'
import { indexEdges } from '../engine/graph/edge-index'
import { EventLog } from '../engine/graph/log'
import { Replay } from '../engine/graph/replay'
import type { LinkOptions } from '../engine/passes/pass'
import type { LinkInput, LinkResult } from '../engine/session/link'
import { link } from '../engine/session/link'
import { Workshop } from '../engine/table/workshop'
import type { Compared } from '../scene/difference/compare'
import { compareRuns } from '../scene/difference/compare'
import type { Run } from '../scene/difference/run'
import { liveAt, phasesOf } from '../scene/phase-spans'
import type { WorkStep } from './protocol'

interface Held {
  readonly result: LinkResult
  readonly number: number | undefined
  /** Which of the two workshops it lies in. */
  readonly bench: 0 | 1
}

/** A link that another one is to be compared with. */
export interface Former {
  readonly number: number
  readonly options: LinkOptions
}

const WORKSHOPS: [Workshop, Workshop] = [new Workshop(), new Workshop()]

let last: Held | undefined
let beforeLast: Held | undefined

/** The link of this number, or the last one, with its tables as they are at its end; undefined if it is gone. */
export function heldLink(number: number | undefined): LinkResult | undefined {
  const held = [last, beforeLast].find((one) => number === undefined || one?.number === number)
  return held?.result
}

/** Makes a link and keeps it; the one that it is to be compared with stays as well. */
export function makeLink(
  inputs: readonly LinkInput[],
  options: LinkOptions,
  number: number | undefined,
  former: Former | undefined,
  progress: (step: WorkStep) => void,
): { readonly result: LinkResult; compare(): Compared | undefined } {
  const known = former && last?.number === former.number ? last : undefined
  const bench = known ? other(known.bench) : (last?.bench ?? 0)
  last = undefined
  beforeLast = known
  // Memory of two large links is much to keep for somebody who only ever needs one.
  if (!former) WORKSHOPS[other(bench)] = new Workshop()
  const result = link(inputs, options, { log: true, progress, workshop: WORKSHOPS[bench] })
  last = { result, number, bench }
  return {
    result,
    compare() {
      if (!former) return undefined
      progress('compare')
      const workshop = WORKSHOPS[other(bench)]
      beforeLast ??= {
        result: link(inputs, former.options, { log: true, workshop }),
        number: former.number,
        bench: other(bench),
      }
      return compareWhereLive(beforeLast.result, result)
    },
  }
}

const other = (bench: 0 | 1): 0 | 1 => (bench === 0 ? 1 : 0)

/** Leaves both at their ends. */
function compareWhereLive(before: LinkResult, after: LinkResult): Compared {
  const replays = [before, after].map(({ graph, log = new EventLog() }) => new Replay(graph, log))
  for (const replay of replays) replay.seek(liveAt(replay.log, phasesOf(replay.log)))
  const compared = compareRuns(runOf(before), runOf(after))
  for (const replay of replays) replay.seek(replay.log.length)
  return compared
}

function runOf({ graph, arch, judge, diagnostics, ok, inputOfFile }: LinkResult): Run {
  const outgoing = indexEdges(graph)
  return { graph, arch, judge, diagnostics, ok, inputOfFile, outgoing, describer: new Describer(graph, arch, outgoing) }
}
