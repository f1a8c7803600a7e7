/**
 * A link that can be asked about: its tables, its log, and a replay that moves the tables to any moment. The page's
 * session is one as it stands; a program that links in Node makes one of the result.
 */
import { assert } from '../../base/assert'
import type { Arch } from '../../engine/arch/arch'
import { Describer } from '../../engine/arch/describe'
import type { Judge } from '../../engine/graph/crossings'
import { indexEdges } from '../../engine/graph/edge-index'
import type { LinkGraph } from '../../engine/graph/link-graph'
import type { EventLog } from '../../engine/graph/log'
import { Replay } from '../../engine/graph/replay'

export interface AskedLink {
  readonly graph: LinkGraph
  readonly log: EventLog
  readonly replay: Replay
  readonly arch: Arch
  readonly describer: Describer
  readonly judge: Judge
  /** Bytes of a page of executor memory. */
  readonly pageSize: number
}

/** What a finished link leaves behind; the log is there if one was asked for. */
type Finished = Pick<AskedLink, 'graph' | 'arch' | 'judge'> & { readonly log: EventLog | undefined }

/** Of a finished link whose graph is in its final state and whose log was kept. */
export function askedLink({ graph, log, arch, judge }: Finished, pageSize: number): AskedLink {
  assert(log, 'only a link that kept its log can be asked about')
  const describer = new Describer(graph, arch, indexEdges(graph))
  return { graph, log, replay: new Replay(graph, log), arch, describer, judge, pageSize }
}

/** Calls `look` with the tables as they are when `events` events have happened; afterwards they are as they were. */
export function atMoment<T>({ replay }: Pick<AskedLink, 'replay'>, events: number, look: () => T): T {
  const here = replay.position
  if (here !== events) replay.seek(events)
  try {
    return look()
  } finally {
    if (here !== events) replay.seek(here)
  }
}
