/** Names sorted by their bytes, four at a time: the same order as comparing whole names gives. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { namesInOrder } from '../../src/engine/table/name-order'
import type { NameId } from '../../src/engine/table/name-table'
import { NameTable } from '../../src/engine/table/name-table'
import { NumbersByName } from '../../src/engine/table/numbers-by-name'

function sorted(texts: readonly string[]): string[] {
  const names = new NameTable()
  const ids = texts.map((text) => names.internText(text))
  return namesInOrder(names, ids).map((id) => names.text(id))
}

const compared = (texts: readonly string[]): string[] =>
  texts.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))

describe('names in order', () => {
  it('a name stands in front of longer ones that begin with it', () =>
    expect(sorted(['.text$x', '.text', '.text$'])).toEqual(['.text', '.text$', '.text$x']))

  it('many names that begin alike, however long that is', () => {
    const texts = Array.from({ length: 200 }, (_, i) => `.text$${'common'.repeat(i % 3)}_${(i * 7919) % 211}`)
    expect(sorted(texts)).toEqual(compared(texts))
  })

  it('any names, those that are no ASCII by their bytes', () => {
    const text = fc.oneof(fc.string({ maxLength: 9 }), fc.string({ unit: 'grapheme', maxLength: 5 }))
    const zeroless = text.map((one) => one.replaceAll('\0', 'a'))
    const many = fc.uniqueArray(zeroless, { minLength: 0, maxLength: 80 })
    fc.assert(
      fc.property(many, (texts) => {
        expect(sorted(texts)).toEqual(compared(texts))
      }),
    )
  })
})

describe('numbers by name', () => {
  it('are kept for new names, for names that were known before, and for more new ones than were expected', () => {
    const numbers = new NumbersByName(10, new Uint32Array(2))
    const ids = [3, 10, 11, 12] as NameId[]
    ids.forEach((id, i) => {
      expect(numbers.get(id)).toBeUndefined()
      numbers.set(id, i)
    })
    expect(ids.map((id) => numbers.get(id))).toEqual([0, 1, 2, 3])
    expect(numbers.size).toBe(4)
  })
})
