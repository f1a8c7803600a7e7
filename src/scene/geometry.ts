/**
 * The picture as plain data: boxes and paths in world units, where one unit is one CSS pixel at zoom 1. Geometry says
 * where things are; what they look like (alive, copied, fixed up) is read from the graph when they are painted.
 *
 * A large link has a million blocks, so everything that there is one of for each block, row or section is a column. A
 * *slot* is a block's place in the order of the picture; a *strip* is a stack of blocks, and a section that is too long
 * for one strip goes on in the next one to the right; a *piece* is the part of a block that is in one strip.
 */
import type { Words } from '../messages/messages'
import type { BlockId, EdgeId, SectionId, SegmentId } from '../engine/graph/ids'
import type { NamesIn } from './names-in'
import type { Rows } from './rows'

export interface Box {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** A column of the map: one lifetime policy. */
export interface ColumnBox extends Box {
  readonly policy: number
  /** Nothing has this policy: a narrow rail. */
  readonly folded: boolean
}

/** A stretch of memory (a segment), a file before allocation, or a file's metadata. */
export interface FrameBox extends Box {
  readonly policy: number
  readonly segment: SegmentId | undefined
  readonly left: string
  readonly right: Words
  /** Height of the line above it that has its address and protection. */
  readonly labelHeight: number
}

/**
 * What edges are bundled between: a section, or, in a picture with very many sections, a run of small ones that stand
 * together.
 */
export interface Unit extends Box {
  readonly policy: number
  /** Its groups are [firstGroup, endGroup). */
  readonly firstGroup: number
  readonly endGroup: number
  /** The section, if it is one; -1 for a run. */
  readonly section: SectionId | -1
  /** Its name, or what is said of a run. */
  readonly title: Words
  /** What is said of it beside its title. */
  readonly note: Words
  /** Height of its own title, in world units; 0 if its groups have titles themselves. */
  readonly head: number
}

/** Neighbours of one section, with a title. Index: group. */
export interface Groups {
  readonly length: number
  readonly section: Uint32Array
  /** Its slots are [firstSlot[g], firstSlot[g + 1]). */
  readonly firstSlot: Uint32Array
  readonly unit: Uint32Array
  readonly x: Float32Array
  readonly y: Float32Array
  readonly w: Float32Array
  readonly h: Float32Array
}

/** Index: slot, a block's place in the order of the picture. */
export interface Slots {
  readonly length: number
  readonly block: Uint32Array
  /** Its rows are [firstRow[i], firstRow[i + 1]). */
  readonly firstRow: Uint32Array
  /** Its pieces are [firstPiece[i], firstPiece[i + 1]). */
  readonly firstPiece: Uint32Array
  readonly group: Uint32Array
}

/** Index: strip. Strips and pieces are in the order of memory. */
export interface Strips {
  length: number
  readonly x: number[]
  readonly y: number[]
  readonly w: number[]
  readonly h: number[]
  readonly unit: number[]
  readonly policy: number[]
  /** Its pieces are [firstPiece[i], firstPiece[i + 1]). */
  readonly firstPiece: number[]
}

/** Index: piece. */
export interface Pieces {
  length: number
  readonly slot: Uint32Array
  readonly strip: Uint32Array
  readonly y: Float32Array
  readonly h: Float32Array
  /** Its rows are [firstRow[i], firstRow[i + 1]). */
  readonly firstRow: Uint32Array
}

export interface Layout {
  readonly byAddress: boolean
  readonly columns: readonly ColumnBox[]
  readonly frames: readonly FrameBox[]
  readonly units: readonly Unit[]
  readonly groups: Groups
  readonly slots: Slots
  readonly strips: Strips
  readonly pieces: Pieces
  readonly rows: Rows
  readonly names: NamesIn
  /** Block → slot, or -1. */
  readonly slotOf: Int32Array
  /** Heights at which a line may pass through the Standard column without crossing a box. */
  readonly channels: readonly number[]
  readonly width: number
  readonly height: number
  /**
   * How much larger titles and gaps are set than in a picture that is read at zoom 1, so that they can be read when all of
   * it is on screen: 1 for a picture of one strip.
   */
  readonly chrome: number
  /** Sections are folded into several strips, because one would be a tower. */
  readonly strippedInto: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** A cubic curve as canvas and SVG take it: start, then triples of points. */
export interface Curve {
  readonly start: Point
  readonly pieces: readonly (readonly [Point, Point, Point])[]
}

export interface EdgePath {
  readonly edge: EdgeId
  /** Policies of both ends; 3 is outside. */
  readonly from: number
  readonly to: number
  readonly curve: Curve
  /** Middle of the curve, where a badge goes. */
  readonly middle: Point
  /** -1: it leaves to the left, +1: to the right. */
  readonly leaves: number
  /** The side on which the arrow enters: -1 the target's left, +1 its right. */
  readonly enters: number
  /** One end is far away: only how it leaves, or how it arrives, is drawn. */
  readonly stub: 'leaves' | 'arrives' | undefined
}

/** Many edges between two lanes as one band. */
export interface Ribbon {
  readonly from: number
  readonly to: number
  readonly fromLane: number
  /** -1: outside. */
  readonly toLane: number
  readonly count: number
  readonly curve: Curve
  readonly middle: Point
  readonly leaves: number
  readonly enters: number
}

export const contains = (box: Box, { x, y }: Point): boolean =>
  x >= box.x && x <= box.x + box.w && y >= box.y && y <= box.y + box.h

/** The box of one piece of a block. */
export function pieceBox({ pieces, strips }: Layout, piece: number): Box {
  const strip = pieces.strip[piece]!
  return { x: strips.x[strip]!, y: pieces.y[piece]!, w: strips.w[strip]!, h: pieces.h[piece]! }
}

export function rowBox({ pieces, strips, rows }: Layout, row: number): Box {
  const strip = pieces.strip[rows.piece[row]!]!
  return { x: strips.x[strip]!, y: rows.y[row]!, w: strips.w[strip]!, h: rows.height[row]! }
}

export function groupBox({ groups }: Layout, g: number): Box {
  return { x: groups.x[g]!, y: groups.y[g]!, w: groups.w[g]!, h: groups.h[g]! }
}

/** Where a block is: the box of its first piece; undefined if the picture does not show it. */
export function blockBox(layout: Layout, b: BlockId): Box | undefined {
  const slot = layout.slotOf[b] ?? -1
  return slot < 0 ? undefined : pieceBox(layout, layout.slots.firstPiece[slot]!)
}
