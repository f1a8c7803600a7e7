/**
 * Allocation: each file's graph gets one run of whole pages from the memory manager, its segments stand in it one behind
 * the other, and contents are copied to working memory. From here on the allocation is in flight, until it is finalized
 * or abandoned.
 *
 * Source: JITLink's BasicLayout and JITLinkMemoryManager::allocate.
 */
import { Refusal } from '../graph/diagnostics'
import type { BlockId, FileId, SegmentId } from '../graph/ids'
import { LIFETIMES } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import type { ManagerRow } from '../graph/managers'
import type { AddressSpace } from './address-space'
import { Reservations } from './address-space'
import type { SegmentPlan } from './layout'
import { alignFor } from './layout'

/** Places all segments; plans of one file stand side by side. Throws a Refusal if one cannot be placed. */
export function allocate(
  graph: LinkGraph,
  plans: readonly SegmentPlan[],
  space: AddressSpace,
  manager: ManagerRow,
): void {
  const page = BigInt(space.pageSize)
  const reservations = new Reservations(space)
  for (let first = 0; first < plans.length; ) {
    let end = first
    let total = 0n
    for (; end < plans.length && plans[end]!.file === plans[first]!.file; end++) {
      checkAlignment(graph, plans[end]!, page)
      total += pagesFor(plans[end]!, page)
    }
    const { file } = plans[first]!
    let cursor = reservations.reserve(total)
    if (cursor === undefined) throw refuseFull(graph, file, total, space)
    graph.event('allocationOpened', file)
    graph.addAllocation(file)
    for (; first < end; first++) cursor = placeSegment(graph, plans[first]!, cursor, page, manager)
  }
}

function pagesFor({ contentSize, zeroFillSize }: SegmentPlan, page: bigint): bigint {
  return ((contentSize + zeroFillSize + page - 1n) / page) * page
}

/** Returns the address behind the segment's pages. */
function placeSegment(graph: LinkGraph, plan: SegmentPlan, address: bigint, page: bigint, manager: ManagerRow): bigint {
  graph.event('segmentReserved', graph.segments.length)
  const g = graph.addSegment(plan.file, plan.protection, plan.lifetime)
  const reserved = pagesFor(plan, page)
  const goesBack = manager.releasesFinalize && !LIFETIMES[plan.lifetime]!.survivesFinalize
  graph.layOutSegment(g, address, plan.contentSize, plan.zeroFillSize, reserved, goesBack)
  let cursor = address
  for (const b of plan.content) {
    cursor = place(graph, b, cursor, g)
    graph.makeMutable(b, 'memory manager')
  }
  for (const b of plan.zeroFill) cursor = place(graph, b, cursor, g)
  return address + reserved
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

function refuseFull(graph: LinkGraph, file: FileId, bytes: bigint, { base, size }: AddressSpace): Refusal {
  return new Refusal('address-space-full', {
    file: graph.files[file]!.name,
    found: `${bytes} bytes of pages`,
    expected: `room between 0x${base.toString(16)} and 0x${(base + size).toString(16)}`,
  })
}
