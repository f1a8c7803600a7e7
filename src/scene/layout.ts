/**
 * Where everything stands. Three columns, one for each policy; in a column frames from top to bottom, in a frame
 * sections, in a section blocks, in a block rows. There are two layouts of a link: before allocation blocks stand file by
 * file in file order; afterwards segment by segment in address order. Both are made from the tables as they are at that
 * moment, once; playing events only changes what things look like.
 *
 * A picture that would be a tower is folded: long sections go on in further strips side by side, small sections flow
 * together, and titles grow so that they can be read when all of it is on screen. The order of memory stays: down a
 * strip, then to the next strip, then to the next section.
 */
import { largest } from '../base/extremes'
import type { Describer } from '../engine/arch/describe'
import type { EdgeIndex } from '../engine/graph/edge-index'
import type { BlockId, SymbolId } from '../engine/graph/ids'
import { FINALIZE, NO_ALLOC, STANDARD } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'
import { SectionFlag } from '../engine/graph/schema'
import { Flow } from './flow'
import type { Box, ColumnBox, FrameBox, Layout, Unit } from './geometry'
import type { NamesIn } from './names-in'
import { BLOCK_GAP, BLOCK_INSET, SECTION_GAP, SECTION_TITLE } from './measures'
import { namesIn } from './names-in'
import type { FramePlan, Order } from './order'
import { orderBlocks } from './order'
import { RowMaker } from './rows'
import type { ShelfPlace, Shelving } from './shelves'
import { shelvesOf, shelvingFor } from './shelves'
import { unitWords } from './unit-words'
import { widen } from './widen'

/** Left to right, so that edges between policies really cross the picture. */
export const COLUMN_ORDER = [FINALIZE, STANDARD, NO_ALLOC] as const

const FOLDED_WIDTH = 60
/** Wider columns would only be emptier; what is left over widens the gaps, where the edges are. */
const WIDEST = { [STANDARD]: 540, [FINALIZE]: 340, [NO_ALLOC]: 420 }
const WIDEST_GAP = 190
const WEIGHT = { [STANDARD]: 0.42, [FINALIZE]: 0.25, [NO_ALLOC]: 0.33 }
const MARGIN = 22
const GAP = 74
/** In a narrow picture, one of two runs, names need the room more than edges do. */
const TIGHT = { upTo: 760, gap: 52, margin: 14 } as const
const RIGHT_MARGIN = 50
const TOP = 10
const HEADER = 48
const FRAME_LABEL = 20
const FRAME_PAD = 7
const FRAME_GAP = 10
const FRAME_INSET = 10
const COLUMN_FOOT = 14
/** Of a frame, besides its sections. */
const FRAME_AROUND = FRAME_LABEL + 2 * FRAME_PAD + FRAME_GAP
/** The same with the title of one section. */
const FRAME_TITLED = FRAME_AROUND + SECTION_TITLE + SECTION_GAP

/** From this number on small blocks of a section stand side by side, each at least this wide. */
const CELLS_FROM = 12
const CELL_WIDTH = 220

/** Pictures that are more windows high than this, and than this many units, are folded; others are scrolled. */
const FOLD_FROM = 3.2
const LEAST_FOLDED = 4200
/** A strip of a folded picture, with the gutter for its edges. */
const STRIP_WIDTH = 230
const GUTTER = 46
/** A section gets a title of its own in a folded picture if it takes at least this part of the height. */
const OWN_FROM = 0.032
/** The gap between two folded columns as a part of the width: ribbons live there. */
const FOLDED_GAP = 0.085
/** Of a column in a folded picture, at chrome 1. */
const NARROWEST = 196
const RAIL_WIDTH = 40
/** A frame of no more bands than this has room for all their titles. */
const FEW_BANDS = 4
/** Of a lane of frames, at chrome 1: room for an address. */
const LEAST_LANE = 96
/** How often a picture is folded again, by its number of blocks: the strips of very many are nearly even, and it takes time. */
const REFOLDS = [
  { upTo: 4000, tries: 4 },
  { upTo: 16_000, tries: 1 },
] as const
/** Titles that can be read are worth blocks that are so much smaller. */
const WORTH = 0.88
/** Titles may not take more than this part of a folded picture's height. */
const MOST_CHROME = 0.5

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
  return widen(foldedLayout(input), input.width, input.minHeight)
}

function foldedLayout(input: LayoutInput): Layout {
  let best = new LayoutBuilder(input).build()
  const most = REFOLDS.find(({ upTo }) => input.graph.blocks.length <= upTo)?.tries ?? 0
  if (best.chrome === 1) return best
  // Strips of few blocks are of uneven height, which is known only when they are filled. Then the picture is higher than it
  // was folded for, its titles are too small and its sides empty: it is folded again for what it needs.
  let slack = best.height / (best.chrome * input.minHeight)
  for (let tries = 0; tries < most && slack > 1.1; tries++) {
    const next = new LayoutBuilder(input, slack).build()
    if (scaleOf(next, input) > scaleOf(best, input) * WORTH) best = next
    slack *= next.height / (next.chrome * input.minHeight)
  }
  return best
}

/** How large the picture is when all of it is on screen. */
const scaleOf = ({ width, height }: Layout, input: LayoutInput): number =>
  Math.min(input.width / width, input.minHeight / height)

/** How the picture is folded. */
interface Fold {
  readonly chrome: number
  /** Strips in each column, by policy. */
  readonly strips: readonly number[]
  /** Sections whose single strip would be higher than this stand alone, by policy. */
  readonly ownFrom: readonly number[]
}

/** Sections that stand together, [first, end). */
interface Band {
  readonly first: number
  readonly end: number
  /** With a title that can be read from afar. */
  readonly own: boolean
  /** As one strip. */
  readonly height: number
}

/** A section that may stand alone, or neighbours that never do, with the gaps behind them. */
interface Stretch extends Omit<Band, 'own'> {
  readonly single: boolean
}

const FLAT: Fold = { chrome: 1, strips: [1, 1, 1], ownFrom: [0, 0, 0] }

class LayoutBuilder {
  readonly #input: LayoutInput
  readonly #slack: number
  readonly #graph: LinkGraph
  readonly #names: NamesIn
  readonly #order: Order
  readonly #rows: RowMaker
  readonly #firstRow: Uint32Array
  readonly #slotHeight: Float32Array
  readonly #groupHeight: Float64Array
  readonly #flow: Flow
  readonly #frames: FrameBox[] = []
  readonly #units: Unit[] = []
  readonly #stretchesOf = new Map<FramePlan, readonly Stretch[]>()
  #fold = FLAT
  #shelvings: readonly (Shelving | undefined)[] | undefined
  /** By policy. */
  readonly #shelves = new Map<number, ReadonlyMap<FramePlan, ShelfPlace>>()
  /** Where the last frame of a column stands, and where its shelf begins. */
  readonly #shelfOf = new Map<number, ShelfPlace & { readonly top: number; readonly end: number }>()
  /** Strips that the frame that is being filled has room for. */
  #across = 1

  /** `slack`: strips are so many times higher than their blocks would be if they were divided evenly. */
  constructor(input: LayoutInput, slack = 1) {
    this.#input = input
    this.#slack = slack
    this.#graph = input.graph
    this.#names = namesIn(input.graph)
    this.#order = orderBlocks(input.graph, this.#names, input.byAddress)
    this.#rows = new RowMaker(input.graph, this.#names, input.edges)
    const slots = this.#order.block.length
    this.#firstRow = new Uint32Array(slots + 1)
    this.#slotHeight = new Float32Array(slots)
    this.#groupHeight = new Float64Array(this.#order.groups)
    this.#makeRows()
    this.#flow = new Flow({
      order: this.#order,
      rows: this.#rows.rows,
      firstRow: this.#firstRow,
      slotHeight: this.#slotHeight,
    })
  }

  build(): Layout {
    this.#fold = this.#chooseFold()
    const { chrome } = this.#fold
    const columns = chrome === 1 ? this.#columnWidths() : this.#foldedColumns(this.#fold)
    // Frame by frame in the order of memory, so that slots, pieces and rows are all in one order.
    const bottoms = new Map(columns.map(({ policy, y }) => [policy, y + HEADER * chrome]))
    for (const plan of this.#order.frames) {
      const column = columns.find(({ policy }) => policy === plan.policy)!
      const top = bottoms.get(plan.policy)!
      const shelving = this.#shelving(plan.policy)
      const end = shelving ? this.#shelve(column, plan, shelving, top) : this.#frame(column, plan, top)
      bottoms.set(plan.policy, end + FRAME_GAP * this.#frameChrome(plan.policy))
    }
    const bottom = largest(bottoms.values())
    const height = Math.max(bottom + COLUMN_FOOT * chrome, this.#input.minHeight - TOP)
    const last = columns.at(-1)!
    const { block } = this.#order
    const slotOf = new Int32Array(this.#graph.blocks.length).fill(-1)
    for (let slot = 0; slot < block.length; slot++) slotOf[block[slot]!] = slot
    return {
      byAddress: this.#input.byAddress,
      columns: columns.map((column) => ({ ...column, h: height - TOP })),
      frames: this.#frames,
      units: this.#units,
      ...this.#flow.finish(),
      rows: this.#rows.rows,
      names: this.#names,
      slotOf,
      channels: this.#channels(height),
      width: chrome === 1 ? this.#input.width : last.x + last.w + RIGHT_MARGIN * chrome,
      height: height + TOP,
      chrome,
      strippedInto: Math.max(...this.#fold.strips),
    }
  }

  #makeRows(): void {
    const { block, groups, groupStart } = this.#order
    for (let g = 0; g < groups; g++) this.#groupHeight[g] = this.#makeRowsOf(groupStart[g]!, groupStart[g + 1]!)
    this.#firstRow[block.length] = this.#rows.rows.length
  }

  /** Of the slots of a group; returns its height. */
  #makeRowsOf(first: number, end: number): number {
    const { block } = this.#order
    const alone = end === first + 1
    let total = 0
    for (let slot = first; slot < end; slot++) {
      const b = block[slot]! as BlockId
      this.#firstRow[slot] = this.#rows.rows.length
      this.#slotHeight[slot] = this.#rows.add(b, alone && this.#isPlain(b))
      total += this.#slotHeight[slot]! + BLOCK_GAP
    }
    return total - BLOCK_GAP + SECTION_TITLE
  }

  /** Called what its section is called. */
  #isPlain(b: BlockId): boolean {
    const { graph, describer } = this.#input
    const x = graph.blocks.section[b]
    if (graph.sections.flags[x] & SectionFlag.Synthetic) return false
    const { start, symbol } = this.#names
    // Names of unwind records are found out from what they refer to; everything else has its only name, or none.
    if (describer.isUnwindRecord(b)) return describer.block(b) === graph.sectionName(x)
    if (start[b + 1]! - start[b]! !== 1) return true
    const only = symbol[start[b]!]! as SymbolId
    const { words } = graph.symbols.offset
    if ((words[2 * only]! | words[2 * only + 1]!) !== 0) return true
    return graph.symbols.name[only] === graph.sections.name[x]
  }

  // ---- folding -------------------------------------------------------------------------------------------------

  /** Heights of the columns as single strips, by policy. */
  #contentHeights(): number[] {
    const heights = [0, 0, 0]
    for (const plan of this.#order.frames)
      heights[plan.policy]! += this.#heightOf(plan) + (this.#shelving(plan.policy)?.titled === false ? FRAME_AROUND : 0)
    return heights
  }

  /** Of a frame's sections as a single strip. */
  #heightOf({ firstGroup, endGroup }: FramePlan): number {
    let height = 0
    for (let g = firstGroup; g < endGroup; g++) height += this.#groupHeight[g]! + SECTION_GAP
    return height
  }

  /** One strip as long as that is a page or three; else as many as make the picture as wide as the window. */
  #chooseFold(): Fold {
    const heights = this.#contentHeights()
    const { width, minHeight } = this.#input
    if (largest(heights) < Math.max(LEAST_FOLDED, FOLD_FROM * minHeight)) return FLAT
    let low = minHeight
    let high = largest(heights)
    let fold = this.#foldAt(high, heights)
    while (high > low * 1.01) {
      const middle = Math.sqrt(low * high)
      const tried = this.#foldAt(middle, heights)
      if (this.#foldedWidth(tried) * minHeight > width * middle) low = middle
      else {
        high = middle
        fold = tried
      }
    }
    return fold
  }

  /** How to fold if the picture shall have this height. */
  #foldAt(height: number, heights: readonly number[]): Fold {
    const { minHeight } = this.#input
    const chrome = Math.max(1, height / minHeight)
    const whole = heights.map((h) => (h === 0 ? 0 : Math.max(1, Math.ceil(h / height))))
    const draft = { chrome, strips: whole, ownFrom: whole.map((n) => OWN_FROM * n * height) }
    const room = (height - Math.min(MOST_CHROME * height, this.#chromeHeight(draft) * chrome)) / this.#slack
    const strips = heights.map((h) => (h === 0 ? 0 : Math.max(1, Math.ceil(h / room))))
    return { chrome, strips, ownFrom: strips.map((n) => OWN_FROM * n * height) }
  }

  #foldedWidth(fold: Fold): number {
    const columns = this.#foldedColumns(fold)
    const last = columns.at(-1)!
    return last.x + last.w + RIGHT_MARGIN * fold.chrome
  }

  /** Height of all titles, frames and gaps of the highest column, at chrome 1. */
  #chromeHeight(fold: Fold): number {
    const heights = [0, 0, 0]
    for (const plan of this.#order.frames) {
      const { titled = true, lanes = 1 } = this.#shelving(plan.policy) ?? {}
      if (!titled) continue
      let height = this.#frameChrome(plan.policy) > 1 ? FRAME_AROUND : 0
      for (const { own } of this.#bands(plan, fold)) height += (own ? SECTION_TITLE : 0) + SECTION_GAP
      heights[plan.policy]! += height / lanes
    }
    return HEADER + COLUMN_FOOT + largest(heights)
  }

  /**
   * The bands of a frame. If they are few, each has its title, however small it is: one without is a riddle. Of many at
   * least the largest has one.
   */
  #bands(plan: FramePlan, fold: Fold): readonly Band[] {
    const bands = [...this.#divide(plan, fold)]
    if (this.#frameChrome(plan.policy) === 1) return bands
    if (bands.length <= FEW_BANDS) return bands.map((band) => ({ ...band, own: true }))
    if (bands.some(({ own }) => own)) return bands
    const most = largest(bands.map(({ height }) => height))
    return bands.map((band) => (band.height === most ? { ...band, own: true } : band))
  }

  /** The sections of a frame as bands: each large one alone, runs of small ones together. */
  *#divide(plan: FramePlan, fold: Fold): Generator<Band> {
    if (fold.chrome === 1) {
      for (let g = plan.firstGroup; g < plan.endGroup; g++)
        yield { first: g, end: g + 1, own: true, height: this.#groupHeight[g]! }
      return
    }
    const least = fold.ownFrom[plan.policy]!
    let first = plan.firstGroup
    let height = 0
    for (const item of this.#stretches(plan)) {
      if (item.single && item.height >= least) {
        if (item.first > first) yield { first, end: item.first, own: height >= least, height }
        yield { first: item.first, end: item.end, own: true, height: item.height }
        first = item.end
        height = 0
      } else height += item.height + (item.single ? SECTION_GAP : 0)
    }
    if (first < plan.endGroup) yield { first, end: plan.endGroup, own: height >= least, height }
  }

  /**
   * The sections of a frame, those that are too small to stand alone however the picture is folded taken together: folding
   * is tried many times, and there may be a hundred thousand of them.
   */
  #stretches(plan: FramePlan): readonly Stretch[] {
    const known = this.#stretchesOf.get(plan)
    if (known) return known
    const least = OWN_FROM * this.#input.minHeight
    const list: Stretch[] = []
    for (let first = plan.firstGroup; first < plan.endGroup; ) {
      let end = first
      let height = 0
      while (end < plan.endGroup && this.#groupHeight[end]! < least) height += this.#groupHeight[end++]! + SECTION_GAP
      if (end > first) list.push({ first, end, height, single: false })
      if (end < plan.endGroup) list.push({ first: end, end: end + 1, height: this.#groupHeight[end]!, single: true })
      first = end + 1
    }
    this.#stretchesOf.set(plan, list)
    return list
  }

  #columnWidths(): ColumnBox[] {
    const used = new Set(this.#order.frames.map(({ policy }) => policy))
    const open = COLUMN_ORDER.filter((policy) => used.has(policy))
    const folded = COLUMN_ORDER.length - open.length
    const isTight = this.#input.width <= TIGHT.upTo
    const margin = isTight ? TIGHT.margin : MARGIN
    const around = 2 * (isTight ? TIGHT.gap : GAP) + margin + RIGHT_MARGIN
    const free = this.#input.width - around - folded * FOLDED_WIDTH
    const weight = open.reduce((sum, policy) => sum + WEIGHT[policy], 0)
    const widths = COLUMN_ORDER.map((policy) =>
      used.has(policy) ? Math.min(WIDEST[policy], (free * WEIGHT[policy]) / weight) : FOLDED_WIDTH,
    )
    const rest = this.#input.width - margin - RIGHT_MARGIN - widths.reduce((sum, w) => sum + w, 0)
    const gap = Math.min(WIDEST_GAP, rest / 2)
    return this.#place(widths, gap, margin + Math.max(0, rest - 2 * gap) / 2, used)
  }

  #foldedColumns({ chrome, strips }: Fold): ColumnBox[] {
    const used = new Set(this.#order.frames.map(({ policy }) => policy))
    const inset = 2 * (FRAME_INSET + BLOCK_INSET) * chrome
    const widths = COLUMN_ORDER.map((policy) =>
      used.has(policy)
        ? Math.max(strips[policy]! * (STRIP_WIDTH + GUTTER) + inset, this.#leastColumn(policy) * chrome)
        : RAIL_WIDTH * chrome,
    )
    const total = widths.reduce((sum, w) => sum + w, 0)
    return this.#place(widths, Math.max(GAP, FOLDED_GAP * total), MARGIN * chrome, used)
  }

  /** Very many frames (the segments of hundreds of files) cannot all have titles that are read from afar. */
  #frameChrome(policy: number): number {
    return this.#shelving(policy)?.titled === false ? 1 : this.#fold.chrome
  }

  /** Width of a column at chrome 1. */
  #leastColumn(policy: number): number {
    const lanes = this.#shelving(policy)?.lanes ?? 1
    return lanes > 1 ? lanes * LEAST_LANE : NARROWEST
  }

  /** How a column's frames stand beside each other; undefined if each has all of its width. */
  #shelving(policy: number): Shelving | undefined {
    this.#shelvings ??= COLUMN_ORDER.map((_, p) => {
      const own = this.#order.frames.filter((frame) => frame.policy === p)
      const titles = own.reduce((sum, { left, right }) => sum + FRAME_TITLED - (left || right ? 0 : FRAME_LABEL), 0)
      return shelvingFor(titles, this.#input.minHeight - HEADER - COLUMN_FOOT)
    })
    return this.#shelvings[policy]
  }

  #place(widths: readonly number[], gap: number, left: number, used: ReadonlySet<number>): ColumnBox[] {
    let x = left
    return COLUMN_ORDER.map((policy, i) => {
      const column = { policy, folded: !used.has(policy), x, y: TOP, w: widths[i]!, h: 0 }
      x += column.w + gap
      return column
    })
  }

  // ---- filling -------------------------------------------------------------------------------------------------

  /**
   * One of many frames: they stand below each other in a lane, lane after lane, and one without a title that is higher than
   * that has all of the column. Returns where the highest lane ends, or where it began while there is room.
   */
  #shelve(column: ColumnBox, plan: FramePlan, { titled, lanes }: Shelving, bottom: number): number {
    const { chrome, strips } = this.#fold
    const { policy } = plan
    const c = this.#frameChrome(policy)
    const count = titled ? Math.min(lanes, strips[policy]!) : strips[policy]!
    const across = Math.max(1, Math.floor(strips[policy]! / count))
    this.#shelves.set(policy, this.#shelves.get(policy) ?? this.#shelvesFor(policy, { titled, lanes: count }, across))
    const place = this.#shelves.get(policy)!.get(plan)
    if (!place || chrome === 1) return this.#frame(column, plan, bottom)
    const inset = FRAME_INSET * chrome
    const gap = Math.max(GUTTER, titled ? FRAME_GAP * chrome : 0)
    const step = (column.w - 2 * inset + gap) / count
    const last = this.#shelfOf.get(policy)
    const top = last?.shelf === place.shelf ? last.top : bottom
    const above = last?.shelf === place.shelf && last.lane === place.lane ? last.end : top
    const lane = { ...column, x: column.x + inset + place.lane * step, w: step - gap }
    const end = this.#frame(lane, plan, above, across)
    this.#shelfOf.set(policy, { ...place, top, end: end + FRAME_GAP * c })
    return Math.max(end, bottom - FRAME_GAP * c)
  }

  #shelvesFor(policy: number, shelving: Shelving, across: number): ReadonlyMap<FramePlan, ShelfPlace> {
    const around = shelving.titled ? FRAME_TITLED * this.#fold.chrome : FRAME_AROUND
    const none = { titled: false, lanes: 1 }
    return shelvesOf(
      this.#order.frames.filter((frame) => frame.policy === policy),
      COLUMN_ORDER.map((_, p) => (p === policy ? shelving : none)),
      (one) => this.#heightOf(one) / across + around,
    )
  }

  /** Returns where the frame ends. `across`: it has a lane of so many strips for itself; else the column. */
  #frame(column: ColumnBox, plan: FramePlan, top: number, across?: number): number {
    const { chrome, strips } = this.#fold
    const { policy, segment, left, right } = plan
    const c = this.#frameChrome(policy)
    const x = across ? column.x : column.x + FRAME_INSET * chrome
    const w = across ? column.w : column.w - 2 * FRAME_INSET * chrome
    this.#across = across ?? strips[policy]!
    const label = left || right ? FRAME_LABEL * c : 0
    let y = top + label + FRAME_PAD * c
    for (const { first, end, own, height } of this.#bands(plan, this.#fold)) {
      const place = { x, y, w, h: 0 }
      if (chrome === 1) y = this.#section(policy, first, place)
      else if (own && end === first + 1) y = this.#ownBand(policy, first, height - SECTION_TITLE, place)
      else y = this.#runBand(policy, first, end, height, own, place)
      y += SECTION_GAP * c
    }
    y += (FRAME_PAD - SECTION_GAP) * c
    this.#frames.push({
      policy,
      segment,
      left,
      right,
      x,
      y: top + label,
      w,
      h: y - top - label,
      labelHeight: FRAME_LABEL * c,
    })
    return y
  }

  /** A section of an unfolded picture: its title, then one strip, or cells for many small blocks without names. */
  #section(policy: number, g: number, { x, y: top, w }: Box): number {
    const { groupStart } = this.#order
    const count = groupStart[g + 1]! - groupStart[g]!
    const inner = w - 2 * BLOCK_INSET
    const across = count < CELLS_FROM || this.#hasNames(g) ? 1 : Math.max(1, Math.floor(inner / CELL_WIDTH))
    const place = { x: x + BLOCK_INSET, y: top + SECTION_TITLE, w: inner, h: 0 }
    const unit = this.#units.length
    const bottom = this.#flow.fill(
      { first: g, end: g + 1, titles: false, strips: across, unit, policy },
      place,
      BLOCK_GAP,
    )
    this.#flow.placeGroup(g, unit, { x, y: top, w, h: bottom - top })
    this.#units.push(this.#unit(policy, g, g + 1, { x, y: top, w, h: bottom - top }, 0))
    return bottom
  }

  /** Whether a block of the group has several names: such blocks need the whole width. */
  #hasNames(g: number): boolean {
    const { block, groupStart } = this.#order
    const { start } = this.#names
    for (let slot = groupStart[g]!; slot < groupStart[g + 1]!; slot++)
      if (start[block[slot]! + 1]! - start[block[slot]!]! > 1) return true
    return false
  }

  /** A large section of a folded picture: a title that can be read from afar, then its strips. */
  #ownBand(policy: number, g: number, height: number, { x, y: top, w }: Box): number {
    const head = SECTION_TITLE * this.#fold.chrome
    const place = this.#inside(policy, { x, y: top + head, w, h: height })
    const unit = this.#units.length
    const strips = this.#stripsFor(height)
    const bottom = this.#flow.fill({ first: g, end: g + 1, titles: false, strips, unit, policy }, place, GUTTER)
    this.#flow.placeGroup(g, unit, { x, y: top, w, h: bottom - top })
    this.#units.push(this.#unit(policy, g, g + 1, { x, y: top, w, h: bottom - top }, head))
    return bottom
  }

  /** Small sections that stand together, each with its title, flowing through strips. */
  #runBand(policy: number, first: number, end: number, height: number, titled: boolean, { x, y: top, w }: Box): number {
    const head = titled ? SECTION_TITLE * this.#fold.chrome : 0
    const place = this.#inside(policy, { x, y: top + head, w, h: height })
    const unit = this.#units.length
    const strips = this.#stripsFor(height)
    const bottom = this.#flow.fill({ first, end, titles: true, strips, unit, policy }, place, GUTTER)
    this.#units.push(this.#unit(policy, first, end, { x, y: top, w, h: bottom - top }, head))
    return bottom
  }

  #inside(policy: number, { x, y, w, h }: Box): Box {
    const inset = BLOCK_INSET * this.#frameChrome(policy)
    return { x: x + inset, y, w: w - 2 * inset, h }
  }

  /** All strips of the frame, but none that would hold next to nothing. */
  #stripsFor(height: number): number {
    return Math.max(1, Math.min(this.#across, Math.ceil(height / 60)))
  }

  #unit(policy: number, firstGroup: number, endGroup: number, box: Box, head: number): Unit {
    const groups = { policy, firstGroup, endGroup }
    const { graph, byAddress } = this.#input
    return { ...box, ...groups, head, ...unitWords(graph, this.#order, { ...groups, byAddress }) }
  }

  #channels(height: number): number[] {
    const { chrome } = this.#fold
    const frames = this.#shelving(STANDARD) ? [] : this.#frames.filter(({ policy }) => policy === STANDARD)
    const between = frames.slice(1).map(({ y }) => y - (FRAME_LABEL + FRAME_GAP / 2) * chrome)
    return [TOP + (HEADER - 4) * chrome, ...between, height - 10 * chrome]
  }
}
