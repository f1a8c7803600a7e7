/** Basic layout: which segments there are, in which order, and where in them each block stands. */
import { describe, expect, it } from 'vitest'
import { protectionText } from '../../src/engine/graph/ids'
import { FINALIZE, LIFETIMES } from '../../src/engine/graph/lifetimes'
import type { LinkResult } from '../../src/engine/session/link'
import { addressNamed, errorsOf, linkObjects, segmentsOf } from '../support/look'
import type { ObjectSpec, SectionSpec } from '../support/object-writer'

/** An object whose every section has a global symbol at its start, called as the section. */
const objectOf = (...sections: readonly SectionSpec[]): ObjectSpec => ({
  sections,
  symbols: sections.map(({ name }) => ({ name, in: name })),
})

const BASE = 0x10000000n
const at = (result: LinkResult, ...names: readonly string[]): bigint[] =>
  names.map((name) => addressNamed(result, name) - BASE)

describe('segments', () => {
  const sections = [
    { name: '.xw', flags: 'axw', size: 1 },
    { name: '.x', flags: 'ax', size: 1 },
    { name: '.w', flags: 'aw', size: 1 },
    { name: '.r', flags: 'a', size: 1 },
  ]

  it('come in the order R, RW, RX, RWX, first for Standard, then for Finalize', () => {
    const once = sections.map((section) => ({ ...section, name: `.once${section.name}` }))
    const result = linkObjects([objectOf(...once, ...sections)], {
      policies: [{ pattern: '.once*', lifetime: FINALIZE }],
    })
    const { protection, lifetime, address } = result.graph.segments
    const found = segmentsOf(result).map((g) => `${LIFETIMES[lifetime[g]]!.letter} ${protectionText(protection[g])}`)
    expect(found).toEqual(['S', 'F'].flatMap((s) => ['R--', 'RW-', 'R-X', 'RWX'].map((p) => `${s} ${p}`)))
    expect(segmentsOf(result).map((g) => address.big[g] - BASE)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((i) => BigInt(i * 4096)),
    )
  })

  it('of one file stand before those of the next', () => {
    const second = objectOf({ name: '.second', flags: 'a', size: 1 })
    const result = linkObjects([objectOf({ name: '.first', flags: 'axw', size: 1 }), second])
    expect([at(result, '.first'), addressNamed(result, '.second', 1) - BASE]).toEqual([[0n], 0x1000n])
  })

  it('take as many pages as their content and zero-fill need, of the page size that was asked for', () => {
    const object = objectOf(
      { name: '.d', flags: 'aw', size: 4096 },
      { name: '.z', flags: 'aw', type: 'nobits', size: 1 },
    )
    const reserved = ({ graph }: LinkResult): bigint => graph.segments.reserved.big[0 as never]
    expect(reserved(linkObjects([object]))).toBe(8192n)
    expect(reserved(linkObjects([object], { pageSize: 65536 }))).toBe(65536n)
  })

  it('cannot be aligned to more than a page', () => {
    expect(errorsOf(linkObjects([objectOf({ name: '.d', flags: 'aw', size: 1, align: 4096 })]))).toEqual([])
    expect(errorsOf(linkObjects([objectOf({ name: '.d', flags: 'aw', size: 1, align: 8192 })]))).toEqual([
      'alignment-over-page',
    ])
  })

  it('have to fit the address space to the byte', () => {
    const object = objectOf({ name: '.d', flags: 'aw', size: 4097 })
    expect(errorsOf(linkObjects([object], { slabSize: 8192n }))).toEqual([])
    expect(errorsOf(linkObjects([object], { slabSize: 8191n }))).toEqual(['address-space-full'])
    expect(errorsOf(linkObjects([object], { slabSize: 0n }))).toEqual(['address-space-full'])
    expect(errorsOf(linkObjects([object], { base: (1n << 64n) - 8192n }))).toEqual([])
    expect(errorsOf(linkObjects([object], { base: (1n << 64n) - 4096n }))).toEqual(['address-space-full'])
  })
})

describe('blocks in a segment', () => {
  it('stand in the order of the file, each at the next address that suits its alignment', () => {
    const object = objectOf(
      { name: '.a', flags: 'aw', size: 3 },
      { name: '.b', flags: 'aw', size: 1, align: 64 },
      { name: '.c', flags: 'aw', size: 5 },
      { name: '.d', flags: 'aw', size: 8, align: 8 },
    )
    expect(at(linkObjects([object]), '.a', '.b', '.c', '.d')).toEqual([0n, 64n, 65n, 72n])
  })

  it('with content stand before zero-fill, wherever they are in the file', () => {
    const object = objectOf(
      { name: '.z', flags: 'aw', type: 'nobits', size: 10, align: 16 },
      { name: '.a', flags: 'aw', size: 3 },
      { name: '.y', flags: 'aw', type: 'nobits', size: 1 },
      { name: '.b', flags: 'aw', size: 4, align: 4 },
    )
    const result = linkObjects([object])
    expect(at(result, '.a', '.b', '.z', '.y')).toEqual([0n, 4n, 16n, 26n])
    const { contentSize, zeroFillSize } = result.graph.segments
    expect([contentSize.big[0 as never], zeroFillSize.big[0 as never]]).toEqual([8n, 19n])
  })

  it('stand at exact addresses where the low half of an address overflows', () => {
    const object = objectOf(
      { name: '.a', flags: 'aw', size: 4095 },
      { name: '.b', flags: 'aw', size: 3, align: 16 },
      { name: '.c', flags: 'aw', size: 1, align: 4 },
      { name: '.z', flags: 'aw', type: 'nobits', size: 2 ** 32 + 5 },
      { name: '.y', flags: 'aw', type: 'nobits', size: 1, align: 8 },
    )
    const result = linkObjects([object], { base: (1n << 32n) - 4096n, slabSize: 1n << 40n })
    const found = ['.a', '.b', '.c', '.z', '.y'].map((name) => addressNamed(result, name) - (1n << 32n))
    expect(found).toEqual([-4096n, 0n, 4n, 5n, (1n << 32n) + 16n])
  })
})
