/**
 * People see colours differently, and printers see none. The three policies must stay apart on the map in every theme and
 * for every kind of colour vision: by the colour of their lines where there is colour, and by pattern and letter always.
 *
 * Source of the simulations: Viénot, Brettel and Mollon, "Digital video colourmaps for checking the legibility of displays
 * by dichromats" (1999), for missing red and green; for missing blue the plane of the same method through white.
 */
import { describe, expect, it } from 'vitest'
import { LIFETIMES } from '../../src/engine/graph/lifetimes'
import type { MapColours } from '../../src/views/map/colours'
import { DARK, LIGHT, projected } from '../../src/views/map/colours'

type Triple = readonly [number, number, number]
type Matrix = readonly [Triple, Triple, Triple]

const IDENTITY: Matrix = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
]

/** On linear RGB. */
const VISIONS: Readonly<Record<string, Matrix>> = {
  'all three cones': IDENTITY,
  'no red cones (protanopia)': [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  'no green cones (deuteranopia)': [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
  'no blue cones (tritanopia)': [
    [1, 0.14461, -0.14461],
    [0, 0.85924, 0.14076],
    [0, 0.85924, 0.14076],
  ],
}

const GREY: Triple = [0.2126, 0.7152, 0.0722]

const linear = (hex: string): Triple => {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
const apply = (matrix: Matrix, colour: Triple): Triple => [
  dot(matrix[0], colour),
  dot(matrix[1], colour),
  dot(matrix[2], colour),
]

/** CIE L*a*b* under D65. */
function lab(colour: Triple): Triple {
  const [x, y, z] = [
    dot([0.4124, 0.3576, 0.1805], colour) / 0.95047,
    dot([0.2126, 0.7152, 0.0722], colour),
    dot([0.0193, 0.1192, 0.9505], colour) / 1.08883,
  ].map((value) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116)) as [number, number, number]
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const distance = (a: Triple, b: Triple): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])

/** Contrast of two luminances, as WCAG counts it. */
const contrast = (a: Triple, b: Triple): number => {
  const [dark, light] = [dot(GREY, a), dot(GREY, b)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const

/** Twenty is seen at a glance; two or three is just noticeable. */
const AT_A_GLANCE = 20

describe('the map on a projector, which washes colours out', () => {
  it.each([
    ['light', LIGHT],
    ['dark', DARK],
  ])('has as much contrast as there can be, %s', (_, colours) => {
    const shown = projected(colours)
    const against = (ink: string, { paper }: MapColours): number => contrast(linear(ink), linear(paper))
    expect(against(shown.text, shown)).toBe(21)
    expect(against(shown.muted, shown)).toBeGreaterThan(10)
    expect(against(shown.muted, shown)).toBeGreaterThan(against(colours.muted, colours))
    expect(against(shown.frameLine, shown)).toBeGreaterThanOrEqual(3)
  })
})

for (const [theme, { policies }] of Object.entries({ light: LIGHT, dark: DARK })) {
  describe(`the policies' colours, ${theme}`, () => {
    for (const [vision, matrix] of Object.entries(VISIONS)) {
      it(`stay apart with ${vision}`, () => {
        const lines = policies.map(({ line }) => lab(apply(matrix, linear(line))))
        const near = PAIRS.filter(([a, b]) => distance(lines[a]!, lines[b]!) < AT_A_GLANCE)
        const told = near.map(([a, b]) => `${LIFETIMES[a]!.name} and ${LIFETIMES[b]!.name}`)
        expect(told).toEqual([])
      })
    }

    it('have a line that is seen against its ground without any colour', () => {
      for (const { line, fill, ground } of policies) {
        expect(contrast(linear(line), linear(fill))).toBeGreaterThanOrEqual(3)
        expect(contrast(linear(line), linear(ground))).toBeGreaterThanOrEqual(3)
      }
    })

    it('have patterns that are seen without any colour, and Standard has none', () => {
      expect(policies[0]!.pattern).toBe(policies[0]!.fill)
      for (const { pattern, fill } of [policies[1]!, policies[2]!])
        expect(contrast(linear(pattern), linear(fill))).toBeGreaterThanOrEqual(1.3)
    })
  })
}

it('every policy has a letter of its own', () => {
  expect(new Set(LIFETIMES.map(({ letter }) => letter)).size).toBe(LIFETIMES.length)
})
