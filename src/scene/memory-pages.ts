/**
 * What is in executor memory, byte for byte: each segment as stretches of content, padding, zero-fill and bytes that
 * nobody uses, and its pages with what is on them. Everything follows from where blocks were placed, so it is made once,
 * from the finished tables; which of it is there at a moment is read from the graph.
 */
import type { BlockId, SectionId, SegmentId } from '../engine/graph/ids'
import { NO_BLOCK, NO_SEGMENT } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'

/** Padding stands before a block that must be aligned; unused bytes fill the last page. */
export const BYTE_KINDS = ['content', 'padding', 'zero-fill', 'unused'] as const
export type ByteKind = (typeof BYTE_KINDS)[number]
export type ByteCounts = Readonly<Record<ByteKind, number>>

/** Bytes [start, end) of a segment that are of one kind; its block is NO_BLOCK unless it is content or zero-fill. */
export interface Stretch {
  readonly kind: ByteKind
  readonly start: number
  readonly end: number
  readonly block: BlockId
}

export interface SegmentMemory {
  readonly segment: SegmentId
  /** In address order, without gaps, from 0 to the size of the reserved pages. */
  readonly stretches: readonly Stretch[]
  readonly counts: ByteCounts
  /** Sections in the order of their first byte. */
  readonly sections: readonly SectionId[]
}

/** The segments of a finished link. Offsets are plain numbers: no address space here is larger than 2^53 bytes. */
export function segmentMemories(graph: LinkGraph): SegmentMemory[] {
  const blocks: BlockId[][] = Array.from({ length: graph.segments.length }, () => [])
  const { segment, address } = graph.blocks
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (segment[b] !== NO_SEGMENT && !graph.isRemoved(b)) blocks[segment[b]]!.push(b)
  }
  return blocks.map((inside, i) => {
    const g = i as SegmentId
    const base = graph.segments.address.big[g]
    // Plain numbers sort many times faster than 64-bit ones. Of two blocks at one address the empty one stands first.
    const keys = inside.map((b) => ({
      b,
      start: Number(address.big[b] - base),
      empty: graph.blocks.size.big[b] === 0n ? 0 : 1,
    }))
    keys.sort((x, y) => x.start - y.start || x.empty - y.empty || x.b - y.b)
    return segmentMemory(
      graph,
      g,
      keys.map(({ b }) => b),
    )
  })
}

function segmentMemory(graph: LinkGraph, g: SegmentId, blocks: readonly BlockId[]): SegmentMemory {
  const base = graph.segments.address.big[g]
  const reserved = Number(graph.segments.reserved.big[g])
  const stretches: Stretch[] = []
  const counts = { content: 0, padding: 0, 'zero-fill': 0, unused: 0 }
  const sections = new Set<SectionId>()
  const add = (kind: ByteKind, start: number, end: number, block: BlockId): void => {
    if (end <= start) return
    stretches.push({ kind, start, end, block })
    counts[kind] += end - start
  }
  let cursor = 0
  for (const b of blocks) {
    const start = Number(graph.blocks.address.big[b] - base)
    const end = start + Number(graph.blocks.size.big[b])
    add('padding', cursor, start, NO_BLOCK)
    add(graph.isZeroFill(b) ? 'zero-fill' : 'content', start, end, b)
    sections.add(graph.blocks.section[b])
    cursor = Math.max(cursor, end)
  }
  add('unused', cursor, reserved, NO_BLOCK)
  return { segment: g, stretches, counts, sections: [...sections] }
}

/** Neighbouring pages of which the same can be said. */
export interface PageRun {
  /** Index of the first page in its segment, and how many follow one another. */
  readonly first: number
  readonly count: number
  /** Bytes of each kind on all of them together. */
  readonly counts: ByteCounts
  readonly blocks: readonly BlockId[]
}

/** The pages of a segment; those that one stretch fills from edge to edge are one run. `page` is their size in bytes. */
export function pageRuns({ stretches }: SegmentMemory, page: number): PageRun[] {
  const runs: PageRun[] = []
  let i = 0
  const end = stretches.at(-1)?.end ?? 0
  for (let at = 0; at < end; ) {
    while (stretches[i]!.end <= at) i++
    const whole = Math.floor((stretches[i]!.end - at) / page)
    const count = stretches[i]!.start <= at && whole > 1 ? whole : 1
    runs.push(pageRun(stretches, i, at, at + count * page, page))
    at += count * page
  }
  return runs
}

function pageRun(stretches: readonly Stretch[], from: number, start: number, end: number, page: number): PageRun {
  const counts = { content: 0, padding: 0, 'zero-fill': 0, unused: 0 }
  const blocks: BlockId[] = []
  for (let i = from; i < stretches.length && stretches[i]!.start < end; i++) {
    const stretch = stretches[i]!
    counts[stretch.kind] += Math.min(end, stretch.end) - Math.max(start, stretch.start)
    if (stretch.block !== NO_BLOCK) blocks.push(stretch.block)
  }
  return { first: start / page, count: (end - start) / page, counts, blocks }
}

/** A rectangle of a strip: where the bytes of one kind lie, in pixels from the left. */
export interface StripPart {
  readonly kind: ByteKind
  readonly x: number
  readonly w: number
}

/** What is smaller than this cannot be seen; it is drawn this wide. */
const LEAST = 1.5

/**
 * A segment as a strip of `width` pixels. Stretches that share a pixel with one of their kind become one part, so there
 * are never more parts than pixels, however many blocks there are. Unused bytes are what is left over.
 */
export function stripOf({ stretches }: SegmentMemory, width: number): StripPart[] {
  const scale = width / (stretches.at(-1)?.end ?? 1)
  const parts: { kind: ByteKind; x: number; w: number }[] = []
  const last: Partial<Record<ByteKind, { x: number; w: number }>> = {}
  for (const { kind, start, end } of stretches) {
    if (kind === 'unused' || kind === 'padding') continue
    const x = Math.min(start * scale, width - LEAST)
    const w = Math.max(LEAST, (end - start) * scale)
    const before = last[kind]
    if (before && x - (before.x + before.w) < 1) {
      before.w = Math.max(before.w, x + w - before.x)
      continue
    }
    const part = { kind, x, w }
    parts.push(part)
    last[kind] = part
  }
  return parts
}
