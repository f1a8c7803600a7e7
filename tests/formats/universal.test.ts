/** Universal files: which slice is linked, and why; slices that are archives; slices that are not there. */
import { said } from '../support/said'
import { describe, expect, it } from 'vitest'
import { isUniversal } from '../../src/engine/formats/macho/universal'
import type { LinkInput, LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS, PAGE_OPTIONS } from '../../src/engine/session/options'
import { surveyInputs } from '../../src/engine/session/survey'
import { writeArchive } from '../support/archive-writer'
import { readBytes } from '../support/link-files'
import { writeUniversal } from '../support/universal-writer'

const intel = readBytes('tests/corpus/macho-x86-64/strings.o')
const arm = readBytes('tests/corpus/macho-arm64/frames.o')
const armE = readBytes('tests/corpus/macho-arm64e/unsigned.o')
const X86_64 = 0x01000007
const ARM64 = 0x0100000c

const both = writeUniversal([
  { cpuType: X86_64, cpuSubtype: 3, bytes: intel },
  { cpuType: ARM64, bytes: arm },
])
const input = (name: string, bytes: Uint8Array): LinkInput => ({ name, bytes })
const triples = ({ graph }: LinkResult): string[] => graph.files.map(({ triple }) => triple)

describe('a universal file', () => {
  it('gives its first slice that can be linked, and says so', () => {
    const { graph, diagnostics, partOfFile } = link([input('both.o', both)], PAGE_OPTIONS, { log: true })
    expect(graph.files.map(({ name, triple }) => [name, triple])).toEqual([['both.o', 'x86_64-apple-darwin']])
    const note = diagnostics.find(({ code }) => code === 'universal-chosen')
    expect(said(note?.detail)).toContain('x86-64')
    expect(said(note?.detail)).toContain('another for arm64')
    const { start, size } = partOfFile[0]!
    expect(both.subarray(start, start + size)).toEqual(intel)
  })

  it('gives the slice that the other inputs are for', () => {
    const result = link(
      [input('both.o', both), input('sign.o', readBytes('tests/corpus/macho-arm64/forms.o'))],
      PAGE_OPTIONS,
      { log: false },
    )
    expect(triples(result)).toEqual(['arm64-apple-darwin', 'arm64-apple-darwin'])
  })

  it('gives the slice that was asked for', () => {
    expect(triples(link([input('both.o', both)], { ...PAGE_OPTIONS, slice: 'arm64' }, { log: false }))).toEqual([
      'arm64-apple-darwin',
    ])
  })

  it('gives the slice that was asked for, whatever the other files are for', () => {
    const inputs = [input('both.o', both), input('other.o', readBytes('tests/corpus/macho-x86-64/whole.o'))]
    const { graph, refused } = link(inputs, { ...PAGE_OPTIONS, slice: 'arm64' }, { log: false })
    expect(graph.files.map(({ name, triple }) => [name, triple])).toEqual([['both.o', 'arm64-apple-darwin']])
    expect(refused.map(({ input: at }) => at)).toEqual([1])
  })

  it('tells arm64 from arm64e', () => {
    const arms = writeUniversal([
      { cpuType: ARM64, bytes: arm },
      { cpuType: ARM64, cpuSubtype: 0x80000002, bytes: armE },
    ])
    expect(triples(link([input('arms.o', arms)], { ...PAGE_OPTIONS, slice: 'arm64e' }, { log: false }))).toEqual([
      'arm64e-apple-darwin',
    ])
  })

  it('may have offsets of 64 bits, and archives for slices', () => {
    const archive = writeArchive([{ rawName: 'strings.o/', bytes: intel }])
    const wide = writeUniversal([{ cpuType: X86_64, cpuSubtype: 3, bytes: archive }], true)
    const result = link([input('lib.a', wide)], { ...PAGE_OPTIONS, archives: 'all' }, { log: false })
    expect(result.graph.files.map(({ name }) => name)).toEqual(['lib.a[0](strings.o)'])
    const { start, size } = result.partOfFile[0]!
    expect(wide.subarray(start, start + size)).toEqual(intel)
  })

  it('without the slice that is wanted is refused by name, and the others go on', () => {
    const other = readBytes('tests/corpus/macho-x86-64/whole.o')
    const only = writeUniversal([{ cpuType: ARM64, bytes: arm }])
    const { refused, graph } = link([input('whole.o', other), input('only.o', only)], PAGE_OPTIONS, { log: false })
    expect(refused.map(({ input: at, diagnostic }) => [at, diagnostic.code])).toEqual([[1, 'universal-slice']])
    expect(said(refused[0]!.diagnostic.found)).toBe('arm64')
    expect(graph.files.map(({ name }) => name)).toEqual(['whole.o'])
  })

  it('whose slice is damaged is refused as an input', () => {
    const broken = writeUniversal([{ cpuType: X86_64, bytes: intel.slice(0, 40) }])
    const { refused } = link([input('broken.o', broken)], PAGE_OPTIONS, { log: false })
    expect(refused.map(({ diagnostic }) => diagnostic.code)).toEqual(['macho-truncated'])
  })

  it('needs another input in compat mode', () => {
    const { ok, refused } = link([input('both.o', both)], { ...COMPAT_OPTIONS, undefined: 'zero' }, { log: false })
    expect(ok).toBe(false)
    expect(refused[0]!.diagnostic.code).toBe('universal-slice')
  })

  it('is called by what was taken from it', () => {
    const inputs = [input('both.o', both)]
    const [survey] = surveyInputs(inputs, link(inputs, PAGE_OPTIONS, { log: false }))
    expect(said(survey!.title)).toBe('Mach-O x86-64 of a universal file (x86-64, arm64)')
  })

  it('is surveyed with its slices, the members of the one that was taken, and processors that nobody links here', () => {
    const archive = writeArchive([{ rawName: 'frames.o/', bytes: arm }])
    const bytes = writeUniversal([
      { cpuType: X86_64, cpuSubtype: 3, bytes: intel },
      { cpuType: ARM64, bytes: archive },
      { cpuType: 7, bytes: intel },
    ])
    const inputs = [input('lib.a', bytes)]
    const options = { ...PAGE_OPTIONS, slice: 'arm64', archives: 'all' } as const
    const [survey] = surveyInputs(inputs, link(inputs, options, { log: false }))
    expect(said(survey!.title)).toBe('GNU archive of Mach-O arm64 of a universal file (x86-64, arm64, i386)')
    expect(survey!.members!.map(({ name, role }) => [name, role.kind])).toEqual([['frames.o', 'linked']])
    expect(survey!.slices).toEqual([
      { processor: 'x86-64', isKnown: true, isTaken: false },
      { processor: 'arm64', isKnown: true, isTaken: true },
      { processor: 'i386', isKnown: false, isTaken: false },
    ])
  })

  it('is no class file of Java', () => {
    expect(isUniversal(Uint8Array.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52]))).toBe(false)
  })
})
