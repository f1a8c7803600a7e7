/**
 * Paints the map on a canvas. Geometry comes from the scene; how a thing looks is read from the graph as it is at this
 * moment. Order, from back to front: columns, frames, blocks, edges within a policy, ribbons, edges that cross, ticks,
 * and last what is selected or just changed.
 */
import { plural } from '../../base/plural'
import { crossingOf, OUTSIDE } from '../../engine/graph/crossings'
import type { EdgeId, SymbolId } from '../../engine/graph/ids'
import { NO_SEGMENT, NO_SYMBOL } from '../../engine/graph/ids'
import type { LifetimeRow } from '../../engine/graph/lifetimes'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import { EdgeFlag, SegmentState, SymbolFlag } from '../../engine/graph/schema'
import type { EdgeScene } from '../../scene/edges'
import type {
  BlockBox,
  Box,
  ColumnBox,
  EdgePath,
  FrameBox,
  Layout,
  Ribbon,
  RowBox,
  SectionBox,
} from '../../scene/geometry'
import type { Things } from '../../scene/marks'
import type { Size, View } from '../../scene/view'
import type { Session } from '../../store/session'
import type { MapColours } from './colours'
import { Pen } from './pen'

export interface Picture {
  readonly session: Session
  readonly layout: Layout
  readonly byAddress: boolean
  readonly edges: EdgeScene
  readonly changed: Things
  readonly selected: Things
  readonly hovered: Things
  readonly colours: MapColours
}

interface EdgeLook {
  readonly warning: boolean
  readonly colour: string
  readonly alpha: number
  readonly width: number
  readonly dash: readonly number[]
}

const DEAD_ALPHA = 0.38
const PENDING_ALPHA = 0.4
const FADED_EDGE = 0.16
const RADIUS = 5

const isCrossing = ({ from, to }: EdgePath): boolean => from !== to && to !== OUTSIDE

export function paint(ctx: CanvasRenderingContext2D, picture: Picture, view: View, size: Size): void {
  ctx.fillStyle = picture.colours.paper
  ctx.fillRect(0, 0, size.width, size.height)
  new Painter(new Pen(ctx, view), picture, size).paint()
}

class Painter {
  readonly #pen: Pen
  readonly #picture: Picture
  readonly #size: Size
  readonly #colours: MapColours
  /** Something is selected or pointed at, so other edges step back. */
  readonly #focused: boolean

  constructor(pen: Pen, picture: Picture, size: Size) {
    this.#pen = pen
    this.#picture = picture
    this.#size = size
    this.#colours = picture.colours
    this.#focused = picture.selected.edges.size > 0 || picture.hovered.edges.size > 0
  }

  paint(): void {
    const { layout, edges } = this.#picture
    for (const column of layout.columns) this.#column(column)
    for (const frame of layout.frames.filter(this.#sees)) this.#frame(frame)
    for (const section of layout.sections.filter(this.#sees)) this.#section(section)
    for (const block of layout.blocks.filter(this.#sees)) this.#block(block)
    for (const path of edges.paths) if (!isCrossing(path)) this.#edge(path)
    for (const ribbon of edges.ribbons) this.#ribbon(ribbon)
    for (const path of edges.paths) if (isCrossing(path)) this.#edge(path)
    if (!this.#pen.canRead(19)) for (const section of layout.sections.filter(this.#sees)) this.#farName(section)
    this.#focus()
  }

  /** What is selected, pointed at or just changed, over everything else. */
  #focus(): void {
    const { edges, selected } = this.#picture
    for (const path of edges.paths) if (this.#isFocus(path.edge)) this.#edge(path, true)
    const only = selected.edges.size === 1 ? edges.paths.find(({ edge }) => selected.edges.has(edge)) : undefined
    if (only) this.#letters(only)
  }

  readonly #sees = (box: Box): boolean => this.#pen.sees(box, this.#size.width, this.#size.height)

  #column(column: ColumnBox): void {
    const pen = this.#pen
    const row = LIFETIMES[column.policy]!
    const colours = this.#colours.policies[column.policy]!
    pen.box(column, 10, colours.ground, row.allocates ? undefined : colours.line, 1.2, [4, 3])
    this.#columnBadge(column, row.letter)
    if (column.folded) this.#foldedName(column, row.name, colours.text)
    else this.#columnName(column, row)
  }

  #columnBadge(column: ColumnBox, letter: string): void {
    const pen = this.#pen
    // On screen never smaller than its letter needs.
    const side = Math.max(24, 16 / pen.view.k)
    const x = column.folded ? column.x + (column.w - side) / 2 : column.x + 12
    const box = { x, y: column.y + 12, w: side, h: side }
    pen.box(box, 5, this.#colours.policies[column.policy]!.line)
    const style = { colour: this.#colours.frame, size: 14, bold: true, align: 'center' } as const
    pen.text(letter, { x: box.x + side / 2, y: box.y + side / 2 }, 24, style)
  }

  #columnName(column: ColumnBox, row: LifetimeRow): void {
    const pen = this.#pen
    const left = column.x + 22 + Math.max(24, 16 / pen.view.k)
    const room = (column.x + column.w - left - 8) * pen.view.k
    const name = { colour: this.#colours.text, size: 15, bold: true, sans: true }
    // Zoomed out there is room for the name only.
    const both = pen.canRead(19)
    pen.text(row.name, { x: left, y: column.y + (both ? 17 : 12 + 8 / pen.view.k) }, room, name)
    if (!both) return
    const says = { colour: this.#colours.muted, size: 11.5, sans: true }
    pen.text(row.short, { x: left, y: column.y + 35 }, room, says)
  }

  /** Written downwards beside the badge: nothing has this policy. */
  #foldedName(column: ColumnBox, name: string, colour: string): void {
    const { ctx } = this.#pen
    ctx.save()
    ctx.translate(
      this.#pen.x(column.x + column.w / 2),
      this.#pen.y(column.y + 20) + Math.max(24 * this.#pen.view.k, 16),
    )
    ctx.rotate(Math.PI / 2)
    const px = this.#pen.textSize(12)
    ctx.font = `${px}px system-ui, sans-serif`
    ctx.textAlign = 'left'
    ctx.textBaseline = 'middle'
    ctx.fillStyle = colour
    ctx.fillText(`${name}: nothing here`, 0, 0)
    ctx.restore()
  }

  #frame(frame: FrameBox): void {
    const pen = this.#pen
    const colours = this.#colours.policies[frame.policy]!
    const released =
      frame.segment !== undefined && this.#picture.session.graph.segments.state[frame.segment] === SegmentState.Released
    const changed = frame.segment !== undefined && this.#picture.changed.segments.has(frame.segment)
    const apart = !LIFETIMES[frame.policy]!.allocates
    const line = changed ? this.#colours.selected : apart ? colours.line : this.#colours.frameLine
    pen.ctx.globalAlpha = released ? 0.55 : 1
    pen.box(frame, 8, this.#colours.frame, line, changed ? 2 : 1, apart || released ? [4, 3] : [])
    pen.ctx.globalAlpha = 1
    if (!pen.canRead(19)) return
    const y = frame.y - 10
    const half = (frame.w / 2) * pen.view.k
    pen.text(frame.left, { x: frame.x + 2, y }, half, { colour: this.#colours.muted, size: 11 })
    const right = released ? 'given back' : frame.right
    pen.text(right, { x: frame.x + frame.w - 2, y }, half, { colour: this.#colours.muted, size: 11, align: 'right' })
  }

  #section(box: SectionBox): void {
    const pen = this.#pen
    const { selected, changed } = this.#picture
    if (box.section >= this.#picture.session.graph.sections.length) return
    const colours = this.#colours.policies[box.policy]!
    const marked = selected.sections.has(box.section) || changed.sections.has(box.section)
    if (marked)
      pen.box(
        { x: box.x + 4, y: box.y - 1, w: box.w - 8, h: box.h + 5 },
        6,
        undefined,
        this.#colours.selected,
        1.5,
        selected.sections.has(box.section) ? [] : [3, 3],
      )
    if (!pen.canRead(19)) return
    const y = box.y + 10
    const room = (box.w - 20) * pen.view.k
    const note = pen.text(box.note, { x: box.x + box.w - 10, y }, room * 0.6, {
      colour: this.#colours.muted,
      size: 11,
      align: 'right',
    })
    pen.text(box.title, { x: box.x + 10, y }, room - note - 8, { colour: colours.text, size: 12, bold: true })
  }

  /** Zoomed out, a section that is high enough still says its name, on a plate over its blocks. */
  #farName(box: SectionBox): void {
    const pen = this.#pen
    const size = 11
    if (box.h * pen.view.k < size + 5 || box.section >= this.#picture.session.graph.sections.length) return
    const room = (box.w - 24) * pen.view.k
    const w = Math.min(room, box.title.length * size * 0.6 + 8) / pen.view.k
    const h = (size + 4) / pen.view.k
    const plate = { x: box.x + 12, y: box.y + (box.h - h) / 2, w, h }
    pen.ctx.globalAlpha = 0.85
    pen.box(plate, 3, this.#colours.frame)
    pen.ctx.globalAlpha = 1
    const style = { colour: this.#colours.policies[box.policy]!.text, size, bold: true }
    pen.text(box.title, { x: plate.x + 4 / pen.view.k, y: plate.y + h / 2 }, room - 4, style)
  }

  #block(box: BlockBox): void {
    const { graph } = this.#picture.session
    const { block: b, policy } = box
    if (b >= graph.blocks.length) return
    const pen = this.#pen
    const colours = this.#colours.policies[policy]!
    const removed = graph.isRemoved(b)
    const waiting = this.#picture.byAddress && LIFETIMES[policy]!.allocates && graph.blocks.segment[b] === NO_SEGMENT
    const zeroFill = graph.isZeroFill(b)
    pen.ctx.globalAlpha = removed ? DEAD_ALPHA : waiting ? PENDING_ALPHA : 1
    pen.box(
      box,
      RADIUS,
      zeroFill ? this.#colours.frame : pen.pattern(policy, colours.fill, colours.pattern),
      colours.line,
      1.1,
      zeroFill || removed || waiting ? [3, 3] : [],
    )
    pen.box({ x: box.x, y: box.y, w: 4, h: box.h }, 2, colours.line)
    for (const row of box.rows) this.#row(box, row, removed)
    pen.ctx.globalAlpha = 1
    this.#outline(box)
  }

  #row(box: BlockBox, row: RowBox, removed: boolean): void {
    const pen = this.#pen
    const { graph, describer } = this.#picture.session
    if (row !== box.rows[0]) {
      pen.ctx.strokeStyle = this.#colours.policies[box.policy]!.line
      pen.ctx.globalAlpha *= 0.35
      pen.ctx.lineWidth = 1
      pen.ctx.beginPath()
      pen.ctx.moveTo(pen.x(row.x + 4), pen.y(row.y))
      pen.ctx.lineTo(pen.x(row.x + row.w), pen.y(row.y))
      pen.ctx.stroke()
      pen.ctx.globalAlpha /= 0.35
    }
    if (!pen.canRead(19)) return
    const y = row.y + 10
    const room = (row.w - 24) * pen.view.k
    const alive = row.symbol === NO_SYMBOL || !(graph.symbols.flags[row.symbol] & SymbolFlag.Removed)
    const label = row.asks ? describer.block(box.block) : row.label
    const size = row.asks && box.rows.length === 1 ? plural(graph.blocks.size.big[box.block], 'B', 'B') : row.note
    const note = pen.text(size, { x: row.x + row.w - 10, y }, room * 0.4, {
      colour: this.#colours.muted,
      size: 11,
      align: 'right',
    })
    const colour = alive && !removed ? this.#colours.text : this.#colours.muted
    const width = pen.text(label, { x: row.x + 14, y }, room - note - 10, {
      colour,
      size: 12,
      bold: this.#isRow(row.symbol),
    })
    if (removed) this.#strike(row, y, width)
  }

  /** Dead code is not only pale: its name is struck out. */
  #strike(row: RowBox, y: number, width: number): void {
    const { ctx } = this.#pen
    ctx.strokeStyle = this.#colours.muted
    ctx.lineWidth = 1
    ctx.beginPath()
    ctx.moveTo(this.#pen.x(row.x + 14), this.#pen.y(y))
    ctx.lineTo(this.#pen.x(row.x + 14) + width, this.#pen.y(y))
    ctx.stroke()
  }

  #isRow(symbol: SymbolId): boolean {
    return symbol !== NO_SYMBOL && this.#picture.selected.symbols.has(symbol)
  }

  #outline(box: BlockBox): void {
    const { selected, changed, hovered } = this.#picture
    const pen = this.#pen
    for (const row of box.rows) {
      if (row.symbol === NO_SYMBOL) continue
      if (selected.symbols.has(row.symbol)) pen.box(row, RADIUS, undefined, this.#colours.selected, 2)
      else if (hovered.symbols.has(row.symbol)) pen.box(row, RADIUS, undefined, this.#colours.selected, 1)
    }
    const grown = { x: box.x - 2, y: box.y - 2, w: box.w + 4, h: box.h + 4 }
    if (selected.blocks.has(box.block)) pen.box(grown, RADIUS + 2, undefined, this.#colours.selected, 2)
    else if (changed.blocks.has(box.block)) pen.box(grown, RADIUS + 2, undefined, this.#colours.selected, 1.5, [3, 3])
    else if (hovered.blocks.has(box.block)) pen.box(grown, RADIUS + 2, undefined, this.#colours.selected, 1)
  }

  #isFocus(e: EdgeId): boolean {
    const { selected, hovered, changed } = this.#picture
    return selected.edges.has(e) || hovered.edges.has(e) || changed.edges.has(e)
  }

  #edge(path: EdgePath, strong = false): void {
    const pen = this.#pen
    const look = this.#edgeLook(path, strong)
    pen.ctx.globalAlpha = look.alpha
    pen.curve(path.curve, look.colour, look.width, look.dash)
    this.#tick(path, strong ? look.colour : this.#colours.strong)
    const end = path.curve.pieces.at(-1)![2]
    if (path.to === OUTSIDE) pen.disc(end, 3, this.#colours.paper, look.colour)
    else pen.arrow(end, -path.enters, strong ? 11 : 8, look.colour)
    if (look.warning && pen.view.k > 0.35) this.#badge(path, strong)
    pen.ctx.globalAlpha = 1
  }

  #edgeLook(path: EdgePath, strong: boolean): EdgeLook {
    const { session, selected, changed } = this.#picture
    const crossing = isCrossing(path)
    const { verdict } = crossingOf(session.graph, path.edge, session.judge)
    const warning = verdict === 'warning' || verdict === 'error'
    const single = strong && (selected.edges.size === 1 || changed.edges.has(path.edge))
    const policy = this.#colours.policies[path.from]!.line
    return {
      warning,
      colour: warning ? this.#colours.danger : single ? this.#colours.strong : policy,
      alpha: strong ? 1 : this.#restingAlpha(path.edge, crossing),
      width: strong ? 2.4 : crossing ? 1.6 : 1.15,
      dash: warning ? [6, 4] : verdict === 'note' ? [2, 3] : [],
    }
  }

  /** Crossing edges stand in front; what is not fixed up yet is paler; while something is in focus all others step back. */
  #restingAlpha(e: EdgeId, crossing: boolean): number {
    if (this.#focused) return FADED_EDGE
    const applied = (this.#picture.session.graph.edges.flags[e] & EdgeFlag.Applied) !== 0
    return (crossing ? 0.95 : 0.5) * (applied ? 1 : 0.75)
  }

  /** A short bar on the block's border: here the bytes are. */
  #tick(path: EdgePath, colour: string): void {
    const { start } = path.curve
    if (this.#pen.view.k < 0.3) return
    this.#pen.box({ x: start.x - 3.5, y: start.y - 1.3, w: 7, h: 2.6 }, 1, colour)
  }

  #badge(path: EdgePath, strong: boolean): void {
    if (this.#focused && !strong) return
    this.#pen.ctx.globalAlpha = 1
    this.#pen.disc(path.middle, 7.5, this.#colours.danger)
    this.#pen.text('!', { x: path.middle.x, y: path.middle.y }, 20, {
      colour: this.#colours.frame,
      size: 11,
      bold: true,
      align: 'center',
    })
  }

  /** S where the target is, P where the field is: the letters of the formula. */
  #letters(path: EdgePath): void {
    const { start } = path.curve
    const end = path.curve.pieces.at(-1)![2]
    this.#letter('P', start.x + path.leaves * 17, start.y + (end.y < start.y ? 11 : -11))
    if (path.to !== OUTSIDE) this.#letter('S', end.x + path.enters * 17, end.y + (end.y < start.y ? -11 : 11))
  }

  #letter(letter: string, x: number, y: number): void {
    this.#pen.disc({ x, y }, 8.5, this.#colours.frame, this.#colours.strong)
    this.#pen.text(letter, { x, y }, 20, { colour: this.#colours.strong, size: 11, bold: true, align: 'center' })
  }

  #ribbon(ribbon: Ribbon): void {
    const pen = this.#pen
    const colours = this.#colours.policies[ribbon.from]!
    const crossing = ribbon.from !== ribbon.to
    const width = Math.min(16, 3 + 1.6 * Math.log2(ribbon.count)) * Math.max(0.5, Math.min(1, pen.view.k))
    pen.ctx.globalAlpha = this.#focused ? FADED_EDGE : crossing ? 0.42 : 0.24
    pen.curve(ribbon.curve, colours.line, width)
    pen.ctx.globalAlpha = this.#focused ? 0.5 : 1
    const label = String(ribbon.count)
    const w = (label.length * 7 + 12) / pen.view.k
    const h = 17 / pen.view.k
    pen.box({ x: ribbon.middle.x - w / 2, y: ribbon.middle.y - h / 2, w, h }, 8, this.#colours.frame, colours.line, 1)
    pen.text(label, ribbon.middle, 80, { colour: colours.text, size: 11, bold: true, align: 'center' })
    pen.ctx.globalAlpha = 1
  }
}
