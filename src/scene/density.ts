/**
 * Strips from afar: when rows are smaller than pixels, a part of the picture is a raster that says how much of each line is
 * content, zero-fill or removed, and, along the right side, how much of it depends on addresses and whether that has been
 * written yet. Works on plain arrays of pixels, so that it can be tested and timed without a canvas.
 */
import type { BlockId, EdgeId } from '../engine/graph/ids'
import { NO_SEGMENT } from '../engine/graph/ids'
import { LIFETIMES } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'
import { BlockFlag, EdgeFlag } from '../engine/graph/schema'
import type { EdgeEnds } from './ends'
import type { Finder } from './find'
import type { Box, Layout } from './geometry'

/** Red, green, blue, 0 to 255. */
export type Rgb = readonly [number, number, number]

/** Indexed by policy. */
export interface DensityInks {
  readonly content: readonly Rgb[]
  readonly zeroFill: readonly Rgb[]
  readonly waiting: readonly Rgb[]
  readonly written: readonly Rgb[]
  readonly removed: Rgb
  readonly hole: Rgb
}

/** The part of a strip's width on the right that shows fields. */
const FIELDS = 0.34
/** Height that one field takes in a row, in world units. */
const FIELD_HEIGHT = 7
const OPAQUE = 0xff000000

/** Row → fields that are not written yet, as the graph is now. */
export function holesOf({ rows }: Layout, graph: LinkGraph, ends: EdgeEnds): Uint32Array {
  const holes = new Uint32Array(rows.length)
  const { flags } = graph.edges
  for (let e = 0 as EdgeId; e < ends.length; e++) {
    const row = ends.from[e]!
    if (row >= 0 && !(flags[e] & EdgeFlag.Applied)) holes[row]!++
  }
  return holes
}

export interface DensityQuery {
  readonly graph: LinkGraph
  readonly layout: Layout
  readonly finder: Finder
  readonly holes: Uint32Array
  readonly inks: DensityInks
}

/** The same for one moment, so that what looks as it did at another need not be drawn again. */
export interface DensityMoment extends DensityQuery {
  readonly position: number
  /** Rows that may have looked different at another position; undefined: too many to tell. */
  changedSince(position: number): readonly number[] | undefined
}

/**
 * Draws a part of the picture into pixels (little-endian RGBA), `scale` pixels for a world unit. Where no strip is, pixels
 * stay as they are: transparent in a new array.
 */
export function rasterise(query: DensityQuery, area: Box, scale: number, pixels: Uint32Array, width: number): void {
  const height = pixels.length / width
  const raster = new StripRaster(query, area, scale, height)
  const { strips } = query.layout
  for (const strip of query.finder.stripsIn(area)) {
    raster.sum(strip)
    const left = (strips.x[strip]! - area.x) * scale
    const right = left + strips.w[strip]! * scale
    const border = right - Math.max(1, strips.w[strip]! * scale * FIELDS)
    const from = Math.max(0, Math.floor(left))
    const to = Math.min(width, Math.max(from + 1, Math.round(right)))
    for (let y = raster.top; y < raster.bottom; y++) {
      const body = raster.body(y)
      if (body === 0) continue
      const fields = raster.fields(y)
      const turn = Math.max(from, Math.min(to, Math.round(border)))
      fillSpan(pixels, body, y * width + from, y * width + turn)
      fillSpan(pixels, fields, y * width + turn, y * width + to)
    }
  }
}

/** Up to so many pixels a loop is faster than a call. */
const SHORT = 24

/** From afar a strip is a few pixels wide, in tens of thousands of lines. */
function fillSpan(pixels: Uint32Array, colour: number, from: number, to: number): void {
  if (to - from > SHORT) pixels.fill(colour, from, to)
  else for (let at = from; at < to; at++) pixels[at] = colour
}

/**
 * Sums of colours for each line of pixels of one strip. From afar a line holds dozens of rows, most of them of one colour:
 * what they have in common is added up first and given its colour at the end.
 */
class StripRaster {
  top = 0
  bottom = 0
  readonly #query: DensityQuery
  readonly #area: Box
  readonly #scale: number
  readonly #height: number
  /** Seven numbers for each line: how much is covered, then the sums of body and fields. */
  readonly #sums: Float32Array

  constructor(query: DensityQuery, area: Box, scale: number, height: number) {
    this.#query = query
    this.#area = area
    this.#scale = scale
    this.#height = height
    this.#sums = new Float32Array(7 * height)
  }

  sum(strip: number): void {
    const { layout, finder } = this.#query
    if (this.bottom > this.top) this.#sums.fill(0, 7 * this.top, 7 * this.bottom)
    this.top = this.#height
    this.bottom = 0
    const [first, end] = finder.piecesIn(strip, this.#area.y, this.#area.y + this.#area.h)
    this.#pieces(first, end, layout.strips.policy[strip]!)
  }

  #pieces(first: number, end: number, policy: number): void {
    const { layout, graph, holes } = this.#query
    const { rows, pieces, slots } = layout
    const { firstRow, slot } = pieces
    const scale = this.#scale
    const top = this.#area.y
    const most = this.#height - 1
    const blocks = graph.blocks.length
    let ink: Rgb | undefined
    let line = -1
    let covered = 0
    let dark = 0
    let empty = 0
    for (let piece = first; piece < end; piece++) {
      const b = slots.block[slot[piece]!]! as BlockId
      if (b >= blocks) continue
      const body = this.#inkOf(b, policy)
      const endRow = firstRow[piece + 1]!
      for (let r = firstRow[piece]!; r < endRow; r++) {
        const height = rows.height[r]!
        const y = (rows.y[r]! - top) * scale
        const bottom = y + height * scale
        const from = Math.max(0, Math.floor(y))
        const to = Math.min(most, Math.ceil(bottom) - 1)
        const edges = rows.edges[r]!
        const full = Math.min(1, (edges * FIELD_HEIGHT) / height)
        const hollow = edges === 0 ? 0 : full * Math.min(1, holes[r]! / edges)
        for (let at = from; at <= to; at++) {
          if (at !== line || body !== ink) {
            this.#add(line, ink, policy, covered, dark, empty)
            line = at
            ink = body
            covered = 0
            dark = 0
            empty = 0
          }
          const part = Math.min(at + 1, bottom) - Math.max(at, y)
          covered += part
          dark += part * (full - hollow)
          empty += part * hollow
        }
      }
    }
    this.#add(line, ink, policy, covered, dark, empty)
  }

  #inkOf(b: BlockId, policy: number): Rgb {
    const { graph, inks, layout } = this.#query
    const flags = graph.blocks.flags[b]
    if (flags & BlockFlag.Removed) return inks.removed
    if (flags & BlockFlag.ZeroFill) return inks.zeroFill[policy]!
    const waits = layout.byAddress && LIFETIMES[policy]!.allocates && graph.blocks.segment[b] === NO_SEGMENT
    return waits ? inks.waiting[policy]! : inks.content[policy]!
  }

  /** Rows of one colour in a line: how much of it they cover, and how much of their fields is written and is not. */
  #add(line: number, body: Rgb | undefined, policy: number, covered: number, dark: number, empty: number): void {
    if (!body) return
    if (line < this.top) this.top = line
    if (line >= this.bottom) this.bottom = line + 1
    const { inks } = this.#query
    const written = inks.written[policy]!
    const plain = covered - dark - empty
    const sums = this.#sums
    const at = 7 * line
    sums[at]! += covered
    for (let i = 0; i < 3; i++) {
      sums[at + 1 + i]! += covered * body[i]!
      sums[at + 4 + i]! += plain * body[i]! + dark * written[i]! + empty * inks.hole[i]!
    }
  }

  body(line: number): number {
    return this.#pixel(line, 1)
  }

  fields(line: number): number {
    return this.#pixel(line, 4)
  }

  #pixel(line: number, channel: number): number {
    const at = 7 * line
    const covered = this.#sums[at]!
    if (covered <= 0) return 0
    const sums = this.#sums
    const red = Math.round(sums[at + channel]! / covered)
    const green = Math.round(sums[at + channel + 1]! / covered)
    const blue = Math.round(sums[at + channel + 2]! / covered)
    return (OPAQUE | (blue << 16) | (green << 8) | red) >>> 0
  }
}
