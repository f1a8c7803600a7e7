/** COFF ARM64: addends in the fields of instructions, calls without stubs, what is refused. Images are compared elsewhere. */
import { describe, expect, it } from 'vitest'
import { MACHINE_ARM64 } from '../../src/engine/formats/coff/constants'
import type { BlockId, EdgeId } from '../../src/engine/graph/ids'
import type { LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS, DEFAULT_OPTIONS, PAGE_OPTIONS } from '../../src/engine/session/options'
import type { CoffRelocationSpec } from '../support/coff-writer'
import { exported, sectionSymbol, writeCoff } from '../support/coff-writer'
import { readBytes } from '../support/link-files'
import { said } from '../support/said'

const NOP = 0xd503201f
const little = (word: number): number[] => [word & 255, (word >>> 8) & 255, (word >>> 16) & 255, word >>> 24]

/** One instruction with a relocation, and data of 64 bytes behind it at a page's start or `at` bytes behind that. */
function objectWith(instruction: number, relocation: Partial<CoffRelocationSpec>, at = 0): Uint8Array {
  return writeCoff({
    machine: MACHINE_ARM64,
    sections: [
      {
        name: '.text',
        flags: 'rx',
        align: 4,
        bytes: little(instruction),
        relocations: [{ at: 0, type: 3, to: 'data', ...relocation }],
      },
      { name: '.data', flags: 'rw', align: 16, bytes: new Array<number>(64).fill(0) },
    ],
    symbols: [sectionSymbol('.text', 1), exported('start', 1), exported('data', 2, at), { name: 'outside' }],
  })
}

const linked = (bytes: Uint8Array, options = DEFAULT_OPTIONS): LinkResult =>
  link([{ name: 'object.o', bytes }], options, { log: false })

const codesOf = ({ diagnostics }: LinkResult): string[] =>
  diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)

const addendOf = (bytes: Uint8Array): bigint => BigInt.asIntN(64, linked(bytes).graph.edges.addend.big[0 as EdgeId]!)

describe('COFF ARM64', () => {
  it.each([
    ['a load counts what it loads', 0xf9401401, 7, 40n],
    ['a load of a byte', 0x39400c01, 7, 3n],
    ['a load of a vector', 0x3dc00801, 7, 32n],
    ['an addition counts bytes', 0x91009000, 6, 36n],
    ['ADRP counts bytes while it is an addend', 0xb0000000, 4, 1n],
    ['ADR may be negative', 0x70ffffe3, 5, -1n],
    ['a call counts words', 0x94000003, 3, 12n],
    ['a call back', 0x97ffffff, 3, -4n],
    ['a condition counts words', 0x54000040, 15, 8n],
    ['a test of a bit counts words', 0x36180040, 16, 8n],
  ])('reads addends from instructions: %s', (_, instruction, type, addend) => {
    expect(addendOf(objectWith(instruction, { type }))).toBe(addend)
  })

  it('calls names outside without a stub', () => {
    const result = linked(objectWith(0x94000000, { to: 'outside' }), PAGE_OPTIONS)
    expect(codesOf(result)).toEqual([])
    const { graph } = result
    expect(graph.nameOf(graph.edges.target[0 as EdgeId])).toBe('outside')
    const call = Buffer.from(graph.content(0 as BlockId)!).readUInt32LE()
    const distance = graph.addressOf(graph.edges.target[0 as EdgeId]) - graph.blocks.address.big[0 as BlockId]!
    expect(BigInt((call << 6) >> 6) * 4n).toBe(distance)
  })

  it('says when a call does not reach', () => {
    const options = { ...DEFAULT_OPTIONS, absolutes: new Map([['outside', 0x40000000n]]) }
    expect(codesOf(linked(objectWith(0x94000000, { to: 'outside' }), options))).toEqual(['out-of-range'])
  })

  it('says when a load of eight bytes is to come from an address that eight does not divide', () => {
    expect(codesOf(linked(objectWith(0xf9400001, { type: 7 }, 8)))).toEqual([])
    expect(codesOf(linked(objectWith(0xf9400001, { type: 7 }, 4)))).toEqual(['misaligned-target'])
  })

  it('passes over padding of a table', () => {
    expect(linked(objectWith(NOP, { type: 0 })).graph.edges.length).toBe(0)
  })

  it.each([
    ['for .NET', { type: 12 }, 'coff-relocation-type'],
    ['of no known type', { type: 18 }, 'coff-relocation-type'],
    ['behind the section', { type: 3, at: 1 }, 'coff-relocation-bounds'],
    ['of eight bytes in four', { type: 14 }, 'coff-relocation-bounds'],
    ['against a symbol that there is not', { to: 99 }, 'coff-relocation-symbol'],
  ])('refuses a relocation %s', (_, relocation, code) => {
    expect(codesOf(linked(objectWith(NOP, relocation)))).toEqual([code])
  })

  it('is refused as by LLVM 22 if its ways are asked for', () => {
    const { refused } = linked(objectWith(NOP, {}), COMPAT_OPTIONS)
    expect(refused.map(({ diagnostic }) => [diagnostic.code, said(diagnostic.expected)])).toEqual([
      ['coff-machine', '0x8664 (x86-64)'],
    ])
  })

  it('keeps unwind records of functions that live, and no others', () => {
    const { graph } = linked(readBytes('tests/corpus/coff-arm64/unwinding.o'), {
      ...DEFAULT_OPTIONS,
      entries: ['start'],
      roots: 'entry',
    })
    const live: string[] = []
    for (let b = 0 as BlockId; b < graph.blocks.length; b++)
      if (!graph.isRemoved(b)) live.push(graph.sectionName(graph.blocks.section[b]))
    expect(live).toContain('.pdata')
    expect(live).not.toContain('.text$lonely')
  })
})
