/** Damaged Mach-O objects: each is refused by a message of its own, with the place; the other files stay linked. */
import { describe, expect, it } from 'vitest'
import { DIAGNOSTICS, diagnosticText } from '../../src/engine/graph/diagnostics'
import type { LinkOptions } from '../../src/engine/passes/pass'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS, PAGE_OPTIONS } from '../../src/engine/session/options'
import { cutShort, expectNoException, flipped } from '../support/damage'
import { GOOD_ARM64, GOOD_MACHO, HOSTILE_MACHO, HOSTILE_MACHO_LINKS } from '../support/hostile-macho'
import { readBytes } from '../support/link-files'

const COMPAT: LinkOptions = { ...COMPAT_OPTIONS, undefined: 'zero' }

describe('damaged Mach-O objects', () => {
  it('are at least a hundred', () => expect(HOSTILE_MACHO.length).toBeGreaterThanOrEqual(100))
  it('are told apart by their names', () =>
    expect(new Set(HOSTILE_MACHO.map(([name]) => name)).size).toBe(HOSTILE_MACHO.length))

  for (const [name, code, bytes] of HOSTILE_MACHO) {
    it(`${name}: ${code}`, () => {
      const good = name.startsWith('arm64') ? GOOD_ARM64 : GOOD_MACHO
      const inputs = [
        { name: 'good.o', bytes: good },
        { name: 'bad.o', bytes },
      ]
      const { refused, graph, ok } = link(inputs, PAGE_OPTIONS, { log: true })
      expect(refused.map(({ input, diagnostic }) => [input, diagnostic.code])).toEqual([[1, code]])
      expect(ok).toBe(true)
      expect(graph.files.map((file) => file.name)).toEqual(['good.o'])
      const { diagnostic } = refused[0]!
      expect(diagnosticText(diagnostic)).toContain('bad.o')
      expect(diagnosticText(diagnostic)).toContain(DIAGNOSTICS[code].remedy)
      expect(diagnostic.offset, 'a place in the file').toBeTypeOf('number')
      expect(diagnostic.structure).toBeTruthy()
      expect(diagnostic.found).toBeTruthy()
      expect(diagnostic.expected, 'what was expected').toBeTruthy()
    })
  }

  for (const [name, code, bytes] of HOSTILE_MACHO_LINKS) {
    it(`${name}: ${code}, when it is linked`, () => {
      const { ok, diagnostics } = link(
        [{ name: 'bad.o', bytes }],
        { ...PAGE_OPTIONS, undefined: 'zero' },
        { log: true },
      )
      expect(ok).toBe(false)
      const [first] = diagnostics.filter(({ severity }) => severity === 'error')
      expect(first?.code).toBe(code)
      expect(first?.file).toBe('bad.o')
      expect(first?.offset).toBeTypeOf('number')
      expect(first?.expected).toBeTruthy()
    })
  }

  for (const path of ['macho-x86-64/names', 'macho-arm64/forms', 'macho-arm64e/signed']) {
    const bytes = readBytes(`tests/corpus/${path}.o`)
    it(`${path}: every byte set to something else, and every length: a diagnostic or a link, never an exception`, () => {
      expectNoException(flipped(bytes, 3), PAGE_OPTIONS, COMPAT)
      expectNoException(cutShort(bytes, 3), PAGE_OPTIONS, COMPAT)
    })
  }
})
