/**
 * Gives every record of `.eh_frame` a block of its own. The compiler writes one long list of call-frame records for all
 * functions of a file; as one block it would keep all functions alive together. As blocks, a record can follow its
 * function into death.
 *
 * Source: Linux Standard Base, "Exception Frames" (a record is a 4-byte length and that many bytes; ffffffff announces
 * an 8-byte length); JITLink's DWARFRecordSectionSplitter and splitBlock.
 */
import { Refusal } from '../graph/diagnostics'
import type { BlockId, EdgeId, SectionId, SymbolId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import type { Pass } from './pass'

export const FRAME_SECTION = '.eh_frame'
const EXTENDED_LENGTH = 0xffffffff

export const splitFrames: Pass = {
  id: 'split-frames',
  phase: 'prepare',
  says: 'Gives every call-frame record a block of its own, so that it can live and die with its function.',
  run({ graph }) {
    for (const b of frameBlocks(graph)) splitBlock(graph, b, recordStarts(graph, b))
  },
}

/** All blocks with content in sections called `.eh_frame`. */
export function frameBlocks(graph: LinkGraph): BlockId[] {
  const name = graph.names.find(FRAME_SECTION)
  if (name === undefined) return []
  const { section } = graph.blocks
  const found: BlockId[] = []
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (graph.sections.name[section[b]] !== name) continue
    if (graph.isZeroFill(b)) throw refuseFrame(graph, b, 0, 'a section without content', 'call-frame records')
    if (graph.blocks.size.big[b] > 0n) found.push(b)
  }
  return found
}

/** A refusal about the record at `offset` of a block. */
export function refuseFrame(graph: LinkGraph, b: BlockId, offset: number, found: string, expected: string): Refusal {
  const section = graph.blocks.section[b]
  const file = graph.files[graph.sections.file[section]]!.name
  const at = graph.blocks.sourceOffset[b] + offset
  return new Refusal('eh-frame', { file, structure: `${FRAME_SECTION} record`, offset: at, found, expected })
}

/** Offsets of the records, the first (0) left out. */
function recordStarts(graph: LinkGraph, b: BlockId): number[] {
  const bytes = graph.originalContent(b)!
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const starts: number[] = []
  for (let at = 0; at < bytes.length; ) {
    if (at > 0) starts.push(at)
    const end = recordEnd(view, at)
    if (end === undefined || end > bytes.length) {
      throw refuseFrame(
        graph,
        b,
        at,
        'a record that runs past the end of the section',
        `at most ${bytes.length - at} bytes`,
      )
    }
    at = end
  }
  return starts
}

function recordEnd(view: DataView, at: number): number | undefined {
  if (at + 4 > view.byteLength) return undefined
  const length = view.getUint32(at, true)
  if (length !== EXTENDED_LENGTH) return at + 4 + length
  if (at + 12 > view.byteLength) return undefined
  const long = view.getBigUint64(at + 4, true)
  return long > BigInt(view.byteLength) ? undefined : at + 12 + Number(long)
}

/** Cuts a block at ascending offsets: the block keeps its head, each further part is a new block behind it. */
export function splitBlock(graph: LinkGraph, b: BlockId, starts: readonly number[]): void {
  if (starts.length === 0) return
  graph.event('blockSplit', b, starts.length + 1)
  const size = Number(graph.blocks.size.big[b])
  const first = graph.blocks.length
  for (const [i, start] of starts.entries()) addPart(graph, b, start, (starts[i + 1] ?? size) - start)
  graph.resizeBlock(b, BigInt(starts[0]!))
  const partAt = (offset: number): { part: BlockId; start: number } => {
    const i = upperBound(starts, offset) - 1
    return i < 0 ? { part: b, start: 0 } : { part: (first + i) as BlockId, start: starts[i]! }
  }
  moveSymbols(graph, b, partAt)
  moveEdges(graph, b, partAt)
}

function addPart(graph: LinkGraph, b: BlockId, start: number, size: number): void {
  const { section, source, sourceOffset, address, alignment, alignmentOffset } = graph.blocks
  const align = 2 ** alignment[b]
  graph.addBlock({
    section: section[b] as SectionId,
    source: source[b],
    sourceOffset: sourceOffset[b] + start,
    size: BigInt(size),
    address: address.big[b] + BigInt(start),
    alignment: align,
    alignmentOffset: (alignmentOffset[b] + start) % align,
  })
}

type PartAt = (offset: number) => { part: BlockId; start: number }

function moveSymbols(graph: LinkGraph, b: BlockId, partAt: PartAt): void {
  const { block, offset } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (block[s] !== b) continue
    const at = Number(offset.big[s])
    const { part, start } = partAt(at)
    if (part !== b) graph.moveSymbol(s, part, BigInt(at - start))
    const partSize = graph.blocks.size.big[part]
    if (graph.symbols.size.big[s] > partSize) graph.resizeSymbol(s, partSize - BigInt(at - start))
  }
}

function moveEdges(graph: LinkGraph, b: BlockId, partAt: PartAt): void {
  const { block, offset } = graph.edges
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    if (block[e] !== b) continue
    const { part, start } = partAt(offset[e])
    if (part !== b) graph.moveEdge(e, part, offset[e] - start)
  }
}

/** Index of the first element greater than `value`. */
function upperBound(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}
