/**
 * Paints the map on a canvas. Geometry comes from the scene; how a thing looks is read from the graph as it is at this
 * moment. Order, from back to front: columns, frames, blocks or what they look like from afar, edges within a policy,
 * ribbons, edges that cross, and last what is selected or just changed.
 *
 * However large the link, a frame draws a bounded number of things: blocks one by one as long as they are few, a raster of
 * their density beyond that.
 */
import { Base } from '../../engine/graph/ids'
import type { BlockId, SymbolId } from '../../engine/graph/ids'
import { rowIn } from '../../scene/ends'
import type { Box } from '../../scene/geometry'
import { blockBox, rowBox } from '../../scene/geometry'
import type { Things } from '../../scene/marks'
import type { Size, View } from '../../scene/view'
import { seenBox } from '../../scene/view'
import { EdgePainter } from './paint-edges'
import { FramePainter } from './paint-frames'
import { RowPainter } from './paint-rows'
import type { Pen } from './pen'
import type { Picture } from './picture'

/** Most rows that are painted one by one. */
export const MOST_ROWS = 1600
/** Most pins of one kind on the map from afar, and screen pixels between two of them: what is nearer shares one. */
const MOST_PINS = 2500
const PIN_STEP = 7

/** Paints blocks from afar; true if it is not done and wants another frame. */
export type PaintDensity = (view: View, size: Size) => boolean

/** Whether blocks are painted one by one in this view. */
export function paintsRows({ finder }: Picture, view: View, size: Size): boolean {
  return finder.countIn(seenBox(view, size), MOST_ROWS) < MOST_ROWS
}

/** True if another frame is wanted. */
export function paint(pen: Pen, picture: Picture, size: Size, density: PaintDensity): boolean {
  pen.ctx.fillStyle = picture.colours.paper
  pen.ctx.fillRect(0, 0, size.width, size.height)
  return new Painter(pen, picture, size).paint(density)
}

class Painter {
  readonly #pen: Pen
  readonly #picture: Picture
  readonly #size: Size
  readonly #seen: Box
  readonly #frames: FramePainter
  readonly #rows: RowPainter
  readonly #edges: EdgePainter

  constructor(pen: Pen, picture: Picture, size: Size) {
    this.#pen = pen
    this.#picture = picture
    this.#size = size
    this.#seen = seenBox(pen.view, size)
    this.#frames = new FramePainter(pen, picture, this.#seen)
    this.#rows = new RowPainter(pen, picture)
    this.#edges = new EdgePainter(pen, picture, size)
  }

  paint(density: PaintDensity): boolean {
    const { layout, finder } = this.#picture
    for (const column of layout.columns) this.#frames.column(column)
    for (const frame of layout.frames) if (this.#sees(frame)) this.#frames.frame(frame)
    const units = finder.unitsIn(this.#seen).map((u) => layout.units[u]!)
    const near = paintsRows(this.#picture, this.#pen.view, this.#size)
    const behind = near ? false : density(this.#pen.view, this.#size)
    const { found, colours } = this.#picture
    // There may be thousands: the names of sections stand in front of them.
    if (!near) this.#pin(found, colours.found)
    for (const unit of units) this.#frames.unit(unit)
    if (near) this.#blocks()
    this.#edges.paint(units.flatMap((unit) => this.#frames.farPlate(unit) ?? this.#frames.titlePlate(unit) ?? []))
    for (const unit of units) this.#frames.farName(unit)
    if (!near) this.#pins()
    this.#edges.focus()
    return behind
  }

  #sees(box: Box): boolean {
    return this.#pen.sees(box, this.#size.width, this.#size.height)
  }

  #blocks(): void {
    const { layout, finder } = this.#picture
    const [top, bottom] = [this.#seen.y, this.#seen.y + this.#seen.h]
    let group = -1
    for (const strip of finder.stripsIn(this.#seen)) {
      const [first, end] = finder.piecesIn(strip, top, bottom)
      const inRun = layout.units[layout.strips.unit[strip]!]!.section === -1
      for (let piece = first; piece < end; piece++) {
        const own = layout.slots.group[layout.pieces.slot[piece]!]!
        if (inRun && own !== group) this.#frames.group(own, layout.strips.policy[strip]!)
        group = own
        this.#rows.piece(piece, top, bottom)
      }
    }
  }

  /** What was touched or changed cannot be made out from afar: pins show where it is. */
  #pins(): void {
    const { selected, changed, hovered, colours } = this.#picture
    this.#pin(changed, colours.selected)
    this.#pin(hovered, colours.selected)
    this.#pin(selected, colours.selected)
  }

  #pin(things: Things, colour: string): void {
    const pen = this.#pen
    const taken = new Map<number, Box>()
    for (const box of boxesOf(this.#picture, things)) {
      if (!this.#sees(box)) continue
      const [x, y] = [pen.x(box.x + box.w / 2), pen.y(box.y + box.h / 2)]
      const cell = Math.floor(y / PIN_STEP) * this.#size.width + Math.floor(x / PIN_STEP)
      if (taken.has(cell)) continue
      taken.set(cell, box)
      if (taken.size === MOST_PINS) break
    }
    this.#rows.pins([...taken.values()], colour)
  }
}

/** Where symbols and blocks are. */
export function* boxesOf({ layout, session }: Picture, things: Things): Generator<Box> {
  const { symbols } = session.graph
  let isAnyThere = false
  for (const s of things.symbols) {
    const row = rowOfSymbol(s)
    if (row < 0) continue
    isAnyThere = true
    yield rowBox(layout, row)
  }
  if (isAnyThere) return
  for (const b of things.blocks) {
    const box = blockBox(layout, b)
    if (box) yield box
  }

  function rowOfSymbol(s: SymbolId): number {
    if (symbols.base[s] !== Base.Defined) return -1
    return rowIn(layout, symbols.block[s] as BlockId, symbols.offset.words[2 * s]!)
  }
}
