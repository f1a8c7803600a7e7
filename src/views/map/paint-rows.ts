/** Paints blocks one by one: frames with rows inside, and, from very near, the bytes of each row. */
import { hexByte } from '../../base/hex'
import { plural } from '../../base/plural'
import type { BlockId } from '../../engine/graph/ids'
import { NO_SEGMENT, NO_SYMBOL } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { LinkGraph } from '../../engine/graph/link-graph'
import { SegmentState, SymbolFlag } from '../../engine/graph/schema'
import { bytesOf } from '../../scene/bytes'
import type { Box } from '../../scene/geometry'
import { pieceBox, rowBox } from '../../scene/geometry'
import { lostNameAt } from '../../scene/lost-names'
import { RowFlag, rowLabel, symbolOf } from '../../scene/rows'
import { MONO_WIDTH } from './pen'
import type { Pen } from './pen'
import type { Picture } from './picture'

const DEAD_ALPHA = 0.38
const PENDING_ALPHA = 0.4
/** A block whose pages have gone back: an outline that can still be read. */
const GONE_ALPHA = 0.72
const RADIUS = 5
/** More pins than this are dots. */
const MOST_ROUND = 200
/** Screen pixels of a pin and of a dot, at least. */
const PIN = 7
const DOT = 4
/** From this zoom on, bytes are shown where there is room for them. */
const BYTES_FROM = 1.9
const BYTE_TEXT = 11
const LABEL_TEXT = 12
const SIZE_TEXT = 11
/** Of a row that is too short even for the name, this part is for it. */
const LEAST_NAME = 0.6
/** Screen pixels between a name and a size. */
const NOTE_GAP = 10
const BYTE_LINE = 15
/** Height of a row with one name: where it can be read, all can. */
const FULL_ROW = 19
/** From farther away only high rows are named, and only if so many characters of the name have room. */
const LEAST_LETTERS = 9
const SMALL_LETTER = LABEL_TEXT * MONO_WIDTH
/** Screen pixels from a row's top to the middle of its smallest text. */
const LEAST_MIDDLE = 7

/** How a block looks at this moment. */
interface BlockLook {
  readonly block: BlockId
  readonly policy: number
  readonly removed: boolean
  readonly zeroFill: boolean
}

function isGone(graph: LinkGraph, b: BlockId): boolean {
  const g = graph.blocks.segment[b]
  return g !== NO_SEGMENT && graph.segments.state[g] === SegmentState.Released
}

export class RowPainter {
  readonly #pen: Pen
  readonly #picture: Picture

  constructor(pen: Pen, picture: Picture) {
    this.#pen = pen
    this.#picture = picture
  }

  /** The part of a block that is in one strip; only its rows between two world heights. */
  piece(piece: number, top: number, bottom: number): void {
    const { layout, session, colours } = this.#picture
    const { graph } = session
    const b = layout.slots.block[layout.pieces.slot[piece]!]! as BlockId
    if (b >= graph.blocks.length) return
    const pen = this.#pen
    const policy = layout.strips.policy[layout.pieces.strip[piece]!]!
    const box = pieceBox(layout, piece)
    const ink = colours.policies[policy]!
    const removed = graph.isRemoved(b)
    const waiting = layout.byAddress && LIFETIMES[policy]!.allocates && graph.blocks.segment[b] === NO_SEGMENT
    const zeroFill = graph.isZeroFill(b)
    const gone = isGone(graph, b)
    const alpha = removed ? DEAD_ALPHA : waiting ? PENDING_ALPHA : gone ? GONE_ALPHA : 1
    pen.ctx.globalAlpha = alpha
    pen.box(
      box,
      RADIUS,
      gone ? undefined : zeroFill ? colours.frame : pen.pattern(policy, ink.fill, ink.pattern),
      ink.line,
      1.1,
      zeroFill || removed || waiting || gone ? [3, 3] : [],
    )
    if (!gone) pen.box({ x: box.x, y: box.y, w: 4, h: box.h }, 2, ink.line)
    const [first, end] = this.#rowsBetween(piece, top, bottom)
    for (let r = first; r < end; r++) this.#row(r, { block: b, policy, removed, zeroFill }, alpha)
    pen.ctx.globalAlpha = 1
    for (let r = first; r < end; r++) this.#markRow(r)
    this.#markBlock(b, box)
  }

  #rowsBetween(piece: number, top: number, bottom: number): readonly [number, number] {
    const { rows, pieces } = this.#picture.layout
    let first = pieces.firstRow[piece]!
    let end = pieces.firstRow[piece + 1]!
    if (end - first < 8) return [first, end]
    while (first < end && rows.y[first]! + rows.height[first]! < top) first++
    while (end > first && rows.y[end - 1]! > bottom) end--
    return [first, end]
  }

  #row(r: number, look: BlockLook, alpha: number): void {
    const { layout } = this.#picture
    const box = rowBox(layout, r)
    const first = r === layout.pieces.firstRow[layout.rows.piece[r]!]
    if (!first) this.#divider(box, look.policy, alpha)
    // From farther away the sections of a picture of one strip stand in front of their rows.
    if (!this.#pen.canRead(layout.chrome > 1 ? box.h : FULL_ROW)) return
    // What is dead or waiting is pale; its name is not, it has to be read.
    this.#pen.ctx.globalAlpha = 1
    this.#label(r, box, look)
    if (this.#pen.view.k >= BYTES_FROM && !look.zeroFill) this.#bytes(r, box, look.block)
    this.#pen.ctx.globalAlpha = alpha
  }

  #divider(row: Box, policy: number, alpha: number): void {
    const pen = this.#pen
    pen.ctx.globalAlpha = alpha * 0.35
    pen.line(row.x + 4, row.y, row.x + row.w, row.y, this.#picture.colours.policies[policy]!.line)
    pen.ctx.globalAlpha = alpha
  }

  #label(r: number, box: Box, { block, removed }: BlockLook): void {
    const pen = this.#pen
    const { layout, session, colours, selected, write } = this.#picture
    const { graph, describer } = session
    const { rows, names } = layout
    const flags = rows.flags[r]!
    if (flags & RowFlag.Silent) return
    // Below zoom 1 the text is larger than its place: it must not stand on the block's border.
    const y = box.y + Math.max(10, LEAST_MIDDLE / pen.view.k)
    const room = (box.w - 24) * pen.view.k
    const symbol = symbolOf(rows, names, r)
    const alive = symbol === NO_SYMBOL || !(graph.symbols.flags[symbol] & SymbolFlag.Removed)
    const label = write(
      flags & RowFlag.Asks
        ? (lostNameAt(session, block, rows.start[r]!) ?? describer.block(block))
        : rowLabel(this.#picture.say, graph, rows, names, r),
    )
    if (!pen.canRead(FULL_ROW) && room < Math.min(label.length, LEAST_LETTERS) * SMALL_LETTER) return
    const size = this.#size(r, block)
    const note = this.#fitsBeside(label, size, room)
      ? pen.text(size, { x: box.x + box.w - 10, y }, room, { colour: colours.muted, size: SIZE_TEXT, align: 'right' })
      : 0
    const width = pen.text(label, { x: box.x + 14, y }, note > 0 ? room - note - NOTE_GAP : room, {
      colour: alive && !removed ? colours.text : colours.muted,
      size: LABEL_TEXT,
      bold: symbol !== NO_SYMBOL && selected.symbols.has(symbol),
      isName: true,
    })
    if (removed) this.#strike(box, y, width)
  }

  /** A size gives way to a name that is whole without it, and is never cut: a part of a number is another number. */
  #fitsBeside(label: string, size: string, room: number): boolean {
    const width = (text: string, px: number): number => text.length * this.#pen.textSize(px) * MONO_WIDTH
    const note = width(size, SIZE_TEXT)
    const name = width(label, LABEL_TEXT)
    if (name <= room) return name + note + NOTE_GAP <= room
    return LEAST_NAME * room + note + NOTE_GAP <= room
  }

  #size(r: number, b: BlockId): string {
    const { layout, session } = this.#picture
    const { rows, slots, pieces } = layout
    const whole = session.graph.blocks.size.big[b]
    if (rows.flags[r]! & RowFlag.Only) return plural(whole, 'B', 'B')
    const slot = pieces.slot[rows.piece[r]!]!
    const end = r + 1 < slots.firstRow[slot + 1]! ? rows.start[r + 1]! : Number(whole)
    return plural(end - rows.start[r]!, 'B', 'B')
  }

  /** Dead code is not only pale: its name is struck out. */
  #strike(row: Box, y: number, width: number): void {
    const left = row.x + 14
    this.#pen.line(left, y, left + width / this.#pen.view.k, y, this.#picture.colours.muted)
  }

  /** As many bytes as there is room for below the label, two digits each; fields that are not written yet are holes. */
  #bytes(r: number, box: Box, b: BlockId): void {
    const pen = this.#pen
    const { k } = pen.view
    const { layout, session, colours } = this.#picture
    const { rows } = layout
    const silent = (rows.flags[r]! & RowFlag.Silent) !== 0
    const top = silent ? 2 * k : 10 * k + 14
    const lines = Math.floor((box.h * k - top - 3) / BYTE_LINE)
    const step = BYTE_TEXT * MONO_WIDTH * 3
    const across = Math.floor(((box.w - 28) * k) / step)
    if (lines < 1 || across < 4) return
    const start = rows.start[r]!
    const slot = layout.pieces.slot[rows.piece[r]!]!
    const end = r + 1 < layout.slots.firstRow[slot + 1]! ? rows.start[r + 1]! : Number.MAX_SAFE_INTEGER
    const cells = bytesOf(session, b, start, Math.min(end, start + lines * across)) ?? []
    cells.forEach((cell, i) => {
      const x = box.x + (14 * k + (i % across) * step) / k
      const y = box.y + (top + (Math.floor(i / across) + 0.5) * BYTE_LINE) / k
      const text = cell.hole ? '··' : hexByte(cell.value)
      const inField = cell.edge !== 0xffffffff
      const style = { colour: inField ? colours.text : colours.muted, size: BYTE_TEXT / k, bold: inField }
      pen.text(text, { x, y }, step, style)
    })
  }

  #markRow(r: number): void {
    const { layout, selected, hovered, found, colours } = this.#picture
    const symbol = symbolOf(layout.rows, layout.names, r)
    if (symbol === NO_SYMBOL) return
    if (found.symbols.has(symbol)) this.#pen.box(rowBox(layout, r), RADIUS, undefined, colours.found, 2)
    if (selected.symbols.has(symbol)) this.#pen.box(rowBox(layout, r), RADIUS, undefined, colours.selected, 2)
    else if (hovered.symbols.has(symbol)) this.#pen.box(rowBox(layout, r), RADIUS, undefined, colours.selected, 1)
  }

  #markBlock(b: BlockId, box: Box): void {
    const { selected, changed, hovered, found, colours } = this.#picture
    const pen = this.#pen
    const grown = { x: box.x - 2, y: box.y - 2, w: box.w + 4, h: box.h + 4 }
    if (found.blocks.has(b)) pen.box(grown, RADIUS + 2, undefined, colours.found, 2)
    if (selected.blocks.has(b)) pen.box(grown, RADIUS + 2, undefined, colours.selected, 2)
    else if (changed.blocks.has(b)) pen.box(grown, RADIUS + 2, undefined, colours.selected, 1.5, [3, 3])
    else if (hovered.blocks.has(b)) pen.box(grown, RADIUS + 2, undefined, colours.selected, 1)
  }

  /** From afar a thing that stands out is a pin, however small it is; very many are dots, so that what they mark is seen. */
  pins(boxes: readonly Box[], colour: string): void {
    const pen = this.#pen
    const many = boxes.length > MOST_ROUND
    const least = (many ? DOT : PIN) / pen.view.k
    const around = boxes.map((box) => {
      const [w, h] = [Math.max(box.w, least), Math.max(box.h, least)]
      return { x: box.x + (box.w - w) / 2, y: box.y + (box.h - h) / 2, w, h }
    })
    if (many) pen.dots(around, colour)
    else for (const box of around) pen.box(box, 2, undefined, colour, 2)
  }
}
