/** What-if of the whole link: other strengths of definitions, another order of inputs, no relaxation. */
import { said } from '../support/said'
import { describe, expect, it } from 'vitest'
import type { LinkOptions } from '../../src/engine/passes/pass'
import type { LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { PAGE_OPTIONS } from '../../src/engine/session/options'
import { ordered } from '../../src/base/order'
import { readBytes } from '../support/link-files'
import { blocksOf, bytesOf, edgesOf, errorsOf, eventsOf, linkObjects, segmentsOf, word } from '../support/look'
import type { ObjectSpec } from '../support/object-writer'

const definition = (binding: 'weak' | 'global', value: number): ObjectSpec => ({
  sections: [{ name: '.data', flags: 'aw', bytes: [value] }],
  symbols: [{ name: 'name', in: '.data', binding }],
})

const user: ObjectSpec = {
  sections: [{ name: '.user', flags: 'aw', size: 8, relocations: [{ at: 0, type: '64', to: 'name' }] }],
  symbols: [{ name: 'user', in: '.user' }],
}

/** Which of two definitions the user's pointer leads to; the user is the last file. */
function winnerOf(result: LinkResult): number {
  const aim = bytesOf(result, '.user', 2)
  return [0, 1].findIndex((file) => {
    const [b] = blocksOf(result, '.data', file)
    return b !== undefined && aim === word(result.graph.blocks.address.big[b])
  })
}

const linked = (a: 'weak' | 'global', b: 'weak' | 'global', options: Partial<LinkOptions>): LinkResult =>
  linkObjects([definition(a, 1), definition(b, 2), user], options)

describe('the strength of a definition', () => {
  it('ends a quarrel between two strong ones', () => {
    expect(errorsOf(linked('global', 'global', {}))).toEqual(['duplicate-definition'])
    const result = linked('global', 'global', { strengths: [{ name: 'name', file: 'a.o', strength: 'weak' }] })
    expect(errorsOf(result)).toEqual([])
    expect(winnerOf(result)).toBe(1)
  })

  it('makes a weak one win, or two of them quarrel', () => {
    expect(winnerOf(linked('weak', 'weak', {}))).toBe(0)
    expect(winnerOf(linked('weak', 'weak', { strengths: [{ name: 'name', file: 'b.o', strength: 'strong' }] }))).toBe(1)
    expect(errorsOf(linked('weak', 'weak', { strengths: [{ name: 'name', strength: 'strong' }] }))).toEqual([
      'duplicate-definition',
    ])
  })

  it('is told as an event of the phase in which names are decided, once for each definition that changes', () => {
    const { log } = linked('global', 'weak', { strengths: [{ name: 'name', strength: 'weak' }] })
    const told = eventsOf(log!).filter(({ type }) => type === 'strengthSet')
    expect(told.map(({ phase }) => phase)).toEqual(['prepare'])
  })

  it('of a name that is not there changes nothing', () => {
    const { log } = linked('global', 'weak', { strengths: [{ name: 'nobody', strength: 'weak' }] })
    expect(eventsOf(log!).some(({ type }) => type === 'strengthSet')).toBe(false)
  })
})

describe('the order of the inputs', () => {
  it('decides between weak definitions, and who comes first in memory', () => {
    const result = linked('weak', 'weak', { order: [1, 0, 2] })
    // Files are numbered in the order in which they are linked; the inputs keep their own numbers.
    expect(result.inputOfFile).toEqual([1, 0, 2])
    expect(result.graph.files.map(({ name }) => name)).toEqual(['b.o', 'a.o', 'c.o'])
    expect(winnerOf(result)).toBe(0)
    const { address, file } = result.graph.segments
    const first = segmentsOf(result).toSorted((a, b) => Number(address.big[a] - address.big[b]))[0]!
    expect(file[first]).toBe(0)
  })

  it('holds what is not mentioned at the end, and passes over what makes no sense', () => {
    expect(ordered(4, [2])).toEqual([2, 0, 1, 3])
    expect(ordered(3, [2, 2, 7, -1, 0.5, 1])).toEqual([2, 1, 0])
    expect(ordered(2)).toEqual([0, 1])
  })
})

describe('without relaxation', () => {
  it('a load keeps its detour through the GOT', () => {
    const code: ObjectSpec = {
      sections: [
        {
          name: '.text',
          flags: 'ax',
          bytes: [0x48, 0x8b, 0x05, 0, 0, 0, 0, 0xc3],
          relocations: [{ at: 3, type: 'REX_GOTPCRELX', to: 'value', addend: -4 }],
        },
        { name: '.data', flags: 'aw', bytes: [1] },
      ],
      symbols: [
        { name: 'main', in: '.text', type: 'func' },
        { name: 'value', in: '.data' },
      ],
    }
    const opcode = (relaxation: boolean): string => bytesOf(linkObjects([code], { relaxation }), '.text').slice(2, 4)
    // mov, and what relaxation makes of it: lea.
    expect([opcode(false), opcode(true)]).toEqual(['8b', '8d'])
    expect(edgesOf(linkObjects([code], { relaxation: false }), '.text')).toHaveLength(1)
  })
})

describe('a file for another machine than the first', () => {
  const file = (path: string): { name: string; bytes: Uint8Array } => ({
    name: path,
    bytes: readBytes(`public/samples/${path}`),
  })

  it.each(['two-files/elf-aarch64/pong.o', 'two-files/mach-o-x86-64/pong.o', 'two-files/coff-x86-64/pong.o'])(
    '%s is refused alone, with both named, and the rest is linked',
    (other) => {
      const inputs = [file('two-files/ping.o'), file(other), file('calls-and-globals/calls.o')]
      const { ok, refused, graph } = link(inputs, PAGE_OPTIONS, { log: false })
      expect(ok).toBe(true)
      expect(graph.files).toHaveLength(2)
      expect(refused.map(({ input, diagnostic }) => [input, diagnostic.code])).toEqual([[1, 'mixed-architectures']])
      expect(said(refused[0]!.diagnostic.expected)).toBe('ELF x86-64, as two-files/ping.o is')
    },
  )

  it('is whichever comes second: the order of the link decides', () => {
    const inputs = [file('two-files/ping.o'), file('two-files/elf-aarch64/pong.o')]
    const { refused } = link(inputs, { ...PAGE_OPTIONS, order: [1, 0] }, { log: false })
    expect(refused.map(({ input }) => input)).toEqual([0])
  })
})
