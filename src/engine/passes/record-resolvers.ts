/**
 * Records, for each slot of an indirect function, the finalize action that fills it: call the resolver and store its
 * answer. They come first, because other actions may call through such slots. Nothing is ever run, so the slots stay holes.
 *
 * Source: System V ABI, AMD64 supplement, STT_GNU_IFUNC and R_X86_64_IRELATIVE.
 */
import { ACTION_KIND } from '../graph/action-kinds'
import { edgesOf, indexEdges } from '../graph/edge-index'
import type { BlockId } from '../graph/ids'
import { BlockFlag } from '../graph/schema'
import type { Pass } from './pass'

export const recordResolvers: Pass = {
  id: 'record-resolvers',
  phase: 'check',
  says: 'Records a finalize action for each slot that a resolver has to fill.',
  run({ graph }) {
    const slots: BlockId[] = []
    for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
      if (graph.blocks.flags[b] & BlockFlag.IndirectSlot && !graph.isRemoved(b)) slots.push(b)
    }
    if (slots.length === 0) return
    const index = indexEdges(graph)
    for (const b of slots) {
      const section = graph.blocks.section[b]
      const subject = graph.edges.target[edgesOf(index, b)[0]!]
      graph.event('actionRecorded', graph.actions.length)
      graph.addAction({ file: graph.sections.file[section], kind: ACTION_KIND['call-resolver'], subject, section })
    }
  },
}
