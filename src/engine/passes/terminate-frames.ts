/**
 * Ends the list of call-frame records: whoever walks `.eh_frame` at run time stops at a record of length zero, and since
 * records are blocks now, the linker has to supply the last one. The start of the list has to stay as well, for whoever
 * registers it with the unwinder: a live symbol of size 0 sees to that, even if no function needs its record.
 *
 * Source: Linux Standard Base, "Exception Frames"; JITLink's EHFrameNullTerminator.
 */
import type { BlockId, SectionId, SymbolId } from '../graph/ids'
import { Linkage, Scope } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { LINKER_SOURCE } from '../graph/link-graph'
import { SymbolFlag } from '../graph/schema'
import { NO_NAME } from '../table/name-table'
import type { Pass } from './pass'
import { frameBlocks, FRAME_SECTION } from './split-frames'

/** Sorts behind every record of the section. */
const LAST_ADDRESS = (1n << 64n) - 5n

export const terminateFrames: Pass = {
  id: 'terminate-frames',
  phase: 'prepare',
  says: 'Adds the zero record that ends the list of call-frame records, and keeps its start.',
  run({ graph }) {
    const name = graph.names.find(FRAME_SECTION)
    if (name === undefined) return
    for (let x = 0 as SectionId; x < graph.sections.length; x++) {
      if (graph.sections.name[x] !== name) continue
      keepStart(graph, x)
      graph.event('terminatorAdded', graph.blocks.length)
      const sourceOffset = graph.addLinkerContent(new Uint8Array(4))
      const block = graph.addBlock({ section: x, source: LINKER_SOURCE, sourceOffset, size: 4n, address: LAST_ADDRESS, alignment: 1, alignmentOffset: 0 })
      addLive(graph, block, 4n)
    }
  },
}

function keepStart(graph: LinkGraph, x: SectionId): void {
  const { section, address } = graph.blocks
  const first = frameBlocks(graph)
    .filter((b) => section[b] === x)
    .reduce<BlockId | undefined>((low, b) => (low === undefined || address.big[b] < address.big[low] ? b : low), undefined)
  if (first === undefined) return
  graph.event('rootMarked', graph.symbols.length)
  addLive(graph, first, 0n)
}

function addLive(graph: LinkGraph, block: BlockId, size: bigint): SymbolId {
  const file = graph.sections.file[graph.blocks.section[block]]
  return graph.addDefined({ file, name: NO_NAME, size, linkage: Linkage.Strong, scope: Scope.Local, flags: SymbolFlag.Live }, block, 0n)
}
