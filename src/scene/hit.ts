/** What lies under the pointer: edges first, since they are thin, then ribbons, rows, blocks, sections. */
import Flatbush from 'flatbush'
import type { BlockId } from '../engine/graph/ids'
import { NO_SYMBOL } from '../engine/graph/ids'
import type { EdgeScene } from './edges'
import type { Finder } from './find'
import type { Curve, Layout, Point } from './geometry'
import { flatten } from './routes'
import { symbolOf } from './rows'

export type Hit =
  | { readonly kind: 'edge'; readonly id: number }
  /** An index into the scene's ribbons. */
  | { readonly kind: 'ribbon'; readonly id: number }
  | { readonly kind: 'symbol'; readonly id: number }
  | { readonly kind: 'block'; readonly id: number }
  /** A section's title or the space around its blocks: where it can be taken hold of. */
  | { readonly kind: 'section'; readonly id: number }

const SAMPLES = 14

/** A row, a block or a section at a point. */
export function boxAt(layout: Layout, finder: Finder, point: Point): Hit | undefined {
  const row = finder.rowAt(point)
  if (row >= 0) {
    const symbol = symbolOf(layout.rows, layout.names, row)
    const block = layout.slots.block[layout.pieces.slot[layout.rows.piece[row]!]!]! as BlockId
    return symbol === NO_SYMBOL ? { kind: 'block', id: block } : { kind: 'symbol', id: symbol }
  }
  const group = finder.groupAt(point)
  return group < 0 ? undefined : { kind: 'section', id: layout.groups.section[group]! }
}

/** Finds lines; made again when paths change. */
export class EdgeHits {
  readonly #hits: Hit[] = []
  readonly #pieces: Flatbush | undefined
  readonly #owner: number[] = []
  readonly #ends: Point[] = []

  constructor({ paths, ribbons }: Pick<EdgeScene, 'paths' | 'ribbons'>) {
    const lines: Point[][] = []
    const add = (hit: Hit, curve: Curve): void => {
      this.#hits.push(hit)
      lines.push(flatten(curve, SAMPLES))
    }
    for (const { edge, curve } of paths) add({ kind: 'edge', id: edge }, curve)
    for (const [i, { curve }] of ribbons.entries()) add({ kind: 'ribbon', id: i }, curve)
    if (lines.length === 0) return
    this.#pieces = new Flatbush(lines.reduce((sum, line) => sum + line.length - 1, 0))
    lines.forEach((line, i) => {
      for (let k = 1; k < line.length; k++) {
        const [a, b] = [line[k - 1]!, line[k]!]
        this.#pieces!.add(Math.min(a.x, b.x), Math.min(a.y, b.y), Math.max(a.x, b.x), Math.max(a.y, b.y))
        this.#owner.push(i)
        this.#ends.push(a, b)
      }
    })
    this.#pieces.finish()
  }

  /** The nearest line within `reach` world units. */
  at(point: Point, reach: number): Hit | undefined {
    const near = this.#pieces?.search(point.x - reach, point.y - reach, point.x + reach, point.y + reach) ?? []
    let best = reach
    let found: Hit | undefined
    for (const i of near) {
      const distance = distanceToLine(point, this.#ends[2 * i]!, this.#ends[2 * i + 1]!)
      if (distance > best) continue
      best = distance
      found = this.#hits[this.#owner[i]!]
    }
    return found
  }
}

function distanceToLine(p: Point, a: Point, b: Point): number {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length))
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy)
}
