/**
 * The picture as plain data: boxes and paths in world units, where one unit is one CSS pixel at zoom 1. Geometry says
 * where things are; what they look like (alive, copied, fixed up) is read from the graph when they are painted.
 */
import type { BlockId, EdgeId, SectionId, SegmentId, SymbolId } from '../engine/graph/ids'

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
  readonly right: string
}

export interface SectionBox extends Box {
  readonly section: SectionId
  readonly policy: number
  readonly title: string
  readonly note: string
}

/** A row of a block: the bytes from one symbol to the next. */
export interface RowBox extends Box {
  readonly block: BlockId
  /** NO_SYMBOL: bytes that no name covers. */
  readonly symbol: SymbolId
  /** Offsets in the block, [start, end). */
  readonly start: number
  readonly end: number
  readonly label: string
  readonly note: string
  /** It is called what its block is called at the moment of painting. */
  readonly asks: boolean
}

export interface BlockBox extends Box {
  readonly block: BlockId
  readonly policy: number
  readonly rows: readonly RowBox[]
}

export interface Layout {
  readonly columns: readonly ColumnBox[]
  readonly frames: readonly FrameBox[]
  readonly sections: readonly SectionBox[]
  readonly blocks: readonly BlockBox[]
  /** Block → index into `blocks`, or -1. */
  readonly boxOf: Int32Array
  /** Heights at which a line may pass through the Standard column without crossing a box. */
  readonly channels: readonly number[]
  readonly width: number
  readonly height: number
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
}

/** Many edges between two sections as one band. */
export interface Ribbon {
  readonly from: number
  readonly to: number
  readonly fromSection: SectionId
  readonly toSection: SectionId
  readonly count: number
  readonly curve: Curve
  readonly middle: Point
}

export const contains = (box: Box, { x, y }: Point): boolean =>
  x >= box.x && x <= box.x + box.w && y >= box.y && y <= box.y + box.h
