/**
 * Fills strips: blocks flow down a strip and go on in the next one, as text flows through the columns of a newspaper.
 * Strips end where the content's share is reached, so that all of them are about equally high; a block that is longer
 * than its strip goes on in the next one at a row's border.
 */
import type { Box, Groups, Layout, Pieces, Slots, Strips } from './geometry'
import { BLOCK_GAP, BLOCK_INSET, SECTION_GAP, SECTION_TITLE } from './measures'
import type { Order } from './order'
import type { Rows } from './rows'

export interface FlowInput {
  readonly order: Order
  readonly rows: Rows
  readonly firstRow: Uint32Array
  readonly slotHeight: Float32Array
}

export interface Stretch {
  /** Groups, [first, end). */
  readonly first: number
  readonly end: number
  /** Each group has a title of its own in the strip. */
  readonly titles: boolean
  readonly strips: number
  readonly unit: number
  readonly policy: number
}

/** Blocks lower than this are not broken; a break costs more than it saves. */
const BREAK_FROM = 160

export class Flow {
  readonly #input: FlowInput
  readonly #slots: Slots
  readonly #groups: Groups
  readonly #strips: Strips = { length: 0, x: [], y: [], w: [], h: [], unit: [], policy: [], firstPiece: [] }
  readonly #pieces: Pieces
  /** The stretch that is being filled. */
  #place: Box = { x: 0, y: 0, w: 0, h: 0 }
  #step = 0
  #share = 0
  #limit = 0
  #left = 0
  #y = 0
  #bottom = 0

  constructor(input: FlowInput) {
    this.#input = input
    const { block, groupSection, groupStart, groups } = input.order
    const floats = (length: number): Float32Array => new Float32Array(length)
    this.#slots = {
      length: block.length,
      block,
      firstRow: input.firstRow,
      firstPiece: new Uint32Array(block.length + 1),
      group: new Uint32Array(block.length),
    }
    this.#groups = {
      length: groups,
      section: groupSection,
      firstSlot: groupStart,
      unit: new Uint32Array(groups),
      x: floats(groups),
      y: floats(groups),
      w: floats(groups),
      h: floats(groups),
    }
    // A block breaks at most once for each strip, and strips are few; rows bound both.
    const most = Math.max(block.length, input.rows.length) + 1
    this.#pieces = {
      length: 0,
      slot: new Uint32Array(most),
      strip: new Uint32Array(most),
      y: floats(most),
      h: floats(most),
      firstRow: new Uint32Array(most + 1),
    }
  }

  /** Fills the groups of a stretch into strips side by side and returns where the highest ends. */
  fill(stretch: Stretch, place: Box, gutter: number): number {
    const { first, end, titles, strips, unit } = stretch
    this.#place = place
    this.#step = (place.w + gutter) / strips
    this.#share = this.#measure(stretch) / strips
    this.#bottom = place.y
    this.#left = strips
    this.#limit = 0
    this.#open(stretch, gutter)
    for (let g = first; g < end; g++) {
      if (this.#isFull(0)) this.#open(stretch, gutter)
      const strip = this.#strips.length - 1
      const top = this.#y
      if (titles) this.#y += SECTION_TITLE
      this.#group(g, stretch, gutter)
      if (titles) this.#title(g, unit, strip, top)
    }
    this.#close()
    return this.#bottom
  }

  placeGroup(g: number, unit: number, { x, y, w, h }: Box): void {
    const groups = this.#groups
    groups.unit[g] = unit
    groups.x[g] = x
    groups.y[g] = y
    groups.w[g] = w
    groups.h[g] = h
  }

  /** The box of a group with a title: all of it, or its part in the strip where it begins. */
  #title(g: number, unit: number, strip: number, top: number): void {
    const { length, x, y, w, h } = this.#strips
    this.#y += SECTION_GAP - BLOCK_GAP
    const bottom = strip === length - 1 ? this.#y - SECTION_GAP : y[strip]! + h[strip]! - BLOCK_GAP
    const box = { x: x[strip]! - BLOCK_INSET, y: top, w: w[strip]! + 2 * BLOCK_INSET, h: bottom - top }
    this.placeGroup(g, unit, box)
  }

  /** The columns, cut to what is in use. */
  finish(): Pick<Layout, 'slots' | 'groups' | 'strips' | 'pieces'> {
    const { length, slot, strip, y, h, firstRow } = this.#pieces
    this.#slots.firstPiece[this.#slots.length] = length
    this.#strips.firstPiece[this.#strips.length] = length
    firstRow[length] = this.#input.rows.length
    return {
      slots: this.#slots,
      groups: this.#groups,
      strips: this.#strips,
      pieces: {
        length,
        slot: slot.subarray(0, length),
        strip: strip.subarray(0, length),
        y: y.subarray(0, length),
        h: h.subarray(0, length),
        firstRow: firstRow.subarray(0, length + 1),
      },
    }
  }

  #measure({ first, end, titles }: Stretch): number {
    const { groupStart } = this.#input.order
    const { slotHeight } = this.#input
    let total = titles ? (end - first) * (SECTION_TITLE + SECTION_GAP) : 0
    for (let slot = groupStart[first]!; slot < groupStart[end]!; slot++) total += slotHeight[slot]! + BLOCK_GAP
    return total
  }

  /** Whether the strip has had its share, with `more` yet to come at least. */
  #isFull(more: number): boolean {
    return this.#left > 0 && this.#y > this.#place.y && this.#y - this.#place.y + more * 0.5 >= this.#limit
  }

  #open({ unit, policy, strips: count }: Stretch, gutter: number): void {
    this.#close()
    const strips = this.#strips
    const i = strips.length++
    const nth = count - this.#left--
    strips.x.push(this.#place.x + nth * this.#step)
    strips.y.push(this.#place.y)
    strips.w.push(this.#step - gutter)
    strips.h.push(0)
    strips.unit.push(unit)
    strips.policy.push(policy)
    strips.firstPiece.push(this.#pieces.length)
    // What earlier strips had too much or too little is made up for here.
    const over = i > 0 && nth > 0 ? strips.h[i - 1]! - this.#limit : 0
    this.#limit = this.#share - (nth > 0 ? over : 0)
    this.#y = this.#place.y
  }

  #close(): void {
    const { length, h } = this.#strips
    if (length === 0 || h[length - 1]! > 0) return
    h[length - 1] = this.#y - this.#place.y
    this.#bottom = Math.max(this.#bottom, this.#y - BLOCK_GAP)
  }

  #group(g: number, stretch: Stretch, gutter: number): void {
    const { order, slotHeight, firstRow } = this.#input
    const { firstPiece, group } = this.#slots
    const pieces = this.#pieces
    const first = order.groupStart[g]!
    const end = order.groupStart[g + 1]!
    for (let slot = first; slot < end; slot++) {
      const height = slotHeight[slot]!
      const breaks = height >= BREAK_FROM && stretch.strips > 1
      // A title stays with its first block.
      if (slot > first && this.#isFull(breaks ? 0 : height)) this.#open(stretch, gutter)
      firstPiece[slot] = pieces.length
      group[slot] = g
      this.#piece(slot, firstRow[slot]!)
      if (breaks) this.#breakRows(slot, stretch, gutter)
      else this.#placeRows(firstRow[slot]!, firstRow[slot + 1]!)
      this.#y += BLOCK_GAP
    }
  }

  /** The rows of a block that may go on in further strips. */
  #breakRows(slot: number, stretch: Stretch, gutter: number): void {
    const { firstRow } = this.#input
    const first = firstRow[slot]!
    const end = firstRow[slot + 1]!
    for (let r = first; r < end; r++) {
      if (r > first && this.#isFull(0)) {
        this.#open(stretch, gutter)
        this.#piece(slot, r)
      }
      this.#placeRows(r, r + 1)
    }
  }

  /** Rows of the piece that was begun last. */
  #placeRows(first: number, end: number): void {
    const { y, piece, height } = this.#input.rows
    const own = this.#pieces.length - 1
    let bottom = this.#y
    for (let r = first; r < end; r++) {
      y[r] = bottom
      piece[r] = own
      bottom += height[r]!
    }
    this.#pieces.h[own]! += bottom - this.#y
    this.#y = bottom
  }

  #piece(slot: number, firstRow: number): void {
    const pieces = this.#pieces
    const i = pieces.length++
    pieces.slot[i] = slot
    pieces.strip[i] = this.#strips.length - 1
    pieces.y[i] = this.#y
    pieces.h[i] = 0
    pieces.firstRow[i] = firstRow
  }
}
