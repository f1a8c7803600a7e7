/** The picture of a link for tests: the same steps as the page takes, without a page. */
import { Describer } from '../../src/engine/arch/describe'
import type { Arch } from '../../src/engine/arch/arch'
import type { Judge } from '../../src/engine/graph/crossings'
import type { EdgeIndex } from '../../src/engine/graph/edge-index'
import { indexEdges } from '../../src/engine/graph/edge-index'
import { EVENT_CODE } from '../../src/engine/graph/events'
import type { EventLog } from '../../src/engine/graph/log'
import type { LinkGraph } from '../../src/engine/graph/link-graph'
import { Replay } from '../../src/engine/graph/replay'
import type { LinkResult } from '../../src/engine/session/link'
import type { EdgeScene } from '../../src/scene/edges'
import { edgeScene } from '../../src/scene/edges'
import type { EdgeEnds } from '../../src/scene/ends'
import { edgeEnds } from '../../src/scene/ends'
import { Finder } from '../../src/scene/find'
import type { Layout } from '../../src/scene/geometry'
import { layOut } from '../../src/scene/layout'
import { trafficOf } from '../../src/scene/traffic'
import { linkSample, samples } from './link-files'

export interface TestScene {
  readonly graph: LinkGraph
  readonly arch: Arch
  readonly judge: Judge
  readonly log: EventLog | undefined
  /** Stands where the scene does; none without a log. */
  readonly replay: Replay | undefined
  readonly describer: Describer
  readonly outgoing: EdgeIndex
  readonly layout: Layout
  readonly finder: Finder
  readonly ends: EdgeEnds
  readonly edges: EdgeScene
  readonly mask: undefined
}

export interface SceneOptions {
  readonly byAddress: boolean
  readonly width: number
  readonly height: number
}

/** The scene of a finished link; `byAddress` false: as it was right before allocation. */
export function sceneOfLink(
  { graph, arch, log, judge }: Pick<LinkResult, 'graph' | 'arch' | 'log' | 'judge'>,
  { byAddress, width, height }: SceneOptions,
): TestScene {
  const outgoing = indexEdges(graph)
  const describer = new Describer(graph, arch, outgoing)
  const replay = log && new Replay(graph, log)
  if (!byAddress) {
    const types = Array.from({ length: log!.length }, (_, e) => log!.events.type[e as never])
    const reserved = types.indexOf(EVENT_CODE.segmentReserved)
    replay!.seek(reserved < 0 ? log!.length : reserved)
  }
  const layout = layOut({ graph, describer, edges: outgoing, byAddress, width, minHeight: height })
  const ends = edgeEnds({ graph, arch, layout })
  const query = { graph, describer, layout, ends, mask: undefined }
  const edges = edgeScene(query, trafficOf(layout, ends, undefined))
  return { ...query, arch, judge, log, replay, outgoing, finder: new Finder(layout), edges }
}

export function sceneOfSample(id: string, byAddress: boolean, width: number, height = 600): TestScene {
  const sample = samples().find((row) => row.id === id)!
  const { policies = [] } = sample.settings
  return sceneOfLink(linkSample(id, { policies }), { byAddress, width, height })
}
