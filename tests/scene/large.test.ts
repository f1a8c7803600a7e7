/** A large picture: folded into strips, everything still in its place, and every edge accounted for at every stop. */
import { describe, expect, it } from 'vitest'
import type { EdgeQuery, EdgeScene } from '../../src/scene/edges'
import { edgesOfRibbon } from '../../src/scene/bundle'
import { blockScene, edgeScene, nearScene } from '../../src/scene/edges'
import type { Box } from '../../src/scene/geometry'
import { pieceBox, rowBox } from '../../src/scene/geometry'
import { blockLanes, fileLanes, trafficOfFiles } from '../../src/scene/lanes'
import { boxAt } from '../../src/scene/hit'
import { density } from '../support/density'
import { SECTION_TITLE } from '../../src/scene/measures'
import { trafficOf, unitsOfRows } from '../../src/scene/traffic'
import { link } from '../../src/engine/session/link'
import { PAGE_OPTIONS } from '../../src/engine/session/options'
import { writeObject } from '../support/object-writer'
import { makeGraph, numbers } from '../support/make-graph'
import { sceneOfLink } from '../support/scene'

const WIDTH = 1000
const HEIGHT = 600

function sum({ paths, ribbons, loops, other }: EdgeScene): number {
  const banded = ribbons.reduce((total, { count }) => total + count, 0)
  return paths.length + banded + [...loops.values()].reduce((total, count) => total + count, 0) + other
}

for (const [name, sectionSize] of [
  ['few large sections', Number.POSITIVE_INFINITY],
  ['thousands of small sections', 3],
] as const) {
  describe(name, () => {
    const scene = sceneOfLink(makeGraph(20_000, 40_000, sectionSize), { byAddress: true, width: WIDTH, height: HEIGHT })
    const { layout, finder, ends, graph, describer } = scene
    const query: EdgeQuery = { graph, describer, layout, ends, mask: undefined }

    it('has about the shape of the window', () => {
      const shape = layout.width / layout.height / (WIDTH / HEIGHT)
      expect(shape).toBeGreaterThan(0.6)
      expect(shape).toBeLessThan(1.3)
      expect(layout.strippedInto).toBeGreaterThan(5)
      expect(layout.units.length).toBeLessThan(60)
    })

    it('keeps the order of memory and overlaps nowhere', () => {
      for (let slot = 1; slot < layout.slots.length; slot++) {
        const [before, after] = [layout.slots.block[slot - 1]!, layout.slots.block[slot]!]
        if (graph.blocks.segment[before as never] !== graph.blocks.segment[after as never]) continue
        expect(graph.blocks.address.big[after as never] >= graph.blocks.address.big[before as never]).toBe(true)
      }
      const { strips, pieces } = layout
      for (let i = 0; i < strips.length; i++) {
        const strip: Box = { x: strips.x[i]!, y: strips.y[i]!, w: strips.w[i]!, h: strips.h[i]! }
        for (let p = strips.firstPiece[i]!; p < strips.firstPiece[i + 1]!; p++) {
          const box = pieceBox(layout, p)
          if (p > strips.firstPiece[i]!)
            expect(box.y).toBeGreaterThanOrEqual(pieces.y[p - 1]! + pieces.h[p - 1]! - 0.05)
          expect(box.y + box.h).toBeLessThanOrEqual(strip.y + strip.h + 0.1)
        }
        expect(finder.stripsIn({ x: strip.x + 1, y: strip.y + 1, w: strip.w - 2, h: strip.h - 2 })).toEqual([i])
      }
    })

    it('answers 200 random hits with the right block', () => {
      const random = numbers(3)
      for (let i = 0; i < 200; i++) {
        const row = random(layout.rows.length)
        const { x, y, w, h } = rowBox(layout, row)
        const hit = boxAt(layout, finder, { x: x + 1 + random(w - 2), y: y + 1 + random(h - 2) })!
        const block = layout.slots.block[layout.pieces.slot[layout.rows.piece[row]!]!]
        expect(hit.kind === 'block' ? hit.id : graph.symbols.block[hit.id as never]).toBe(block)
      }
    })

    it('accounts for every edge from afar', () => {
      const traffic = trafficOf(layout, ends, undefined)
      expect(traffic.total).toBe(graph.edges.length)
      expect(sum(edgeScene(query, traffic))).toBe(graph.edges.length)
    })

    it('accounts for the edges of what is on screen at a middle stop', () => {
      const traffic = trafficOf(layout, ends, undefined)
      const unitOf = unitsOfRows(layout)
      for (const unit of [0, layout.units.length - 1]) {
        const seen = edgeScene(query, traffic, (u) => u === unit)
        let expected = 0
        for (let e = 0; e < ends.length; e++)
          if (unitOf[ends.from[e]!] === unit || unitOf[ends.to[e]!] === unit) expected++
        expect(seen.inView).toBe(expected)
        expect(sum(seen)).toBe(expected)
      }
    })

    it('accounts for the edges of what is on screen from near by', () => {
      const random = numbers(5)
      for (let i = 0; i < 20; i++) {
        const at = rowBox(layout, random(layout.rows.length))
        const ranges = finder.rowsIn({ x: at.x - 300, y: at.y - 200, w: 900, h: 500 })
        const inView = (row: number): boolean =>
          ranges.some((first, k) => k % 2 === 0 && row >= first && row < ranges[k + 1]!)
        let expected = 0
        for (let e = 0; e < ends.length; e++) if (inView(ends.from[e]!) || inView(ends.to[e]!)) expected++
        const near = nearScene(query, ranges)
        expect(near.inView).toBe(expected)
        expect(sum(near)).toBe(expected)
      }
    })

    it('accounts for the edges of what is on screen in bundles from block to block', () => {
      const random = numbers(11)
      for (let i = 0; i < 20; i++) {
        const at = rowBox(layout, random(layout.rows.length))
        const ranges = finder.rowsIn({ x: at.x - 500, y: at.y - 400, w: 1300, h: 900 })
        const near = nearScene(query, ranges)
        const bundled = blockScene(query, ranges)
        expect(bundled.lanes.stop).toBe('blocks')
        expect(bundled.inView).toBe(near.inView)
        expect(sum(bundled)).toBe(near.inView)
        expect(bundled.ribbons.length).toBeGreaterThan(0)
        expect(bundled.ribbons.length).toBeLessThanOrEqual(230)
        const { lanes } = bundled
        for (const ribbon of bundled.ribbons.slice(0, 30))
          expect(edgesOfRibbon({ lanes, ends, mask: undefined }, ribbon)).toHaveLength(ribbon.count)
      }
    })

    it('has a block behind every lane on screen, and its rows in that lane', () => {
      const ranges = finder.rowsIn({ x: 0, y: 0, w: 1200, h: 900 })
      const { boxes, of, onScreen } = blockLanes(layout, ranges)
      const blockOf = (row: number): number => layout.slots.block[layout.pieces.slot[layout.rows.piece[row]!]!]!
      for (let row = 0; row < layout.rows.length; row++) {
        const lane = of[row]!
        if (lane < onScreen) expect(boxes[lane]!.block).toBe(blockOf(row))
      }
      expect(new Set(boxes.slice(0, onScreen).map(({ block }) => block)).size).toBe(onScreen)
    })

    it('counts only what passes the filter', () => {
      const mask = new Uint8Array(graph.edges.length).map((_, e) => (e % 3 === 0 ? 1 : 0))
      const passing = mask.reduce((total, value) => total + value, 0)
      expect(sum(edgeScene({ ...query, mask }, trafficOf(layout, ends, mask)))).toBe(passing)
    })

    it('paints strips from afar: every strip has ink, and nothing else has', () => {
      const { pixels, width, scale } = density(scene, 400)
      const ink = (x: number, y: number): boolean => pixels[Math.floor(y * scale) * width + Math.floor(x * scale)] !== 0
      const { strips } = layout
      for (let i = 0; i < strips.length; i += 7) {
        if (strips.h[i]! * scale < 3) continue
        expect(ink(strips.x[i]! + strips.w[i]! / 2, strips.y[i]! + strips.h[i]! / 2)).toBe(true)
      }
      expect(ink(2, 2)).toBe(false)
    })
  })
}

describe('a link of many files', () => {
  const files = Array.from({ length: 6 }, (_, i) => ({ name: `part${i}.o`, bytes: fileOf(i) }))
  const linked = link(files, PAGE_OPTIONS, { log: true })
  const scene = sceneOfLink(linked, { byAddress: true, width: WIDTH, height: HEIGHT })
  const { layout, ends, graph, describer } = scene
  const query: EdgeQuery = { graph, describer, layout, ends, mask: undefined }
  const traffic = trafficOf(layout, ends, undefined)

  it('shows ribbons between files from afar, which add up to the edges in view', () => {
    const lanes = fileLanes(layout, graph)!
    expect(new Set(lanes.boxes.map(({ title }) => title))).toEqual(new Set(files.map(({ name }) => name)))
    const afar = edgeScene(query, trafficOfFiles(lanes, traffic), undefined, lanes)
    expect(afar.inView).toBe(traffic.total)
    expect(sum(afar)).toBe(traffic.total)
    expect(afar.ribbons.length).toBeGreaterThan(0)
    for (const ribbon of afar.ribbons)
      expect(edgesOfRibbon({ lanes, ends, mask: undefined }, ribbon)).toHaveLength(ribbon.count)
    const within = [...afar.loops.values()].reduce((total, count) => total + count, 0)
    expect(within).toBeGreaterThan(0)
  })

  it('has every section in the box of its file', () => {
    const { boxes, ofUnit } = fileLanes(layout, graph)!
    for (const [i, unit] of layout.units.entries()) {
      const box = boxes[ofUnit[i]!]!
      expect(box.policy).toBe(unit.policy)
      expect(unit.x >= box.x && unit.y >= box.y && unit.x + unit.w <= box.x + box.w + 0.01).toBe(true)
      expect(unit.y + unit.h).toBeLessThanOrEqual(box.y + box.h + 0.01)
    }
  })
})

describe('a single small section beside thousands', () => {
  it('has its name, however small it is', () => {
    const names = Array.from({ length: 1500 }, (_, i) => `f${i}`)
    const bytes = writeObject({
      sections: [
        ...names.map((name) => ({ name: `.text.${name}`, flags: 'ax', size: 16 })),
        { name: '.data.one', flags: 'aw', size: 8 },
        { name: '.comment', size: 8 },
      ],
      symbols: [...names.map((name) => ({ name, in: `.text.${name}` })), { name: 'one', in: '.data.one' }],
    })
    const result = link([{ name: 'many.o', bytes }], PAGE_OPTIONS, { log: true })
    const { layout } = sceneOfLink(result, { byAddress: true, width: WIDTH, height: HEIGHT })
    expect(layout.chrome).toBeGreaterThan(1)
    const titled = layout.units.filter(({ head }) => head >= SECTION_TITLE * layout.chrome).map(({ title }) => title)
    expect(titled).toContain('.data.one')
    expect(titled).toContain('.comment')
  })
})

/** A file with sections of code that call each other and the next file. */
function fileOf(i: number): Uint8Array {
  const names = ['a', 'b', 'c', 'd', 'e']
  return writeObject({
    sections: names.map((name, k) => ({
      name: `.text.${name}${i}`,
      flags: 'ax',
      size: 32,
      relocations: [
        { at: 1, type: 'PLT32', to: `f${names[(k + 1) % names.length]}${i}`, addend: -4 },
        { at: 9, type: 'PLT32', to: `f${name}${(i + 1) % 6}`, addend: -4 },
      ],
    })),
    symbols: names.map((name) => ({ name: `f${name}${i}`, in: `.text.${name}${i}`, type: 'func' as const })),
  })
}
