/** What the card of an edge is made of: instructions with holes, bits, reach, history; against real links and Capstone. */
import { describe, expect, it } from 'vitest'
import { loadDisassembler } from '../../src/disassembler/capstone'
import type { Syntax } from '../../src/engine/arch/disassembler'
import { explainEdge } from '../../src/engine/arch/explain'
import type { FieldRow } from '../../src/engine/arch/fields'
import { FIELDS } from '../../src/engine/arch/fields'
import { placesOf } from '../../src/engine/arch/places'
import { x86_64 } from '../../src/engine/arch/x86-64/x86-64'
import type { EdgeId } from '../../src/engine/graph/ids'
import { Replay } from '../../src/engine/graph/replay'
import { edgeHistory } from '../../src/scene/edge-history'
import { bitsText, fieldBits } from '../../src/scene/field-bits'
import { cutOperand, sumText } from '../../src/scene/operand-text'
import { distanceText, limitText, reachOf, signOfTarget } from '../../src/scene/reach'
import { decodeAll, instructionAround } from '../../src/worker/reader-code'
import { linkSample } from '../support/link-files'
import { edgesOf, symbolNamed } from '../support/look'

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
    const cells = fieldBits(FIELDS.i32, [0xda, 0xdf, 0xff, 0xff])
    expect(cells.map(bitsText)).toEqual(['7–0', '15–8', '23–16', '31–24'])
    expect(cells[0]!.bits.map(({ set }) => (set ? 1 : 0)).join('')).toBe('11011010')
  })

  it('may be cut into pieces, as in an ADRP of AArch64', () => {
    const adrp: FieldRow = {
      id: 'adrp',
      bytes: 4,
      sign: 'signed',
      says: 'signed, 21 bits',
      pieces: [
        { value: 0, at: 29, count: 2 },
        { value: 2, at: 5, count: 19 },
      ],
    }
    expect(fieldBits(adrp, [0, 0, 0, 0]).map(bitsText)).toEqual(['4–2', '12–5', '20–13', '1–0'])
    expect(
      fieldBits(adrp, [0, 0, 0, 0])[3]!
        .bits.map(({ value }) => value ?? '-')
        .join(''),
    ).toBe('-10-----')
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
    expect([-(2n ** 31n), 2n ** 31n - 1n, 2n ** 32n - 1n, 0n, 127n].map(limitText)).toEqual([
      '−2 GiB',
      '+2 GiB',
      '+4 GiB',
      '0',
      '+127',
    ])
    expect([1n, 5n, 3n << 29n].map(distanceText)).toEqual(['1 byte', '5 bytes', '1,610,612,736 bytes (1.5 GiB)'])
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
