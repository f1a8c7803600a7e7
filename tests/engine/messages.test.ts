/** Messages carry what is known: the file, the structure, what was found, what was expected; a target out of reach all five facts. */
import { said } from '../support/said'
import { describe, expect, it } from 'vitest'
import { bytesOfText, textOfBytes } from '../../src/base/raw-text'
import type { Diagnostic, DiagnosticCode } from '../../src/engine/graph/diagnostics'
import { diagnosticText, remedyOf } from '../../src/engine/graph/diagnostics'
import type { FileId } from '../../src/engine/graph/ids'
import type { LinkOptions } from '../../src/engine/passes/pass'
import type { LinkInput } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { DEFAULT_OPTIONS } from '../../src/engine/session/options'
import { textGraph } from '../../src/engine/session/text-graph'
import { HOSTILE, HOSTILE_LINKS } from '../support/hostile-rows'
import { readBytes } from '../support/link-files'
import { writeObject } from '../support/object-writer'

const file = (name: string): LinkInput => ({ name, bytes: readBytes(`tests/corpus/${name}`) })

function errorsOf(inputs: readonly LinkInput[], options: Partial<LinkOptions> = {}): Diagnostic[] {
  const { diagnostics } = link(inputs, { ...DEFAULT_OPTIONS, undefined: 'zero', ...options }, { log: false })
  return diagnostics.filter(({ severity }) => severity === 'error')
}

/** A function that calls a name. */
const caller = (name: string, align = 16): LinkInput => ({
  name: 'caller.o',
  bytes: writeObject({
    sections: [
      {
        name: '.text',
        flags: 'ax',
        align,
        bytes: [0xe8, 0, 0, 0, 0, 0xc3],
        relocations: [{ at: 1, type: 'PC32', to: name, addend: -4 }],
      },
    ],
    symbols: [{ name: 'caller', in: '.text', size: 6, binding: 'global', type: 'func' }],
  }),
})

/** Errors that need more than one damaged file. */
const LINKS: readonly [DiagnosticCode, () => Diagnostic[]][] = [
  ['out-of-range', () => errorsOf([caller('away')], { absolutes: new Map([['away', 0x7fff00000000n]]) })],
  ['undefined-symbol', () => errorsOf([caller('away')], { undefined: 'strict' })],
  ['duplicate-definition', () => errorsOf([caller('a'), { ...caller('a'), name: 'again.o' }])],
  ['alignment-over-page', () => errorsOf([caller('a', 8192)])],
  ['address-space-full', () => errorsOf([file('tls.o')], { slabSize: 4096n })],
  [
    'nothing-to-allocate',
    () => errorsOf([file('only-metadata.o')], { quirks: new Set(['nothing-to-allocate-refused']) }),
  ],
  ['llvm-crashes', () => errorsOf([file('zero-fill-metadata.o')], { quirks: new Set(['zero-fill-metadata-crashes']) })],
  ['elf-symbol-visibility', () => errorsOf([file('internal.o')], { quirks: new Set(['internal-refused']) })],
  ['file-empty', () => errorsOf([{ name: 'empty.o', bytes: new Uint8Array(0) }])],
]

describe('messages', () => {
  for (const [code, provoke] of LINKS) {
    it(`${code} says where, and what was found or the case in words`, () => {
      const [first] = provoke()
      expect(first?.code).toBe(code)
      expect(first?.structure).toBeTruthy()
      expect(first?.found ?? first?.detail).toBeTruthy()
      expect(diagnosticText(first!)).toContain(said(remedyOf(code)))
    })
  }

  it('of damaged files name the file, the structure, what was found and what was expected', () => {
    for (const [name, code, bytes] of [...HOSTILE, ...HOSTILE_LINKS]) {
      const [first] = errorsOf([{ name: 'bad.o', bytes }])
      expect(first?.code, name).toBe(code)
      expect(first?.file, name).toBe('bad.o')
      expect(first?.structure ?? first?.detail, name).toBeTruthy()
      expect(first?.found ?? first?.detail, name).toBeTruthy()
      expect(first?.expected ?? first?.detail, name).toBeTruthy()
    }
  })

  it('of a target out of reach hold place, target, distance, limits and excess', () => {
    const [first] = LINKS[0]![1]()
    const place = DEFAULT_OPTIONS.base + 1n
    const distance = 0x7fff00000000n - 4n - place
    const said = diagnosticText(first!)
    expect(said).toContain(`section .text + 0x1, the Delta32 field at 0x${place.toString(16)}`)
    expect(said).toContain('away is at 0x7fff00000000')
    expect(said).toContain(`found ${distance}`)
    expect(said).toContain('-2147483648 to 2147483647')
    expect(said).toContain(`${distance - 0x7fffffffn} beyond the limit`)
  })
})

describe('names that are not UTF-8', () => {
  const bytes = Uint8Array.of(0x62, 0xff, 0xc3, 0xa4, 0xe2, 0x82)
  const text = textOfBytes(bytes)

  it('are text without loss', () => {
    expect([...bytesOfText(text)]).toEqual([...bytes])
    expect(text).toContain('ä')
    expect(JSON.stringify(text)).toContain('\\udcff')
    expect([...bytesOfText('\ufffd')]).toEqual([0xef, 0xbf, 0xbd])
  })

  it('come out of a printed graph as the bytes that they are', () => {
    const name = 'xxxxxx'
    const object = caller(name).bytes.slice()
    const at = Buffer.from(object).indexOf(name)
    object.set(bytes, at)
    const result = link(
      [{ name: 'caller.o', bytes: object }],
      { ...DEFAULT_OPTIONS, undefined: 'zero' },
      { log: false },
    )
    const printed = Buffer.from(bytesOfText(textGraph(result, 0 as FileId)))
    expect(printed.includes(Buffer.from(bytes))).toBe(true)
    expect(printed.includes('\ufffd')).toBe(false)
  })
})
