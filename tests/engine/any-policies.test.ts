/** Whatever policies people give to sections, in whichever combination: what has to hold of every link. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainEdge } from '../../src/engine/arch/explain'
import { placesOf } from '../../src/engine/arch/places'
import { countCrossings } from '../../src/engine/graph/crossings'
import type { BlockId, EdgeId, SegmentId } from '../../src/engine/graph/ids'
import { NO_SEGMENT } from '../../src/engine/graph/ids'
import { FINALIZE, LIFETIMES, NO_ALLOC, STANDARD } from '../../src/engine/graph/lifetimes'
import { EdgeFlag, SegmentState } from '../../src/engine/graph/schema'
import type { LinkOptions } from '../../src/engine/passes/pass'
import type { LinkResult } from '../../src/engine/session/link'
import { linkObjects } from '../support/look'
import type { ObjectSpec } from '../support/object-writer'

const HOMES = ['.text', '.once', '.data', '.rodata', '.bss', '.meta', '.note']
const ADDRESS = { '.meta': 0x40, '.note': 0x100 } as const

/** Every section refers to every other, by address and by distance. */
const object = (prefix: string): ObjectSpec => ({
  sections: HOMES.map((name, i) => ({
    name,
    flags: { '.text': 'ax', '.once': 'ax', '.data': 'aw', '.bss': 'aw', '.rodata': 'a' }[name] ?? '',
    ...(name === '.bss'
      ? { type: 'nobits' as const, size: 100 * i }
      : { size: 16 * HOMES.length + i, relocations: HOMES.flatMap((to, j) => pair(16 * j, `${prefix}${to}`)) }),
    align: 2 ** i,
    address: name in ADDRESS ? ADDRESS[name as keyof typeof ADDRESS] : 0,
  })),
  symbols: HOMES.map((home) => ({ name: `${prefix}${home}`, in: home, at: 4 })),
})

const pair = (at: number, to: string) => [
  { at, type: '64' as const, to },
  { at: at + 8, type: 'PC64' as const, to },
]

const choice: fc.Arbitrary<Partial<LinkOptions>> = fc.record({
  policies: fc.array(
    fc.record({
      pattern: fc.constantFrom(...HOMES, '*', '.*e*'),
      lifetime: fc.constantFrom<number>(STANDARD, FINALIZE, NO_ALLOC),
    }),
    { maxLength: 6 },
  ),
  manager: fc.constantFrom<LinkOptions['manager']>('in-process', 'slab'),
  keepNoAlloc: fc.constantFrom<LinkOptions['keepNoAlloc']>('hold', 'live', 'off'),
})

const holds = (check: (result: LinkResult, options: Partial<LinkOptions>) => void): void =>
  fc.assert(
    fc.property(choice, (options) => {
      const result = linkObjects([object('a'), object('b')], options)
      expect(result.diagnostics).toEqual([])
      check(result, options)
    }),
    { numRuns: 60 },
  )

const blocksIn = ({ graph }: LinkResult): BlockId[] =>
  ([...Array(graph.blocks.length).keys()] as BlockId[]).filter((b) => !graph.isRemoved(b))
const segmentsIn = ({ graph }: LinkResult): SegmentId[] => [...Array(graph.segments.length).keys()] as SegmentId[]

describe('with any policies', () => {
  it('a block has memory, on pages of its own policy and protection, exactly if its policy allocates', () =>
    holds((result) => {
      const { blocks, sections, segments } = result.graph
      for (const b of blocksIn(result)) {
        const x = blocks.section[b]
        const g = blocks.segment[b]
        expect(g !== NO_SEGMENT).toBe(LIFETIMES[sections.lifetime[x]]!.allocates)
        if (g === NO_SEGMENT) continue
        expect([segments.lifetime[g], segments.protection[g]]).toEqual([sections.lifetime[x], sections.protection[x]])
        expect(blocks.address.big[b] % (1n << BigInt(blocks.alignment[b]))).toBe(0n)
        const end = segments.address.big[g] + segments.reserved.big[g]
        expect(blocks.address.big[b] >= segments.address.big[g]).toBe(true)
        expect(blocks.address.big[b] + blocks.size.big[b] <= end).toBe(true)
      }
    }))

  it('a NoAlloc block is where the file says', () =>
    holds((result) => {
      const { graph } = result
      for (const b of blocksIn(result)) {
        const x = graph.blocks.section[b]
        if (graph.sections.lifetime[x] !== NO_ALLOC) continue
        const wanted = ADDRESS[graph.sectionName(x) as keyof typeof ADDRESS] ?? 0
        expect(graph.blocks.address.big[b]).toBe(BigInt(wanted))
      }
    }))

  it('no two blocks in memory overlap, and Finalize memory of a file lies behind its Standard memory', () =>
    holds((result) => {
      const { blocks, segments } = result.graph
      const placed = blocksIn(result)
        .filter((b) => blocks.segment[b] !== NO_SEGMENT)
        .sort((a, b) => Number(blocks.address.big[a] - blocks.address.big[b]) || a - b)
      placed.forEach((b, i) => {
        const before = placed[i - 1]
        if (before === undefined) return
        expect(blocks.address.big[before] + blocks.size.big[before] <= blocks.address.big[b]).toBe(true)
      })
      for (const [i, g] of segmentsIn(result).entries()) {
        const next = segmentsIn(result)[i + 1]
        if (next === undefined || segments.file[g] !== segments.file[next]) continue
        expect(segments.lifetime[g] <= segments.lifetime[next]).toBe(true)
        expect(segments.address.big[g] + segments.reserved.big[g]).toBe(segments.address.big[next])
      }
    }))

  it('every field holds what its formula says of the final addresses, or a tombstone', () =>
    holds((result) => {
      const { graph, arch } = result
      const places = placesOf(graph, arch)
      for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
        const b = graph.edges.block[e]
        if (graph.isRemoved(b)) continue
        expect(graph.edges.flags[e] & EdgeFlag.Applied).toBe(EdgeFlag.Applied)
        const { value, tombstone } = explainEdge(graph, arch, e, places)!
        const content = graph.content(b)!
        const field = new DataView(content.buffer, content.byteOffset).getBigUint64(graph.edges.offset[e], true)
        expect(field).toBe(BigInt.asUintN(64, tombstone === undefined ? value : BigInt(tombstone)))
      }
    }))

  it('the twelve counts add up to the edges that are left', () =>
    holds(({ graph, judge }) => {
      const left = [...Array(graph.edges.length).keys()].filter((e) => !graph.isRemoved(graph.edges.block[e as EdgeId]))
      expect([...countCrossings(graph, judge).count].reduce((sum, n) => sum + n, 0)).toBe(left.length)
    }))

  it('Standard pages are protected in the end; Finalize pages are gone in-process, and protected in the slab', () =>
    holds((result, { manager }) => {
      const { lifetime, state } = result.graph.segments
      for (const g of segmentsIn(result)) {
        const gone = manager === 'in-process' && lifetime[g] === FINALIZE
        expect(state[g]).toBe(gone ? SegmentState.Released : SegmentState.Protected)
      }
    }))
})
