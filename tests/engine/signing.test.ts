/** Signed pointers of arm64e: what the linker's own function does when it runs, and where there can be none. */
import { describe, expect, it } from 'vitest'
import { ACTION_KIND } from '../../src/engine/graph/action-kinds'
import { RULE_SETS } from '../../src/engine/graph/crossing-rules'
import { crossingOf } from '../../src/engine/graph/crossings'
import type { BlockId, EdgeId, SymbolId } from '../../src/engine/graph/ids'
import { FINALIZE, NO_ALLOC, STANDARD } from '../../src/engine/graph/lifetimes'
import type { LinkResult } from '../../src/engine/session/link'
import { errorCodes, linkWith } from '../support/quirk-check'

const SIGNED = 'macho-arm64e/signed'
const KEYS = ['ia', 'ib', 'da', 'db']
const FAR = 0x7000n

/** A pointer that was signed: where it was stored, what it is, by which key, with which number, and whether its place took part. */
interface Signed {
  readonly place: bigint
  readonly value: bigint
  readonly key: string
  readonly number: number
  readonly withPlace: boolean
}

const linkSigned = (policies = {}): LinkResult =>
  linkWith(SIGNED, [], { absolutes: new Map([['_far', FAR]]), ...policies })

function blocksIn({ graph }: LinkResult, section: string): BlockId[] {
  const all = Array.from({ length: graph.blocks.length }, (_, b) => b as BlockId)
  return all.filter((b) => !graph.isRemoved(b) && graph.sectionName(graph.blocks.section[b]) === section)
}

function addressOf({ graph }: LinkResult, name: string): bigint {
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) if (graph.nameOf(s) === name) return graph.addressOf(s)
  throw new Error(`no ${name}`)
}

/** Runs code that moves numbers, signs and stores: the instructions that such a function may consist of. */
function run(code: Uint8Array): Signed[] {
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength)
  const registers = new Map<number, bigint>()
  const signed: Signed[] = []
  let last: Omit<Signed, 'place'> | undefined
  for (let at = 0; at < code.length; at += 4) {
    const word = view.getUint32(at, true)
    const [to, from] = [word & 31, (word >>> 5) & 31]
    const [half, shift] = [BigInt((word >>> 5) & 0xffff), BigInt(16 * ((word >>> 21) & 3))]
    if ((word & 0xff800000) >>> 0 === 0xd2800000) registers.set(to, half << shift)
    else if ((word & 0xff800000) >>> 0 === 0xf2800000)
      registers.set(to, (registers.get(to)! & ~(0xffffn << shift)) | (half << shift))
    else if ((word & 0xffe0ffe0) >>> 0 === 0xaa0003e0) registers.set(to, registers.get((word >>> 16) & 31)!)
    else if ((word & 0xffffc000) >>> 0 === 0xdac10000) {
      const isPlain = ((word >>> 13) & 1) === 1
      const context = isPlain ? 0n : registers.get(from)!
      const place = registers.get(9)!
      const withPlace = !isPlain && (context & 0xffffffffffffn) === place
      const number = Number(withPlace ? context >> 48n : context)
      last = { value: registers.get(to)!, key: KEYS[(word >>> 10) & 3]!, number, withPlace }
    } else if ((word & 0xffc00000) >>> 0 === 0xf9000000) signed.push({ place: registers.get(from)!, ...last! })
    else if (word === 0xd65f03c0) return signed
    else throw new Error(`instruction ${word.toString(16)} at ${at}`)
  }
  throw new Error('no return')
}

describe('the function that signs pointers', () => {
  const result = linkSigned()
  const [block] = blocksIn(result, '$__ptrauth_sign')
  const { graph } = result

  it('stores each pointer at its place, signed as the source wants it; a null pointer stays one', () => {
    const signed = run(graph.content(block!)!)
    const [d, e, main] = [addressOf(result, '_d'), addressOf(result, '_e'), addressOf(result, '_main')]
    const expected: Signed[] = [
      { place: d, value: main, key: 'ia', number: 1, withPlace: false },
      { place: d + 8n, value: main + 4n, key: 'da', number: 42, withPlace: true },
      { place: d + 16n, value: FAR, key: 'ib', number: 0, withPlace: false },
      { place: d + 24n, value: main, key: 'db', number: 7, withPlace: true },
      { place: e, value: e, key: 'ia', number: 0, withPlace: true },
      { place: addressOf(result, '_inits'), value: addressOf(result, '_init'), key: 'ia', number: 0, withPlace: false },
    ]
    const byPlace = (a: Signed, b: Signed): number => Number(a.place - b.place)
    expect(signed.toSorted(byPlace)).toEqual(expected.toSorted(byPlace))
  })

  it('lies in Finalize memory, while what it signs stays', () => {
    expect(graph.sections.lifetime[graph.blocks.section[block!]]).toBe(FINALIZE)
    const [data] = blocksIn(result, '__DATA,__data')
    expect(graph.sections.lifetime[graph.blocks.section[data!]]).toBe(STANDARD)
    expect(graph.segments.lifetime[graph.blocks.segment[block!]]).toBe(FINALIZE)
  })

  it('is called as a finalize action', () => {
    const kinds = Array.from({ length: graph.actions.length }, (_, a) => graph.actions.kind[a as never])
    expect(kinds).toContain(ACTION_KIND['sign-pointers'])
  })
})

describe('a signed pointer in a section without memory', () => {
  const result = linkSigned({ policies: [{ pattern: '__DATA,__data', lifetime: NO_ALLOC }] })

  it('is refused', () => expect(errorCodes(result)).toEqual(['signed-pointer']))

  it.each(RULE_SETS)('is refused under the rules $id', ({ id }) => {
    const refused = linkSigned({ rules: id, policies: [{ pattern: '__DATA,__data', lifetime: NO_ALLOC }] })
    expect(refused.ok).toBe(false)
    // The first draft looks at references to the section before anybody signs.
    expect(errorCodes(refused)).toEqual([id === 'first-draft' ? 'crossing-forbidden' : 'signed-pointer'])
  })

  it('is judged an error by the processor’s own row, which says why and what would help', () => {
    const { graph, judge, arch } = result
    const signed = Array.from({ length: graph.edges.length }, (_, e) => e as EdgeId).filter(
      (e) => arch.edges[graph.edges.kind[e]]!.name === 'Pointer64Authenticated',
    )
    const inData = signed.filter(
      (e) => graph.sectionName(graph.blocks.section[graph.edges.block[e]]) === '__DATA,__data',
    )
    expect(inData.length).toBeGreaterThan(3)
    for (const e of inData) {
      const { verdict, says, wayOut } = crossingOf(graph, e, judge)
      expect(verdict).toBe('error')
      expect(says).toContain('runs in the executor')
      expect(wayOut).toContain('Standard')
    }
  })
})
