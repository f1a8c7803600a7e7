/** A thousand small files make a picture of the window's shape, in the order of memory, and not a tower. */
import { describe, expect, it } from 'vitest'
import type { FramePlan } from '../../src/scene/order'
import type { Shelving } from '../../src/scene/shelves'
import { shelvesOf, shelvingFor } from '../../src/scene/shelves'

const frame = (height: number, policy = 0): FramePlan => ({
  policy,
  segment: undefined,
  left: String(height),
  right: '',
  firstGroup: 0,
  endGroup: height,
})

const lanes = (count: number): Shelving => ({ titled: false, lanes: count })

const heightOf = ({ endGroup }: FramePlan): number => endGroup

describe('shelves', () => {
  it('hold frames in their order, and about as much in each strip', () => {
    const frames = Array.from({ length: 1000 }, (_, i) => frame(100 + ((i * 37) % 50)))
    const places = shelvesOf(frames, [lanes(20)], heightOf)
    const strips = frames.map((one) => places.get(one)!.lane)
    expect(strips).toEqual([...strips].sort((a, b) => a - b))
    const heights = new Map<number, number>()
    for (const one of frames)
      heights.set(places.get(one)!.lane, (heights.get(places.get(one)!.lane) ?? 0) + heightOf(one))
    expect(heights.size).toBe(20)
    expect(Math.max(...heights.values()) / Math.min(...heights.values())).toBeLessThan(1.1)
  })

  it('end at a frame that is too high for them, and each column has its own', () => {
    const small = Array.from({ length: 40 }, () => frame(100))
    const large = frame(5000)
    const other = Array.from({ length: 3 }, () => frame(10, 1))
    const frames = [...small.slice(0, 20), ...other, large, ...small.slice(20)]
    const places = shelvesOf(frames, [lanes(4), lanes(1)], heightOf)
    expect(places.has(large)).toBe(false)
    expect([places.get(small[0]!)!.shelf, places.get(small[39]!)!.shelf]).toEqual([0, 1])
    expect(new Set(small.slice(20).map((one) => places.get(one)!.lane))).toEqual(new Set([0, 1, 2, 3]))
    expect(other.map((one) => places.has(one))).toEqual([true, true, true])
  })

  it('are asked for only where titles one below the other could not be read', () => {
    expect(shelvingFor(3 * 71, 375)).toBeUndefined()
    const dozen = shelvingFor(21 * 71, 375)!
    expect(dozen.titled).toBe(true)
    expect(dozen.lanes).toBeGreaterThan(2)
    expect(shelvingFor(1000 * 71, 375)).toEqual({ titled: false, lanes: 1 })
    // A higher window has room for more.
    expect(shelvingFor(21 * 71, 800)!.lanes).toBeLessThan(dozen.lanes)
  })
})
