/**
 * Ends the list of call-frame records: whoever walks `.eh_frame` at run time stops at a record of length zero, and since
 * records are blocks now, the linker has to supply the last one.
 *
 * Source: Linux Standard Base, "Exception Frames"; JITLink's EHFrameNullTerminator.
 */
import type { SectionId } from '../graph/ids'
import { Linkage, Scope } from '../graph/ids'
import { LINKER_SOURCE } from '../graph/graph-tables'
import { SectionFlag, SymbolFlag } from '../graph/schema'
import { NO_NAME } from '../table/name-table'
import { conventionOf } from './conventions'
import type { Pass } from './pass'

/** Sorts behind every record of the section. */
const LAST_ADDRESS = (1n << 64n) - 5n

export const terminateFrames: Pass = {
  id: 'terminate-frames',
  phase: 'prepare',
  says: 'Adds the zero record that ends the list of call-frame records.',
  run({ graph }) {
    if (!conventionOf(graph).framesEnd) return
    for (let x = 0 as SectionId; x < graph.sections.length; x++) {
      if ((graph.sections.flags[x] & SectionFlag.CallFrames) === 0) continue
      graph.event('terminatorAdded', graph.blocks.length)
      const sourceOffset = graph.addLinkerContent(new Uint8Array(4))
      const block = graph.addBlock({
        section: x,
        source: LINKER_SOURCE,
        sourceOffset,
        size: 4n,
        address: LAST_ADDRESS,
        alignment: 1,
        alignmentOffset: 0,
      })
      const file = graph.sections.file[x]
      graph.addDefined(
        { file, name: NO_NAME, size: 4n, linkage: Linkage.Strong, scope: Scope.Local, flags: SymbolFlag.Live },
        block,
        0n,
      )
    }
  },
}
