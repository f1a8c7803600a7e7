/**
 * Basic layout: which blocks share a segment, and in which order they stand. Blocks of one protection and one lifetime
 * form a segment; content comes first, zero-fill behind it. NoAlloc sections have no place here at all: that is what
 * the policy means.
 *
 * Source: JITLink's BasicLayout (AllocGroup = MemProt | MemLifetime << 3, segments in ascending order of it).
 */
import { moduloPower } from '../graph/graph-parts'
import type { BlockId, FileId, Protection } from '../graph/ids'
import { LIFETIMES } from '../graph/lifetimes'
import type { LifetimeId } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { BlockFlag, SectionFlag } from '../graph/schema'

const TWO_32 = 2 ** 32

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

/**
 * A place that moves upwards from block to block, as two words. `high` is not cut to 32 bits: what runs past the end of
 * the address space can be seen.
 */
export class LayoutCursor {
  low: number
  high: number
  /** Log2 of the largest alignment that was asked for. */
  alignment = 0
  readonly #graph: LinkGraph

  constructor(graph: LinkGraph, start: bigint) {
    this.#graph = graph
    this.low = Number(BigInt.asUintN(32, start))
    this.high = Number(start >> 32n)
  }

  get value(): bigint {
    return (BigInt(this.high) << 32n) | BigInt(this.low)
  }

  /** Goes up to the first place that suits the block's alignment and alignment offset. */
  align(b: BlockId): void {
    const { alignment, alignmentOffset } = this.#graph.blocks
    const log = alignment[b]
    if (log > this.alignment) this.alignment = log
    if (log > 0) this.#add(moduloPower(alignmentOffset[b] - this.low, log), 0)
  }

  /** Goes to the end of the block. */
  pass(b: BlockId): void {
    const { words } = this.#graph.blocks.size
    this.#add(words[2 * b]!, words[2 * b + 1]!)
  }

  #add(low: number, high: number): void {
    const sum = this.low + low
    // Addresses are small integers as long as no arithmetic makes doubles of them.
    if (sum < TWO_32) this.low = sum
    else {
      this.low = sum - TWO_32
      this.high++
    }
    this.high += high
  }
}

/** Plans the segments of every file, in the order in which they get addresses. `order` is layout order. */
export function planSegments(graph: LinkGraph, order: readonly BlockId[], threadLocalTogether: boolean): SegmentPlan[] {
  const groups = new Map<number, BlockId[]>()
  const { file, protection, lifetime } = graph.sections
  const { section } = graph.blocks
  const allocates = LIFETIMES.map((row) => row.allocates)
  let lastKey = -1
  let group: BlockId[] = []
  for (let i = 0; i < order.length; i++) {
    const x = section[order[i]!]
    if (!allocates[lifetime[x]]) continue
    const key = (file[x] << 8) | (lifetime[x] << 3) | protection[x]
    if (key !== lastKey) {
      group = groups.get(key) ?? []
      groups.set(key, group)
      lastKey = key
    }
    group.push(order[i]!)
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, blocks]) => planSegment(graph, blocks, threadLocalTogether))
}

/** With `threadLocalTogether` initialized thread-local content comes last and its zero-fill first: one template. */
function planSegment(graph: LinkGraph, blocks: readonly BlockId[], threadLocalTogether: boolean): SegmentPlan {
  const x = graph.blocks.section[blocks[0]!]
  const { section, flags } = graph.blocks
  const templateFlag = threadLocalTogether ? SectionFlag.Tls : 0
  // Content, content of the thread-local template, its zero-fill, zero-fill.
  const parts: [BlockId[], BlockId[], BlockId[], BlockId[]] = [[], [], [], []]
  for (let i = 0; i < blocks.length; i++) {
    const b = blocks[i]!
    const isTemplate = (graph.sections.flags[section[b]] & templateFlag) !== 0
    const part = flags[b] & BlockFlag.ZeroFill ? (isTemplate ? 2 : 3) : isTemplate ? 1 : 0
    parts[part].push(b)
  }
  const content = parts[1].length === 0 ? parts[0] : parts[0].concat(parts[1])
  const zeroFill = parts[2].length === 0 ? parts[3] : parts[2].concat(parts[3])
  const cursor = new LayoutCursor(graph, 0n)
  advance(cursor, content)
  const contentSize = cursor.value
  advance(cursor, zeroFill)
  return {
    file: graph.sections.file[x],
    protection: graph.sections.protection[x],
    lifetime: graph.sections.lifetime[x],
    content,
    zeroFill,
    contentSize,
    zeroFillSize: cursor.value - contentSize,
    alignment: 1n << BigInt(cursor.alignment),
  }
}

function advance(cursor: LayoutCursor, blocks: readonly BlockId[]): void {
  for (let i = 0; i < blocks.length; i++) {
    cursor.align(blocks[i]!)
    cursor.pass(blocks[i]!)
  }
}
