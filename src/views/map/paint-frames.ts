/** Paints what stands behind blocks: the three columns, frames of segments, and titles of sections. */
import { LIFETIMES } from '../../engine/graph/lifetimes'
import { SegmentState } from '../../engine/graph/schema'
import type { Words } from '../../messages/messages'
import { sayWords } from '../../messages/messages'
import type { Box, ColumnBox, FrameBox, Unit } from '../../scene/geometry'
import { groupBox } from '../../scene/geometry'
import { FATE_IDS } from '../../scene/memory-rows'
import { policyShort } from '../../scene/policy-words'
import { shortTitle } from '../../scene/unit-words'
import { lifeOf } from '../memory/model'
import type { Pen } from './pen'
import { MONO_WIDTH, SANS } from './pen'
import type { Picture } from './picture'

const BADGE = 24
/** Pixels of the text of a name that is seen from afar. */
const FAR_SIZE = 11
/** Width of a character of the page's own font in em, on average. */
const SANS_WIDTH = 0.52

/** Screen pixels between two labels on one line, and what a label needs to say anything. */
const LABEL_GAP = 8
const LEAST_LABEL = 30
/** Beside a very long name, this part of the room is for the size. */
const LEAST_NOTE = 0.22

const NO_NAME = { id: 'map.no-name' }

/** As many parts of a note as have room; none if not even the first has. */
function fitting(note: string, room: number, px: number): string {
  const parts = note.split(' · ')
  while (parts.length > 0 && parts.join(' · ').length * px * MONO_WIDTH > room) parts.pop()
  return parts.join(' · ')
}

export class FramePainter {
  readonly #pen: Pen
  readonly #picture: Picture
  /** Titles and gaps are so much larger than at zoom 1. */
  readonly #chrome: number
  readonly #seen: Box

  /** `seen`: the part of the picture that is on screen. */
  constructor(pen: Pen, picture: Picture, seen: Box) {
    this.#pen = pen
    this.#picture = picture
    this.#seen = seen
    this.#chrome = picture.layout.chrome
  }

  /**
   * From where to where the line above a box may be written: what it is called stays on screen while a part of the box is,
   * and so does what stands at its end, if `least` pixels are enough for both. If not, the end is where it is.
   */
  #line(
    box: Box,
    inset: number,
    least: number,
  ): { readonly left: number; readonly right: number; readonly room: number } {
    const { k } = this.#pen.view
    const edge = LABEL_GAP / k
    const left = Math.max(box.x + inset, this.#seen.x + edge)
    const end = box.x + box.w - inset
    const inView = Math.min(end, this.#seen.x + this.#seen.w - edge)
    const right = (inView - left) * k < least ? end : inView
    return { left, right, room: Math.max(0, (right - left) * k) }
  }

  #words(words: Words): string {
    return sayWords(this.#picture.say, words)
  }

  column(column: ColumnBox): void {
    const pen = this.#pen
    const row = LIFETIMES[column.policy]!
    const colours = this.#picture.colours.policies[column.policy]!
    pen.box(column, 10 * this.#chrome, colours.ground, row.allocates ? undefined : colours.line, 1.2, [4, 3])
    this.#badge(column, row.letter)
    if (column.folded) this.#foldedName(column, row.name, colours.text)
    else this.#name(column)
  }

  /** On screen a badge is never smaller than its letter needs, and never larger than at zoom 1. */
  #badgeSide(): number {
    const px = Math.max(16, Math.min(BADGE, BADGE * this.#chrome * this.#pen.view.k))
    return px / this.#pen.view.k
  }

  #badge(column: ColumnBox, letter: string): void {
    const pen = this.#pen
    const side = this.#badgeSide()
    const x = column.folded ? column.x + (column.w - side) / 2 : column.x + 12 * this.#chrome
    const box = { x, y: column.y + 12 * this.#chrome, w: side, h: side }
    pen.box(box, 5 * this.#chrome, this.#picture.colours.policies[column.policy]!.line)
    const style = { colour: this.#picture.colours.frame, size: 14 * this.#chrome, bold: true, align: 'center' } as const
    pen.text(letter, { x: box.x + side / 2, y: box.y + side / 2 }, 24, style)
  }

  #name(column: ColumnBox): void {
    const pen = this.#pen
    const c = this.#chrome
    const left = column.x + 22 * c + this.#badgeSide()
    const room = (column.x + column.w - left - 8 * c) * pen.view.k
    const { colours, say } = this.#picture
    const name = { colour: colours.text, size: 15 * c, bold: true, sans: true }
    // Zoomed out there is room for the name only.
    const both = pen.canRead(19 * c)
    pen.text(
      LIFETIMES[column.policy]!.name,
      { x: left, y: column.y + (both ? 17 * c : 12 * c + 8 / pen.view.k) },
      room,
      name,
    )
    if (!both) return
    const short = policyShort(say, column.policy)
    pen.text(short, { x: left, y: column.y + 35 * c }, room, { colour: colours.muted, size: 11.5 * c, sans: true })
  }

  /** Written downwards beside the badge: nothing has this policy. */
  #foldedName(column: ColumnBox, name: string, colour: string): void {
    const pen = this.#pen
    const px = pen.textSize(12 * this.#chrome)
    const at = { x: column.x + column.w / 2, y: column.y + 20 * this.#chrome + this.#badgeSide() }
    pen.textDown(this.#picture.say('map.nothing-here', { policy: name }), at, `${px}px ${SANS}`, colour)
  }

  frame(frame: FrameBox): void {
    const pen = this.#pen
    const { colours, session, changed: changes } = this.#picture
    const policy = colours.policies[frame.policy]!
    const released =
      frame.segment !== undefined && session.graph.segments.state[frame.segment] === SegmentState.Released
    const changed = frame.segment !== undefined && changes.segments.has(frame.segment)
    const apart = !LIFETIMES[frame.policy]!.allocates
    const line = changed ? colours.selected : apart ? policy.line : colours.frameLine
    // What has gone back is an outline on the column's ground.
    const fill = released ? undefined : colours.frame
    pen.box(
      frame,
      (8 * frame.labelHeight) / 20,
      fill,
      released ? policy.line : line,
      changed ? 2 : 1,
      apart || released ? [4, 3] : [],
    )
    this.#frameLabel(frame, released ? this.#fate(frame) : this.#words(frame.right), released)
  }

  /** Why the pages went back; shorter where there is no room for it. */
  #fate({ segment, left, w }: FrameBox): string {
    const reason = lifeOf(this.#picture.session).segments[segment!]?.released?.reason
    const { say } = this.#picture
    const short = say('map.given-back')
    const fate = reason ? say(FATE_IDS[reason]) : short
    const px = this.#pen.textSize(11 * this.#chrome)
    const { k } = this.#pen.view
    const room = (w - 4 * this.#chrome) * k - left.length * px * MONO_WIDTH - LABEL_GAP
    return fate.length * px * SANS_WIDTH < room ? fate : short
  }

  #frameLabel(frame: FrameBox, right: string, sans: boolean): void {
    const pen = this.#pen
    const c = frame.labelHeight / 20
    if (!pen.canRead(19 * c)) return
    const y = frame.y - 10 * c
    const style = { colour: this.#picture.colours.muted, size: 11 * c }
    const least = (frame.left.length + right.length) * pen.textSize(style.size) * MONO_WIDTH + LABEL_GAP
    const { left, right: end, room } = this.#line(frame, 2 * c, least)
    // Where it is comes first; the file's name gives way, in its middle.
    const width = pen.text(frame.left, { x: left, y }, room, { ...style, isName: true })
    const rest = room - width - LABEL_GAP
    if (rest < LEAST_LABEL) return
    pen.text(right, { x: end, y }, rest, { ...style, sans, align: 'right', isName: !sans })
  }

  /** A section that stands alone, or a run of small ones: its title, and its outline if it is marked. */
  unit(unit: Unit): void {
    if (unit.section === -1) {
      if (unit.head > 0) this.#title(unit, this.#runTitle(unit), unit.note, unit.policy, this.#chrome)
      return
    }
    if (!this.#isThere(unit.firstGroup)) return
    this.#mark(unit, unit.section, this.#chrome)
    this.#title(unit, this.#words(unit.title), unit.note, unit.policy, unit.head > 0 ? this.#chrome : 1)
  }

  /** All that is said of a run, or its largest family where there is no room for more. */
  #runTitle({ title, w }: Unit): string {
    const whole = this.#words(title)
    const room = (w - 20 * this.#chrome) * this.#pen.view.k
    const fits = whole.length * this.#pen.textSize(12 * this.#chrome) * MONO_WIDTH <= room
    return fits ? whole : (shortTitle(title) ?? whole)
  }

  /** A small section in a run. */
  group(g: number, policy: number): void {
    const { layout, session } = this.#picture
    const section = layout.groups.section[g]!
    if (!this.#isThere(g)) return
    const box = groupBox(layout, g)
    this.#mark(box, section, 1)
    const title = session.graph.sectionName(section as never) || this.#words(NO_NAME)
    this.#title(box, title, '', policy, 1)
  }

  /** Whether a section is there now: one that the linker makes is opened before its first block, and is nothing until then. */
  #isThere(g: number): boolean {
    const { layout, session } = this.#picture
    const { firstSlot, section } = layout.groups
    const first = layout.slots.block[firstSlot[g]!]!
    return section[g]! < session.graph.sections.length && first < session.graph.blocks.length
  }

  #title(box: Box, title: string, note: Words, policy: number, chrome: number): void {
    const pen = this.#pen
    if (!pen.canRead(19 * chrome)) return
    const y = box.y + 10 * chrome
    const { colours, write } = this.#picture
    const name = write(title)
    const style = { colour: colours.policies[policy]!.text, size: 12 * chrome, bold: true, isName: true }
    const whole = name.length * pen.textSize(style.size) * MONO_WIDTH
    const notes = this.#words(note)
    const { left, right, room } = this.#line(box, 10 * chrome, whole + (notes ? LABEL_GAP + LEAST_LABEL : 0))
    // The name comes first; what is said of the section gives way part by part.
    const said = fitting(notes, Math.max(room - whole, room * LEAST_NOTE) - LABEL_GAP, pen.textSize(11 * chrome))
    const width = pen.text(said, { x: right, y }, room, {
      colour: colours.muted,
      size: 11 * chrome,
      align: 'right',
    })
    pen.text(name, { x: left, y }, width > 0 ? room - width - LABEL_GAP : room, style)
  }

  #mark(box: Box, section: number, chrome: number): void {
    const { selected, changed, found, colours } = this.#picture
    const chosen = selected.sections.has(section as never)
    const hit = found.sections.has(section as never)
    if (!chosen && !hit && !changed.sections.has(section as never)) return
    const around = { x: box.x + 4, y: box.y - 1, w: box.w - 8, h: box.h + 5 }
    this.#pen.box(
      around,
      6 * chrome,
      undefined,
      hit && !chosen ? colours.found : colours.selected,
      1.5,
      chosen || hit ? [] : [3, 3],
    )
  }

  /**
   * Zoomed out, a section that is high enough still says its name, on a plate over its blocks; where that is. One without a
   * title of its own in a folded picture has too few blocks to hide some.
   */
  farPlate(unit: Unit): Box | undefined {
    const { view } = this.#pen
    if (unit.head === 0 && this.#chrome > 1) return undefined
    if (this.#pen.canRead(19 * (unit.head > 0 ? this.#chrome : 1)) || unit.h * view.k < FAR_SIZE + 5) return undefined
    const inset = 12 * this.#chrome
    const room = (unit.w - 2 * inset) * view.k
    const w = Math.min(room, this.#words(unit.title).length * FAR_SIZE * MONO_WIDTH + 8) / view.k
    const h = (FAR_SIZE + 4) / view.k
    return { x: unit.x + inset, y: unit.y + (unit.h - h) / 2, w, h }
  }

  /** The line in which the title of a unit stands that is read from here: nothing may cover it. */
  titlePlate(unit: Unit): Box | undefined {
    const c = this.#chrome
    if (c === 1 || unit.head === 0 || !this.#pen.canRead(19 * c)) return undefined
    const { k } = this.#pen.view
    const px = this.#pen.textSize(12 * c)
    const { left, room } = this.#line(unit, 10 * c, 0)
    return { x: left, y: unit.y + 10 * c - px / 2 / k, w: room / k, h: px / k }
  }

  farName(unit: Unit): void {
    const plate = this.farPlate(unit)
    if (!plate) return
    const pen = this.#pen
    pen.ctx.globalAlpha = 0.94
    pen.box(plate, 3, this.#picture.colours.frame)
    pen.ctx.globalAlpha = 1
    const style = { colour: this.#picture.colours.policies[unit.policy]!.text, size: FAR_SIZE / pen.view.k, bold: true }
    const at = { x: plate.x + 4 / pen.view.k, y: plate.y + plate.h / 2 }
    pen.text(this.#words(unit.title), at, plate.w * pen.view.k - 4, { ...style, isName: true })
  }
}
