/** Finds what lies in a part of the picture: strips by an index, the pieces and rows in them by bisection. */
import { firstWhere } from '../base/search'
import Flatbush from 'flatbush'
import type { Box, Layout, Point } from './geometry'
import { contains } from './geometry'

export class Finder {
  readonly #layout: Layout
  readonly #strips: Flatbush | undefined
  readonly #units: Flatbush | undefined

  constructor(layout: Layout) {
    this.#layout = layout
    const { strips, units } = layout
    this.#strips = indexOf(strips.length, (i) => ({
      x: strips.x[i]!,
      y: strips.y[i]!,
      w: strips.w[i]!,
      h: strips.h[i]!,
    }))
    this.#units = indexOf(units.length, (i) => units[i]!)
  }

  stripsIn({ x, y, w, h }: Box): number[] {
    return (this.#strips?.search(x, y, x + w, y + h) ?? []).sort((a, b) => a - b)
  }

  unitsIn({ x, y, w, h }: Box): number[] {
    return this.#units?.search(x, y, x + w, y + h) ?? []
  }

  /** The row at a point, or -1. */
  rowAt(point: Point): number {
    const { rows, pieces } = this.#layout
    for (const strip of this.stripsIn({ ...point, w: 0, h: 0 })) {
      const piece = this.pieceFrom(strip, point.y)
      if (piece < 0 || point.y < pieces.y[piece]! || point.y > pieces.y[piece]! + pieces.h[piece]!) continue
      const [first, end] = [pieces.firstRow[piece]!, pieces.firstRow[piece + 1]!]
      return Math.max(first, lastAtOrAbove(rows.y, first, end, point.y))
    }
    return -1
  }

  /** The group at a point: its title, or the space around its blocks. -1 if there is none. */
  groupAt(point: Point): number {
    const { units, groups } = this.#layout
    for (const u of this.unitsIn({ ...point, w: 0, h: 0 })) {
      const { firstGroup, endGroup, head, y } = units[u]!
      if (endGroup === firstGroup + 1 || point.y < y + head) return firstGroup
      for (let g = firstGroup; g < endGroup; g++) {
        const box = { x: groups.x[g]!, y: groups.y[g]!, w: groups.w[g]!, h: groups.h[g]! }
        if (contains(box, point)) return g
      }
    }
    return -1
  }

  unitAt(point: Point): number {
    return this.unitsIn({ ...point, w: 0, h: 0 })[0] ?? -1
  }

  /** The last piece of a strip that begins at or above a height; -1 if all begin below. */
  pieceFrom(strip: number, y: number): number {
    const { strips, pieces } = this.#layout
    const first = strips.firstPiece[strip]!
    const piece = lastAtOrAbove(pieces.y, first, strips.firstPiece[strip + 1]!, y)
    return piece < first ? -1 : piece
  }

  /** Pieces of a strip that reach into [top, bottom], as [first, end). */
  piecesIn(strip: number, top: number, bottom: number): readonly [number, number] {
    const { strips, pieces } = this.#layout
    const [from, to] = [strips.firstPiece[strip]!, strips.firstPiece[strip + 1]!]
    const first = Math.max(from, lastAtOrAbove(pieces.y, from, to, top))
    return [first, Math.max(first, lastAtOrAbove(pieces.y, from, to, bottom) + 1)]
  }

  /** Rows in a part of the picture, as ranges one after the other. */
  rowsIn(box: Box): number[] {
    const { rows, pieces } = this.#layout
    const ranges: number[] = []
    for (const strip of this.stripsIn(box)) {
      const [first, end] = this.piecesIn(strip, box.y, box.y + box.h)
      if (end <= first) continue
      const [from, to] = [pieces.firstRow[first]!, pieces.firstRow[end]!]
      const top = Math.max(from, lastAtOrAbove(rows.y, from, to, box.y))
      ranges.push(top, Math.max(top, lastAtOrAbove(rows.y, from, to, box.y + box.h) + 1))
    }
    return ranges
  }

  /** How many pieces a part of the picture holds; stops counting at `limit`. */
  countIn(box: Box, limit: number): number {
    let count = 0
    for (const strip of this.stripsIn(box)) {
      const [first, end] = this.piecesIn(strip, box.y, box.y + box.h)
      const { firstRow } = this.#layout.pieces
      count += end > first ? firstRow[end]! - firstRow[first]! : 0
      if (count >= limit) return limit
    }
    return count
  }
}

function indexOf(length: number, boxOf: (i: number) => Box): Flatbush | undefined {
  if (length === 0) return undefined
  const index = new Flatbush(length)
  for (let i = 0; i < length; i++) {
    const { x, y, w, h } = boxOf(i)
    index.add(x, y, x + w, y + h)
  }
  index.finish()
  return index
}

/** The last index in [first, end) whose value is at most `y`; `first - 1` if there is none. Values ascend. */
function lastAtOrAbove(values: Float32Array, first: number, end: number, y: number): number {
  return firstWhere(first, end, (at) => values[at]! > y) - 1
}
