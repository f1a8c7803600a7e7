/**
 * Where everything stands. Three columns, one for each policy; in a column frames from top to bottom, in a frame
 * sections, in a section blocks, in a block rows. There are two layouts of a link: before allocation blocks stand file by
 * file in file order; afterwards segment by segment in address order. Both are made from the tables as they are at that
 * moment, once; playing events only changes what things look like.
 */
import type { Describer } from '../engine/arch/describe'
import { hex } from '../base/hex'
import { plural } from '../base/plural'
import type { EdgeIndex } from '../engine/graph/edge-index'
import type { BlockId, FileId, SectionId, SegmentId } from '../engine/graph/ids'
import { NO_SEGMENT, protectionText } from '../engine/graph/ids'
import { FINALIZE, NO_ALLOC, STANDARD } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'
import { SectionFlag } from '../engine/graph/schema'
import type { BlockBox, ColumnBox, FrameBox, Layout, RowBox, SectionBox } from './geometry'
import type { RowPlan } from './rows'
import { namedSymbols, rowsOf } from './rows'

/** Left to right, so that edges between policies really cross the picture. */
export const COLUMN_ORDER = [FINALIZE, STANDARD, NO_ALLOC] as const

const FOLDED_WIDTH = 60
const WEIGHT = { [STANDARD]: 0.42, [FINALIZE]: 0.25, [NO_ALLOC]: 0.33 }
const MARGIN = 22
const GAP = 74
const RIGHT_MARGIN = 50
const TOP = 10
const HEADER = 52
const FRAME_LABEL = 22
const FRAME_PAD = 8
const FRAME_GAP = 14
const FRAME_INSET = 10
const SECTION_TITLE = 20
const SECTION_GAP = 8
const BLOCK_INSET = 10
const BLOCK_GAP = 4
const FOOT = 18
const COLUMN_FOOT = 56

export interface LayoutInput {
  readonly graph: LinkGraph
  readonly describer: Describer
  readonly edges: EdgeIndex
  /** Stand by address (after allocation) or by file (before). */
  readonly byAddress: boolean
  /** Available width. */
  readonly width: number
}

export function layOut(input: LayoutInput): Layout {
  return new LayoutBuilder(input).build()
}

/** Blocks of one section that stand together. */
interface Group {
  readonly section: SectionId
  readonly blocks: BlockId[]
}

interface FramePlan {
  readonly policy: number
  readonly segment: SegmentId | undefined
  readonly left: string
  readonly right: string
  readonly foot: string
  readonly groups: Group[]
}

class LayoutBuilder {
  readonly #input: LayoutInput
  readonly #graph: LinkGraph
  readonly #symbols
  readonly #frames: FrameBox[] = []
  readonly #sections: SectionBox[] = []
  readonly #blocks: BlockBox[] = []

  constructor(input: LayoutInput) {
    this.#input = input
    this.#graph = input.graph
    this.#symbols = namedSymbols(input.graph)
  }

  build(): Layout {
    const plans = this.#input.byAddress ? this.#framesByAddress() : this.#framesByFile()
    const columns = this.#columnWidths(plans)
    let bottom = 0
    for (const column of columns) {
      const end = this.#fill(column, plans.filter(({ policy }) => policy === column.policy))
      bottom = Math.max(bottom, end)
    }
    const height = bottom + COLUMN_FOOT
    const boxOf = new Int32Array(this.#graph.blocks.length).fill(-1)
    this.#blocks.forEach(({ block }, i) => {
      boxOf[block] = i
    })
    return {
      columns: columns.map((column) => ({ ...column, h: height - TOP })),
      frames: this.#frames,
      sections: this.#sections,
      blocks: this.#blocks,
      boxOf,
      channels: this.#channels(height),
      width: this.#input.width,
      height: height + TOP,
    }
  }

  /** Blocks that the picture shows: no file bookkeeping, nothing empty that nobody names. */
  #shown(): BlockId[] {
    const graph = this.#graph
    const shown: BlockId[] = []
    for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
      const flags = graph.sections.flags[graph.blocks.section[b]]
      if (flags & SectionFlag.Bookkeeping || (this.#input.byAddress && graph.isRemoved(b))) continue
      if (graph.blocks.size.big[b] === 0n && !this.#symbols.has(b)) continue
      shown.push(b)
    }
    return shown
  }

  #framesByFile(): FramePlan[] {
    const { sections, blocks, files } = this.#graph
    const order = this.#shown().sort((a, b) => {
      const x = blocks.section[a]
      const y = blocks.section[b]
      return sections.file[x] - sections.file[y] || sections.ordinal[x] - sections.ordinal[y] || fileOrder(this.#graph, a, b)
    })
    const frames = new Map<string, FramePlan>()
    for (const b of order) {
      const x = blocks.section[b]
      const file = sections.file[x]
      const policy = sections.lifetime[x]
      const frame = getOrAdd(frames, `${policy}:${file}`, () => {
        return { policy, segment: undefined, left: files[file]!.name, right: 'file order', foot: '', groups: [] }
      })
      addToGroup(frame.groups, x, b)
    }
    return [...frames.values()]
  }

  #framesByAddress(): FramePlan[] {
    const { sections, blocks } = this.#graph
    const order = this.#shown().sort((a, b) => {
      const bySegment = Number(blocks.address.big[a] - blocks.address.big[b])
      const apart = blocks.segment[a] === NO_SEGMENT && blocks.segment[b] === NO_SEGMENT
      const x = blocks.section[a]
      const y = blocks.section[b]
      if (apart) return sections.file[x] - sections.file[y] || sections.ordinal[x] - sections.ordinal[y] || bySegment || a - b
      return bySegment || a - b
    })
    const frames = new Map<string, FramePlan>()
    for (const b of order) {
      const x = blocks.section[b]
      const segment = blocks.segment[b]
      const key = segment === NO_SEGMENT ? `x${x}` : `g${segment}`
      const frame = getOrAdd(frames, key, () => (segment === NO_SEGMENT ? this.#apartFrame(x) : this.#segmentFrame(segment)))
      addToGroup(frame.groups, x, b)
    }
    return [...frames.values()]
  }

  #segmentFrame(g: SegmentId): FramePlan {
    const { address, protection, lifetime, reserved, contentSize, zeroFillSize, file } = this.#graph.segments
    const unused = reserved.big[g] - contentSize.big[g] - zeroFillSize.big[g]
    const name = this.#graph.files.length > 1 ? ` ${this.#graph.files[file[g]]!.name}` : ''
    const foot = unused > 0n ? `${plural(unused, 'byte')} to the page’s end, unused` : ''
    return { policy: lifetime[g], segment: g, left: hex(address.big[g]), right: `${protectionText(protection[g])}${name}`, foot, groups: [] }
  }

  #apartFrame(x: SectionId): FramePlan {
    const file: FileId = this.#graph.sections.file[x]
    const several = this.#graph.files.length > 1
    return { policy: this.#graph.sections.lifetime[x], segment: undefined, left: several ? this.#graph.files[file]!.name : '', right: '', foot: '', groups: [] }
  }

  #columnWidths(plans: readonly FramePlan[]): ColumnBox[] {
    const used = new Set(plans.map(({ policy }) => policy))
    const open = COLUMN_ORDER.filter((policy) => used.has(policy))
    const folded = COLUMN_ORDER.length - open.length
    const free = this.#input.width - 2 * GAP - MARGIN - RIGHT_MARGIN - folded * FOLDED_WIDTH
    const weight = open.reduce((sum, policy) => sum + WEIGHT[policy as 0 | 1 | 2], 0)
    let x = MARGIN
    return COLUMN_ORDER.map((policy) => {
      const isFolded = !used.has(policy)
      const w = isFolded ? FOLDED_WIDTH : (free * WEIGHT[policy as 0 | 1 | 2]) / weight
      const column = { policy, folded: isFolded, x, y: TOP, w, h: 0 }
      x += w + GAP
      return column
    })
  }

  /** Stacks the frames of a column and returns where they end. */
  #fill(column: ColumnBox, plans: readonly FramePlan[]): number {
    let y = column.y + HEADER
    for (const plan of plans) y = this.#frame(column, plan, y) + FRAME_GAP
    return y
  }

  #frame(column: ColumnBox, plan: FramePlan, top: number): number {
    const x = column.x + FRAME_INSET
    const w = column.w - 2 * FRAME_INSET
    const label = plan.left || plan.right ? FRAME_LABEL : 0
    let y = top + label + FRAME_PAD
    const first = this.#frames.length
    for (const group of plan.groups) y = this.#section(group, x, y, w, plan.policy) + SECTION_GAP
    y += FRAME_PAD - SECTION_GAP + (plan.foot ? FOOT : 0)
    const { policy, segment, left, right, foot } = plan
    this.#frames.splice(first, 0, { policy, segment, left, right, foot, x, y: top + label, w, h: y - top - label })
    return y
  }

  #section(group: Group, x: number, top: number, w: number, policy: number): number {
    const graph = this.#graph
    const size = group.blocks.reduce((sum, b) => sum + graph.blocks.size.big[b], 0n)
    const zeroFill = group.blocks.every((b) => graph.isZeroFill(b))
    const count = group.blocks.length > 1 ? ` · ${plural(group.blocks.length, 'block')}` : ''
    const from = policy === NO_ALLOC && this.#input.byAddress ? ` · from ${hex(graph.blocks.address.big[group.blocks[0]!])}` : ''
    const note = `${zeroFill ? 'zero-fill ' : ''}${plural(size, 'B', 'B')}${count}${from}`
    let y = top + SECTION_TITLE
    for (const b of group.blocks) y = this.#block(b, x + BLOCK_INSET, y, w - 2 * BLOCK_INSET, policy) + BLOCK_GAP
    y -= BLOCK_GAP
    this.#sections.push({ section: group.section, policy, title: graph.sectionName(group.section) || '(no name)', note, x, y: top, w, h: y - top })
    return y
  }

  #block(b: BlockId, x: number, top: number, w: number, policy: number): number {
    const { graph, describer, edges } = this.#input
    const plans = rowsOf(graph, describer, edges, b, this.#symbols.get(b) ?? [])
    const rows: RowBox[] = []
    let y = top
    for (const plan of plans) {
      rows.push(place(plan, b, x, y, w))
      y += plan.height
    }
    this.#blocks.push({ block: b, policy, rows, x, y: top, w, h: y - top })
    return y
  }

  #channels(height: number): number[] {
    const frames = this.#frames.filter(({ policy }) => policy === STANDARD)
    const between = frames.slice(1).map(({ y }) => y - FRAME_LABEL - FRAME_GAP / 2)
    return [TOP + HEADER - 4, ...between, height - 10]
  }
}

function place({ height, ...plan }: RowPlan, block: BlockId, x: number, y: number, w: number): RowBox {
  return { ...plan, block, x, y, w, h: height }
}

/** Parts of a split block stand in the order of their bytes; what the linker made comes last. */
function fileOrder(graph: LinkGraph, a: BlockId, b: BlockId): number {
  const { source, sourceOffset } = graph.blocks
  if (source[a] === source[b]) return sourceOffset[a] - sourceOffset[b] || a - b
  if (source[a] === 0 || source[b] === 0) return source[a] === 0 ? 1 : -1
  return a - b
}

function addToGroup(groups: Group[], section: SectionId, b: BlockId): void {
  const last = groups.at(-1)
  if (last?.section === section) last.blocks.push(b)
  else groups.push({ section, blocks: [b] })
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
