/**
 * The order in which blocks stand, and what frames them. Before allocation: policy by policy, file by file, in file
 * order. Afterwards: segment by segment in address order; what has no memory follows, section by section. Counting sorts
 * over ids, since a link of a million blocks is nearly in this order already.
 */
import { hex } from '../base/hex'
import type { BlockId, FileId, SectionId, SegmentId } from '../engine/graph/ids'
import { NO_SEGMENT, protectionText } from '../engine/graph/ids'
import { LIFETIMES } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'
import { BlockFlag, SectionFlag } from '../engine/graph/schema'
import type { Words } from '../messages/messages'
import type { NamesIn } from './names-in'

/** A stretch of memory (a segment), a file before allocation, or metadata, before it has a place. */
export interface FramePlan {
  readonly policy: number
  readonly segment: SegmentId | undefined
  readonly left: string
  readonly right: Words
  /** Its groups are [firstGroup, endGroup). */
  readonly firstGroup: number
  endGroup: number
}

export interface Order {
  /** Shown blocks in their order. */
  readonly block: Uint32Array
  /** Neighbours of one section; group g holds the slots from `groupStart[g]` to `groupStart[g + 1] - 1`. */
  readonly groupSection: Uint32Array
  readonly groupStart: Uint32Array
  readonly groups: number
  readonly frames: readonly FramePlan[]
}

/** More sections without memory than this share a frame for each file: frames of their own would be all one sees. */
const MOST_FRAMES_APART = 60

export function orderBlocks(graph: LinkGraph, names: NamesIn, byAddress: boolean): Order {
  const shown = shownBlocks(graph, names, byAddress)
  const before = byAddress ? addressOrder(graph) : fileOrder(graph)
  const { sections } = graph
  const rank = sectionRanks(graph)
  const bySection = sortedBy(shown, sections.length, keysOf(graph, shown, graph.blocks.section, rank), before)
  const block = byAddress ? bySegment(graph, bySection) : byPolicy(graph, bySection)
  return group(graph, block, byAddress)
}

/** Blocks that the picture shows: no file bookkeeping, nothing empty that nobody names. */
function shownBlocks(graph: LinkGraph, { start }: NamesIn, byAddress: boolean): Uint32Array {
  const shown = new Uint32Array(graph.blocks.length)
  const { section, flags, size, length } = graph.blocks
  const { words } = size
  const sectionFlags = graph.sections.flags
  let count = 0
  for (let b = 0 as BlockId; b < length; b++) {
    if (sectionFlags[section[b]] & SectionFlag.Bookkeeping) continue
    if (byAddress && flags[b] & BlockFlag.Removed) continue
    if (words[2 * b] === 0 && words[2 * b + 1] === 0 && start[b] === start[b + 1]) continue
    shown[count++] = b
  }
  return shown.subarray(0, count)
}

/** Section → its place among all: file by file, then in the order in which the file's graph got them. */
function sectionRanks({ sections, files }: LinkGraph): Uint32Array {
  const { ordinal, file } = sections
  const ids = new Uint32Array(sections.length)
  const key = new Uint32Array(sections.length)
  for (let x = 0 as SectionId; x < ids.length; x++) {
    ids[x] = x
    key[x] = file[x]
  }
  const before = (a: number, b: number): number => ordinal[a as SectionId] - ordinal[b as SectionId] || a - b
  return ranksOf(sortedBy(ids, files.length, key, before))
}

/** Id → where it stands in the order. */
function ranksOf(order: Uint32Array): Uint32Array {
  const rank = new Uint32Array(order.length)
  for (let i = 0; i < order.length; i++) rank[order[i]!] = i
  return rank
}

/** Block → the rank of what a column says it is in, for these blocks. */
function keysOf(
  graph: LinkGraph,
  blocks: Uint32Array,
  column: Readonly<Record<BlockId, number>>,
  rank: Uint32Array,
): Uint32Array {
  const key = new Uint32Array(graph.blocks.length)
  for (let i = 0; i < blocks.length; i++) {
    const b = blocks[i]! as BlockId
    key[b] = rank[column[b]]!
  }
  return key
}

type Before = (a: number, b: number) => number

/**
 * Ids in the order of `key[id]`, which is below `count`; those of one key below `limit` in an order of their own, the others
 * as they came. Most come in the right order already: then nothing moves.
 */
function sortedBy(ids: Uint32Array, count: number, key: Uint32Array, before: Before, limit = count): Uint32Array {
  const sorted = isAscending(ids, key) ? ids : countingSort(ids, count, key)
  for (let first = 0; first < sorted.length; ) {
    const own = key[sorted[first]!]!
    let end = first + 1
    let inOrder = true
    while (end < sorted.length && key[sorted[end]!] === own) {
      inOrder &&= own >= limit || before(sorted[end - 1]!, sorted[end]!) <= 0
      end++
    }
    if (!inOrder) sorted.subarray(first, end).sort(before)
    first = end
  }
  return sorted
}

function isAscending(ids: Uint32Array, key: Uint32Array): boolean {
  for (let i = 1; i < ids.length; i++) if (key[ids[i - 1]!]! > key[ids[i]!]!) return false
  return true
}

/** Stable. */
function countingSort(ids: Uint32Array, count: number, key: Uint32Array): Uint32Array {
  const start = new Uint32Array(count + 1)
  for (let i = 0; i < ids.length; i++) start[key[ids[i]!]! + 1]!++
  for (let i = 0; i < count; i++) start[i + 1]! += start[i]!
  const sorted = new Uint32Array(ids.length)
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i]!
    sorted[start[key[id]!]!++] = id
  }
  return sorted
}

function addressOrder({ blocks }: LinkGraph): Before {
  const { words } = blocks.address
  return (a, b) => words[2 * a + 1]! - words[2 * b + 1]! || words[2 * a]! - words[2 * b]! || a - b
}

/** Parts of a split block stand in the order of their bytes; what the linker made comes last. */
function fileOrder({ blocks }: LinkGraph): Before {
  const { source, sourceOffset } = blocks
  return (x, y) => {
    const [a, b] = [x as BlockId, y as BlockId]
    if (source[a] === source[b]) return sourceOffset[a] - sourceOffset[b] || a - b
    if (source[a] === 0 || source[b] === 0) return source[a] === 0 ? 1 : -1
    return a - b
  }
}

/** Segments by address; behind them what has none, as it stood. */
function bySegment(graph: LinkGraph, blocks: Uint32Array): Uint32Array {
  const { segments } = graph
  const order = new Uint32Array(segments.length)
  for (let g = 0; g < order.length; g++) order[g] = g
  const { words } = segments.address
  order.sort((a, b) => words[2 * a + 1]! - words[2 * b + 1]! || words[2 * a]! - words[2 * b]! || a - b)
  const rank = ranksOf(order)
  const key = new Uint32Array(graph.blocks.length)
  const { segment } = graph.blocks
  for (let i = 0; i < blocks.length; i++) {
    const b = blocks[i]! as BlockId
    const g = segment[b]
    key[b] = g === NO_SEGMENT ? order.length : rank[g]!
  }
  return sortedBy(blocks, order.length + 1, key, addressOrder(graph), order.length)
}

function byPolicy(graph: LinkGraph, blocks: Uint32Array): Uint32Array {
  const { sections } = graph
  const files = graph.files.length
  const rank = new Uint32Array(sections.length)
  for (let x = 0 as SectionId; x < rank.length; x++) rank[x] = sections.lifetime[x] * files + sections.file[x]
  const key = keysOf(graph, blocks, graph.blocks.section, rank)
  return sortedBy(blocks, LIFETIMES.length * files, key, asTheyStand, 0)
}

const asTheyStand: Before = () => 0

function group(graph: LinkGraph, block: Uint32Array, byAddress: boolean): Order {
  const { section, segment } = graph.blocks
  const groupSection = new Uint32Array(block.length)
  const groupStart = new Uint32Array(block.length + 1)
  const framer = new Framer(graph, byAddress)
  let groups = 0
  let last = -1
  let lastSegment: number = NO_SEGMENT
  for (let slot = 0; slot < block.length; slot++) {
    const b = block[slot]! as BlockId
    const x = section[b]
    const g = byAddress ? segment[b] : NO_SEGMENT
    // A frame begins only where the section or the segment is another one.
    if (x === last && g === lastSegment) continue
    const fresh = framer.enter(x, g, groups)
    if (fresh || x !== last) {
      groupSection[groups] = x
      groupStart[groups] = slot
      framer.grow(++groups)
    }
    last = x
    lastSegment = g
  }
  groupStart[groups] = block.length
  return {
    block,
    groupSection: groupSection.subarray(0, groups),
    groupStart: groupStart.subarray(0, groups + 1),
    groups,
    frames: framer.frames,
  }
}

/** Opens frames as blocks pass by in their order. */
class Framer {
  readonly frames: FramePlan[] = []
  readonly #graph: LinkGraph
  readonly #byAddress: boolean
  readonly #apart: boolean
  readonly #seen = new Set<FileId>()
  #key = ''

  constructor(graph: LinkGraph, byAddress: boolean) {
    this.#graph = graph
    this.#byAddress = byAddress
    this.#apart = countApart(graph) <= MOST_FRAMES_APART
  }

  /** Whether a frame begins with this block. */
  enter(x: SectionId, segment: SegmentId, firstGroup: number): boolean {
    const { sections, files } = this.#graph
    const policy = sections.lifetime[x]
    const file: FileId = sections.file[x]
    const key = segment !== NO_SEGMENT ? `g${segment}` : this.#byAddress && this.#apart ? `x${x}` : `f${policy}:${file}`
    if (key === this.#key) return false
    this.#key = key
    const range = { firstGroup, endGroup: firstGroup }
    if (segment !== NO_SEGMENT) this.frames.push({ ...this.#segment(segment), ...range })
    else if (!this.#byAddress)
      this.frames.push({
        policy,
        segment: undefined,
        left: files[file]!.name,
        right: { id: 'map.file-order' },
        ...range,
      })
    else {
      const first = files.length > 1 && !this.#seen.has(file)
      this.#seen.add(file)
      this.frames.push({ policy, segment: undefined, left: first ? files[file]!.name : '', right: '', ...range })
    }
    return true
  }

  grow(endGroup: number): void {
    this.frames.at(-1)!.endGroup = endGroup
  }

  #segment(g: SegmentId): Pick<FramePlan, 'policy' | 'segment' | 'left' | 'right'> {
    const { address, protection, lifetime, file } = this.#graph.segments
    const name = this.#graph.files.length > 1 ? ` ${this.#graph.files[file[g]]!.name}` : ''
    return {
      policy: lifetime[g],
      segment: g,
      left: hex(address.big[g]),
      right: `${protectionText(protection[g])}${name}`,
    }
  }
}

function countApart({ sections }: LinkGraph): number {
  let count = 0
  for (let x = 0 as SectionId; x < sections.length; x++)
    if (!LIFETIMES[sections.lifetime[x]]!.allocates && !(sections.flags[x] & SectionFlag.Bookkeeping)) count++
  return count
}
