/** The writer of test objects: what it writes is read back as it was meant. */
import { expect, it } from 'vitest'
import { addressNamed, blockOf, bytesOf, linkObjects, word } from '../support/look'

it('the object writer writes sections, symbols, addresses and relocations that read back', () => {
  const result = linkObjects([
    {
      sections: [
        { name: '.text', flags: 'ax', bytes: [0x90, 0xc3], align: 16 },
        { name: '.data', flags: 'aw', size: 8, align: 8, relocations: [{ at: 0, type: '64', to: 'f', addend: 2 }] },
        { name: '.bss', flags: 'aw', type: 'nobits', size: 24, align: 8 },
        { name: '.note', address: 0x40, bytes: [1, 2, 3, 4], relocations: [] },
      ],
      symbols: [
        { name: 'f', in: '.text', at: 1, size: 1, type: 'func' },
        { name: 'd', in: '.data' },
        { name: 'z', in: '.bss', binding: 'weak' },
      ],
    },
  ])
  expect(result.diagnostics).toEqual([])
  expect(bytesOf(result, '.data')).toBe(word(addressNamed(result, 'f') + 2n))
  expect(result.graph.isZeroFill(blockOf(result, '.bss'))).toBe(true)
  expect(result.graph.blocks.address.big[blockOf(result, '.note')]).toBe(0x40n)
  expect(bytesOf(result, '.note')).toBe('01020304')
})
