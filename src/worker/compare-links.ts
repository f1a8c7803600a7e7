/** Two links of the same files, compared where both are live. */
import { Describer } from '../engine/arch/describe'
import { indexEdges } from '../engine/graph/edge-index'
import { EventLog } from '../engine/graph/log'
import { Replay } from '../engine/graph/replay'
import type { LinkResult } from '../engine/session/link'
import type { Compared } from '../scene/difference/compare'
import { compareRuns } from '../scene/difference/compare'
import type { Run } from '../scene/difference/run'
import { liveAt, phasesOf } from '../scene/phase-spans'

/** Leaves both at their ends. A link without a log has ended where it is live. */
export function compareWhereLive(before: LinkResult, after: LinkResult): Compared {
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
