/**
 * What LLVM 22 does with distances from a start: fields of COFF that count from where the image starts (ADDR32NB) or from
 * where the target's section starts (SECREL; parts of a group count each from its own start) get the start taken off their
 * addend and become ordinary addresses.
 *
 * Source: JITLink's COFFLinkGraphLowering_x86_64.
 */
import { imagePlaces, sectionStartOf } from '../arch/places'
import type { EdgeId, EdgeKind } from '../graph/ids'
import type { Pass } from './pass'

const ADDRESS = 'Pointer32'

export const lowerImageRelative: Pass = {
  id: 'lower-image-relative',
  phase: 'relax',
  only: { formats: ['coff'] },
  says: 'As LLVM 22: takes the start of the image, or of a section, off the addends of fields that count from there.',
  run({ graph, arch, options }) {
    if (!options.quirks.has('coff-starts-folded')) return
    const places = imagePlaces(graph, 'apart')
    const lowered = arch.edges.findIndex(({ name }) => name === ADDRESS) as EdgeKind
    const { kind, block, target, addend } = graph.edges
    for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
      const { IMAGE, SECTION } = arch.fixups[kind[e]]?.formula.coefficient ?? { IMAGE: 0, SECTION: 0 }
      if ((IMAGE === 0 && SECTION === 0) || graph.isRemoved(block[e])) continue
      const file = graph.sections.file[graph.blocks.section[block[e]]]
      const start = IMAGE === 0 ? sectionStartOf(graph, places, target[e]) : (places.image[file] ?? 0n)
      graph.event('startFolded', e)
      graph.setEdgeAddend(e, addend.big[e] - start)
      graph.retargetEdge(e, lowered, target[e])
    }
  },
}
