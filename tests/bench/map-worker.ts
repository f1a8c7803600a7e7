/**
 * The linker's worker as far as the map alone needs it: holds a made-up link, lays it out when asked, and moves the
 * picture to the page, as `worker/server.ts` does with a real one.
 */
import { Describer } from '../../src/engine/arch/describe'
import { indexEdges } from '../../src/engine/graph/edge-index'
import { EventLog } from '../../src/engine/graph/log'
import { Replay } from '../../src/engine/graph/replay'
import type { LinkToLayOut } from '../../src/scene/laid-out'
import { buffersOfLayout, layOutLink } from '../../src/scene/laid-out'
import type { LayoutAsk } from '../../src/worker/protocol'
import { makeGraph } from '../support/make-graph'

/** Make a link of so many blocks and edges; or lay out the one that was made last. */
export type MapTask = { readonly make: number } | { readonly layOut: LayoutAsk }

let link: LinkToLayOut | undefined

self.onmessage = ({ data }: MessageEvent<MapTask>): void => {
  if ('make' in data) {
    const { graph, arch } = makeGraph(data.make, data.make)
    const log = new EventLog()
    const outgoing = indexEdges(graph)
    const describer = new Describer(graph, arch, outgoing)
    link = { graph, arch, log, outgoing, describer, replay: new Replay(graph, log) }
    self.postMessage(graph.toTransfer())
  } else if (link) {
    const laid = layOutLink(link, data.layOut.paper, data.layOut.byAddress)
    self.postMessage(laid, { transfer: buffersOfLayout(laid) })
  }
}
