/** What only code of the large model has, and neither LLVM 22 nor lld 22 links: held against the ABI and GNU ld. */
import { describe, expect, it } from 'vitest'
import { hexBytes } from '../../src/base/hex'
import type { BlockId } from '../../src/engine/graph/ids'
import type { LinkGraph } from '../../src/engine/graph/link-graph'
import type { LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { DEFAULT_OPTIONS } from '../../src/engine/session/options'
import { writeObject } from '../support/object-writer'
import { errorCodes } from '../support/quirk-check'

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

/** The argument of the call, with a field of four bytes, and a call through a register, with one of eight. */
const call = (add: string): string => `488d3d0000000048b80000000000000000${add}ffd0`
const ADD_RBX = '4801d8'
const ADD_R15 = '4c01f8'

/** Links code that asks for a thread-local variable; `counter` is 12 bytes in front of the end of the template. */
function linkThreads(name: string, code: string, ask: 'TLSGD' | 'TLSLD'): LinkResult {
  const bytes = writeObject({
    sections: [
      {
        name: '.text',
        flags: 'ax',
        bytes: [...Buffer.from(code, 'hex')],
        relocations: [
          { at: 3, type: ask, to: name, addend: -4 },
          { at: 9, type: 'PLTOFF64', to: '__tls_get_addr', addend: 0 },
          ...(ask === 'TLSLD' ? [{ at: 25, type: 'DTPOFF32' as const, to: name, addend: 8 }] : []),
        ],
      },
      { name: '.tdata', flags: 'awT', size: 12 },
    ],
    symbols: [
      { name: 'start', in: '.text', size: 8, binding: 'global', type: 'func' },
      { name: 'counter', in: '.tdata', size: 8, binding: 'global', type: 'tls' },
    ],
  })
  return link([{ name: 'a.o', bytes }], { ...DEFAULT_OPTIONS, undefined: 'zero' }, { log: false })
}

function threadText(...of: Parameters<typeof linkThreads>): string {
  const result = linkThreads(...of)
  expect(errorCodes(result)).toEqual([])
  return hexBytes(result.graph.content(blockIn(result.graph, '.text'))!)
}

describe('thread-local variables', () => {
  // What GNU ld 2.40 makes of the same code.
  const GENERAL = '64488b042500000000488d80f4ffffff660f1f440000'
  const LOCAL = '666666662e0f1f84000000000064488b042500000000'

  it.each([ADD_RBX, ADD_R15])('become constants where code asks in the most general way (%s)', (add) => {
    expect(threadText('counter', call(add), 'TLSGD')).toBe(GENERAL)
  })

  it('become constants behind the base of their own file', () => {
    expect(threadText('counter', `${call(ADD_RBX)}488d8800000000`, 'TLSLD')).toBe(`${LOCAL}488d88fcffffff`)
  })

  it('are loaded from an entry of their own if they are outside', () => {
    expect(threadText('outside', call(ADD_RBX), 'TLSGD')).toMatch(/^64488b042500000000480305.{8}660f1f440000$/)
  })

  it('are refused where another instruction adds the base', () => {
    expect(errorCodes(linkThreads('counter', call('4801d0'), 'TLSGD'))).toEqual(['thread-local-sequence'])
  })
})
