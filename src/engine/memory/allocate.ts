/**
 * Allocation: each file's graph gets one run of whole pages from the memory manager, its segments stand in it one behind
 * the other, and contents are copied to working memory. From here on the allocation is in flight, until it is finalized
 * or abandoned.
 *
 * Source: JITLink's BasicLayout and JITLinkMemoryManager::allocate.
 */
import { hex } from '../../base/hex'
import type { Phrase } from '../graph/phrases/phrase'
import { tell } from '../graph/phrases/phrase'
import { Refusal } from '../graph/diagnostics'
import type { BlockId, FileId, SectionId, SegmentId } from '../graph/ids'
import { NO_MEMORY } from '../graph/ids'
import { LIFETIMES } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import type { ManagerRow } from '../graph/managers'
import type { AddressSpace } from './address-space'
import { Reservations } from './address-space'
import { copyContents } from './copy-contents'
import type { SegmentPlan } from './layout'
import { LayoutCursor } from './layout'

/** Places all segments. Throws a Refusal if one cannot be placed. */
export function allocate(
  graph: LinkGraph,
  plans: readonly SegmentPlan[],
  space: AddressSpace,
  manager: ManagerRow,
): void {
  const reservations = new Reservations(space)
  const places = copyContents(graph, plans)
  const asks = filesThatAsk(graph)
  let first = 0
  for (let file = 0 as FileId; file < graph.files.length; file++) {
    let end = first
    while (plans[end]?.file === file) end++
    const own = plans.slice(first, end)
    first = end
    if (asks[file]) placeFile(graph, file, own, places, reservations, manager)
  }
}

/** Whether each file asks the memory manager: it does unless all its sections are NoAlloc. One without a byte is enough. */
function filesThatAsk({ sections, files }: LinkGraph): Uint8Array {
  const asks = new Uint8Array(files.length)
  for (let x = 0 as SectionId; x < sections.length; x++) {
    if (LIFETIMES[sections.lifetime[x]]!.allocates) asks[sections.file[x]] = 1
  }
  return asks
}

function placeFile(
  graph: LinkGraph,
  file: FileId,
  plans: readonly SegmentPlan[],
  places: Uint32Array,
  reservations: Reservations,
  manager: ManagerRow,
): void {
  const { space } = reservations
  const page = BigInt(space.pageSize)
  for (const plan of plans) checkAlignment(graph, plan, page)
  const total = plans.reduce((sum, plan) => sum + pagesFor(plan, page), 0n)
  let cursor = reservations.reserve(total)
  if (cursor === undefined) throw refuseFull(graph, file, total, space)
  graph.event('allocationOpened', file)
  graph.addAllocation(file)
  for (const plan of plans) cursor = placeSegment(graph, plan, places, cursor, page, manager)
}

function pagesFor({ contentSize, zeroFillSize }: SegmentPlan, page: bigint): bigint {
  return ((contentSize + zeroFillSize + page - 1n) / page) * page
}

/** Returns the address behind the segment's pages. */
function placeSegment(
  graph: LinkGraph,
  plan: SegmentPlan,
  places: Uint32Array,
  address: bigint,
  page: bigint,
  manager: ManagerRow,
): bigint {
  graph.event('segmentReserved', graph.segments.length)
  const g = graph.addSegment(plan.file, plan.protection, plan.lifetime)
  const reserved = pagesFor(plan, page)
  const goesBack = manager.releasesFinalize && !LIFETIMES[plan.lifetime]!.survivesFinalize
  graph.layOutSegment(g, address, plan.contentSize, plan.zeroFillSize, reserved, goesBack)
  const cursor = new LayoutCursor(graph, address)
  const { content, zeroFill } = plan
  for (let i = 0; i < content.length; i++) {
    const b = content[i]!
    place(graph, b, cursor, g)
    if (graph.blocks.memory[b] === NO_MEMORY) graph.giveMemory(b, places[b]!, 'memory manager')
  }
  for (let i = 0; i < zeroFill.length; i++) place(graph, zeroFill[i]!, cursor, g)
  return address + reserved
}

/** Places a block at the next suitable address and goes behind it. */
function place(graph: LinkGraph, b: BlockId, cursor: LayoutCursor, segment: SegmentId): void {
  graph.event('blockPlaced', b, segment)
  cursor.align(b)
  graph.placeBlockInWords(b, cursor.low, cursor.high >>> 0, segment)
  cursor.pass(b)
}

function checkAlignment(graph: LinkGraph, plan: SegmentPlan, page: bigint): void {
  if (plan.alignment <= page) return
  const file = graph.files[plan.file]!.name
  throw new Refusal('alignment-over-page', {
    file,
    structure: tell('section', { name: sectionOfAlignment(graph, plan) }),
    found: tell('alignment-of', { n: plan.alignment }),
    expected: tell('at-most-page', { n: page }),
  })
}

/** The section that asks for a segment's alignment. */
function sectionOfAlignment(graph: LinkGraph, { content, zeroFill, alignment }: SegmentPlan): string | Phrase {
  for (const b of [...content, ...zeroFill]) {
    if (1n << BigInt(graph.blocks.alignment[b]) === alignment) return graph.sectionName(graph.blocks.section[b])
  }
  return tell('of-the-segment')
}

function refuseFull(graph: LinkGraph, file: FileId, bytes: bigint, { base, size }: AddressSpace): Refusal {
  return new Refusal('address-space-full', {
    file: graph.files[file]!.name,
    structure: tell('segments'),
    found: tell('bytes-of-pages', { n: bytes }),
    expected: tell('room-between', { from: hex(base), to: hex(base + size) }),
  })
}
