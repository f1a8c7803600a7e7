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
import { SectionFlag } from '../engine/graph/schema'
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
  const bySection = stableSort(shown, graph.sections.length, sectionRanks(graph), graph.blocks.section as never)
  sortWithin(graph, bySection, byAddress)
  const block = byAddress ? bySegment(graph, bySection) : byPolicy(graph, bySection)
  return group(graph, block, byAddress)
}

/** Blocks that the picture shows: no file bookkeeping, nothing empty that nobody names. */
function shownBlocks(graph: LinkGraph, { start }: NamesIn, byAddress: boolean): Uint32Array {
  const shown = new Uint32Array(graph.blocks.length)
  const { words } = graph.blocks.size
  let count = 0
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (graph.sections.flags[graph.blocks.section[b]] & SectionFlag.Bookkeeping) continue
    if (byAddress && graph.isRemoved(b)) continue
    if (words[2 * b] === 0 && words[2 * b + 1] === 0 && start[b] === start[b + 1]) continue
    shown[count++] = b
  }
  return shown.subarray(0, count)
}

/** Section → its place among all: file by file, then in the order in which the file's graph got them. */
function sectionRanks({ sections, files }: LinkGraph): Uint32Array {
  const ids = new Uint32Array(sections.length).map((_, x) => x)
  const order = stableSort(ids, files.length, undefined, sections.file as never)
  const { ordinal, file } = sections
  const before = (a: number, b: number): number =>
    file[a as SectionId] - file[b as SectionId] || ordinal[a as SectionId] - ordinal[b as SectionId] || a - b
  if (!isSorted(order, before)) order.sort(before)
  const rank = new Uint32Array(sections.length)
  order.forEach((x, i) => {
    rank[x] = i
  })
  return rank
}

type Keys = Readonly<Record<number, number>>

/** A stable counting sort of ids by `rank[key[id]]`, or by `key[id]` without ranks; keys are below `count`. */
function stableSort(ids: Uint32Array, count: number, rank: Keys | undefined, key: Keys): Uint32Array {
  const of = (id: number): number => (rank ? rank[key[id]!]! : key[id]!)
  const start = new Uint32Array(count + 1)
  for (const id of ids) start[of(id) + 1]!++
  for (let i = 0; i < count; i++) start[i + 1]! += start[i]!
  const sorted = new Uint32Array(ids.length)
  for (const id of ids) sorted[start[of(id)]!++] = id
  return sorted
}

function isSorted(ids: Uint32Array, before: (a: number, b: number) => number): boolean {
  for (let i = 1; i < ids.length; i++) if (before(ids[i - 1]!, ids[i]!) > 0) return false
  return true
}

/** Within a section: by address, or as the bytes lie in the file. */
function sortWithin(graph: LinkGraph, blocks: Uint32Array, byAddress: boolean): void {
  const { section } = graph.blocks
  const before = byAddress ? addressOrder(graph) : fileOrder(graph)
  for (let first = 0; first < blocks.length; ) {
    const x = section[blocks[first]! as BlockId]
    let end = first + 1
    while (end < blocks.length && section[blocks[end]! as BlockId] === x) end++
    const part = blocks.subarray(first, end)
    if (!isSorted(part, before)) part.sort(before)
    first = end
  }
}

function addressOrder({ blocks }: LinkGraph): (a: number, b: number) => number {
  const { words } = blocks.address
  return (a, b) => words[2 * a + 1]! - words[2 * b + 1]! || words[2 * a]! - words[2 * b]! || a - b
}

/** Parts of a split block stand in the order of their bytes; what the linker made comes last. */
function fileOrder({ blocks }: LinkGraph): (a: number, b: number) => number {
  const { source, sourceOffset } = blocks
  return (x, y) => {
    const [a, b] = [x as BlockId, y as BlockId]
    if (source[a] === source[b]) return sourceOffset[a] - sourceOffset[b] || a - b
    if (source[a] === 0 || source[b] === 0) return source[a] === 0 ? 1 : -1
    return a - b
  }
}

/** Segments by address; behind them what has none. */
function bySegment(graph: LinkGraph, blocks: Uint32Array): Uint32Array {
  const { segments } = graph
  const order = new Uint32Array(segments.length).map((_, g) => g)
  order.sort((a, b) => Number(segments.address.big[a as SegmentId] - segments.address.big[b as SegmentId]) || a - b)
  const rank = new Uint32Array(segments.length + 1)
  order.forEach((g, i) => {
    rank[g] = i
  })
  const key = new Uint32Array(graph.blocks.length)
  for (const b of blocks) {
    const g = graph.blocks.segment[b as BlockId]
    key[b] = g === NO_SEGMENT ? segments.length : rank[g]!
  }
  const sorted = stableSort(blocks, segments.length + 1, undefined, key)
  sortRuns(sorted, key, segments.length, addressOrder(graph))
  return sorted
}

/** Sorts each stretch of one key below `limit` that is not in order yet. */
function sortRuns(ids: Uint32Array, key: Uint32Array, limit: number, before: (a: number, b: number) => number): void {
  for (let first = 0; first < ids.length; ) {
    const own = key[ids[first]!]!
    let end = first + 1
    while (end < ids.length && key[ids[end]!] === own) end++
    const part = ids.subarray(first, end)
    if (own < limit && !isSorted(part, before)) part.sort(before)
    first = end
  }
}

function byPolicy(graph: LinkGraph, blocks: Uint32Array): Uint32Array {
  const files = graph.files.length
  const key = new Uint32Array(graph.blocks.length)
  for (const b of blocks) {
    const x = graph.blocks.section[b as BlockId]
    key[b] = graph.sections.lifetime[x] * files + graph.sections.file[x]
  }
  return stableSort(blocks, LIFETIMES.length * files, undefined, key)
}

function group(graph: LinkGraph, block: Uint32Array, byAddress: boolean): Order {
  const { section, segment } = graph.blocks
  const groupSection = new Uint32Array(block.length)
  const groupStart = new Uint32Array(block.length + 1)
  const framer = new Framer(graph, byAddress)
  let groups = 0
  let last = -1
  block.forEach((id, slot) => {
    const b = id as BlockId
    const fresh = framer.enter(section[b], byAddress ? segment[b] : NO_SEGMENT, groups)
    if (fresh || section[b] !== last) {
      groupSection[groups] = section[b]
      groupStart[groups] = slot
      framer.grow(++groups)
    }
    last = section[b]
  })
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
