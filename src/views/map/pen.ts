/** Drawing in screen coordinates: the few shapes that the map is made of, with text that never leaves its box. */
import { shortenName } from '../../base/shorten'
import type { Box, Curve, Point } from '../../scene/geometry'
import type { View } from '../../scene/view'

export const MONO = "'JetBrains Mono', 'Linkscape Arrows', ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
export const SANS =
  "'Linkscape Arrows', system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif"
/** Width of a monospaced character in em. */
export const MONO_WIDTH = 0.6
/** Nothing on the map is set smaller. */
const SMALLEST_TEXT = 11
const LARGEST_TEXT = 22

/**
 * Some systems draw characters of small text whole pixels apart, up to a tenth wider than the font says: labels that were
 * measured to stand beside each other would touch.
 */
export function exactWidths(ctx: CanvasRenderingContext2D): void {
  ctx.textRendering = 'geometricPrecision'
}

export interface TextStyle {
  readonly colour: string
  /** Size at zoom 1. */
  readonly size: number
  readonly bold?: boolean
  readonly sans?: boolean
  readonly align?: 'left' | 'right' | 'center'
  /** Where there is no room for all of it, it is shortened as names are. For text in the fixed-width font. */
  readonly isName?: boolean
}

export class Pen {
  readonly ctx: CanvasRenderingContext2D
  readonly view: View

  constructor(ctx: CanvasRenderingContext2D, view: View) {
    this.ctx = ctx
    this.view = view
  }

  x(x: number): number {
    return x * this.view.k + this.view.x
  }

  y(y: number): number {
    return y * this.view.k + this.view.y
  }

  /** Whether a box is on screen at all. */
  sees({ x, y, w, h }: Box, width: number, height: number): boolean {
    return this.x(x + w) >= 0 && this.x(x) <= width && this.y(y + h) >= 0 && this.y(y) <= height
  }

  box(
    { x, y, w, h }: Box,
    radius: number,
    fill: string | CanvasPattern | undefined,
    line?: string,
    width = 1,
    dash: readonly number[] = [],
  ): void {
    const { ctx, view } = this
    ctx.beginPath()
    ctx.roundRect(this.x(x), this.y(y), w * view.k, h * view.k, radius * Math.min(1, view.k))
    if (fill) {
      ctx.fillStyle = fill
      ctx.fill()
    }
    if (!line) return
    ctx.setLineDash([...dash])
    ctx.strokeStyle = line
    ctx.lineWidth = width
    ctx.stroke()
    ctx.setLineDash([])
  }

  /** Boxes filled with one colour, cheap where there are thousands. */
  dots(boxes: readonly Box[], fill: string): void {
    const { ctx } = this
    ctx.fillStyle = fill
    for (const { x, y, w, h } of boxes) ctx.fillRect(this.x(x), this.y(y), w * this.view.k, h * this.view.k)
  }

  /** Text size on screen for a size at zoom 1. */
  textSize(size: number): number {
    return Math.max(SMALLEST_TEXT, Math.min(LARGEST_TEXT, size * this.view.k))
  }

  /** Whether a row of this height has room for text. */
  canRead(height: number): boolean {
    return height * this.view.k >= SMALLEST_TEXT + 1
  }

  /** Writes text at a world point, on its middle line; cut with an ellipsis at `room` screen pixels. Returns its width. */
  text(text: string, at: Point, room: number, { colour, size, bold, sans, isName, align = 'left' }: TextStyle): number {
    const { ctx } = this
    const px = this.textSize(size)
    ctx.font = `${bold ? '700 ' : ''}${px}px ${sans ? SANS : MONO}`
    const cut = this.#cut(text, room, px, sans === true, isName === true)
    if (cut === '') return 0
    ctx.fillStyle = colour
    ctx.textAlign = align
    ctx.textBaseline = 'middle'
    ctx.fillText(cut, this.x(at.x), this.y(at.y) + px * 0.04)
    return sans ? ctx.measureText(cut).width : cut.length * px * MONO_WIDTH
  }

  #cut(text: string, room: number, px: number, sans: boolean, isName: boolean): string {
    if (!sans) {
      const most = Math.floor(room / (px * MONO_WIDTH))
      if (text.length <= most) return text
      if (most < 3) return ''
      return isName ? shortenName(text, most) : `${text.slice(0, most - 1)}…`
    }
    if (this.ctx.measureText(text).width <= room) return text
    let most = text.length
    while (most > 0 && this.ctx.measureText(`${text.slice(0, most)}…`).width > room) most--
    return most < 3 ? '' : `${text.slice(0, most)}…`
  }

  /** Text that runs downwards from a world point. */
  textDown(text: string, at: Point, font: string, colour: string): void {
    const { ctx } = this
    ctx.save()
    ctx.translate(this.x(at.x), this.y(at.y))
    ctx.rotate(Math.PI / 2)
    ctx.font = font
    ctx.textAlign = 'left'
    ctx.textBaseline = 'middle'
    ctx.fillStyle = colour
    ctx.fillText(text, 0, 0)
    ctx.restore()
  }

  /** A thin straight line between two world points. */
  line(x1: number, y1: number, x2: number, y2: number, colour: string): void {
    const { ctx } = this
    ctx.strokeStyle = colour
    ctx.lineWidth = 1
    ctx.beginPath()
    ctx.moveTo(this.x(x1), this.y(y1))
    ctx.lineTo(this.x(x2), this.y(y2))
    ctx.stroke()
  }

  curve({ start, pieces }: Curve, colour: string, width: number, dash: readonly number[] = []): void {
    const { ctx } = this
    ctx.beginPath()
    ctx.moveTo(this.x(start.x), this.y(start.y))
    for (const [a, b, to] of pieces)
      ctx.bezierCurveTo(this.x(a.x), this.y(a.y), this.x(b.x), this.y(b.y), this.x(to.x), this.y(to.y))
    ctx.setLineDash([...dash])
    ctx.strokeStyle = colour
    ctx.lineWidth = width
    ctx.stroke()
    ctx.setLineDash([])
  }

  /** A triangle with its tip at a point, pointing left (-1) or right (+1). */
  arrow(tip: Point, direction: number, size: number, colour: string): void {
    const { ctx } = this
    const x = this.x(tip.x)
    const y = this.y(tip.y)
    ctx.beginPath()
    ctx.moveTo(x, y)
    ctx.lineTo(x - direction * size, y - size * 0.55)
    ctx.lineTo(x - direction * size, y + size * 0.55)
    ctx.closePath()
    ctx.fillStyle = colour
    ctx.fill()
  }

  /** An arrow cut off before its tip: a gap, two strokes, and a head that is an outline. */
  brokenArrow(tip: Point, direction: number, size: number, colour: string, ground: string): void {
    const { ctx } = this
    const x = this.x(tip.x)
    const y = this.y(tip.y)
    const gap = x - direction * (size + 7)
    ctx.fillStyle = ground
    ctx.fillRect(Math.min(x, gap - direction * 4), y - 5, Math.abs(x - gap) + 4, 10)
    ctx.strokeStyle = colour
    ctx.lineWidth = 1.5
    ctx.beginPath()
    for (const shift of [-2, 2]) {
      ctx.moveTo(gap + shift - 2, y + 6)
      ctx.lineTo(gap + shift + 2, y - 6)
    }
    ctx.moveTo(x, y)
    ctx.lineTo(x - direction * size, y - size * 0.55)
    ctx.lineTo(x - direction * size, y + size * 0.55)
    ctx.closePath()
    ctx.stroke()
  }

  /** A cross instead of an arrow's head: there is nothing to arrive at. */
  cross(at: Point, size: number, colour: string): void {
    const { ctx } = this
    const [x, y, r] = [this.x(at.x), this.y(at.y), size / 2]
    ctx.strokeStyle = colour
    ctx.lineWidth = 2.5
    ctx.beginPath()
    ctx.moveTo(x - r, y - r)
    ctx.lineTo(x + r, y + r)
    ctx.moveTo(x + r, y - r)
    ctx.lineTo(x - r, y + r)
    ctx.stroke()
  }

  disc(at: Point, radius: number, fill: string, line?: string): void {
    const { ctx } = this
    ctx.beginPath()
    ctx.arc(this.x(at.x), this.y(at.y), radius, 0, 2 * Math.PI)
    ctx.fillStyle = fill
    ctx.fill()
    if (!line) return
    ctx.strokeStyle = line
    ctx.lineWidth = 1.25
    ctx.stroke()
  }

  /** Standard: plain. Finalize: diagonal lines. NoAlloc: dots. */
  pattern(policy: number, ground: string, ink: string): string | CanvasPattern {
    if (policy !== 1 && policy !== 2) return ground
    const key = `${policy}${ground}${ink}`
    const known = PATTERNS.get(key) ?? makePattern(this.ctx, policy, ground, ink)
    if (known) PATTERNS.set(key, known)
    return known ?? ground
  }
}

const TILE = 6
/** Patterns outlive the frame; there are as many as there are colours. */
const PATTERNS = new Map<string, CanvasPattern>()

function makePattern(
  target: CanvasRenderingContext2D,
  policy: number,
  ground: string,
  ink: string,
): CanvasPattern | undefined {
  const tile = document.createElement('canvas')
  tile.width = TILE
  tile.height = TILE
  const ctx = tile.getContext('2d')
  if (!ctx) return undefined
  ctx.fillStyle = ground
  ctx.fillRect(0, 0, TILE, TILE)
  if (policy === 1) {
    ctx.strokeStyle = ink
    ctx.lineWidth = 0.9
    for (const shift of [-TILE, 0, TILE]) {
      ctx.beginPath()
      ctx.moveTo(shift, TILE)
      ctx.lineTo(shift + TILE, 0)
      ctx.stroke()
    }
  } else {
    ctx.fillStyle = ink
    ctx.fillRect(1, 1, 1.3, 1.3)
    ctx.fillRect(4, 4, 1.3, 1.3)
  }
  return target.createPattern(tile, 'repeat') ?? undefined
}
