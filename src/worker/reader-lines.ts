/** The reader's answer about debug information: source lines and functions of a file, by block and offset. */
import { firstWhere } from '../base/search'
import { readDebugInfo } from '../engine/dwarf/debug-info'
import type { DebugInfo } from '../engine/dwarf/debug-info'
import type { LineRowId } from '../engine/dwarf/line-table'
import { LineFlag } from '../engine/dwarf/line-table'
import type { SubprogramId } from '../engine/dwarf/subprograms'
import type { BlockId, FileId } from '../engine/graph/ids'
import { NO_SEGMENT } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import type { DebugFunction, LinesAnswer } from './reader-protocol'

interface Piece {
  readonly block: BlockId
  readonly start: number
  readonly size: number
  readonly row: LineRowId
}

/** Reads the debug information of a file as far as lines and functions go. */
export function readLines(graph: LinkGraph, file: FileId): LinesAnswer {
  const debug = readDebugInfo(graph, file)
  const find = blockFinder(graph, file)
  const { rows } = debug.lines
  const pieces: Piece[] = []
  for (let row = 0 as LineRowId; row < rows.length; row++) {
    if (rows.flags[row] & LineFlag.EndSequence || rows.line[row] === 0) continue
    const low = rows.address.big[row]
    const size = Number(debug.lines.endOf(row) - low)
    const place = size > 0 ? find(low) : undefined
    if (place) pieces.push({ ...place, size, row })
  }
  pieces.sort((a, b) => a.block - b.block || a.start - b.start)
  const column = (read: (piece: Piece) => number): Uint32Array<ArrayBuffer> => Uint32Array.from(pieces, read)
  return {
    sources: debug.sources.map(({ path }) => path),
    block: column(({ block }) => block),
    start: column(({ start }) => start),
    size: column(({ size }) => size),
    source: column(({ row }) => rows.source[row]),
    line: column(({ row }) => rows.line[row]),
    column: Uint16Array.from(pieces, ({ row }) => rows.column[row]),
    functions: functionsOf(debug, find),
  }
}

type Find = (address: bigint) => { readonly block: BlockId; readonly start: number } | undefined

function functionsOf(debug: DebugInfo, find: Find): DebugFunction[] {
  const { table } = debug.subprograms
  const found: DebugFunction[] = []
  for (let s = 0 as SubprogramId; s < table.length; s++) {
    const place = find(table.low.big[s])
    if (!place) continue
    const unit = debug.units[table.unit[s]]!
    found.push({
      name: debug.text(table.name[s]),
      block: place.block,
      start: place.start,
      end: place.start + Number(table.high.big[s] - table.low.big[s]),
      entryBlock: unit.block.id,
      entryStart: table.offset[s],
      entryEnd: debug.endOf(table.unit[s], table.entry[s]),
      line: table.line[s],
    })
  }
  return found
}

/** Finds the block of a file that holds an address, among those that have memory. */
function blockFinder(graph: LinkGraph, file: FileId): Find {
  const { address, size, section, segment } = graph.blocks
  const blocks: BlockId[] = []
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const own = graph.sections.file[section[b]] === file && segment[b] !== NO_SEGMENT
    if (own && !graph.isRemoved(b) && size.big[b] > 0n) blocks.push(b)
  }
  blocks.sort((a, b) => (address.big[a] < address.big[b] ? -1 : 1))
  return (at) => {
    const low = firstWhere(0, blocks.length, (i) => address.big[blocks[i]!] > at)
    const block = blocks[low - 1]
    if (block === undefined || at >= address.big[block] + size.big[block]) return undefined
    return { block, start: Number(at - address.big[block]) }
  }
}
