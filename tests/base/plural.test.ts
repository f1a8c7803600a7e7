/** Numbers in sentences: digits in groups, one or many. */
import { describe, expect, it } from 'vitest'
import { grouped, plural } from '../../src/base/plural'

describe('numbers in sentences', () => {
  it('have their digits in groups of three', () => {
    const numbers = [0, 7, 999, 1000, 12_345, 123_456, 1_234_567, -1, -999, -1000, -1_234_567, 2n ** 64n, -(2n ** 63n)]
    for (const number of numbers) expect(grouped(number)).toBe(new Intl.NumberFormat('en-US').format(number))
  })

  it('say one or many', () => {
    expect([0, 1, 2, 1024].map((count) => plural(count, 'byte'))).toEqual([
      '0 bytes',
      '1 byte',
      '2 bytes',
      '1,024 bytes',
    ])
    expect(plural(1n, 'entry', 'entries')).toBe('1 entry')
    expect(plural(2000n, 'entry', 'entries')).toBe('2,000 entries')
  })
})
