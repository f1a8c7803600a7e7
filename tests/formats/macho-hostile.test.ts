/** Damaged Mach-O objects: each is refused by a message of its own, with the place; the other files stay linked. */
import { describe, expect, it } from 'vitest'
import type { LinkOptions } from '../../src/engine/passes/pass'
import { COMPAT_OPTIONS, PAGE_OPTIONS } from '../../src/engine/session/options'
import { cutShort, expectFailure, expectNoException, expectRefused, flipped } from '../support/damage'
import { GOOD_ARM64, GOOD_MACHO, HOSTILE_MACHO, HOSTILE_MACHO_LINKS } from '../support/hostile-macho'
import { readBytes } from '../support/link-files'

const COMPAT: LinkOptions = { ...COMPAT_OPTIONS, undefined: 'zero' }

describe('damaged Mach-O objects', () => {
  it('are at least a hundred', () => expect(HOSTILE_MACHO.length).toBeGreaterThanOrEqual(100))
  it('are told apart by their names', () =>
    expect(new Set(HOSTILE_MACHO.map(([name]) => name)).size).toBe(HOSTILE_MACHO.length))

  it.each(HOSTILE_MACHO)('%s: %s', (name, code, bytes) =>
    expectRefused(bytes, code, name.startsWith('arm64') ? GOOD_ARM64 : GOOD_MACHO),
  )

  it.each(HOSTILE_MACHO_LINKS)('%s: %s, when it is linked', (_, code, bytes) =>
    expectFailure(bytes, code, { ...PAGE_OPTIONS, undefined: 'zero' }),
  )

  for (const path of ['macho-x86-64/names', 'macho-x86-64/unwind-gaps', 'macho-arm64/forms', 'macho-arm64e/signed']) {
    const bytes = readBytes(`tests/corpus/${path}.o`)
    it(`${path}: every byte set to something else, and every length: a diagnostic or a link, never an exception`, () => {
      expectNoException(flipped(bytes, 3), PAGE_OPTIONS, COMPAT)
      expectNoException(cutShort(bytes, 3), PAGE_OPTIONS, COMPAT)
    })
  }
})
