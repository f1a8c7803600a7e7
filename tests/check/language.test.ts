/** The parts of the check language that a reference run cannot show: how files are scanned, and where it would crash. */
import { describe, expect, it } from 'vitest'
import { loadDisassembler } from '../../src/disassembler/capstone'
import { encodingOf } from '../../src/engine/check/x86-64-instruction'
import { instructionOperands } from '../../src/engine/check/operands'
import { rulesIn } from '../../src/engine/check/rules'
import { judgeOurs } from './case'

const said = async (rule: string): Promise<string | null> => judgeOurs([rule], await loadDisassembler('x86-64'))[0]![1]

describe('the rules of a file', () => {
  it('start with the exact prefix, behind white space', () => {
    const text = '  # jitlink-check: a = b\n#jitlink-check: no\n\t# jitlink-check:c\nx # jitlink-check: no\n'
    expect(rulesIn(text)).toEqual(['a = b', 'c'])
  })

  it('go on behind a backslash, if the next line has the prefix', () => {
    expect(rulesIn('# jitlink-check: a + \\\n# jitlink-check: 4=3\n')).toEqual(['a +  4=3'])
    expect(rulesIn('# jitlink-check: a \\\nb = 2\n')).toEqual(['a'])
    expect(rulesIn('# jitlink-check: a \\')).toEqual(['a'])
  })

  it('may have another name', () => expect(rulesIn('# mine: x\n# jitlink-check: y\n', '# mine:')).toEqual(['x']))
})

describe('loads', () => {
  it('read gaps and zero-fill as zero', async () => {
    expect(await said('*{8}zeros = 0')).toBeNull()
    expect(await said('*{8}(data + 0x800) = 0')).toBeNull()
  })

  it('read NoAlloc content', async () => {
    expect(await said('*{8}note = mix')).toBeNull()
    expect(await said('*{1}(note + 8) = 77')).toBeNull()
  })

  it('say what is wrong where the reference tool crashes', async () => {
    expect(await said('*{8}(zeros + 8) = 0')).toContain("outside the link's memory")
    expect(await said('*{8}*{8}data = 0')).toContain("outside the link's memory")
  })

  it('take everything behind them for their address', async () => {
    expect(await said('*{8}data + 8 = 0x1122334455667788')).toBeNull()
    expect(await said('(*{8}data) + 8 = mix + 8')).toBeNull()
    expect(await said('(*{8}(data + 8))[63:56] = 0x11')).toBeNull()
  })
})

describe('instructions', () => {
  it('that are not covered have no operands, and no wrong ones', () => {
    const evex = new Uint8Array([0x62, 0xf1, 0x7c, 0x48, 0x10, 0x05, 1, 2, 3, 4])
    expect(encodingOf(evex)).toBeUndefined()
    expect(instructionOperands(evex)).toBeUndefined()
    expect(encodingOf(new Uint8Array([0x48, 0x8b]))).toBeUndefined()
    expect(encodingOf(new Uint8Array([0xc5, 0xf8]))).toBeUndefined()
    expect(encodingOf(new Uint8Array([]))).toBeUndefined()
  })

  it('decode as text for people', async () => {
    const disassembler = await loadDisassembler('x86-64')
    const call = new Uint8Array([0xe8, 0xfb, 0x0f, 0, 0, 0x90])
    expect(disassembler.decode(call, 0x1000n)).toEqual({ bytes: call.subarray(0, 5), text: 'call 0x2000' })
    expect(disassembler.decode(new Uint8Array([0x06]), 0n)).toBeUndefined()
    expect(disassembler.decode(new Uint8Array([]), 0n)).toBeUndefined()
  })
})
