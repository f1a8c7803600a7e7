/**
 * Basic layout: which blocks share a segment, and in which order they stand. Blocks of one protection and one lifetime
 * form a segment; content comes first, zero-fill behind it. NoAlloc sections have no place here at all: that is what
 * the policy means.
 *
 * Source: JITLink's BasicLayout (AllocGroup = MemProt | MemLifetime << 3, segments in ascending order of it).
 */
import type { BlockId, FileId, Protection } from '../graph/ids'
import { LIFETIMES } from '../graph/lifetimes'
import type { LifetimeId } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { SectionFlag } from '../graph/schema'

/** A segment before it has an address. Sizes in bytes; the offsets assume a page-aligned start. */
export interface SegmentPlan {
  readonly file: FileId
  readonly protection: Protection
  readonly lifetime: LifetimeId
  readonly content: readonly BlockId[]
  readonly zeroFill: readonly BlockId[]
  readonly contentSize: bigint
  readonly zeroFillSize: bigint
  readonly alignment: bigint
}

/** First address at or above `address` that suits the block's alignment and alignment offset, modulo 2^64. */
export function alignFor(graph: LinkGraph, b: BlockId, address: bigint): bigint {
  const alignment = 1n << BigInt(graph.blocks.alignment[b])
  const offset = BigInt(graph.blocks.alignmentOffset[b])
  return BigInt.asUintN(64, address + (BigInt.asUintN(64, offset - address) & (alignment - 1n)))
}

/** Plans the segments of every file, in the order in which they get addresses. `order` is layout order. */
export function planSegments(graph: LinkGraph, order: readonly BlockId[], threadLocalTogether: boolean): SegmentPlan[] {
  const groups = new Map<number, BlockId[]>()
  const { file, protection, lifetime } = graph.sections
  for (const b of order) {
    const x = graph.blocks.section[b]
    if (!LIFETIMES[lifetime[x]]!.allocates) continue
    const key = (file[x] << 8) | (lifetime[x] << 3) | protection[x]
    const group = groups.get(key)
    if (group) group.push(b)
    else groups.set(key, [b])
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, blocks]) => planSegment(graph, blocks, threadLocalTogether))
}

/** With `threadLocalTogether` initialized thread-local content comes last and its zero-fill first: one template. */
function planSegment(graph: LinkGraph, blocks: readonly BlockId[], threadLocalTogether: boolean): SegmentPlan {
  const x = graph.blocks.section[blocks[0]!]
  const isThreadLocal = (b: BlockId): boolean =>
    threadLocalTogether && (graph.sections.flags[graph.blocks.section[b]] & SectionFlag.Tls) !== 0
  const filled = blocks.filter((b) => !graph.isZeroFill(b))
  const empty = blocks.filter((b) => graph.isZeroFill(b))
  const content = [...filled.filter((b) => !isThreadLocal(b)), ...filled.filter(isThreadLocal)]
  const zeroFill = [...empty.filter(isThreadLocal), ...empty.filter((b) => !isThreadLocal(b))]
  let cursor = 0n
  let alignment = 1n
  const advance = (b: BlockId): void => {
    cursor = alignFor(graph, b, cursor) + graph.blocks.size.big[b]
    const own = 1n << BigInt(graph.blocks.alignment[b])
    if (own > alignment) alignment = own
  }
  content.forEach(advance)
  const contentSize = cursor
  zeroFill.forEach(advance)
  return {
    file: graph.sections.file[x],
    protection: graph.sections.protection[x],
    lifetime: graph.sections.lifetime[x],
    content,
    zeroFill,
    contentSize,
    zeroFillSize: cursor - contentSize,
    alignment,
  }
}
