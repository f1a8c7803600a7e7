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
/** Wider columns would only be emptier; what is left over widens the gaps, where the edges are. */
const WIDEST = { [STANDARD]: 540, [FINALIZE]: 340, [NO_ALLOC]: 420 }
const WIDEST_GAP = 190
const WEIGHT = { [STANDARD]: 0.42, [FINALIZE]: 0.25, [NO_ALLOC]: 0.33 }
const MARGIN = 22
const GAP = 74
const RIGHT_MARGIN = 50
const TOP = 10
const HEADER = 48
const FRAME_LABEL = 20
const FRAME_PAD = 7
const FRAME_GAP = 10
const FRAME_INSET = 10
const SECTION_TITLE = 19
const SECTION_GAP = 8
const BLOCK_INSET = 10
const BLOCK_GAP = 4
const COLUMN_FOOT = 14

/** From this number on small blocks of a section stand side by side, each at least this wide. */
const CELLS_FROM = 12
const CELL_WIDTH = 220

export interface LayoutInput {
  readonly graph: LinkGraph
  readonly describer: Describer
  readonly edges: EdgeIndex
  /** Stand by address (after allocation) or by file (before). */
  readonly byAddress: boolean
  /** Available width. */
  readonly width: number
  /** Columns are at least this high. */
  readonly minHeight: number
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
      const end = this.#fill(
        column,
        plans.filter(({ policy }) => policy === column.policy),
      )
      bottom = Math.max(bottom, end)
    }
    const height = Math.max(bottom + COLUMN_FOOT, this.#input.minHeight - TOP)
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
      return (
        sections.file[x] - sections.file[y] || sections.ordinal[x] - sections.ordinal[y] || fileOrder(this.#graph, a, b)
      )
    })
    const frames = new Map<string, FramePlan>()
    for (const b of order) {
      const x = blocks.section[b]
      const file = sections.file[x]
      const policy = sections.lifetime[x]
      const frame = getOrAdd(frames, `${policy}:${file}`, () => {
        return { policy, segment: undefined, left: files[file]!.name, right: 'file order', groups: [] }
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
      if (apart)
        return sections.file[x] - sections.file[y] || sections.ordinal[x] - sections.ordinal[y] || bySegment || a - b
      return bySegment || a - b
    })
    const frames = new Map<string, FramePlan>()
    for (const b of order) {
      const x = blocks.section[b]
      const segment = blocks.segment[b]
      const key = segment === NO_SEGMENT ? `x${x}` : `g${segment}`
      const frame = getOrAdd(frames, key, () =>
        segment === NO_SEGMENT ? this.#apartFrame(x, [...frames.values()]) : this.#segmentFrame(segment),
      )
      addToGroup(frame.groups, x, b)
    }
    return [...frames.values()]
  }

  #segmentFrame(g: SegmentId): FramePlan {
    const { address, protection, lifetime, file } = this.#graph.segments
    const name = this.#graph.files.length > 1 ? ` ${this.#graph.files[file[g]]!.name}` : ''
    return {
      policy: lifetime[g],
      segment: g,
      left: hex(address.big[g]),
      right: `${protectionText(protection[g])}${name}`,
      groups: [],
    }
  }

  /** Sections outside memory have frames of their own; where there are several files, the first of each says whose. */
  #apartFrame(x: SectionId, known: readonly FramePlan[]): FramePlan {
    const { sections, files } = this.#graph
    const file: FileId = sections.file[x]
    const first = !known.some(
      ({ segment, groups }) => segment === undefined && sections.file[groups[0]!.section] === file,
    )
    const left = files.length > 1 && first ? files[file]!.name : ''
    return { policy: sections.lifetime[x], segment: undefined, left, right: '', groups: [] }
  }

  #columnWidths(plans: readonly FramePlan[]): ColumnBox[] {
    const used = new Set(plans.map(({ policy }) => policy))
    const open = COLUMN_ORDER.filter((policy) => used.has(policy))
    const folded = COLUMN_ORDER.length - open.length
    const free = this.#input.width - 2 * GAP - MARGIN - RIGHT_MARGIN - folded * FOLDED_WIDTH
    const weight = open.reduce((sum, policy) => sum + WEIGHT[policy], 0)
    const widths = COLUMN_ORDER.map((policy) =>
      used.has(policy) ? Math.min(WIDEST[policy], (free * WEIGHT[policy]) / weight) : FOLDED_WIDTH,
    )
    const rest = this.#input.width - MARGIN - RIGHT_MARGIN - widths.reduce((sum, w) => sum + w, 0)
    const gap = Math.min(WIDEST_GAP, rest / 2)
    let x = MARGIN + Math.max(0, rest - 2 * gap) / 2
    return COLUMN_ORDER.map((policy, i) => {
      const column = { policy, folded: !used.has(policy), x, y: TOP, w: widths[i]!, h: 0 }
      x += column.w + gap
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
    y += FRAME_PAD - SECTION_GAP
    const { policy, segment, left, right } = plan
    this.#frames.splice(first, 0, { policy, segment, left, right, x, y: top + label, w, h: y - top - label })
    return y
  }

  #section(group: Group, x: number, top: number, w: number, policy: number): number {
    const graph = this.#graph
    const size = group.blocks.reduce((sum, b) => sum + graph.blocks.size.big[b], 0n)
    const zeroFill = group.blocks.every((b) => graph.isZeroFill(b))
    const count = group.blocks.length > 1 ? ` · ${plural(group.blocks.length, 'block')}` : ''
    const from =
      policy === NO_ALLOC && this.#input.byAddress ? ` · from ${hex(graph.blocks.address.big[group.blocks[0]!])}` : ''
    const note = `${zeroFill ? 'zero-fill ' : ''}${plural(size, 'B', 'B')}${count}${from}`
    let y = top + SECTION_TITLE
    y = this.#blocksOf(group, { x: x + BLOCK_INSET, y, w: w - 2 * BLOCK_INSET }, policy)
    this.#sections.push({
      section: group.section,
      policy,
      title: graph.sectionName(group.section) || '(no name)',
      note,
      x,
      y: top,
      w,
      h: y - top,
    })
    return y
  }

  /** One below the other; many small ones without names (call-frame records, table entries) side by side. */
  #blocksOf({ blocks }: Group, { x, y, w }: { x: number; y: number; w: number }, policy: number): number {
    const across =
      blocks.length < CELLS_FROM || blocks.some((b) => (this.#symbols.get(b)?.length ?? 0) > 1)
        ? 1
        : Math.max(1, Math.floor(w / CELL_WIDTH))
    const cell = (w - (across - 1) * BLOCK_GAP) / across
    let top = y
    let bottom = y
    blocks.forEach((b, i) => {
      if (i % across === 0 && i > 0) top = bottom + BLOCK_GAP
      bottom = Math.max(
        bottom,
        this.#block(
          b,
          x + (i % across) * (cell + BLOCK_GAP),
          top,
          cell,
          policy,
          blocks.length === 1 && this.#isPlain(b),
        ),
      )
    })
    return bottom
  }

  /** Called what its section is called. */
  #isPlain(b: BlockId): boolean {
    return this.#input.describer.block(b) === this.#graph.sectionName(this.#graph.blocks.section[b])
  }

  #block(b: BlockId, x: number, top: number, w: number, policy: number, silent: boolean): number {
    const { graph, edges } = this.#input
    const plans = rowsOf(graph, edges, b, this.#symbols.get(b) ?? [], silent)
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
