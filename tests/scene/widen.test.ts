/** A folded picture fills the window that shows all of it, and everything stays in its place. */
import { describe, expect, it } from 'vitest'
import type { Box } from '../../src/scene/geometry'
import { groupBox } from '../../src/scene/geometry'
import { makeGraph } from '../support/make-graph'
import { sceneOfLink } from '../support/scene'

const [width, height] = [980, 450]

const inside = (inner: Box, outer: Box): boolean =>
  inner.x > outer.x - 0.01 && inner.x + inner.w < outer.x + outer.w + 0.01

describe('a folded picture', () => {
  // With sections of their own for every few blocks, and with few sections.
  for (const [blocks, sectionSize] of [
    [3000, 3],
    [3000, 4000],
    [20_000, 7],
    [20_000, 50_000],
  ] as const) {
    const { layout } = sceneOfLink(makeGraph(blocks, blocks, sectionSize), { byAddress: true, width, height })

    it(`of ${blocks} blocks, ${sectionSize} to a section, takes the width of the window that shows its height`, () => {
      expect(layout.chrome).toBeGreaterThan(1)
      const shown = (layout.width * height) / layout.height
      expect(shown).toBeGreaterThan(0.9 * width)
      expect(shown).toBeLessThan(1.2 * width)
    })

    it(`of ${blocks} blocks, ${sectionSize} to a section, keeps everything in its column`, () => {
      const { columns, frames, units, groups, strips } = layout
      const columnOf = (policy: number): Box => columns.find((column) => column.policy === policy)!
      for (const box of [...frames, ...units]) expect(inside(box, columnOf(box.policy))).toBe(true)
      for (let g = 0; g < groups.length; g++) expect(inside(groupBox(layout, g), units[groups.unit[g]!]!)).toBe(true)
      for (let i = 0; i < strips.length; i++)
        expect(inside({ x: strips.x[i]!, y: 0, w: strips.w[i]!, h: 0 }, units[strips.unit[i]!]!)).toBe(true)
      for (let i = 1; i < columns.length; i++)
        expect(columns[i]!.x).toBeGreaterThan(columns[i - 1]!.x + columns[i - 1]!.w)
    })
  }
})
