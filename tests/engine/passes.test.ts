/** What lives, which definition counts, and the entries that the linker makes: the passes one by one, on objects of a few bytes. */
import { describe, expect, it } from 'vitest'
import type { LinkResult } from '../../src/engine/session/link'
import { linkFile } from '../support/link-files'
import { addressNamed, blockOf, blocksOf, bytesOf, errorsOf, hasSection, linkObjects, word } from '../support/look'
import type { ObjectSpec, RelocationSpec, SectionSpec } from '../support/object-writer'

const pointer = (name: string, ...to: readonly string[]): SectionSpec => ({
  name,
  flags: 'aw',
  size: 8 * to.length || 8,
  relocations: to.map((target, i) => ({ at: 8 * i, type: '64' as const, to: target })),
})

const lives = (result: LinkResult, name: string): boolean => blocksOf(result, name).length > 0

describe('pruning', () => {
  const chain: ObjectSpec = {
    sections: [pointer('.root', '.one'), pointer('.one', '.two'), pointer('.two'), pointer('.dead', '.two')],
    symbols: [{ name: 'root', in: '.root' }],
  }

  it('keeps what a root reaches over any number of edges, and nothing else', () => {
    const result = linkObjects([chain])
    expect(['.root', '.one', '.two', '.dead'].map((name) => lives(result, name))).toEqual([true, true, true, false])
  })

  it('remembers the edge by which a block was reached', () => {
    const { graph, ...rest } = linkObjects([chain])
    const result = { graph, ...rest }
    const e = graph.blocks.liveBecause[blockOf(result, '.two')]
    expect(graph.edges.block[e]).toBe(blockOf(result, '.one'))
  })

  it('follows a name into the file that defines it', () => {
    const other: ObjectSpec = {
      sections: [pointer('.x'), pointer('.y')],
      symbols: [
        { name: 'x', in: '.x' },
        { name: 'y', in: '.y' },
      ],
    }
    const user: ObjectSpec = { sections: [pointer('.root', 'x')], symbols: [{ name: 'root', in: '.root' }] }
    const result = linkObjects([user, other], { roots: 'entry', entries: ['root'] })
    expect([blocksOf(result, '.x', 1).length, blocksOf(result, '.y', 1).length]).toEqual([1, 0])
  })

  it('keeps the call-frame record of a live function', () => {
    const result = linkFile('public/samples/calls-and-globals/calls.o')
    // One CIE, the terminator, and a record for each function.
    expect(blocksOf(result, '.eh_frame').length).toBeGreaterThan(2)
  })
})

describe('a name that several files define', () => {
  const definition = (binding: 'weak' | 'global', value: number): ObjectSpec => ({
    sections: [{ name: '.data', flags: 'aw', bytes: [value] }],
    symbols: [{ name: 'name', in: '.data', binding }],
  })
  const user: ObjectSpec = { sections: [pointer('.user', 'name')], symbols: [{ name: 'user', in: '.user' }] }
  /** Which file the user's pointer leads to. */
  const winner = (...objects: readonly ObjectSpec[]): number => {
    const result = linkObjects([...objects, user])
    const aim = bytesOf(result, '.user', objects.length)
    return objects.findIndex((_, file) => {
      const [b] = blocksOf(result, '.data', file)
      return b !== undefined && aim === word(result.graph.blocks.address.big[b])
    })
  }

  it('means the strong definition, wherever it comes', () => {
    expect(winner(definition('weak', 1), definition('global', 2))).toBe(1)
    expect(winner(definition('global', 1), definition('weak', 2))).toBe(0)
  })

  it('means the first of several weak ones', () => {
    expect(winner(definition('weak', 1), definition('weak', 2))).toBe(0)
  })

  it('is an error if two are strong', () => {
    expect(errorsOf(linkObjects([definition('global', 1), definition('global', 2)]))).toEqual(['duplicate-definition'])
  })
})

describe('GOT entries and stubs', () => {
  const code = (...relocations: readonly RelocationSpec[]): ObjectSpec => ({
    sections: [{ name: '.text', flags: 'ax', size: 32, relocations }],
    symbols: [{ name: 'main', in: '.text', type: 'func' }],
  })
  const far = new Map([
    ['f', 0x7fff00000000n],
    ['g', 0x7fff00001000n],
  ])

  it('a call to a name in the file goes there, counted from the next instruction', () => {
    const result = linkObjects([code({ at: 1, type: 'PLT32', to: 'main', addend: -4 })])
    // From 5 back to 0.
    expect(bytesOf(result, '.text').slice(2, 10)).toBe('fbffffff')
  })

  it('one entry serves all references of a file to a name, and each name has its own', () => {
    const result = linkObjects(
      [
        code(
          { at: 0, type: 'GOTPCREL', to: 'f', addend: -4 },
          { at: 8, type: 'GOTPCREL', to: 'f', addend: -4 },
          { at: 16, type: 'GOTPCREL', to: 'g', addend: -4 },
        ),
      ],
      { absolutes: far },
    )
    const entries = blocksOf(result, '$__GOT').map((b) => Buffer.from(result.graph.content(b)!).toString('hex'))
    expect(entries).toEqual([word(far.get('f')!), word(far.get('g')!)])
  })

  it('a call to a name far outside goes through a stub, one for each name', () => {
    const result = linkObjects(
      [
        code(
          { at: 1, type: 'PLT32', to: 'f', addend: -4 },
          { at: 9, type: 'PLT32', to: 'f', addend: -4 },
          { at: 17, type: 'PLT32', to: 'g', addend: -4 },
        ),
      ],
      { absolutes: far },
    )
    const [stub, ...others] = blocksOf(result, '$__STUBS')
    expect(others).toHaveLength(1)
    const { address } = result.graph.blocks
    const reach = Number(address.big[stub!] - addressNamed(result, 'main') - 5n)
    expect(bytesOf(result, '.text').slice(2, 10)).toBe(Buffer.from(Uint32Array.of(reach).buffer).toString('hex'))
    // jmp *entry(%rip)
    const jump = Number(BigInt.asUintN(32, address.big[blockOf(result, '$__GOT')] - address.big[stub!] - 6n))
    expect(bytesOf(result, '$__STUBS')).toBe(`ff25${Buffer.from(Uint32Array.of(jump).buffer).toString('hex')}`)
  })

  it('a call to a name in reach is direct, but the entries stay', () => {
    const near = new Map([['f', 0x10008000n]])
    const result = linkObjects([code({ at: 1, type: 'PLT32', to: 'f', addend: -4 })], { absolutes: near })
    const reach = Number(0x10008000n - addressNamed(result, 'main') - 5n)
    expect(bytesOf(result, '.text').slice(2, 10)).toBe(Buffer.from(Uint32Array.of(reach).buffer).toString('hex'))
    expect(blocksOf(result, '$__GOT')).toHaveLength(1)
  })

  const load = {
    sections: [
      {
        name: '.text',
        flags: 'ax',
        // mov f@GOTPCREL(%rip),%rax
        bytes: [0x48, 0x8b, 0x05, 0, 0, 0, 0],
        relocations: [{ at: 3, type: 'REX_GOTPCRELX' as const, to: 'f', addend: -4 }],
      },
    ],
    symbols: [{ name: 'main', in: '.text' }],
  }

  it('a load of an address in reach becomes lea, and the distance counts from the next instruction', () => {
    const result = linkObjects([load], { absolutes: new Map([['f', 0x10008000n]]) })
    const distance = Number(0x10008000n - addressNamed(result, 'main') - 7n)
    expect(bytesOf(result, '.text')).toBe(`488d05${Buffer.from(Uint32Array.of(distance).buffer).toString('hex')}`)
  })

  it('a load of an address out of reach stays a load from its entry', () => {
    const result = linkObjects([load], { absolutes: far })
    const entry = result.graph.blocks.address.big[blockOf(result, '$__GOT')]
    const distance = Number(BigInt.asUintN(32, entry - addressNamed(result, 'main') - 7n))
    expect(bytesOf(result, '.text')).toBe(`488b05${Buffer.from(Uint32Array.of(distance).buffer).toString('hex')}`)
  })

  it('are not made where nobody asks', () => {
    expect(hasSection(linkObjects([code({ at: 0, type: '64', to: 'f' })], { absolutes: far }), '$__GOT')).toBe(false)
  })
})

describe('names that mean a place', () => {
  const object: ObjectSpec = {
    sections: [pointer('.user', '__start_list', '__stop_list'), { name: 'list', flags: 'aw', size: 24 }],
    symbols: [
      { name: 'user', in: '.user' },
      { name: 'list', in: 'list' },
    ],
  }

  it('__start_X and __stop_X are the two ends of section X', () => {
    const result = linkObjects([object])
    const list = addressNamed(result, 'list')
    expect(bytesOf(result, '.user').slice(0, 32)).toBe(word(list) + word(list + 24n))
  })
})

describe('names that nobody defines', () => {
  const object: ObjectSpec = {
    sections: [pointer('.user', 'one', 'two', 'one')],
    symbols: [{ name: 'user', in: '.user' }],
  }

  it('are assumed behind the image, each at an address of its own', () => {
    const result = linkObjects([object])
    const [one, two, again] = [0, 16, 32].map((at) => bytesOf(result, '.user').slice(at, at + 16))
    expect([one === again, one === two]).toEqual([true, false])
    expect([one, two]).toEqual([word(addressNamed(result, 'one')), word(addressNamed(result, 'two'))])
    expect(addressNamed(result, 'one') > 0x10001000n).toBe(true)
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['assumed-address', 'assumed-address'])
  })

  it('are 0 if that is asked for, and an error if the link is strict', () => {
    expect(bytesOf(linkObjects([object], { undefined: 'zero' }), '.user')).toBe(word(0).repeat(3))
    expect(errorsOf(linkObjects([object], { undefined: 'strict' }))).toEqual(['undefined-symbol'])
  })
})
