/** Names that are made up for what has none. */
import { describe, expect, it } from 'vitest'
import { Describer } from '../../src/engine/arch/describe'
import { indexEdges } from '../../src/engine/graph/edge-index'
import { linkFile } from '../support/link-files'
import { blockOf, blocksOf, linkObjects } from '../support/look'

describe('a made-up name', () => {
  it('says what an entry of a table is for, in the words of whoever asks', () => {
    const result = linkObjects([
      {
        sections: [
          {
            name: '.text',
            flags: 'ax',
            bytes: [0xe8, 0, 0, 0, 0],
            relocations: [{ at: 1, type: 'PLT32', to: 'far', addend: -4 }],
          },
        ],
        symbols: [{ name: 'near', in: '.text', type: 'func' }],
      },
    ])
    const { graph, arch } = result
    const stub = blockOf(result, '$__STUBS')
    expect(new Describer(graph, arch, indexEdges(graph)).block(stub)).toBe('stub for far')
    const other = new Describer(graph, arch, indexEdges(graph), (name, of) => `${of}!${name}`)
    expect(other.block(stub)).toBe('far!stub')
  })

  it.each([
    ['$__STUBS', '$__STUBS'],
    // The linker says by a name where the GOT is.
    ['$__GOT', '_GLOBAL_OFFSET_TABLE_'],
    ['$__IFUNC', '$__IFUNC'],
  ])('is none for a section of a file that is called %s and aims at itself', (name, expected) => {
    const result = linkObjects([
      {
        sections: [
          { name, flags: 'aw', bytes: Array<number>(8).fill(0), relocations: [{ at: 0, type: '64', to: name }] },
          {
            name: '.data',
            flags: 'aw',
            bytes: Array<number>(8).fill(0),
            relocations: [{ at: 0, type: '64', to: name }],
          },
        ],
        symbols: [{ name: 'x', in: '.data' }],
      },
    ])
    const describer = new Describer(result.graph, result.arch, indexEdges(result.graph))
    expect(blocksOf(result, name).map((b) => describer.block(b))).toEqual([expected])
  })

  it('of a record of compact unwinding is that of its function', () => {
    const result = linkFile('tests/corpus/macho-arm64/frames.o')
    const describer = new Describer(result.graph, result.arch, indexEdges(result.graph))
    const names = blocksOf(result, '__LD,__compact_unwind').map((b) => describer.block(b))
    expect(names).toEqual(['_main', '_odd', '_leaf_a', '_leaf_b'].map((name) => `unwinding of ${name}`))
  })
})
