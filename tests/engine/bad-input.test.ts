/** Bad input: each kind has a message of its own, with the place and what was expected; the other files stay linked. */
import { describe, expect, it } from 'vitest'
import { DIAGNOSTICS, diagnosticText } from '../../src/engine/graph/diagnostics'
import type { DiagnosticCode } from '../../src/engine/graph/diagnostics'
import { link } from '../../src/engine/session/link'
import { PAGE_OPTIONS } from '../../src/engine/session/options'
import { linkSample, readBytes } from '../support/link-files'

const good = readBytes('public/samples/calls-and-globals/calls.o')
const text = (content: string): Uint8Array => new TextEncoder().encode(content)

/** A copy with some bytes changed. */
function patched(...changes: readonly (readonly [offset: number, ...bytes: number[]])[]): Uint8Array {
  const copy = good.slice()
  for (const [offset, ...bytes] of changes) copy.set(bytes, offset)
  return copy
}

const view = new DataView(good.buffer)
const sectionTable = Number(view.getBigUint64(40, true))
const sectionCount = view.getUint16(60, true)
const header = (index: number): number => sectionTable + 64 * index
const sectionOfType = (type: number): number => {
  for (let i = 1; i < sectionCount; i++) if (view.getUint32(header(i) + 4, true) === type) return i
  throw new Error(`no section of type ${type}`)
}
const rela = Number(view.getBigUint64(header(sectionOfType(4)) + 24, true))
const symtab = Number(view.getBigUint64(header(sectionOfType(2)) + 24, true))

const CASES: readonly (readonly [name: string, code: DiagnosticCode, bytes: Uint8Array])[] = [
  ['an empty file', 'file-empty', new Uint8Array(0)],
  ['a text', 'is-text', text('int main() {}\n')],
  ['random bytes', 'not-object', Uint8Array.from([1, 2, 3, 250, 251])],
  ['an archive', 'is-archive', text('!<arch>\nfoo.o/')],
  ['bitcode', 'is-bitcode', Uint8Array.from([0x42, 0x43, 0xc0, 0xde, 0])],
  ['WebAssembly', 'is-wasm', Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])],
  ['gzip', 'is-compressed', Uint8Array.from([0x1f, 0x8b, 8, 0])],
  ['Mach-O', 'is-mach-o', Uint8Array.from([0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1])],
  ['COFF', 'is-coff', Uint8Array.from([0x64, 0x86, 3, 0, 0, 0])],
  ['only the magic', 'elf-truncated', good.slice(0, 4)],
  ['half a header', 'elf-truncated', good.slice(0, 40)],
  ['a header only', 'elf-truncated', good.slice(0, 64)],
  ['the last section header cut', 'elf-truncated', good.slice(0, good.length - 1)],
  ['32 bits', 'elf-class', patched([4, 1])],
  ['big-endian', 'elf-endian', patched([5, 2])],
  ['another ELF version', 'elf-version', patched([6, 9])],
  ['an executable', 'elf-executable', patched([16, 2])],
  ['a shared object', 'elf-shared', patched([16, 3])],
  ['a core dump', 'elf-core', patched([16, 4])],
  ['an unknown type', 'elf-type', patched([16, 99])],
  ['AArch64', 'elf-machine', patched([18, 183])],
  ['no section headers', 'elf-no-sections', patched([40, 0, 0, 0, 0, 0, 0, 0, 0])],
  ['section headers of a wrong size', 'elf-header', patched([58, 63])],
  [
    'section headers far behind the end',
    'elf-truncated',
    patched([40, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]),
  ],
  ['more sections than the file can hold', 'elf-truncated', patched([60, 0xff, 0xfe])],
  ['names in a section that is not there', 'elf-section-link', patched([62, 200])],
  ['a section outside the file', 'elf-section-bounds', patched([header(2) + 24, 0xff, 0xff, 0xff])],
  [
    'a section of nearly 2^64 bytes',
    'elf-section-bounds',
    patched([header(2) + 32, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
  ],
  ['an alignment that is no power of two', 'elf-alignment', patched([header(2) + 48, 3])],
  ['a section name outside its table', 'elf-name', patched([header(2), 0xff, 0xff])],
  ['two symbol tables', 'elf-two-symbol-tables', patched([header(2) + 4, 2])],
  ['a symbol table of an odd size', 'elf-section-size', patched([header(sectionOfType(2)) + 32, 25, 0])],
  ['symbol names in no string table', 'elf-section-link', patched([header(sectionOfType(2)) + 40, 2])],
  ['a symbol behind its section', 'elf-symbol-bounds', patched([symtab + 24 * 3 + 16, 0xff, 0xff])],
  ['an unknown binding', 'elf-symbol-binding', patched([symtab + 24 * 3 + 4, 0x52])],
  ['an unknown relocation type', 'elf-relocation-type', patched([rela + 8, 0xfe])],
  ['a relocation behind its section', 'elf-relocation-bounds', patched([rela, 0xff, 0xff])],
  ['a relocation against no symbol', 'elf-relocation-symbol', patched([rela + 12, 0xff, 0xff])],
]

describe('bad input', () => {
  for (const [name, code, bytes] of CASES) {
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
      expect(message).toContain(DIAGNOSTICS[code].remedy)
      if (code.startsWith('elf-')) expect(refused[0]!.diagnostic.offset, 'a place in the file').toBeTypeOf('number')
      if (code.startsWith('elf-')) expect(refused[0]!.diagnostic.expected, 'what was expected').toBeTruthy()
    })
  }

  it('every message is its own', () => {
    const titles = Object.values(DIAGNOSTICS).map(({ title }) => title)
    expect(new Set(titles).size).toBe(titles.length)
  })

  it('every byte of an object set to something else: a diagnostic or a link, never an exception', () => {
    for (let at = 0; at < good.length; at += 3) {
      const { ok, diagnostics } = link([{ name: 'x.o', bytes: patched([at, good[at]! ^ 0xff]) }], PAGE_OPTIONS, {
        log: false,
      })
      expect(ok || diagnostics.length > 0).toBe(true)
      expect(diagnostics.filter(({ code }) => code === 'internal')).toEqual([])
    }
  })

  it('every length of an object: a diagnostic or a link, never an exception', () => {
    for (let length = 0; length < good.length; length += 5) {
      const { ok, diagnostics } = link([{ name: 'x.o', bytes: good.slice(0, length) }], PAGE_OPTIONS, { log: false })
      expect(ok || diagnostics.length > 0).toBe(true)
      expect(diagnostics.filter(({ code }) => code === 'internal')).toEqual([])
    }
  })
})

describe('a link that fails', () => {
  it('names the undefined symbols when it is strict, and abandons', () => {
    const { ok, diagnostics, log, graph } = linkSample('printf-got-and-stub', { undefined: 'strict' })
    expect(ok).toBe(false)
    expect(diagnostics.find(({ code }) => code === 'undefined-symbol')!.detail).toContain('printf')
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
    expect(diagnostics[0]!.detail).toContain('a.o')
    expect(diagnostics[0]!.detail).toContain('b.o')
  })

  it('says where memory ran out', () => {
    const { ok, diagnostics } = linkSample('data-and-zero-fill', { slabSize: 4096n })
    expect(ok).toBe(false)
    expect(diagnostics.map(({ code }) => code)).toContain('address-space-full')
  })
})
