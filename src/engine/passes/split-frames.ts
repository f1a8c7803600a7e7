/**
 * Gives every record of `.eh_frame` a block of its own. The compiler writes one long list of call-frame records for all
 * functions of a file; as one block it would keep all functions alive together. As blocks, a record can follow its
 * function into death.
 *
 * Source: Linux Standard Base, "Exception Frames" (a record is a 4-byte length and that many bytes; ffffffff announces
 * an 8-byte length); JITLink's DWARFRecordSectionSplitter and splitBlock.
 */
import { Refusal } from '../graph/diagnostics'
import type { EdgeIndex } from '../graph/edge-index'
import { indexEdgesOf } from '../graph/edge-index'
import { moduloPower } from '../graph/graph-parts'
import type { BlockId, EdgeId, SymbolId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import type { Pass } from './pass'

export const FRAME_SECTION = '.eh_frame'
const EXTENDED_LENGTH = 0xffffffff
/** A search is faster than more steps than this. */
const FEW_STEPS = 8
/** Largest value of a word: sums beyond it carry. */
const MAX_WORD = 0xffffffff

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
    new Splitter(graph, blocks).split(starts)
  },
}

/** All blocks with content in sections called `.eh_frame`. */
export function frameBlocks(graph: LinkGraph): BlockId[] {
  const name = graph.names.find(FRAME_SECTION)
  if (name === undefined) return []
  const { section } = graph.blocks
  const found: BlockId[] = []
  const sectionNames = graph.sections.name
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (sectionNames[section[b]] !== name) continue
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
function recordStarts(graph: LinkGraph, b: BlockId, isLittle: boolean): number[] {
  const bytes = graph.originalContent(b)!
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const starts: number[] = []
  for (let at = 0; at < bytes.length; ) {
    if (at > 0) starts.push(at)
    const end = recordEnd(view, at, isLittle)
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

function recordEnd(view: DataView, at: number, isLittle: boolean): number | undefined {
  if (at + 4 > view.byteLength) return undefined
  const length = view.getUint32(at, isLittle)
  if (length !== EXTENDED_LENGTH) return at + 4 + length
  if (at + 12 > view.byteLength) return undefined
  const long = view.getBigUint64(at + 4, isLittle)
  return long > BigInt(view.byteLength) ? undefined : at + 12 + Number(long)
}

/** Cuts blocks into parts. What lies in them is sorted by block beforehand, once for all. */
class Splitter {
  readonly #graph: LinkGraph
  readonly #blocks: readonly BlockId[]
  readonly #edges: EdgeIndex
  /** The symbols in each of the blocks, in the order of their ids. */
  readonly #symbols: ReadonlyMap<BlockId, readonly SymbolId[]>

  constructor(graph: LinkGraph, blocks: readonly BlockId[]) {
    this.#graph = graph
    this.#blocks = blocks
    this.#edges = indexEdgesOf(graph, blocks)
    this.#symbols = symbolsIn(graph, blocks)
  }

  split(starts: readonly (readonly number[])[]): void {
    for (const [i, b] of this.#blocks.entries()) if (starts[i]!.length > 0) this.#splitBlock(b, starts[i]!)
  }

  /** Cuts a block at ascending offsets: the block keeps its head, each further part is a new block behind it. */
  #splitBlock(b: BlockId, starts: readonly number[]): void {
    const graph = this.#graph
    graph.event('blockSplit', b, starts.length + 1)
    const size = graph.blocks.size.words[2 * b]!
    const first = graph.blocks.length
    for (let i = 0; i < starts.length; i++) addPart(graph, b, starts[i]!, (starts[i + 1] ?? size) - starts[i]!)
    graph.resizeBlock(b, BigInt(starts[0]!))
    for (const s of this.#symbols.get(b) ?? []) moveSymbol(graph, s, b, first, starts)
    const { offset } = graph.edges
    const { start, edge } = this.#edges
    let part = -1
    for (let i = start[b]!; i < start[b + 1]!; i++) {
      const e = edge[i]! as EdgeId
      part = partOf(starts, offset[e], part)
      if (part >= 0) graph.moveEdge(e, (first + part) as BlockId, offset[e] - starts[part]!)
    }
  }
}

function symbolsIn(graph: LinkGraph, blocks: readonly BlockId[]): Map<BlockId, SymbolId[]> {
  const found = new Map<BlockId, SymbolId[]>(blocks.map((b) => [b, []]))
  if (blocks.length === 0) return found
  const wanted = new Uint8Array(graph.blocks.length)
  for (const b of blocks) wanted[b] = 1
  const { block } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++)
    if (block[s] < wanted.length && wanted[block[s]]) found.get(block[s])!.push(s)
  return found
}

function addPart(graph: LinkGraph, b: BlockId, start: number, size: number): void {
  const { section, source, sourceOffset, address, alignment, alignmentOffset } = graph.blocks
  const { words } = address
  const log = alignment[b]
  const shifted = moduloPower(alignmentOffset[b] + start, log)
  const low = words[2 * b]! + start
  const high = words[2 * b + 1]! + (low > MAX_WORD ? 1 : 0)
  const part = graph.addBlockInWords(section[b], source[b], sourceOffset[b] + start, log, shifted)
  graph.sizeBlockInWords(part, size, 0, low, high)
}

/** Moves a symbol of block b to the part in which it lies; it ends with that part at the latest. */
function moveSymbol(graph: LinkGraph, s: SymbolId, b: BlockId, first: number, starts: readonly number[]): void {
  const at = graph.symbols.offset.words[2 * s]!
  const part = upperBound(starts, at) - 1
  const within = part < 0 ? at : at - starts[part]!
  const home = part < 0 ? b : ((first + part) as BlockId)
  if (part >= 0) graph.moveSymbol(s, home, BigInt(within))
  const size = graph.blocks.size.big[home]
  if (graph.symbols.size.big[s] > size) graph.resizeSymbol(s, size - BigInt(within))
}

/** The part in which an offset lies, -1 for the head; relocations are mostly sorted, so it is the last one or soon behind it. */
function partOf(starts: readonly number[], offset: number, last: number): number {
  if (last >= 0 && starts[last]! > offset) return upperBound(starts, offset) - 1
  let part = last
  for (let steps = 0; part + 1 < starts.length && starts[part + 1]! <= offset; part++)
    if (++steps > FEW_STEPS) return upperBound(starts, offset) - 1
  return part
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
