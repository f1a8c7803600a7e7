/**
 * Finds places in blocks by name, and names them: `main+0x14` of `.text`. Names and kinds are those of the live link, so
 * the graph must be in that state (see `whileLive`).
 */
import type { BlockId, EdgeId, FileId, SectionId, SymbolId } from '../../engine/graph/ids'
import { Base, NO_BLOCK, NO_SOURCE } from '../../engine/graph/ids'
import { SectionFlag } from '../../engine/graph/schema'
import type { NameId } from '../../engine/table/name-table'
import { NO_NAME } from '../../engine/table/name-table'
import type { Session } from '../session'
import type { NamedThing } from './named-thing'

export interface BlockPlace {
  readonly block: BlockId
  readonly offset: number
}

/** How far to follow a stub to its entry and the entry to its name. */
const MOST_STEPS = 3

/** Calls `look` with the graph as it is when the link is live; afterwards it is as it was. */
export function whileLive<T>({ replay, liveAt }: Session, look: () => T): T {
  const here = replay.position
  if (here < liveAt) replay.seek(liveAt)
  try {
    return look()
  } finally {
    if (here < liveAt) replay.seek(here)
  }
}

/** Sections of a file with a name, in their order. */
export function* sectionsCalled({ graph }: Session, file: FileId, name: string): Generator<SectionId> {
  const wanted = graph.names.find(name)
  if (wanted === undefined) return
  for (let x = 0 as SectionId; x < graph.sections.length; x++)
    if (graph.sections.file[x] === file && graph.sections.name[x] === wanted) yield x
}

/** Symbols of a file with a name, in their order. */
export function* symbolsCalled({ graph }: Session, file: FileId, name: string): Generator<SymbolId> {
  const wanted = graph.names.find(name)
  if (wanted === undefined) return
  const { symbols } = graph
  for (let s = 0 as SymbolId; s < symbols.length; s++)
    if (symbols.file[s] === file && symbols.name[s] === wanted) yield s
}

/** All places that a name means, in their order. */
export function* placesOf(session: Session, file: FileId, thing: NamedThing): Generator<BlockPlace> {
  const { section, symbol, offset = 0 } = thing
  const sections = section === undefined ? undefined : new Set(sectionsCalled(session, file, section))
  if (symbol !== undefined) {
    yield* namedPlaces(session, file, symbol, offset, sections)
    return
  }
  if (!sections) return
  const starts = startsOf(session, sections)
  for (const block of blocksIn(session, sections)) {
    const start = offsetInSection(session, block, starts)
    if (thing.offset === undefined || start === undefined) yield { block, offset }
    else if (offset === start || (offset > start && BigInt(offset - start) < session.graph.blocks.size.big[block]))
      yield { block, offset: offset - start }
  }
}

function* namedPlaces(
  session: Session,
  file: FileId,
  name: string,
  offset: number,
  sections: ReadonlySet<SectionId> | undefined,
): Generator<BlockPlace> {
  const { graph } = session
  const { base, block, offset: within } = graph.symbols
  for (const s of symbolsCalled(session, file, name)) {
    if (base[s] !== Base.Defined || block[s] === NO_BLOCK) continue
    if (sections && !sections.has(graph.blocks.section[block[s]])) continue
    yield { block: block[s], offset: Number(within.big[s]) + offset }
  }
  const wanted = graph.names.find(name)
  if (!sections || wanted === undefined) return
  for (const made of blocksIn(session, sections))
    if (isMade(session, made) && aimOf(session, made) === wanted) yield { block: made, offset }
}

function* blocksIn({ graph }: Session, sections: ReadonlySet<SectionId>): Generator<BlockId> {
  const { section } = graph.blocks
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) if (sections.has(section[b])) yield b
}

/** The name of a place, without its number: from the nearest symbol before it, or from the section's beginning. */
export function placeName(session: Session, { block, offset }: BlockPlace): Pick<NamedThing, 'symbol' | 'offset'> {
  const { graph } = session
  if (isMade(session, block)) {
    const aim = aimOf(session, block)
    return aim === NO_NAME ? {} : { symbol: graph.names.text(aim), ...(offset > 0 ? { offset } : {}) }
  }
  const s = symbolBefore(session, block, offset)
  if (s !== undefined) {
    const rest = offset - Number(graph.symbols.offset.big[s])
    return { symbol: graph.nameOf(s), ...(rest > 0 ? { offset: rest } : {}) }
  }
  const starts = startsOf(session, new Set([graph.blocks.section[block]]))
  const start = offsetInSection(session, block, starts)
  return start === undefined ? (offset > 0 ? { offset } : {}) : { offset: start + offset }
}

/** The named symbol of a block with the largest offset up to a place; of several there the first. */
function symbolBefore({ graph }: Session, b: BlockId, at: number): SymbolId | undefined {
  const { base, block, name, offset } = graph.symbols
  let best: SymbolId | undefined
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (block[s] !== b || base[s] !== Base.Defined || name[s] === NO_NAME || offset.big[s] > BigInt(at)) continue
    if (best === undefined || offset.big[s] > offset.big[best]) best = s
  }
  return best
}

/** By section and source: where the first content of the section is in its file. */
type Starts = ReadonlyMap<SectionId, ReadonlyMap<number, number>>

/** Found in one pass: a section of a large link has thousands of blocks. */
function startsOf(session: Session, sections: ReadonlySet<SectionId>): Starts {
  const { section, source, sourceOffset } = session.graph.blocks
  const starts = new Map([...sections].map((x) => [x, new Map<number, number>()]))
  for (const b of blocksIn(session, sections)) {
    const own = starts.get(section[b])!
    own.set(source[b], Math.min(own.get(source[b]) ?? Infinity, sourceOffset[b]))
  }
  return starts
}

/** Bytes from the first content of the section in its file; undefined for zero-fill and for what the linker made. */
function offsetInSection({ graph }: Session, b: BlockId, starts: Starts): number | undefined {
  const { section, source, sourceOffset } = graph.blocks
  if (source[b] === NO_SOURCE || source[b] === 0) return undefined
  return sourceOffset[b] - starts.get(section[b])!.get(source[b])!
}

const isMade = ({ graph }: Session, b: BlockId): boolean =>
  (graph.sections.flags[graph.blocks.section[b]] & SectionFlag.Synthetic) !== 0

/** The name that an entry leads to, through other entries if need be. */
function aimOf({ graph, outgoing }: Session, made: BlockId): NameId {
  const { target } = graph.edges
  let b = made
  for (let step = 0; step < MOST_STEPS && outgoing.start[b]! < outgoing.start[b + 1]!; step++) {
    const s = target[outgoing.edge[outgoing.start[b]!]! as EdgeId]
    if (graph.symbols.name[s] !== NO_NAME) return graph.symbols.name[s]
    if (graph.symbols.base[s] !== Base.Defined) return NO_NAME
    b = graph.symbols.block[s]
  }
  return NO_NAME
}
