/** Lists of large inputs: longer than the arguments that a call takes. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { append } from '../../src/base/append'
import { largest, least } from '../../src/base/extremes'

const MANY = 1_000_000
const numbers = Array.from({ length: MANY }, (_, i) => i - 5)

describe('a million numbers', () => {
  it('are too many for a call', () => {
    expect(() => [].push(...(numbers as never[]))).toThrow(RangeError)
  })

  it('are put behind others in their order', () => {
    const list = [7]
    append(list, numbers)
    expect(list).toHaveLength(MANY + 1)
    expect(list.slice(0, 3)).toEqual([7, -5, -4])
    expect(list.at(-1)).toBe(MANY - 6)
  })

  it('have a largest and a least one', () => {
    expect(largest(numbers)).toBe(MANY - 6)
    expect(least(numbers)).toBe(-5)
    expect([largest([]), least([])]).toEqual([-Infinity, Infinity])
  })
})

it('no list of the sources is handed to push item by item', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
  const spread = sources.filter((name) =>
    /^(?! *\*).*\.(?:push|unshift)\((?:[^{}]*,)? *\.\.\./m.test(readFileSync(join('src', name), 'utf8')),
  )
  expect(sources.length).toBeGreaterThan(500)
  expect(spread).toEqual([])
})
