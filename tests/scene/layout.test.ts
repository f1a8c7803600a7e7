/** The picture as data: nothing overlaps, every edge starts and ends on its block, every shown block has a place. */
import { describe, expect, it } from 'vitest'
import { Describer } from '../../src/engine/arch/describe'
import { isCounted, OUTSIDE } from '../../src/engine/graph/crossings'
import { indexEdges } from '../../src/engine/graph/edge-index'
import { EVENT_CODE } from '../../src/engine/graph/events'
import type { EdgeId } from '../../src/engine/graph/ids'
import { Replay } from '../../src/engine/graph/replay'
import { edgeScene, RIBBON_FROM } from '../../src/scene/edges'
import type { Box, Layout } from '../../src/scene/geometry'
import { BoxHits, EdgeHits } from '../../src/scene/hit'
import { layOut } from '../../src/scene/layout'
import { fitAll, firstView, reveal, toWorld } from '../../src/scene/view'
import { linkSample, samples } from '../support/link-files'

interface Scene {
  readonly layout: Layout
  readonly graph: ReturnType<typeof linkSample>['graph']
  readonly edges: ReturnType<typeof edgeScene>
}

function sceneOf(id: string, byAddress: boolean, width: number): Scene {
  const sample = samples().find((row) => row.id === id)!
  const { policies = [] } = sample.settings
  const { graph, arch, log } = linkSample(id, { policies })
  const outgoing = indexEdges(graph)
  const describer = new Describer(graph, arch, outgoing)
  if (!byAddress) {
    const types = Array.from({ length: log!.length }, (_, e) => log!.events.type[e as never])
    const reserved = types.indexOf(EVENT_CODE.segmentReserved)
    new Replay(graph, log!).seek(reserved < 0 ? log!.length : reserved)
  }
  const layout = layOut({ graph, describer, edges: outgoing, byAddress, width, minHeight: 600 })
  return { layout, graph, edges: edgeScene({ graph, describer, layout }) }
}

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

const onBorder = (x: number, box: Box): boolean => Math.abs(x - box.x) < 0.01 || Math.abs(x - box.x - box.w) < 0.01

for (const { id } of samples()) {
  for (const byAddress of [true, false]) {
    describe(`${id}, ${byAddress ? 'by address' : 'by file'}`, () => {
      const { layout, graph, edges } = sceneOf(id, byAddress, 960)

      it('nothing overlaps, everything is in its place', () => {
        expect(layout.blocks.length).toBeGreaterThan(0)
        expect(overlaps(layout.blocks)).toBe(0)
        expect(overlaps(layout.frames)).toBe(0)
        expect(overlaps(layout.columns)).toBe(0)
        for (const block of layout.blocks) {
          expect(layout.sections.some((section) => inside(block, section))).toBe(true)
          for (const row of block.rows) expect(inside(row, block)).toBe(true)
        }
        for (const section of layout.sections) expect(layout.frames.some((frame) => inside(section, frame))).toBe(true)
        for (const frame of layout.frames) expect(layout.columns.some((column) => inside(frame, column))).toBe(true)
        for (const column of layout.columns) expect(column.x >= 0 && column.x + column.w <= layout.width).toBe(true)
      })

      it('every counted edge is a path or in a ribbon, and ends on its blocks', () => {
        let counted = 0
        for (let e = 0 as EdgeId; e < graph.edges.length; e++) if (isCounted(graph, e)) counted++
        const banded = edges.ribbons.reduce((sum, { count }) => sum + count, 0)
        expect(edges.paths.length + banded).toBe(counted)
        for (const { edge, curve, to } of edges.paths) {
          const source = layout.blocks[layout.boxOf[graph.edges.block[edge]]!]!
          expect(onBorder(curve.start.x, source)).toBe(true)
          expect(curve.start.y).toBeGreaterThanOrEqual(source.y)
          expect(curve.start.y).toBeLessThanOrEqual(source.y + source.h)
          const end = curve.pieces.at(-1)![2]
          if (to !== OUTSIDE)
            expect(
              layout.blocks.some((block) => onBorder(end.x, block) && end.y >= block.y && end.y <= block.y + block.h),
            ).toBe(true)
        }
        for (const { count } of edges.ribbons) expect(count).toBeGreaterThanOrEqual(RIBBON_FROM)
      })

      it('a hit in the middle of a row finds it, and on an edge finds the edge', () => {
        const boxes = new BoxHits(layout)
        for (const block of layout.blocks) {
          for (const row of block.rows) {
            const hit = boxes.at({ x: row.x + row.w / 2, y: row.y + row.h / 2 })!
            expect(hit.kind === 'block' ? hit.id : graph.symbols.block[hit.id as never]).toBe(block.block)
          }
        }
        const hits = new EdgeHits(edges.paths)
        for (const path of edges.paths) expect(hits.at(path.curve.start, 3)?.kind).toBe('edge')
      })
    })
  }
}

describe('the view', () => {
  const { layout } = sceneOf('first-look', true, 960)
  const size = { width: 960, height: 600 }

  it('fits everything, or starts at the top with the full width', () => {
    const all = fitAll(layout, size)
    expect(layout.height * all.k).toBeLessThanOrEqual(size.height)
    const tall = { ...layout, height: 6000 }
    expect(firstView(tall, size)).toMatchObject({ k: 1, y: 0 })
  })

  it('leaves what is on screen alone and brings the rest there', () => {
    const view = { k: 1, x: 0, y: 0 }
    expect(reveal(view, { x: 10, y: 10, w: 50, h: 20 }, size)).toBe(view)
    const moved = reveal(view, { x: 10, y: 900, w: 50, h: 20 }, size)
    expect(toWorld(moved, { x: 0, y: size.height }).y).toBeGreaterThanOrEqual(920)
  })
})
