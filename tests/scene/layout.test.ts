/** The picture as data: nothing overlaps, every edge starts and ends on its block, every shown block has a place. */
import { describe, expect, it } from 'vitest'
import { isCounted, OUTSIDE } from '../../src/engine/graph/crossings'
import type { EdgeId } from '../../src/engine/graph/ids'
import type { Box, Layout } from '../../src/scene/geometry'
import { groupBox, pieceBox, rowBox } from '../../src/scene/geometry'
import { boxAt, EdgeHits } from '../../src/scene/hit'
import { fitAll, firstView, reveal, toWorld } from '../../src/scene/view'
import { samples } from '../support/link-files'
import { sceneOfSample } from '../support/scene'

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.w - 0.01 && b.x < a.x + a.w - 0.01 && a.y < b.y + b.h - 0.01 && b.y < a.y + a.h - 0.01
const inside = (a: Box, b: Box): boolean =>
  a.x >= b.x - 0.01 && a.y >= b.y - 0.01 && a.x + a.w <= b.x + b.w + 0.01 && a.y + a.h <= b.y + b.h + 0.01

function overlaps(boxes: readonly Box[]): number {
  let count = 0
  boxes.forEach((a, i) => {
    for (const b of boxes.slice(i + 1)) if (overlap(a, b)) count++
  })
  return count
}

const upTo = (length: number): number[] => Array.from({ length }, (_, i) => i)
const piecesOf = (layout: Layout): Box[] => upTo(layout.pieces.length).map((i) => pieceBox(layout, i))
const groupsOf = (layout: Layout): Box[] => upTo(layout.groups.length).map((g) => groupBox(layout, g))
const onBorder = (x: number, box: Box): boolean => Math.abs(x - box.x) < 0.01 || Math.abs(x - box.x - box.w) < 0.01

for (const { id } of samples()) {
  for (const byAddress of [true, false]) {
    describe(`${id}, ${byAddress ? 'by address' : 'by file'}`, () => {
      const { layout, graph, edges, finder, ends, describer } = sceneOfSample(id, byAddress, 960)
      const pieces = piecesOf(layout)

      it('nothing overlaps, everything is in its place', () => {
        const groups = groupsOf(layout)
        expect(layout.pieces.length).toBeGreaterThan(0)
        expect(overlaps(pieces)).toBe(0)
        expect(overlaps(layout.frames)).toBe(0)
        expect(overlaps(layout.columns)).toBe(0)
        for (const piece of pieces) expect(groups.some((group) => inside(piece, group))).toBe(true)
        for (const row of upTo(layout.rows.length))
          expect(inside(rowBox(layout, row), pieces[layout.rows.piece[row]!]!)).toBe(true)
        for (const group of groups) expect(layout.frames.some((frame) => inside(group, frame))).toBe(true)
        for (const frame of layout.frames) expect(layout.columns.some((column) => inside(frame, column))).toBe(true)
        for (const column of layout.columns) expect(column.x >= 0 && column.x + column.w <= layout.width).toBe(true)
      })

      it('every counted edge is drawn or counted, and ends on its blocks', () => {
        let counted = 0
        for (let e = 0 as EdgeId; e < graph.edges.length; e++) if (isCounted(graph, e)) counted++
        const banded = edges.ribbons.reduce((sum, { count }) => sum + count, 0)
        const within = [...edges.loops.values()].reduce((sum, count) => sum + count, 0)
        expect(edges.paths.length + banded + within + edges.other).toBe(counted)
        for (const { edge, curve, to } of edges.paths) {
          const source = pieces[layout.rows.piece[ends.from[edge]!]!]!
          expect(onBorder(curve.start.x, source)).toBe(true)
          expect(curve.start.y).toBeGreaterThanOrEqual(source.y)
          expect(curve.start.y).toBeLessThanOrEqual(source.y + source.h)
          if (to === OUTSIDE) continue
          const end = curve.pieces.at(-1)![2]
          const target = pieces[layout.rows.piece[ends.to[edge]!]!]!
          expect(onBorder(end.x, target) && end.y >= target.y && end.y <= target.y + target.h).toBe(true)
        }
      })

      it('rows of fields and targets are those that the words name', () => {
        for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
          if (ends.from[e]! < 0) continue
          const first = layout.slots.firstRow[layout.slotOf[graph.edges.block[e]]!]!
          expect(ends.from[e]).toBeGreaterThanOrEqual(first)
          expect(layout.rows.start[ends.from[e]!]).toBeLessThanOrEqual(graph.edges.offset[e])
          if (ends.to[e]! >= 0) expect(layout.rows.start[ends.to[e]!]).toBeLessThanOrEqual(describer.targetOffset(e))
        }
      })

      it('a hit in the middle of a row finds it, and on an edge finds the edge', () => {
        for (const row of upTo(layout.rows.length)) {
          const { x, y, w, h } = rowBox(layout, row)
          const hit = boxAt(layout, finder, { x: x + w / 2, y: y + h / 2 })!
          const block = layout.slots.block[layout.pieces.slot[layout.rows.piece[row]!]!]
          expect(hit.kind === 'block' ? hit.id : graph.symbols.block[hit.id as never]).toBe(block)
        }
        const hits = new EdgeHits(edges)
        for (const path of edges.paths) expect(hits.at(path.curve.start, 3)?.kind).toBe('edge')
      })
    })
  }
}

describe('the view', () => {
  const { layout } = sceneOfSample('first-look', true, 960)
  const size = { width: 960, height: 600 }

  it('fits everything, or starts at the top with the full width', () => {
    const all = fitAll(layout, size)
    expect(layout.height * all.k).toBeLessThanOrEqual(size.height)
    const tall = { ...layout, height: 6000 }
    expect(firstView(tall, size)).toMatchObject({ k: 1, y: 0 })
  })

  it('shows a small picture larger for a room, as far as its width has room', () => {
    const small = { ...layout, width: 600, height: 300 }
    expect(firstView(small, size).k).toBe(1)
    expect(firstView(small, size, 1.4).k).toBe(1.4)
    expect(firstView({ ...small, width: 800 }, size, 1.4).k).toBe(1.2)
    expect(firstView({ ...small, height: 500 }, size, 1.4).k).toBe(1.2)
    // One that is too wide is shown smaller, or panned if it could not be read then.
    expect(firstView({ ...small, width: 1200 }, size, 1.4).k).toBe(0.8)
    expect(firstView({ ...small, width: 1600 }, size, 1.4).k).toBe(1)
  })

  it('leaves what is on screen alone and brings the rest there', () => {
    const view = { k: 1, x: 0, y: 0 }
    expect(reveal(view, { x: 10, y: 10, w: 50, h: 20 }, size)).toBe(view)
    const moved = reveal(view, { x: 10, y: 900, w: 50, h: 20 }, size)
    expect(toWorld(moved, { x: 0, y: size.height }).y).toBeGreaterThanOrEqual(920)
  })

  it('goes nearer to what is too small to be seen', () => {
    const moved = reveal({ k: 0.02, x: 0, y: 0 }, { x: 10, y: 900, w: 50, h: 20 }, size)
    expect(moved.k * 20).toBeGreaterThanOrEqual(8)
  })
})
