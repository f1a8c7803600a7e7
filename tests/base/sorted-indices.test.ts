/** Sorting by numbers digit by digit: the same order as comparing them gives, equal keys as they come. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortedIndices } from '../../src/base/sorted-indices'

const compared = (keys: readonly number[]): number[] => [...keys.keys()].sort((a, b) => keys[a]! - keys[b]!)

describe('indices in the order of their keys', () => {
  it.each([
    ['no keys', []],
    ['sorted ones', [0, 1, 1, 5]],
    ['equal ones, as they come', [3, 1, 3, 1, 0, 3]],
    ['keys of several digits', [2 ** 22, 2 ** 11, 2 ** 11 - 1, 2 ** 33 + 5, 5]],
    ['the largest keys', [2 ** 53, 2 ** 53 - 1, 0, 2 ** 52]],
  ])('%s', (_, keys) => expect([...sortedIndices(Float64Array.from(keys))]).toEqual(compared(keys)))

  it('any keys', () => {
    const key = fc.oneof(fc.nat(20), fc.nat(2 ** 31 - 1), fc.maxSafeNat())
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
        expect([...sortedIndices(Float64Array.from(keys))]).toEqual(compared(keys))
      }),
    )
  })
})
