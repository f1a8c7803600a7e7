/**
 * The memory manager: gives each planned segment whole pages of the executor's address space, one behind the other, and
 * copies contents to working memory. Each file's Standard segments come first, its Finalize segments behind them.
 *
 * Source: JITLink's InProcessMemoryManager and MapperJITLinkMemoryManager, which agree on this order.
 */
import { Refusal } from '../graph/diagnostics'
import type { BlockId, SegmentId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import type { SegmentPlan } from './layout'
import { alignFor } from './layout'

export interface AddressSpace {
  /** Address of the first segment. */
  readonly base: bigint
  /** Bytes, a power of two. */
  readonly pageSize: number
  /** Bytes that all segments together may take. */
  readonly size: bigint
}

const TOP = 1n << 64n

/** Places all segments. Throws a Refusal if one cannot be placed. */
export function allocate(graph: LinkGraph, plans: readonly SegmentPlan[], space: AddressSpace): void {
  const page = BigInt(space.pageSize)
  let cursor = space.base
  for (const plan of plans) {
    checkAlignment(graph, plan, page)
    const used = plan.contentSize + plan.zeroFillSize
    const reserved = ((used + page - 1n) / page) * page
    if (cursor + reserved - space.base > space.size || cursor + reserved > TOP)
      throw refuseFull(graph, plan, cursor + reserved, space)
    placeSegment(graph, plan, cursor, reserved)
    cursor += reserved
  }
}

function placeSegment(graph: LinkGraph, plan: SegmentPlan, address: bigint, reserved: bigint): void {
  graph.event('segmentReserved', graph.segments.length)
  const g = graph.addSegment(plan.file, plan.protection, plan.lifetime)
  graph.layOutSegment(g, address, plan.contentSize, plan.zeroFillSize, reserved)
  let cursor = address
  for (const b of plan.content) {
    cursor = place(graph, b, cursor, g)
    graph.makeMutable(b)
  }
  for (const b of plan.zeroFill) cursor = place(graph, b, cursor, g)
}

/** Places a block at the next suitable address and returns the address behind it. */
function place(graph: LinkGraph, b: BlockId, cursor: bigint, segment: SegmentId): bigint {
  graph.event('blockPlaced', b, segment)
  const address = alignFor(graph, b, cursor)
  graph.placeBlock(b, address, segment)
  return address + graph.blocks.size.big[b]
}

function checkAlignment(graph: LinkGraph, plan: SegmentPlan, page: bigint): void {
  if (plan.alignment <= page) return
  const file = graph.files[plan.file]!.name
  throw new Refusal('alignment-over-page', {
    file,
    found: `an alignment of ${plan.alignment} bytes`,
    expected: `at most the page size, ${page}`,
  })
}

function refuseFull(graph: LinkGraph, plan: SegmentPlan, end: bigint, space: AddressSpace): Refusal {
  const file = graph.files[plan.file]!.name
  const expected = `at most 0x${(space.base + space.size).toString(16)}`
  return new Refusal('address-space-full', { file, found: `a segment that ends at 0x${end.toString(16)}`, expected })
}
