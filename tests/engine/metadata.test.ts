/** Kept metadata: in the link, but without a say in it. What it points at and nobody needs gets a tombstone. */
import { said } from '../support/said'
import { describe, expect, it } from 'vitest'
import { hexBytes } from '../../src/base/hex'
import { crossingOf } from '../../src/engine/graph/crossings'
import type { BlockId, SectionId } from '../../src/engine/graph/ids'
import { NO_SEGMENT } from '../../src/engine/graph/ids'
import { EdgeFlag } from '../../src/engine/graph/schema'
import type { KeepNoAlloc } from '../../src/engine/passes/pass'
import type { LinkResult } from '../../src/engine/session/link'
import { linkSample, samples } from '../support/link-files'
import { addressNamed, blocksOf, bytesOf, edgesOf, linkObjects, word } from '../support/look'
import type { ObjectSpec, SectionSpec } from '../support/object-writer'

/** Metadata that refers to a live function, a dead one, and a name that nobody defines. */
const metadata = (name: string): SectionSpec => ({
  name,
  bytes: new Array<number>(32).fill(0x77),
  relocations: ['live', 'dead', 'nowhere'].map((to, i) => ({ at: 8 * i, type: '64' as const, to, addend: 3 })),
})

const OBJECT: ObjectSpec = {
  sections: [
    { name: '.text.live', flags: 'ax', size: 16 },
    { name: '.text.dead', flags: 'ax', size: 16 },
    ...['.debug_info', '.debug_ranges', '.debug_loc', '.debug_rnglists', '.note.x'].map(metadata),
  ],
  symbols: [
    { name: 'live', in: '.text.live', type: 'func' },
    { name: 'dead', in: '.text.dead', type: 'func', binding: 'local' },
  ],
}

const linkWith = (keepNoAlloc: KeepNoAlloc): LinkResult => linkObjects([OBJECT], { keepNoAlloc, undefined: 'assume' })

/** Address and bytes of everything in memory. */
function memoryOf({ graph }: LinkResult): string[] {
  const { section, address, segment } = graph.blocks
  return ([...Array(graph.blocks.length).keys()] as BlockId[])
    .filter((b) => !graph.isRemoved(b) && segment[b] !== NO_SEGMENT)
    .map((b) => {
      const name = graph.sectionName(section[b] as SectionId)
      return `${name} ${address.big[b]} ${hexBytes(graph.content(b) ?? new Uint8Array(0))}`
    })
    .sort()
}

describe('held metadata', () => {
  const result = linkWith('hold')

  it('is kept whole, and fixed up with the addresses of what is live', () => {
    expect(result.ok).toBe(true)
    expect(bytesOf(result, '.debug_info').slice(0, 16)).toBe(word(addressNamed(result, 'live') + 3n))
    expect(bytesOf(result, '.debug_info').slice(48)).toBe('77'.repeat(8))
  })

  it('gives no life', () => expect(blocksOf(result, '.text.dead')).toEqual([]))

  it.each([
    ['.debug_info', 0],
    ['.debug_rnglists', 0],
    ['.note.x', 0],
    ['.debug_ranges', 1],
    ['.debug_loc', 1],
  ])('%s says %i of what is stripped and of what nobody defines', (name, tombstone) => {
    expect(bytesOf(result, name).slice(16, 48)).toBe(word(tombstone) + word(tombstone))
    const flags = edgesOf(result, name).map((e) => result.graph.edges.flags[e] & EdgeFlag.Tombstone)
    expect(flags).toEqual([0, EdgeFlag.Tombstone, EdgeFlag.Tombstone])
  })

  it('has a verdict on an edge that lost its target: it points at something stripped', () => {
    const [alive, stripped] = edgesOf(result, '.debug_info').map((e) => crossingOf(result.graph, e, result.judge))
    expect(alive).toMatchObject({ to: 0, verdict: 'fine' })
    expect(stripped).toMatchObject({ to: 3, verdict: 'note' })
    expect(stripped!.says).toContain('stripped')
  })

  it('asks for no name: nobody has to define or assume it', () => {
    expect(result.diagnostics).toEqual([])
    expect(linkObjects([OBJECT], { keepNoAlloc: 'hold', undefined: 'strict' }).ok).toBe(true)
  })

  it('changes neither address nor byte of memory', () => {
    expect(memoryOf(result)).toEqual(memoryOf(linkWith('off')))
    for (const { id } of samples()) {
      const [held, without] = (['hold', 'off'] as const).map((keepNoAlloc) => linkSample(id, { keepNoAlloc }))
      expect(memoryOf(held!), id).toEqual(memoryOf(without!))
    }
  })

  it('keeps what is live anyway live for its old reason', () => {
    const { liveBecause } = result.graph.blocks
    for (const b of blocksOf(result, '.text.live')) expect(liveBecause[b]).toBe(0xffffffff)
  })
})

describe('metadata as LLVM’s plugin treats it', () => {
  const result = linkWith('live')

  it('keeps alive what it points at', () => {
    expect(blocksOf(result, '.text.dead')).toHaveLength(1)
    expect(bytesOf(result, '.note.x').slice(16, 32)).toBe(word(addressNamed(result, 'dead') + 3n))
  })

  it('asks for names like anything else', () => {
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['assumed-address'])
    expect(linkObjects([OBJECT], { keepNoAlloc: 'live', undefined: 'strict' }).ok).toBe(false)
  })
})

describe('metadata that is off', () => {
  it('is stripped like anything that nothing live refers to', () => {
    const result = linkWith('off')
    for (const { name } of OBJECT.sections.slice(2)) expect(blocksOf(result, name)).toEqual([])
  })
})

describe('metadata with a field of four bytes for an address above 4 GiB', () => {
  const short = (name: string, addend: number): SectionSpec => ({
    name,
    bytes: new Array<number>(24).fill(0x55),
    relocations: [
      { at: 0, type: '64', to: 'live' },
      { at: 8, type: '32', to: 'live', addend },
      { at: 12, type: '32', to: 'live', addend },
      { at: 16, type: '64', to: 'live' },
    ],
  })
  const object = (...sections: readonly SectionSpec[]): ObjectSpec => ({
    sections: [{ name: '.text', flags: 'ax', size: 16 }, ...sections],
    symbols: [{ name: 'live', in: '.text', type: 'func' }],
  })
  const high = { base: 0x7ff000000000n }

  it('is left as the file has it, with one warning, and everything else is linked and live', () => {
    const result = linkObjects([object(short('.debug_info', 0))], high)
    expect(result.ok).toBe(true)
    const [warning, ...others] = result.diagnostics
    expect([warning?.code, warning?.severity, others]).toEqual(['metadata-out-of-range', 'warning', []])
    expect(said(warning?.structure)).toContain('.debug_info + 0x8')
    expect(said(warning?.detail)).toMatch(/so it is with 1 more\. Left as the file has it/)
    const address = word(addressNamed(result, 'live'))
    expect(bytesOf(result, '.debug_info')).toBe(`${address}${'55'.repeat(8)}${address}`)
    expect(edgesOf(result, '.debug_info').map((e) => result.graph.edges.flags[e] & EdgeFlag.Applied)).toEqual([
      2, 0, 0, 2,
    ])
  })

  it('is warned of once for each section', () => {
    const { diagnostics } = linkObjects([object(short('.debug_info', 0), short('.debug_line', 4))], high)
    expect(diagnostics.map(({ code }) => code)).toEqual(['metadata-out-of-range', 'metadata-out-of-range'])
  })

  it('ends the link if it is kept for its own sake, as LLVM does for metadata that something refers to', () => {
    const { ok, diagnostics } = linkObjects([object(short('.debug_info', 0))], { ...high, keepNoAlloc: 'live' })
    expect(ok).toBe(false)
    expect(diagnostics.map(({ code }) => code)).toEqual(['out-of-range'])
  })

  it('is not there at all where nothing is kept', () => {
    const { ok, diagnostics } = linkObjects([object(short('.debug_info', 0))], { ...high, keepNoAlloc: 'off' })
    expect([ok, diagnostics]).toEqual([true, []])
  })
})
