/** Damaged AArch64 objects, both byte orders: each is refused by a message of its own; the other files stay linked. */
import { describe, it } from 'vitest'
import type { LinkOptions } from '../../src/engine/passes/pass'
import { COMPAT_OPTIONS, PAGE_OPTIONS } from '../../src/engine/session/options'
import { cutShort, expectFailure, expectNoException, expectRefused, flipped } from '../support/damage'
import { GOOD_AARCH64, GOOD_AARCH64_BE, HOSTILE_AARCH64, HOSTILE_AARCH64_LINKS } from '../support/hostile-aarch64'
import { readBytes } from '../support/link-files'

const COMPAT: LinkOptions = { ...COMPAT_OPTIONS, undefined: 'zero' }

describe('damaged AArch64 objects', () => {
  it.each(HOSTILE_AARCH64)('%s: %s', (name, code, bytes) =>
    expectRefused(bytes, code, name.startsWith('big-endian') ? GOOD_AARCH64_BE : GOOD_AARCH64),
  )

  it.each(HOSTILE_AARCH64_LINKS)('%s: %s, when it is linked', (_, code, bytes) => expectFailure(bytes, code))

  for (const path of ['aarch64/fields', 'aarch64/tls', 'aarch64-be/frames']) {
    const bytes = readBytes(`tests/corpus/${path}.o`)
    it(`${path}: every byte set to something else, and every length: a diagnostic or a link, never an exception`, () => {
      expectNoException(flipped(bytes, 3), PAGE_OPTIONS, COMPAT)
      expectNoException(cutShort(bytes, 3), PAGE_OPTIONS, COMPAT)
    })
  }
})
