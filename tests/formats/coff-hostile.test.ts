/** Damaged COFF objects: each is refused by a message of its own, with the place; the other files stay linked. */
import { describe, expect, it } from 'vitest'
import { DIAGNOSTICS, diagnosticText } from '../../src/engine/graph/diagnostics'
import type { LinkOptions } from '../../src/engine/passes/pass'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS, PAGE_OPTIONS } from '../../src/engine/session/options'
import { cutShort, expectNoException, flipped } from '../support/damage'
import { GOOD_COFF, HOSTILE_COFF } from '../support/hostile-coff'
import { readBytes } from '../support/link-files'

const COMPAT: LinkOptions = { ...COMPAT_OPTIONS, undefined: 'zero' }

describe('damaged COFF objects', () => {
  it('are at least a hundred', () => expect(HOSTILE_COFF.length).toBeGreaterThanOrEqual(100))
  it('are told apart by their names', () =>
    expect(new Set(HOSTILE_COFF.map(([name]) => name)).size).toBe(HOSTILE_COFF.length))

  for (const [name, code, bytes] of HOSTILE_COFF) {
    it(`${name}: ${code}`, () => {
      const inputs = [
        { name: 'good.o', bytes: GOOD_COFF },
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

  for (const path of ['relocations', 'comdats', 'weak', 'directives']) {
    const bytes = readBytes(`tests/corpus/coff-x86-64/${path}.o`)
    it(`${path}: every byte set to something else, and every length: a diagnostic or a link, never an exception`, () => {
      expectNoException(flipped(bytes, 3), PAGE_OPTIONS, COMPAT)
      expectNoException(cutShort(bytes, 3), PAGE_OPTIONS, COMPAT)
    })
  }
})
