/** Damaged AArch64 objects, both byte orders: each is refused by a message of its own; the other files stay linked. */
import { describe, expect, it } from 'vitest'
import { DIAGNOSTICS, diagnosticText } from '../../src/engine/graph/diagnostics'
import type { LinkOptions } from '../../src/engine/passes/pass'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS, PAGE_OPTIONS } from '../../src/engine/session/options'
import { cutShort, expectNoException, flipped } from '../support/damage'
import { GOOD_AARCH64, GOOD_AARCH64_BE, HOSTILE_AARCH64, HOSTILE_AARCH64_LINKS } from '../support/hostile-aarch64'
import { readBytes } from '../support/link-files'

const COMPAT: LinkOptions = { ...COMPAT_OPTIONS, undefined: 'zero' }

describe('damaged AArch64 objects', () => {
  for (const [name, code, bytes] of HOSTILE_AARCH64) {
    it(`${name}: ${code}`, () => {
      const good = name.startsWith('big-endian') ? GOOD_AARCH64_BE : GOOD_AARCH64
      const inputs = [
        { name: 'good.o', bytes: good },
        { name: 'bad.o', bytes },
      ]
      const { refused, graph, ok } = link(inputs, PAGE_OPTIONS, { log: true })
      expect(refused.map(({ input, diagnostic }) => [input, diagnostic.code])).toEqual([[1, code]])
      expect(ok).toBe(true)
      expect(graph.files.map((file) => file.name)).toEqual(['good.o'])
      const { diagnostic } = refused[0]!
      expect(diagnosticText(diagnostic)).toContain(DIAGNOSTICS[code].remedy)
      expect(diagnostic.offset, 'a place in the file').toBeTypeOf('number')
      expect(diagnostic.expected, 'what was expected').toBeTruthy()
    })
  }

  for (const [name, code, bytes] of HOSTILE_AARCH64_LINKS) {
    it(`${name}: ${code}, when it is linked`, () => {
      const { ok, diagnostics } = link([{ name: 'bad.o', bytes }], PAGE_OPTIONS, { log: true })
      const [first] = diagnostics.filter(({ severity }) => severity === 'error')
      expect(first?.code).toBe(code)
      expect(ok).toBe(false)
      expect(first?.file).toBe('bad.o')
      expect(first?.structure).toBeTruthy()
      expect(first?.expected).toBeTruthy()
    })
  }

  for (const path of ['aarch64/fields', 'aarch64/tls', 'aarch64-be/frames']) {
    const bytes = readBytes(`tests/corpus/${path}.o`)
    it(`${path}: every byte set to something else, and every length: a diagnostic or a link, never an exception`, () => {
      expectNoException(flipped(bytes, 3), PAGE_OPTIONS, COMPAT)
      expectNoException(cutShort(bytes, 3), PAGE_OPTIONS, COMPAT)
    })
  }
})
