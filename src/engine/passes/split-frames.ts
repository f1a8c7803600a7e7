/**
 * Gives every call-frame record (`.eh_frame`, `__TEXT,__eh_frame`) a block of its own. The compiler writes one long list of call-frame records for all
 * functions of a file; as one block it would keep all functions alive together. As blocks, a record can follow its
 * function into death.
 *
 * Source: Linux Standard Base, "Exception Frames" (a record is a 4-byte length and that many bytes; ffffffff announces
 * an 8-byte length); JITLink's DWARFRecordSectionSplitter.
 */
import type { Phrase } from '../graph/phrases/phrase'
import { tell } from '../graph/phrases/phrase'
import { Refusal } from '../graph/diagnostics'
import type { BlockId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { SectionFlag } from '../graph/schema'
import type { Pass } from './pass'
import { BlockSplitter } from './split-blocks'

const EXTENDED_LENGTH = 0xffffffff

export const splitFrames: Pass = {
  id: 'split-frames',
  phase: 'prepare',
  says: 'Gives every call-frame record a block of its own, so that it can live and die with its function.',
  run({ graph, arch }) {
    const blocks = frameBlocks(graph)
    const isLittle = arch.byteOrder.data === 'little'
    const starts = blocks.map((b) => recordStarts(graph, b, isLittle))
    const records = starts.reduce((sum, { length }) => sum + length, blocks.length)
    // Each record becomes a block with a name, and most get two edges when they are linked.
    graph.reserve({ blocks: records, symbols: records, edges: 2 * records })
    new BlockSplitter(graph, blocks).split(starts)
  },
}

/** All blocks with content in sections of call-frame records. */
export function frameBlocks(graph: LinkGraph): BlockId[] {
  const { section } = graph.blocks
  const found: BlockId[] = []
  const { flags } = graph.sections
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (!(flags[section[b]] & SectionFlag.CallFrames)) continue
    if (graph.isZeroFill(b)) throw refuseFrame(graph, b, 0, tell('contentless-section'), tell('frame-records'))
    if (graph.blocks.size.big[b] > 0n) found.push(b)
  }
  return found
}

/** A refusal about the record at `offset` of a block. */
export function refuseFrame(graph: LinkGraph, b: BlockId, offset: number, found: Phrase, expected: Phrase): Refusal {
  const section = graph.blocks.section[b]
  const file = graph.files[graph.sections.file[section]]!.name
  const at = graph.blocks.sourceOffset[b] + offset
  return new Refusal('eh-frame', {
    file,
    structure: tell('record', { section: graph.sectionName(section) }),
    offset: at,
    found,
    expected,
  })
}

/** Offsets of the records, the first (0) left out. */
function recordStarts(graph: LinkGraph, b: BlockId, isLittle: boolean): number[] {
  const bytes = graph.originalContent(b)!
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const starts: number[] = []
  for (let at = 0; at < bytes.length; ) {
    if (at > 0) starts.push(at)
    const end = recordEnd(view, at, isLittle)
    if (end === undefined || end > bytes.length) {
      throw refuseFrame(graph, b, at, tell('record-past-end'), tell('at-most-bytes', { n: bytes.length - at }))
    }
    at = end
  }
  return starts
}

function recordEnd(view: DataView, at: number, isLittle: boolean): number | undefined {
  if (at + 4 > view.byteLength) return undefined
  const length = view.getUint32(at, isLittle)
  if (length !== EXTENDED_LENGTH) return at + 4 + length
  if (at + 12 > view.byteLength) return undefined
  const long = view.getBigUint64(at + 4, isLittle)
  return long > BigInt(view.byteLength) ? undefined : at + 12 + Number(long)
}
