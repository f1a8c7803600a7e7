/**
 * Paints edges: arrows, ribbons with their counts, numbers of edges that stay within a section. Each edge's look comes from
 * its verdict; a mark of its own (a badge, a cut arrow) is added in one place, `#marks`.
 */
import type { Operand } from '../../engine/arch/operands'
import { crossingOf, OUTSIDE } from '../../engine/graph/crossings'
import type { EdgeId } from '../../engine/graph/ids'
import { EdgeFlag } from '../../engine/graph/schema'
import { edgeEnd } from '../../scene/dangling'
import type { Box, EdgePath, Point, Ribbon } from '../../scene/geometry'
import type { Lane } from '../../scene/lanes'
import { placeOfLetter } from '../../scene/letter-places'
import { SECTION_TITLE } from '../../scene/measures'
import { sectionBox } from './box-of'
import { flatten } from '../../scene/routes'
import { OFF_UNIT } from '../../scene/traffic'
import type { Size } from '../../scene/view'
import type { Pen } from './pen'
import type { Picture } from './picture'
import { isCrossing } from './picture'

interface EdgeLook {
  readonly warning: boolean
  readonly colour: string
  readonly alpha: number
  readonly width: number
  readonly dash: readonly number[]
}

interface Plate {
  readonly x: number
  readonly y: number
  readonly w: number
}

const FADED_EDGE = 0.16
/** Screen pixels to the left of a section for each character of its letter. */
const LETTER_ROOM = 4.5
const PLATE_HEIGHT = 17
const PLACES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.14, 0.86]
const CURVE_SAMPLES = 24
/** More edges than this of what is selected are thin and let through what they cross: they would be one dark bundle. */
const MANY_CHOSEN = 20

export class EdgePainter {
  readonly #pen: Pen
  readonly #picture: Picture
  readonly #size: Size
  /** Something is selected or pointed at, so other edges step back. */
  readonly #focused: boolean
  /** Count labels on screen so far: none may cover another. */
  readonly #plates: Plate[] = []

  constructor(pen: Pen, picture: Picture, size: Size) {
    this.#pen = pen
    this.#picture = picture
    this.#size = size
    this.#focused = picture.selected.edges.size > 0 || picture.hovered.edges.size > 0
  }

  /** `taken`: where names stand, in world units: no count may cover one. */
  paint(taken: readonly Box[]): void {
    const { view } = this.#pen
    for (const { x, y, w, h } of taken)
      this.#plates.push({ x: this.#pen.x(x), y: this.#pen.y(y + h / 2) - PLATE_HEIGHT / 2, w: w * view.k })
    const { paths, ribbons } = this.#picture.edges
    for (const path of paths) if (!isCrossing(path)) this.#edge(path)
    for (const ribbon of ribbons) if (!isCrossing(ribbon)) this.#ribbon(ribbon)
    for (const ribbon of ribbons) if (isCrossing(ribbon)) this.#ribbon(ribbon)
    for (const path of paths) if (isCrossing(path)) this.#edge(path)
    for (const ribbon of ribbons) if (isCrossing(ribbon)) this.#count(ribbon)
    for (const ribbon of ribbons) if (!isCrossing(ribbon)) this.#count(ribbon)
    const { loops, lanes } = this.#picture.edges
    for (const [lane, count] of loops) this.#loop(lanes.boxes[lane]!, count)
  }

  /** What is selected, pointed at or just changed, over everything else. */
  focus(): void {
    const { edges, selected } = this.#picture
    const focused = edges.paths.filter((path) => !path.stub && this.#isFocus(path.edge))
    for (const path of focused) this.#edge(path, true)
    const only = selected.edges.size === 1 ? focused.find(({ edge }) => selected.edges.has(edge)) : undefined
    if (only) this.#letters(only)
  }

  #isFocus(e: EdgeId): boolean {
    const { selected, hovered, changed } = this.#picture
    return selected.edges.has(e) || hovered.edges.has(e) || changed.edges.has(e)
  }

  #edge(path: EdgePath, strong = false): void {
    if (!strong && this.#focused && this.#isFocus(path.edge) && !path.stub) return
    const pen = this.#pen
    const look = this.#look(path, strong)
    pen.ctx.globalAlpha = look.alpha
    pen.curve(path.curve, look.colour, look.width, look.dash)
    this.#marks(path, look, strong)
    pen.ctx.globalAlpha = 1
  }

  #look(path: EdgePath, strong: boolean): EdgeLook {
    const { session, selected, changed, found, misses, colours, mask } = this.#picture
    const crossing = isCrossing(path)
    const { verdict } = crossingOf(session.graph, path.edge, session.judge)
    const warning = verdict === 'warning' || verdict === 'error' || misses.has(path.edge)
    const single = strong && (selected.edges.size === 1 || changed.edges.has(path.edge))
    const hidden = mask?.[path.edge] === 0
    const hit = found.edges.has(path.edge) && !single
    const inFront = strong || hit ? this.#inFront(hit) : undefined
    return {
      warning,
      colour: hit
        ? colours.found
        : warning
          ? colours.danger
          : single
            ? colours.strong
            : colours.policies[path.from]!.line,
      alpha: inFront?.alpha ?? (hidden ? FADED_EDGE : this.#restingAlpha(path.edge, crossing)),
      width: inFront?.width ?? (crossing ? 1.6 : 1.15),
      dash: warning ? [6, 4] : verdict === 'note' ? [2, 3] : [],
    }
  }

  /** Of what is selected, pointed at, changed or found. */
  #inFront(isFound: boolean): { readonly alpha: number; readonly width: number } {
    const isOneOfMany = !isFound && this.#picture.selected.edges.size > MANY_CHOSEN
    return isOneOfMany ? { alpha: 0.7, width: 1.3 } : { alpha: 1, width: 2.4 }
  }

  /** Crossing edges stand in front; what is not fixed up yet is paler; while something is in focus all others step back. */
  #restingAlpha(e: EdgeId, crossing: boolean): number {
    if (this.#focused) return FADED_EDGE
    const applied = (this.#picture.session.graph.edges.flags[e] & EdgeFlag.Applied) !== 0
    return (crossing ? 0.95 : 0.5) * (applied ? 1 : 0.75)
  }

  /** The tick at the field, the arrow or ring at the target, a badge for a warning. */
  #marks(path: EdgePath, look: EdgeLook, strong: boolean): void {
    const pen = this.#pen
    const { colours } = this.#picture
    const { start } = path.curve
    const end = path.curve.pieces.at(-1)![2]
    if (pen.view.k >= 0.3 && path.stub !== 'arrives')
      pen.box({ x: start.x - 3.5, y: start.y - 1.3, w: 7, h: 2.6 }, 1, strong ? look.colour : colours.strong)
    if (path.to === OUTSIDE) pen.disc(end, 3, colours.paper, look.colour)
    else if (path.stub === 'leaves') pen.disc(end, 2, look.colour)
    else this.#head(path, end, strong ? 11 : path.stub ? 6 : 8, look.colour)
    if (look.warning && pen.view.k > 0.35) this.#badge(path, strong)
  }

  /** An arrow as long as memory is at its tip; cut off once that has gone back; a cross where there is never any. */
  #head({ edge, enters, to }: EdgePath, tip: Point, size: number, colour: string): void {
    const { session, colours } = this.#picture
    const at = edgeEnd(session.graph, session.judge, edge)
    if (at === 'there') this.#pen.arrow(tip, -enters, size, colour)
    else if (at === 'never') this.#pen.cross(tip, size + 2, colour)
    else this.#pen.brokenArrow(tip, -enters, size, colour, colours.policies[to]!.ground)
  }

  #badge(path: EdgePath, strong: boolean): void {
    if (this.#focused && !strong) return
    const { colours } = this.#picture
    this.#pen.ctx.globalAlpha = 1
    this.#pen.disc(path.middle, 7.5, colours.danger)
    const style = { colour: colours.frame, size: 11 / this.#pen.view.k, bold: true, align: 'center' } as const
    this.#pen.text('!', path.middle, 20, style)
  }

  /** S where the target is, P where the field is: the letters of the formula. */
  #letters(path: EdgePath): void {
    const { start } = path.curve
    const end = path.curve.pieces.at(-1)![2]
    const { k } = this.#pen.view
    this.#letter('P', start.x + (path.leaves * 17) / k, start.y + (end.y < start.y ? 11 : -11) / k)
    if (path.to !== OUTSIDE) this.#letter('S', end.x + (path.enters * 17) / k, end.y + (end.y < start.y ? -11 : 11) / k)
    this.#otherLetters(path.edge)
  }

  /** The table and the thread-local template have their letters at their first byte, or at their end if it is that. */
  #otherLetters(edge: EdgeId): void {
    const { session, layout } = this.#picture
    const { graph, arch } = session
    for (const letter of arch.fixups[graph.edges.kind[edge]]?.formula.uses ?? []) {
      if (letter === 'S' || letter === 'P' || letter === 'A' || letter === 'Z') continue
      const place = placeOfLetter(graph, arch, edge, letter)
      const box = place?.kind === 'section' ? sectionBox(layout, place.id) : undefined
      if (!box) continue
      const isEnd = letter === 'TP' && arch.threadPointer === 'behind'
      const aside = (LETTER_ROOM * (letter.length + 1)) / this.#pen.view.k
      this.#letter(letter, box.x - aside, isEnd ? box.y + box.h : box.y + SECTION_TITLE * 0.5)
    }
  }

  /** Turned round while it is pointed at on the card. */
  #letter(letter: Operand, x: number, y: number): void {
    const { colours, lit } = this.#picture
    const pen = this.#pen
    const [ground, ink] = lit === letter ? [colours.strong, colours.frame] : [colours.frame, colours.strong]
    const style = { colour: ink, size: 11 / pen.view.k, bold: true, align: 'center' } as const
    if (letter.length === 1) pen.disc({ x, y }, 8.5, ground, colours.strong)
    else {
      const [w, h] = [(letter.length * 7 + 9) / pen.view.k, 17 / pen.view.k]
      pen.box({ x: x - w / 2, y: y - h / 2, w, h }, 8 / pen.view.k, ground, colours.strong, 1.25)
    }
    pen.text(letter, { x, y }, 60, style)
  }

  #ribbon(ribbon: Ribbon): void {
    const pen = this.#pen
    const { layout, colours } = this.#picture
    const size = layout.chrome * pen.view.k
    const width = Math.min(11, 1.5 + 0.7 * Math.log2(ribbon.count)) * Math.max(0.5, Math.min(1, size))
    pen.ctx.globalAlpha = this.#focused ? FADED_EDGE : isCrossing(ribbon) ? 0.55 : 0.26
    const { line } = colours.policies[ribbon.from]!
    pen.curve(ribbon.curve, line, width)
    pen.ctx.globalAlpha = this.#focused ? FADED_EDGE : isCrossing(ribbon) ? 0.95 : 0.6
    const end = ribbon.curve.pieces.at(-1)![2]
    if (ribbon.toLane === OFF_UNIT) pen.disc(end, 3, colours.paper, line)
    else pen.arrow(end, -ribbon.enters, 8, line)
    pen.ctx.globalAlpha = 1
  }

  /** A ribbon's count, where on its way there is room; at its middle, or at an end. */
  #count(ribbon: Ribbon): void {
    const { lanes } = this.#picture.edges
    // On a short stub a number would cover the block that it begins at.
    const isStub = lanes.stop === 'blocks' && Math.max(ribbon.fromLane, ribbon.toLane) >= lanes.onScreen
    if (ribbon.count === 1 || isStub) return
    const colours = this.#picture.colours.policies[ribbon.from]!
    const points = flatten(ribbon.curve, CURVE_SAMPLES)
    const label = ribbon.count.toLocaleString('en-US')
    for (const place of PLACES) {
      const point = points[Math.round(place * (points.length - 1))]!
      if (this.#plate(label, point, colours.line, colours.text)) return
    }
  }

  #plate(label: string, at: Point, line: string, colour: string): boolean {
    const pen = this.#pen
    const px = label.length * 7 + 12
    const plate = { x: pen.x(at.x) - px / 2, y: pen.y(at.y) - PLATE_HEIGHT / 2, w: px }
    const { width, height } = this.#size
    if (plate.x < 0 || plate.y < 0 || plate.x + px > width || plate.y + PLATE_HEIGHT > height) return false
    const apart = (other: Plate): boolean =>
      plate.x >= other.x + other.w + 2 || other.x >= plate.x + px + 2 || Math.abs(plate.y - other.y) >= PLATE_HEIGHT + 2
    if (!this.#plates.every(apart)) return false
    this.#plates.push(plate)
    pen.ctx.globalAlpha = this.#focused ? 0.5 : 1
    const [w, h] = [px / pen.view.k, PLATE_HEIGHT / pen.view.k]
    pen.box({ x: at.x - w / 2, y: at.y - h / 2, w, h }, 8 / pen.view.k, this.#picture.colours.frame, line, 1)
    const style = { colour, size: 11 / pen.view.k, bold: true, align: 'center' } as const
    pen.text(label, at, 120, style)
    pen.ctx.globalAlpha = 1
    return true
  }

  /** Edges that stay within a section or a file: a number at its lower right corner, if it has room below its title. */
  #loop(unit: Lane, count: number): void {
    const pen = this.#pen
    const colours = this.#picture.colours.policies[unit.policy]!
    const label = this.#picture.say('map.within', { count })
    if ((unit.h - unit.head) * pen.view.k < PLATE_HEIGHT + 4 || unit.w * pen.view.k < label.length * 7 + 12) return
    const x = unit.x + unit.w - ((label.length * 7) / 2 + 8) / pen.view.k - 10 * this.#picture.layout.chrome
    this.#plate(label, { x, y: unit.y + unit.h - 12 / pen.view.k }, colours.line, colours.text)
  }
}
