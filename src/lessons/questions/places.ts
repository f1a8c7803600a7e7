/** Finds what a wish names: a place in a block, the field there, a file. */
import { least } from '../../base/extremes'
import type { BlockId, EdgeId, FileId, SymbolId } from '../../engine/graph/ids'
import { FIRST_RELOCATION_KIND, NO_SOURCE } from '../../engine/graph/ids'
import type { AskedLink } from './asked-link'
import type { CannotAsk } from './draft'
import { cannot } from './draft'
import { blocksOf, namedSymbolsOf } from './things'
import type { PlaceName } from './wish'

export interface FoundPlace {
  readonly block: BlockId
  /** In bytes, from the block's start. */
  readonly offset: number
  /** The symbol that the name said, if it said one. */
  readonly symbol: SymbolId | undefined
}

/** The first place that the name fits. */
export function findPlace(link: AskedLink, name: PlaceName): FoundPlace | CannotAsk {
  const { graph } = link
  const { symbol, offset = 0 } = name
  if (symbol === undefined) return findInSection(link, name)
  for (const s of namedSymbolsOf(link)) {
    const block = graph.symbols.block[s]
    if (graph.nameOf(s) !== symbol || !isHome(link, block, name)) continue
    return { block, offset: Number(graph.symbols.offset.big[s]) + offset, symbol: s }
  }
  return cannot('questions.cannot.place', { place: placeText(name) })
}

/** Without a symbol, the offset counts from the first byte of the section's content in its file. */
function findInSection(link: AskedLink, name: PlaceName): FoundPlace | CannotAsk {
  const { source, sourceOffset, size } = link.graph.blocks
  const own = blocksOf(link).filter((b) => isHome(link, b, name))
  const first = own[0]
  if (first === undefined) return cannot('questions.cannot.place', { place: placeText(name) })
  if (source[first] === NO_SOURCE) return { block: first, offset: name.offset ?? 0, symbol: undefined }
  const start = least(own.map((b) => sourceOffset[b]))
  const at = start + (name.offset ?? 0)
  const block = own.find((b) => at >= sourceOffset[b] && BigInt(at - sourceOffset[b]) < size.big[b])
  if (block === undefined) return cannot('questions.cannot.place', { place: placeText(name) })
  return { block, offset: at - sourceOffset[block], symbol: undefined }
}

function isHome({ graph }: AskedLink, b: BlockId, { file, section }: PlaceName): boolean {
  const x = graph.blocks.section[b]
  if (section !== undefined && graph.sectionName(x) !== section) return false
  return file === undefined || graph.files[graph.sections.file[x]]!.name === file
}

/** The relocation edge whose field begins at the place. */
export function findEdge(link: AskedLink, name: PlaceName): EdgeId | CannotAsk {
  const place = findPlace(link, name)
  if ('cannot' in place) return place
  const { block, offset, kind, length } = link.graph.edges
  for (let e = 0 as EdgeId; e < length; e++)
    if (block[e] === place.block && offset[e] === place.offset && kind[e] >= FIRST_RELOCATION_KIND) return e
  return cannot('questions.cannot.field', { place: placeText(name) })
}

/** The name of the place where an edge's field is, by which `findEdge` finds it again; undefined if another has it. */
export function nameOfEdge(link: AskedLink, e: EdgeId): PlaceName | undefined {
  const { graph } = link
  const b = graph.edges.block[e]
  const x = graph.blocks.section[b]
  const home = { file: graph.files[graph.sections.file[x]]!.name, section: graph.sectionName(x) }
  const at = graph.edges.offset[e]
  const near = namedSymbolsOf(link).filter(
    (s) => graph.symbols.block[s] === b && graph.symbols.offset.big[s] <= BigInt(at),
  )
  const s = near.at(-1)
  const name: PlaceName =
    s === undefined
      ? { ...home, offset: offsetInSection(link, b) + at }
      : { ...home, symbol: graph.nameOf(s), offset: at - Number(graph.symbols.offset.big[s]) }
  return findEdge(link, name) === e ? name : undefined
}

function offsetInSection({ graph }: AskedLink, b: BlockId): number {
  const { section, source, sourceOffset, length } = graph.blocks
  if (source[b] === NO_SOURCE) return 0
  let first = sourceOffset[b]
  for (let other = 0 as BlockId; other < length; other++)
    if (section[other] === section[b] && source[other] === source[b] && !graph.isRemoved(other))
      first = Math.min(first, sourceOffset[other])
  return sourceOffset[b] - first
}

/** `a.o: main+0x1`, for messages. */
export function placeText({ file, section, symbol, offset = 0 }: PlaceName): string {
  const start = symbol ?? section ?? ''
  const plus = offset > 0 ? `+0x${offset.toString(16)}` : ''
  return `${file === undefined ? '' : `${file}: `}${start}${plus}`
}

export function fileNamed({ graph }: AskedLink, name: string): FileId | CannotAsk {
  const found = graph.files.findIndex((file) => file.name === name)
  return found < 0 ? cannot('questions.cannot.file', { file: name }) : (found as FileId)
}
