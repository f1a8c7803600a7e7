/** The plugins that change content: a record behind NoAlloc content, and metadata that is shipped after all. */
import { describe, expect, it } from 'vitest'
import { hexBytes } from '../../src/base/hex'
import { figuresOf } from '../../src/engine/graph/figures'
import { FINALIZE, NO_ALLOC, STANDARD } from '../../src/engine/graph/lifetimes'
import type { PluginId } from '../../src/engine/passes/pass'
import type { LinkResult } from '../../src/engine/session/link'
import { linkFile } from '../support/link-files'
import { addressNamed, blockOf, blocksOf, bytesOf, hasSection, linkObjects, sectionNamed, word } from '../support/look'
import type { ObjectSpec } from '../support/object-writer'

/** Metadata with addresses of its own: three sections one behind the other, and one that lies in front. */
const OBJECT: ObjectSpec = {
  sections: [
    { name: '.text', flags: 'ax', size: 16, align: 16 },
    { name: '.once', flags: 'ax', size: 8 },
    { name: '.debug_x', size: 8 },
    { name: '.comment', address: 0x100, bytes: [1, 2, 3, 4, 5] },
    {
      name: '.note.next',
      address: 0x108,
      size: 24,
      align: 8,
      relocations: [
        { at: 0, type: '64', to: 'main' },
        { at: 8, type: '64', to: 'inside' },
      ],
    },
    { name: '.note.last', address: 0x140, size: 6, align: 64, relocations: [] },
    { name: '.note.front', address: 0x80, size: 4, align: 4 },
  ],
  symbols: [
    { name: 'main', in: '.text', at: 4, type: 'func' },
    { name: 'once', in: '.once' },
    { name: 'inside', in: '.note.last', at: 2, binding: 'local' },
  ],
}

const MARK = hexBytes(new TextEncoder().encode('linkscap'))

const linkWith = (...plugins: readonly PluginId[]): LinkResult =>
  linkObjects([OBJECT], { plugins: new Set(plugins), policies: [{ pattern: '.once', lifetime: FINALIZE }] })

const addressOf = (result: LinkResult, name: string): bigint => result.graph.blocks.address.big[blockOf(result, name)]

describe('annotating metadata', () => {
  const before = linkWith()
  const result = linkWith('annotate-metadata')

  it('appends a record to the first section that can take one, aligned to eight bytes', () => {
    expect(bytesOf(before, '.comment')).toBe('0102030405')
    const main = addressNamed(result, 'main')
    expect(bytesOf(result, '.comment')).toBe(`0102030405000000${MARK}${word(main)}`)
    expect(bytesOf(result, '.debug_x')).toBe(bytesOf(before, '.debug_x'))
  })

  it('moves what lies behind by one amount that keeps everything aligned, and leaves alone what lies in front', () => {
    // 19 bytes more; the largest alignment behind is 64.
    expect(addressOf(result, '.comment')).toBe(0x100n)
    expect(addressOf(result, '.note.next')).toBe(0x148n)
    expect(addressOf(result, '.note.last')).toBe(0x180n)
    expect(addressOf(result, '.note.front')).toBe(0x80n)
    expect(addressOf(result, '.debug_x')).toBe(0n)
  })

  it('has fixups see the new addresses', () => {
    expect(bytesOf(before, '.note.next').slice(16, 32)).toBe(word(0x142))
    expect(bytesOf(result, '.note.next').slice(16, 32)).toBe(word(0x182))
  })

  it('changes no address and no byte of memory, and only the figure of what stays in the graph', () => {
    for (const name of ['.text', '.once']) {
      expect(addressOf(result, name)).toBe(addressOf(before, name))
      expect(bytesOf(result, name)).toBe(bytesOf(before, name))
    }
    const figures = figuresOf(before.graph)
    expect(figuresOf(result.graph)).toEqual({ ...figures, graphOnly: figures.graphOnly + 19n })
  })

  it('leaves alone what has no place in the file: the record that ends call frames', () => {
    const frames = (plugins: readonly PluginId[]): bigint[] => {
      const policies = [{ pattern: '.eh_frame', lifetime: NO_ALLOC }]
      const linked = linkFile('public/samples/calls-and-globals/calls.o', { plugins: new Set(plugins), policies })
      const { address, size } = linked.graph.blocks
      return blocksOf(linked, '.eh_frame').flatMap((b) => (size.big[b] === 4n ? [address.big[b]] : []))
    }
    expect(frames(['annotate-metadata'])).toEqual([(1n << 64n) - 5n])
    expect(frames(['annotate-metadata'])).toEqual(frames([]))
  })

  it('leaves a file without a visible function as it is', () => {
    const data: ObjectSpec = { ...OBJECT, symbols: OBJECT.symbols!.filter(({ name }) => name !== 'main') }
    const unchanged = linkObjects([data], { plugins: new Set(['annotate-metadata']) })
    expect(bytesOf(unchanged, '.comment')).toBe('0102030405')
  })
})

it('a record moves no part of another section that starts in front of it', () => {
  const object: ObjectSpec = {
    sections: [
      ...OBJECT.sections.slice(0, 2),
      { name: '.notes', bytes: [1, 2, 3] },
      { name: '.apart', size: 8 },
      { name: '.apart', size: 8, address: 0x40 },
    ],
    symbols: OBJECT.symbols!.slice(0, 2),
  }
  const moved = linkObjects([object], { plugins: new Set(['annotate-metadata']) })
  const { big } = moved.graph.blocks.address
  expect(blocksOf(moved, '.notes').map((b) => moved.graph.blocks.size.big[b])).toEqual([24n])
  expect(blocksOf(moved, '.apart').map((b) => big[b])).toEqual([0n, 0x40n])
})

describe('shipping metadata', () => {
  const before = linkWith()
  const result = linkWith('ship-metadata')
  const copy = blockOf(result, '$__METADATA')

  it('copies NoAlloc content as it is after the fixups, each section at a multiple of eight', () => {
    const padded = (hex: string): string => hex.padEnd(Math.ceil(hex.length / 16) * 16, '0')
    const sections = ['.debug_x', '.comment', '.note.next', '.note.last', '.note.front']
    expect(bytesOf(result, '$__METADATA')).toBe(sections.map((name) => padded(bytesOf(result, name))).join(''))
    expect(bytesOf(result, '.note.next').slice(0, 16)).toBe(word(addressNamed(result, 'main')))
  })

  it('puts the copy into Standard memory, on the pages of its segment', () => {
    const { graph } = result
    expect(graph.sections.lifetime[sectionNamed(result, '$__METADATA')]).toBe(STANDARD)
    const g = graph.blocks.segment[copy]
    const start = graph.segments.address.big[g]
    const address = graph.blocks.address.big[copy]
    expect(address >= start && address + graph.blocks.size.big[copy] <= start + graph.segments.reserved.big[g]).toBe(
      true,
    )
  })

  it('makes the figure of what is sent grow by exactly its size', () => {
    const size = graphSize(result)
    expect(size).toBe(8n + 8n + 24n + 8n + 8n)
    const { toTransmit, graphOnly } = figuresOf(before.graph)
    expect(figuresOf(result.graph)).toMatchObject({ toTransmit: toTransmit + size, graphOnly })
  })

  it('ships what the plugin before it has added', () => {
    const both = linkWith('annotate-metadata', 'ship-metadata')
    expect(bytesOf(both, '$__METADATA')).toContain(bytesOf(both, '.comment'))
    expect(bytesOf(both, '.comment')).toContain(MARK)
  })

  it('makes one copy for each file, and none for a file without metadata', () => {
    const bare: ObjectSpec = {
      sections: [{ name: '.text', flags: 'ax', size: 1 }],
      symbols: [{ name: 'b', in: '.text' }],
    }
    const two = linkObjects([OBJECT, bare], { plugins: new Set(['ship-metadata']) })
    expect(blocksOf(two, '$__METADATA')).toHaveLength(1)
    expect(() => sectionNamed(two, '$__METADATA', 1)).toThrow()
  })

  it('does not happen unless it is asked for', () => expect(hasSection(before, '$__METADATA')).toBe(false))
})

const graphSize = ({ graph, ...rest }: LinkResult): bigint =>
  graph.blocks.size.big[blockOf({ graph, ...rest }, '$__METADATA')]
