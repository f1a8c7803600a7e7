/**
 * What of the files' bytes is content at some moment of a link: all that `originalContent` can ever be asked for. A table
 * of relocations or of names is no content of the link.
 */
import type { FilePieces } from '../table/file-pieces'
import { cutPieces } from '../table/file-pieces'
import { CELL } from './cells'
import { LINKER_SOURCE } from './graph-tables'
import type { BlockId } from './ids'
import { NO_SOURCE } from './ids'
import type { LinkGraph } from './link-graph'
import type { EventLog, RecordId } from './log'
import { SectionFlag } from './schema'

/** Places of content: of each the source, and where in it the content begins and ends. */
interface Places {
  readonly source: number[]
  readonly start: number[]
  readonly end: number[]
}

/** By source, the content in it; undefined for the linker's own. The graph is at its end. */
export function contentPieces(graph: LinkGraph, log: EventLog): (FilePieces | undefined)[] {
  const places: Places = { source: [], start: [], end: [] }
  addFinal(graph, places)
  addFormer(graph, log, places)
  const starts = graph.sources.map((): number[] => [])
  const ends = graph.sources.map((): number[] => [])
  places.source.forEach((source, i) => {
    const { length } = graph.sources[source]!
    starts[source]!.push(Math.min(length, places.start[i]!))
    ends[source]!.push(Math.min(length, places.end[i]!))
  })
  return graph.sources.map((bytes, source) =>
    source === LINKER_SOURCE
      ? undefined
      : cutPieces(bytes, Float64Array.from(starts[source]!), Float64Array.from(ends[source]!)),
  )
}

function addFinal(graph: LinkGraph, places: Places): void {
  const { source, sourceOffset, size } = graph.blocks
  for (let b = 0 as BlockId; b < graph.blocks.length; b++)
    add(graph, places, b, source[b], sourceOffset[b], size.words[2 * b]!)
}

/** Blocks that had other content before, or more of it: few, as only splitting and replacing does that. */
function addFormer(graph: LinkGraph, { records }: EventLog, places: Places): void {
  const { blocks } = graph
  const former = new Map<BlockId, { source: number; start: number; size: number }>()
  for (let r = (records.length - 1) as RecordId; r >= 0; r--) {
    const cell = records.cell[r]
    if (cell !== CELL.blockSize && cell !== CELL.blockSource && cell !== CELL.blockSourceOffset) continue
    const b = records.row[r] as BlockId
    const now = { source: blocks.source[b], start: blocks.sourceOffset[b], size: blocks.size.words[2 * b]! }
    const known = former.get(b) ?? now
    const before = records.before[r]
    if (cell === CELL.blockSize) known.size = before
    else if (cell === CELL.blockSource) known.source = before
    else known.start = before
    former.set(b, known)
    add(graph, places, b, known.source, known.start, known.size)
  }
}

function add(graph: LinkGraph, places: Places, b: BlockId, source: number, start: number, size: number): void {
  if (source === NO_SOURCE || source === LINKER_SOURCE || size === 0) return
  if (graph.sections.flags[graph.blocks.section[b]] & SectionFlag.Bookkeeping) return
  places.source.push(source)
  places.start.push(start)
  places.end.push(start + size)
}
