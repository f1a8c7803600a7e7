/** Damaged COFF objects: each is refused by a message of its own, with the place; the other files stay linked. */
import { describe, expect, it } from 'vitest'
import type { LinkOptions } from '../../src/engine/passes/pass'
import { COMPAT_OPTIONS, PAGE_OPTIONS } from '../../src/engine/session/options'
import { cutShort, expectNoException, expectRefused, flipped } from '../support/damage'
import { GOOD_COFF, HOSTILE_COFF } from '../support/hostile-coff'
import { readBytes } from '../support/link-files'

const COMPAT: LinkOptions = { ...COMPAT_OPTIONS, undefined: 'zero' }

describe('damaged COFF objects', () => {
  it('are at least a hundred', () => expect(HOSTILE_COFF.length).toBeGreaterThanOrEqual(100))
  it('are told apart by their names', () =>
    expect(new Set(HOSTILE_COFF.map(([name]) => name)).size).toBe(HOSTILE_COFF.length))

  it.each(HOSTILE_COFF)('%s: %s', (_, code, bytes) => expectRefused(bytes, code, GOOD_COFF))

  for (const path of ['relocations', 'comdats', 'weak', 'directives']) {
    const bytes = readBytes(`tests/corpus/coff-x86-64/${path}.o`)
    it(`${path}: every byte set to something else, and every length: a diagnostic or a link, never an exception`, () => {
      expectNoException(flipped(bytes, 3), PAGE_OPTIONS, COMPAT)
      expectNoException(cutShort(bytes, 3), PAGE_OPTIONS, COMPAT)
    })
  }
})
