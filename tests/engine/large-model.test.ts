/** Offsets in the global offset table that neither LLVM 22 nor lld 22 links: held against the ABI's own words. */
import { describe, expect, it } from 'vitest'
import type { BlockId } from '../../src/engine/graph/ids'
import type { LinkGraph } from '../../src/engine/graph/link-graph'
import { link } from '../../src/engine/session/link'
import { DEFAULT_OPTIONS } from '../../src/engine/session/options'
import { writeObject } from '../support/object-writer'

function textOf(type: 'GOT64' | 'GOTPLT64'): { readonly graph: LinkGraph; readonly field: bigint } {
  const relocations = [{ at: 0, type, to: 'callee', addend: 3 }]
  const bytes = writeObject({
    sections: [{ name: '.text', flags: 'ax', bytes: new Array<number>(16).fill(0), relocations }],
    symbols: [
      { name: 'start', in: '.text', size: 8, binding: 'global', type: 'func' },
      { name: 'callee', in: '.text', at: 8, size: 8, binding: 'global', type: 'func' },
    ],
  })
  const { graph, ok } = link([{ name: 'a.o', bytes }], DEFAULT_OPTIONS, { log: false })
  expect(ok).toBe(true)
  const content = graph.content(blockIn(graph, '.text'))!
  return { graph, field: new DataView(content.buffer, content.byteOffset).getBigInt64(0, true) }
}

function blockIn(graph: LinkGraph, section: string): BlockId {
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (!graph.isRemoved(b) && graph.sectionName(graph.blocks.section[b]) === section) return b
  }
  throw new Error(`no block in ${section}`)
}

describe('GOTPLT64', () => {
  it('is the offset of a GOT entry in the GOT, plus the addend, like GOT64', () => {
    const { graph, field } = textOf('GOTPLT64')
    expect(field).toBe(3n)
    expect(field).toBe(textOf('GOT64').field)
    const entry = graph.content(blockIn(graph, '$__GOT'))!
    const callee = graph.blocks.address.big[blockIn(graph, '.text')] + 8n
    expect(new DataView(entry.buffer, entry.byteOffset).getBigUint64(0, true)).toBe(callee)
  })
})
