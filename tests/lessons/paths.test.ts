/** Paths through the lessons name lessons that are there, in an order in which they can be taken. */
import { describe, expect, it } from 'vitest'
import { LESSONS, PATHS } from '../../src/lessons/content/index'
import { readPaths } from '../../src/lessons/machine/paths'

const STATIONS = [
  { id: 'L01', needs: [] },
  { id: 'L02', needs: ['L01'] },
  { id: 'L03', needs: [] },
]

const reading = (lessons: unknown) => () => readPaths([{ id: 'short', lessons }], STATIONS)

describe('a path', () => {
  it('is read', () => {
    expect(reading(['L01', 'L02'])()).toEqual([{ id: 'short', lessons: ['L01', 'L02'] }])
    // Whoever knows what a lesson needs may come without it.
    expect(reading(['L02'])()).toHaveLength(1)
  })

  it.each([
    [['L01', 'L2'], 'path short: there is no lesson L2; there are L01, L02, L03'],
    [['L01', 'l02'], 'path short: there is no lesson l02; there are L01, L02, L03'],
    [['L01', 'L03', 'L01'], 'path short: lesson L01 comes twice'],
    [['L02', 'L01'], 'path short: lesson L02 needs L01, which comes behind it'],
    [[], '0.lessons: '],
    ['L01', '0.lessons: '],
  ])('is none with %j', (lessons, problem) => expect(reading(lessons)).toThrow(problem))

  it('has a name of its own', () => {
    const one = { id: 'short', lessons: ['L01'] }
    expect(() => readPaths([one, one], STATIONS)).toThrow('two paths are called short')
    expect(() => readPaths([{ ...one, for: 'all' }], STATIONS)).toThrow('0')
  })
})

it('the paths that there are lead past every lesson', () => {
  const passed = new Set(PATHS.flatMap(({ lessons }) => lessons))
  expect(LESSONS.map(({ id }) => id).filter((id) => !passed.has(id))).toEqual([])
})
