/** Bad input: each kind has a message of its own, with the place and what was expected; the other files stay linked. */
import { said } from '../support/said'
import { describe, expect, it } from 'vitest'
import { DIAGNOSTICS, diagnosticText, remedyOf } from '../../src/engine/graph/diagnostics'
import { link } from '../../src/engine/session/link'
import { PAGE_OPTIONS } from '../../src/engine/session/options'
import { cutShort, expectFailure, expectNoException, flipped } from '../support/damage'
import { good, HOSTILE, HOSTILE_LINKS } from '../support/hostile-rows'
import { linkSample } from '../support/link-files'

describe('bad input', () => {
  it('has at least a hundred rows', () => expect(HOSTILE.length + HOSTILE_LINKS.length).toBeGreaterThanOrEqual(100))

  it.each(HOSTILE_LINKS)('%s: %s, when it is linked', (_, code, bytes) =>
    expectFailure(bytes, code, { ...PAGE_OPTIONS, undefined: 'zero' }),
  )

  for (const [name, code, bytes] of HOSTILE) {
    it(`${name}: ${code}`, () => {
      const { refused, graph, ok } = link(
        [
          { name: 'bad.o', bytes },
          { name: 'good.o', bytes: good },
        ],
        PAGE_OPTIONS,
        { log: true },
      )
      expect(refused.map(({ input, diagnostic }) => [input, diagnostic.code])).toEqual([[0, code]])
      expect(ok).toBe(true)
      expect(graph.files.map((file) => file.name)).toEqual(['good.o'])
      const message = diagnosticText(refused[0]!.diagnostic)
      expect(message).toContain('bad.o')
      expect(message).toContain(said(remedyOf(code)))
      if (code.startsWith('elf-')) expect(refused[0]!.diagnostic.offset, 'a place in the file').toBeTypeOf('number')
      if (code.startsWith('elf-')) expect(refused[0]!.diagnostic.expected, 'what was expected').toBeTruthy()
    })
  }

  it('every message is its own', () => {
    const titles = Object.values(DIAGNOSTICS).map(({ title }) => title)
    expect(new Set(titles).size).toBe(titles.length)
  })

  it('every byte of an object set to something else: a diagnostic or a link, never an exception', () =>
    expectNoException(flipped(good, 3), PAGE_OPTIONS))

  it('every length of an object: a diagnostic or a link, never an exception', () =>
    expectNoException(cutShort(good, 5), PAGE_OPTIONS))
})

describe('a link that fails', () => {
  it('names the undefined symbols when it is strict, and abandons', () => {
    const { ok, diagnostics, log, graph } = linkSample('printf-got-and-stub', { undefined: 'strict' })
    expect(ok).toBe(false)
    expect(said(diagnostics.find(({ code }) => code === 'undefined-symbol')!.detail)).toContain('printf')
    expect(log!.phaseOf((log!.length - 1) as never)).toBe('abandon')
    expect(graph.segments.length).toBeGreaterThan(0)
  })

  it('says which two files define a name', () => {
    const { ok, diagnostics } = link(
      [
        { name: 'a.o', bytes: good },
        { name: 'b.o', bytes: good },
      ],
      PAGE_OPTIONS,
      { log: false },
    )
    expect(ok).toBe(false)
    expect(diagnostics[0]!.code).toBe('duplicate-definition')
    expect(said(diagnostics[0]!.detail)).toContain('a.o')
    expect(said(diagnostics[0]!.detail)).toContain('b.o')
  })

  it('says where memory ran out', () => {
    const { ok, diagnostics } = linkSample('data-and-zero-fill', { slabSize: 4096n })
    expect(ok).toBe(false)
    expect(diagnostics.map(({ code }) => code)).toContain('address-space-full')
  })
})
