/** NoAlloc: no memory and no address from the memory manager; content that is copied once, when somebody first asks. */
import { describe, expect, it } from 'vitest'
import { hexBytes } from '../../src/base/hex'
import { NO_MEMORY, NO_SEGMENT } from '../../src/engine/graph/ids'
import { NO_ALLOC } from '../../src/engine/graph/lifetimes'
import { ASKERS } from '../../src/engine/graph/schema'
import type { LinkResult } from '../../src/engine/session/link'
import { addressNamed, blockOf, bytesOf, edgesOf, eventsOf, linkObjects, segmentsOf, word } from '../support/look'
import type { ObjectSpec } from '../support/object-writer'
import { writeObject } from '../support/object-writer'

/** Code that refers to metadata, and metadata that refers to code and to itself; the metadata has an address. */
const OBJECT: ObjectSpec = {
  sections: [
    {
      name: '.text',
      flags: 'ax',
      size: 16,
      align: 16,
      relocations: [{ at: 8, type: '64', to: 'inside' }],
    },
    {
      name: '.meta',
      address: 0x40,
      bytes: new Array<number>(32).fill(0x11),
      relocations: [
        { at: 0, type: '64', to: 'main' },
        { at: 8, type: '64', to: 'inside' },
        { at: 16, type: 'PC64', to: 'main' },
      ],
    },
  ],
  symbols: [
    { name: 'main', in: '.text', type: 'func' },
    { name: 'inside', in: '.meta', at: 0x18, binding: 'local' },
  ],
}

const askerOf = ({ graph }: LinkResult, b: number): string => ASKERS[graph.blocks.askedBy[b as never]]!.id

describe('a NoAlloc section', () => {
  it('gets no segment, and no address but the builder’s', () => {
    const result = linkObjects([OBJECT])
    const b = blockOf(result, '.meta')
    expect(result.graph.blocks.segment[b]).toBe(NO_SEGMENT)
    expect(result.graph.blocks.address.big[b]).toBe(0x40n)
    expect(segmentsOf(result).map((g) => result.graph.segments.lifetime[g])).not.toContain(NO_ALLOC)
    expect(eventsOf(result.log!).some(({ type, a }) => type === 'blockPlaced' && a === b)).toBe(false)
  })

  it('gets none either when a rule took its memory away', () => {
    const result = linkObjects([OBJECT], { policies: [{ pattern: '.text', lifetime: NO_ALLOC }] })
    expect(result.ok).toBe(true)
    expect(addressNamed(result, 'main')).toBe(0n)
    expect(result.graph.segments.length).toBe(0)
  })

  it('is fixed up like any other, from its own address', () => {
    const result = linkObjects([OBJECT])
    const main = addressNamed(result, 'main')
    expect(bytesOf(result, '.meta')).toBe(word(main) + word(0x58) + word(main - 0x50n) + '11'.repeat(8))
    expect(bytesOf(result, '.text')).toBe(word(0) + word(0x58))
  })
})

describe('content of a NoAlloc block', () => {
  it('is the file’s bytes until the generic link asks, in the fixup phase', () => {
    const before = linkObjects([OBJECT], { abandonAt: 'fixup' })
    expect(before.graph.blocks.memory[blockOf(before, '.meta')]).toBe(NO_MEMORY)
    const result = linkObjects([OBJECT])
    const b = blockOf(result, '.meta')
    expect(askerOf(result, b)).toBe('fixup')
    const copies = eventsOf(result.log!).filter(({ type, a }) => type === 'contentCopied' && a === b)
    expect(copies.map(({ phase }) => phase)).toEqual(['fixup'])
  })

  it('is copied before the first of its fixups is written', () => {
    const result = linkObjects([OBJECT])
    const events = eventsOf(result.log!)
    const copied = events.findIndex(({ type, a }) => type === 'contentCopied' && a === blockOf(result, '.meta'))
    const first = edgesOf(result, '.meta')[0]!
    const written = events.findIndex(({ type, a }) => type === 'fixupWritten' && a === first)
    expect(copied).toBeGreaterThan(0)
    expect(written).toBeGreaterThan(copied)
  })

  it('is copied once: a second request gets the same copy, and the first asker is remembered', () => {
    const result = linkObjects([OBJECT], { abandonAt: 'fixup' })
    const { graph } = result
    const b = blockOf(result, '.meta')
    graph.makeMutable(b, 'plugin')
    const [copy, length] = [graph.blocks.memory[b], graph.memory.length]
    graph.writeField(b, 0, 1, 0x22, 0)
    graph.makeMutable(b, 'fixup')
    expect([graph.blocks.memory[b], graph.memory.length]).toEqual([copy, length])
    expect(graph.content(b)![0]).toBe(0x22)
    expect(askerOf(result, b)).toBe('plugin')
  })

  it('leaves the file’s bytes untouched', () => {
    const before = hexBytes(writeObject(OBJECT))
    const { graph } = linkObjects([OBJECT])
    expect(hexBytes(graph.sources[1]!)).toBe(before)
  })

  it('is asked for by the memory manager where there is memory', () => {
    const result = linkObjects([OBJECT])
    expect(askerOf(result, blockOf(result, '.text'))).toBe('memory manager')
  })
})

describe('a link of nothing but NoAlloc sections', () => {
  const only: ObjectSpec = {
    sections: [{ name: '.meta', size: 8, relocations: [{ at: 0, type: '64', to: '.meta', addend: 4 }] }],
  }

  it('allocates nothing, finalizes nothing, and is fixed up all the same', () => {
    const result = linkObjects([only], { ending: 'deallocate' })
    expect(result.ok).toBe(true)
    expect([result.graph.segments.length, result.graph.allocations.length]).toEqual([0, 0])
    expect(bytesOf(result, '.meta')).toBe(word(4))
  })

  it('is no hindrance to another file’s memory', () => {
    const result = linkObjects([only, OBJECT])
    expect(result.graph.allocations.length).toBe(1)
    expect(result.graph.segments.file[0 as never]).toBe(1)
  })
})
