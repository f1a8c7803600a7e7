/** What the card of an edge is made of: instructions with holes, bits, reach, history; against real links and Capstone. */
import { describe, expect, it } from 'vitest'
import { loadDisassembler } from '../../src/disassembler/capstone'
import type { Syntax } from '../../src/engine/arch/disassembler'
import { explainEdge } from '../../src/engine/arch/explain'
import { piecesOf, written } from '../../src/engine/arch/fields'
import { placesOf } from '../../src/engine/arch/places'
import { aarch64 } from '../../src/engine/arch/aarch64/aarch64'
import { AARCH64 } from '../../src/engine/arch/aarch64/edges'
import { fieldIn } from '../../src/scene/bytes'
import { x86_64 } from '../../src/engine/arch/x86-64/x86-64'
import type { EdgeId } from '../../src/engine/graph/ids'
import { Replay } from '../../src/engine/graph/replay'
import { edgeHistory } from '../../src/scene/edge-history'
import { bitsText, fieldBits } from '../../src/scene/field-bits'
import { splitPicture } from '../../src/scene/split-field'
import { cutOperand, sumText } from '../../src/scene/operand-text'
import { distanceText, limitText, reachOf, signOfTarget } from '../../src/scene/reach'
import { decodeAll, instructionAround } from '../../src/worker/reader-code'
import { linkSample } from '../support/link-files'
import { edgesOf, symbolNamed } from '../support/look'
import { say } from '../support/say'

const ADDRESS = 0x10003000n

/** The text with ‹› around what a field of four bytes decides. */
async function holed(bytes: readonly number[], at: number, width = 4, syntax: Syntax = 'intel'): Promise<string> {
  const ask = { processor: 'x86-64' as const, bytes: new Uint8Array(bytes), address: ADDRESS, syntax, at, width }
  const found = instructionAround(await loadDisassembler('x86-64'), ask)
  if (!found) return 'none'
  const { before, operand, after } = cutOperand(found.probes)
  return operand === '' ? before : `${before}‹›${after}`
}

describe('an instruction before its fixup', () => {
  it.each([
    ['a load', [0x8b, 0x05, 0, 0, 0, 0], 2, 4, 'mov eax, dword ptr [‹›]', 'movl ‹›, %eax'],
    ['a call', [0xe8, 0, 0, 0, 0], 1, 4, 'call ‹›', 'callq ‹›'],
    ['a jump of a byte', [0xeb, 0], 1, 1, 'jmp ‹›', 'jmp ‹›'],
    ['an address as a number', [0xbf, 0, 0, 0, 0], 1, 4, 'mov edi, ‹›', 'movl $‹›, %edi'],
    ['all of an address', [0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0], 2, 8, 'movabs rax, ‹›', 'movabsq $‹›, %rax'],
    [
      'a store with a number of its own',
      [0xc7, 5, 0, 0, 0, 0, 7, 0, 0, 0],
      2,
      4,
      'mov dword ptr [‹›], 7',
      'movl $7, ‹›',
    ],
    ['an array', [0x8b, 0x04, 0xbd, 0, 0, 0, 0], 3, 4, 'mov eax, dword ptr [rdi*4 + ‹›]', 'movl ‹›(, %rdi, 4), %eax'],
  ])('%s', async (_, bytes, at, width, intel, att) => {
    expect(await holed(bytes, at, width)).toBe(intel)
    expect(await holed(bytes, at, width, 'att')).toBe(att)
  })

  it.each([
    ['a call', 0x94000000, 'Branch26PCRel', 'bl ‹›'],
    ['a page', 0x90000008, 'Page21', 'adrp x8, ‹›'],
    ['an addition', 0x91000108, 'PageOffset12', 'add x8, x8, ‹›'],
    ['a load', 0xf9400108, 'PageOffset12', 'ldr x8, [x8, ‹›]'],
    ['a move', 0xf2a00008, 'MoveWide16', 'movk x8, ‹›, lsl #16'],
    ['a test', 0x36180001, 'TestAndBranch14PCRel', 'tbz w1, #3, ‹›'],
    ['a request', 0x90000008, 'RequestGOTAndTransformToPage21', 'adrp x8, ‹›'],
  ] as const)('of AArch64: %s', async (_, word, kind, text) => {
    const bytes = new Uint8Array(8)
    const view = new DataView(bytes.buffer)
    view.setUint32(0, 0xd65f03c0, true)
    view.setUint32(4, word, true)
    const field = fieldIn(aarch64, AARCH64[kind], bytes, 4)
    const own = { at: 4, width: 4, pieces: field?.pieces }
    const ask = { processor: 'aarch64', bytes, address: ADDRESS, syntax: 'intel', ...own } as const
    const found = instructionAround(await loadDisassembler('aarch64'), ask)!
    expect([found.start, found.size]).toEqual([4, 4])
    const { before, operand, after } = cutOperand(found.probes)
    expect(`${before}${operand && '‹›'}${after}`).toBe(text)
  })

  it('of AArch64 is a word, whether it is known or not', async () => {
    const bytes = new Uint8Array([0xff, 0xff, 0xff, 0xff, 0xc0, 0x03, 0x5f, 0xd6, 0])
    const ask = { processor: 'aarch64', bytes, address: ADDRESS, syntax: 'intel' } as const
    const engine = await loadDisassembler('aarch64')
    expect([...decodeAll(engine, ask)].map(({ start, size, text }) => [start, size, text])).toEqual([
      [0, 4, ''],
      [4, 4, 'ret'],
      [8, 1, ''],
    ])
  })

  it('is found behind others, and not where bytes are none', async () => {
    const engine = await loadDisassembler('x86-64')
    const bytes = new Uint8Array([0x55, 0x06, 0x48, 0x8d, 0x05, 0, 0, 0, 0, 0xc3])
    const ask = { processor: 'x86-64', bytes, address: ADDRESS, syntax: 'intel', at: 5, width: 4 } as const
    expect(instructionAround(engine, ask)).toMatchObject({ start: 2, size: 7 })
    expect(instructionAround(engine, { ...ask, at: 1, width: 1 })).toBeUndefined()
    expect(instructionAround(engine, { ...ask, at: 8 })).toBeUndefined()
    expect([...decodeAll(engine, ask)].map(({ start, text }) => [start, text.split(' ')[0]])).toEqual([
      [0, 'push'],
      [1, ''],
      [2, 'lea'],
      [9, 'ret'],
    ])
  })

  it('names what will stand there', () => {
    expect(sumText('total', -4n)).toBe('total − 4')
    expect(sumText('printf', 0n)).toBe('printf')
    expect(sumText('table', 0x12345n)).toBe('table + 0x12345')
  })
})

describe('a field', () => {
  it('has its lowest byte first', () => {
    const cells = fieldBits([0xda, 0xdf, 0xff, 0xff])
    expect(cells.map(bitsText)).toEqual(['7–0', '15–8', '23–16', '31–24'])
    expect(cells[0]!.bits.map((set) => (set ? 1 : 0)).join('')).toBe('11011010')
  })

  it('has its highest byte first in big-endian data', () => {
    expect(fieldBits([0x12, 0x34], true).map(bitsText)).toEqual(['15–8', '7–0'])
  })

  it('may be cut into pieces, as in an ADRP of AArch64', () => {
    const { field } = aarch64.fixups[AARCH64.Page21]!
    const value = 0x5000n
    const picture = splitPicture(field, value, written(field, 0x90000008n, value))
    expect(picture.ties).toEqual([
      { from: 0, to: 8, count: 19, text: '32–14' },
      { from: 19, to: 1, count: 2, text: '13–12' },
    ])
    expect([picture.value.length, picture.word.length, picture.dropped]).toEqual([33, 32, 12])
    // 5 pages: the lowest two bits of the count are 01, and the rest is 1.
    expect(picture.word.map(({ set }) => (set ? 1 : 0)).join('')).toBe('10110000000000000000000000101000')
    expect(picture.word.map(({ piece }) => piece ?? '-').join('')).toBe('-11-----0000000000000000000-----')
  })

  it('every piece of every field of AArch64 is drawn with the bits that are written', () => {
    for (const { field } of aarch64.fixups.flatMap((fixup) => (fixup?.field.pieces ? [fixup] : []))) {
      const value = 0x123456789abcdefn
      const { value: above, word, ties } = splitPicture(field, value, written(field, 0n, value))
      for (const [i, { from, to, count }] of ties.entries()) {
        const inverted = piecesOf(field).toSorted((a, b) => b.value - a.value)[i]!.inverted === true
        for (let k = 0; k < count; k++) expect(word[to + k]!.set).toBe(above[from + k]!.set !== inverted)
      }
    }
  })
})

describe('reach', () => {
  it('says where a target may be: at both ends the value is the field’s limit', () => {
    const { graph, log } = linkSample('calls-and-globals')
    new Replay(graph, log!).seek(log!.length)
    let judged = 0
    for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
      const explanation = explainEdge(graph, x86_64, e, placesOf(graph, x86_64))
      const reach = explanation && reachOf(explanation)
      if (!reach) continue
      const { low, high, value, values, fixup } = explanation
      const sign = BigInt(signOfTarget(fixup.formula))
      expect(reach.misses).toBe(0n)
      if (reach.to < 2n ** 64n - 1n) expect(value + sign * (reach.to - values.S)).toBe(sign > 0 ? high : low)
      if (reach.from > 0n) expect(value + sign * (reach.from - values.S)).toBe(sign > 0 ? low : high)
      judged++
    }
    expect(judged).toBeGreaterThan(5)
  })

  it('is written as people know it', () => {
    expect([-(2n ** 31n), 2n ** 31n - 1n, 2n ** 32n - 1n, 0n, 127n].map((value) => limitText(say, value))).toEqual([
      '−2 GiB',
      '+2 GiB',
      '+4 GiB',
      '0',
      '+127',
    ])
    expect([1n, 5n, 3n << 29n].map((bytes) => distanceText(say, bytes))).toEqual([
      '1 byte',
      '5 bytes',
      '1,610,612,736 bytes (1.5 GiB)',
    ])
  })
})

describe('history', () => {
  it('of a call to a name outside: through a stub, and back', () => {
    const result = linkSample('printf-got-and-stub')
    const { graph } = result
    const log = result.log!
    const printf = symbolNamed(result, 'printf')
    const e = edgesOf(result, '.text').find(
      (edge) => edgeHistory(graph, log, edge, log.length)[0]?.before.target === printf,
    )!
    const history = edgeHistory(graph, log, e, log.length)
    expect(history.map(({ type }) => type)).toEqual(['edgeLowered', 'edgeRelaxed'])
    expect(history[0]!.before.target).toBe(printf)
    expect(history[1]!.before).toEqual(history[0]!.after)
    expect(history[1]!.after).toEqual({
      kind: graph.edges.kind[e],
      target: graph.edges.target[e],
      addend: graph.edges.addend.big[e],
      offset: graph.edges.offset[e],
    })
    new Replay(graph, log).seek(history[1]!.event)
    expect(edgeHistory(graph, log, e, history[1]!.event)).toHaveLength(1)
  })
})
