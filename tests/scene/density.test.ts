/** The picture from afar, compared with one that is added up in the plainest way: row by row, for each line of pixels. */
import { describe, expect, it } from 'vitest'
import type { BlockId } from '../../src/engine/graph/ids'
import { NO_SEGMENT } from '../../src/engine/graph/ids'
import { LIFETIMES } from '../../src/engine/graph/lifetimes'
import { BlockFlag } from '../../src/engine/graph/schema'
import { link } from '../../src/engine/session/link'
import { PAGE_OPTIONS } from '../../src/engine/session/options'
import type { DensityInks, Rgb } from '../../src/scene/density'
import { holesOf, rasterise } from '../../src/scene/density'
import { LARGE_OBJECT } from '../support/large-object'
import type { TestScene } from '../support/scene'
import { sceneOfLink } from '../support/scene'

const INKS: DensityInks = {
  content: [
    [200, 10, 40],
    [20, 190, 60],
    [30, 20, 180],
  ],
  zeroFill: [
    [90, 80, 70],
    [60, 50, 40],
    [30, 20, 10],
  ],
  waiting: [
    [240, 230, 220],
    [210, 200, 190],
    [180, 170, 160],
  ],
  written: [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ],
  removed: [120, 121, 122],
  hole: [255, 255, 250],
}
const HEIGHT = 300

function inkOf({ graph, layout }: TestScene, b: BlockId, policy: number): Rgb {
  if (graph.blocks.flags[b] & BlockFlag.Removed) return INKS.removed
  if (graph.blocks.flags[b] & BlockFlag.ZeroFill) return INKS.zeroFill[policy]!
  const waits = layout.byAddress && LIFETIMES[policy]!.allocates && graph.blocks.segment[b] === NO_SEGMENT
  return (waits ? INKS.waiting : INKS.content)[policy]!
}

/** The colour of the body and of the fields in one line of a strip; undefined where nothing is. */
function lineOf(scene: TestScene, holes: Uint32Array, strip: number, line: number, scale: number) {
  const { strips, pieces, rows, slots } = scene.layout
  const policy = strips.policy[strip]!
  let covered = 0
  const body = [0, 0, 0]
  const fields = [0, 0, 0]
  for (let piece = strips.firstPiece[strip]!; piece < strips.firstPiece[strip + 1]!; piece++) {
    const ink = inkOf(scene, slots.block[pieces.slot[piece]!]! as BlockId, policy)
    for (let r = pieces.firstRow[piece]!; r < pieces.firstRow[piece + 1]!; r++) {
      const [top, bottom] = [rows.y[r]! * scale, (rows.y[r]! + rows.height[r]!) * scale]
      const part = Math.max(0, Math.min(bottom, line + 1) - Math.max(top, line))
      const full = Math.min(1, (7 * rows.edges[r]!) / rows.height[r]!)
      const empty = rows.edges[r] === 0 ? 0 : (full * holes[r]!) / rows.edges[r]!
      covered += part
      for (let i = 0; i < 3; i++) {
        body[i]! += part * ink[i]!
        fields[i]! += part * ((1 - full) * ink[i]! + (full - empty) * INKS.written[policy]![i]! + empty * INKS.hole[i]!)
      }
    }
  }
  return covered === 0 ? undefined : [body, fields].map((sums) => sums.map((sum) => sum / covered))
}

const channels = (pixel: number): number[] => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]

function expectAsPlain(scene: TestScene, holes: Uint32Array): void {
  const { layout, graph, finder } = scene
  const scale = HEIGHT / layout.height
  const width = Math.ceil(layout.width * scale)
  const pixels = new Uint32Array(width * HEIGHT)
  const area = { x: 0, y: 0, w: layout.width, h: layout.height }
  rasterise({ graph, layout, finder, holes, inks: INKS }, area, scale, pixels, width)
  const { strips } = layout
  let compared = 0
  for (let strip = 0; strip < strips.length; strip++) {
    const left = Math.floor(strips.x[strip]! * scale)
    const right = Math.round((strips.x[strip]! + strips.w[strip]!) * scale) - 1
    if (right <= left) continue
    for (let line = 0; line < HEIGHT; line += 3) {
      const plain = lineOf(scene, holes, strip, line, scale)
      const found = [left, right].map((x) => pixels[line * width + x]!)
      if (!plain) {
        expect(found).toEqual([0, 0])
        continue
      }
      found.forEach((pixel, side) => {
        const off = channels(pixel).map((value, i) => Math.abs(value - plain[side]![i]!))
        expect(Math.max(...off), `strip ${strip}, line ${line}`).toBeLessThan(1)
      })
      compared++
    }
  }
  expect(compared).toBeGreaterThan(50)
}

describe('the picture from afar', () => {
  const linked = link([{ name: 'large.o', bytes: LARGE_OBJECT }], PAGE_OPTIONS, { log: true })

  for (const byAddress of [true, false])
    it(`is that of its rows, ${byAddress ? 'by address' : 'file by file'}, whatever is written, removed or zero-fill`, () => {
      const scene = sceneOfLink(linked, { byAddress, width: 1200, height: 700 })
      const { flags } = scene.graph.blocks
      const before = Array.from({ length: scene.graph.blocks.length }, (_, b) => flags[b as BlockId])
      // Neighbours of all kinds, in runs and one by one.
      for (let b = 0 as BlockId; b < scene.graph.blocks.length; b++) {
        if (b % 11 === 3) flags[b] |= BlockFlag.Removed
        if (b % 50 < 9) flags[b] |= BlockFlag.ZeroFill
      }
      const holes = holesOf(scene.layout, scene.graph, scene.ends)
      for (let r = 0; r < holes.length; r += 4) holes[r] = scene.layout.rows.edges[r]!
      expectAsPlain(scene, holes)
      before.forEach((value, b) => {
        flags[b as BlockId] = value
      })
    })
})
