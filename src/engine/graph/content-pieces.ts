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

/** Tells of a place with content: the source, and where in it the content begins and ends. */
type Tell = (source: number, start: number, end: number) => void

/** By source, the content in it; undefined for the linker's own. The graph is at its end. */
export function contentPieces(graph: LinkGraph, log: EventLog): (FilePieces | undefined)[] {
  const counts = new Uint32Array(graph.sources.length)
  tellAll(graph, log, (source) => counts[source]!++)
  const starts = graph.sources.map((_, source) => new Float64Array(counts[source]!))
  const ends = graph.sources.map((_, source) => new Float64Array(counts[source]!))
  tellAll(graph, log, (source, start, end) => {
    const { length } = graph.sources[source]!
    const at = --counts[source]!
    starts[source]![at] = Math.min(length, start)
    ends[source]![at] = Math.min(length, end)
  })
  return graph.sources.map((bytes, source) =>
    source === LINKER_SOURCE ? undefined : cutPieces(bytes, starts[source]!, ends[source]!),
  )
}

function tellAll(graph: LinkGraph, log: EventLog, tell: Tell): void {
  const { source, sourceOffset, size } = graph.blocks
  for (let b = 0 as BlockId; b < graph.blocks.length; b++)
    tellOne(graph, tell, b, source[b], sourceOffset[b], size.words[2 * b]!)
  tellFormer(graph, log, tell)
}

/** Blocks that had other content before, or more of it: few, as only splitting and replacing does that. */
function tellFormer(graph: LinkGraph, { records }: EventLog, tell: Tell): void {
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
    tellOne(graph, tell, b, known.source, known.start, known.size)
  }
}

function tellOne(graph: LinkGraph, tell: Tell, b: BlockId, source: number, start: number, size: number): void {
  if (source === NO_SOURCE || source === LINKER_SOURCE || size === 0) return
  if (graph.sections.flags[graph.blocks.section[b]] & SectionFlag.Bookkeeping) return
  tell(source, start, start + size)
}
