/** What lies under the pointer: edges first, since they are thin, then rows, blocks, section titles. */
import Flatbush from 'flatbush'
import { NO_SYMBOL } from '../engine/graph/ids'
import type { Curve, EdgePath, Layout, Point } from './geometry'
import { contains } from './geometry'
import { pointOn } from './edges'

export type Hit =
  | { readonly kind: 'edge'; readonly id: number }
  | { readonly kind: 'symbol'; readonly id: number }
  | { readonly kind: 'block'; readonly id: number }
  | { readonly kind: 'section'; readonly id: number }

const SAMPLES = 14

/** Finds boxes; made once for a layout. */
export class BoxHits {
  readonly #layout: Layout
  readonly #blocks: Flatbush | undefined

  constructor(layout: Layout) {
    this.#layout = layout
    if (layout.blocks.length === 0) return
    this.#blocks = new Flatbush(layout.blocks.length)
    for (const { x, y, w, h } of layout.blocks) this.#blocks.add(x, y, x + w, y + h)
    this.#blocks.finish()
  }

  at(point: Point): Hit | undefined {
    const [index] = this.#blocks?.search(point.x, point.y, point.x, point.y) ?? []
    const box = index === undefined ? undefined : this.#layout.blocks[index]
    if (box) {
      const row = box.rows.find((candidate) => contains(candidate, point))
      return row && row.symbol !== NO_SYMBOL ? { kind: 'symbol', id: row.symbol } : { kind: 'block', id: box.block }
    }
    const section = this.#layout.sections.find((candidate) => contains(candidate, point))
    return section && { kind: 'section', id: section.section }
  }
}

/** Finds edges; made again when paths change. */
export class EdgeHits {
  readonly #paths: readonly EdgePath[]
  readonly #pieces: Flatbush | undefined
  readonly #owner: number[] = []
  readonly #ends: Point[] = []

  constructor(paths: readonly EdgePath[]) {
    this.#paths = paths
    if (paths.length === 0) return
    const lines = paths.map(({ curve }) => flatten(curve))
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

  /** The nearest edge within `reach` world units. */
  at(point: Point, reach: number): Hit | undefined {
    const near = this.#pieces?.search(point.x - reach, point.y - reach, point.x + reach, point.y + reach) ?? []
    let best = reach
    let found: EdgePath | undefined
    for (const i of near) {
      const distance = distanceToLine(point, this.#ends[2 * i]!, this.#ends[2 * i + 1]!)
      if (distance > best) continue
      best = distance
      found = this.#paths[this.#owner[i]!]
    }
    return found && { kind: 'edge', id: found.edge }
  }
}

function flatten({ start, pieces }: Curve): Point[] {
  const points = [start]
  let from = start
  for (const piece of pieces) {
    for (let i = 1; i <= SAMPLES; i++) points.push(pointOn(from, piece, i / SAMPLES))
    from = piece[2]
  }
  return points
}

function distanceToLine(p: Point, a: Point, b: Point): number {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length))
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy)
}
