/** Formulas and fields: the rows, the exact evaluator, and the fixup loop's limits. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { familyOf, evaluate, parseFormula } from '../../src/engine/arch/formula'
import { AARCH64, AARCH64_EDGES, AARCH64_FIXUPS } from '../../src/engine/arch/aarch64/edges'
import { FIELDS, asFieldNumber, bitsOf, fits, insertInto, limitsOf, written } from '../../src/engine/arch/fields'
import { X86, X86_EDGES, X86_FIXUPS } from '../../src/engine/arch/x86-64/edges'
import { isFixup, isRequest } from '../../src/engine/arch/edge-rows'

const TOP = 1n << 64n
const zero = { S: 0n, A: 0n, P: 0n, GOT: 0n, TP: 0n, TLS: 0n, Z: 0n, IMAGE: 0n, SECTION: 0n, NUMBER: 0n }

describe('parseFormula', () => {
  it('reads sums, signs and parentheses', () => {
    expect(parseFormula('S + A - (P + 4)')).toMatchObject({
      coefficient: { S: 1, A: 1, P: -1, GOT: 0, Z: 0 },
      constant: -4,
    })
    expect(parseFormula('P + A - S').coefficient).toMatchObject({ S: -1, P: 1 })
    expect(parseFormula('S - (P - (4 - A))')).toMatchObject({ coefficient: { S: 1, P: -1, A: -1 }, constant: 4 })
  })

  it('reads pages of sums', () => {
    const formula = parseFormula('Page(S + A) - Page(P)')
    expect(formula.coefficient).toMatchObject({ S: 0, A: 0, P: 0 })
    expect(formula.pages).toMatchObject([
      { sign: 1, of: { coefficient: { S: 1, A: 1, P: 0 } } },
      { sign: -1, of: { coefficient: { S: 0, A: 0, P: 1 } } },
    ])
    expect(formula.uses).toEqual(['S', 'A', 'P'])
    expect(parseFormula('S + A - Page(GOT + 8)')).toMatchObject({
      coefficient: { S: 1, A: 1, GOT: 0 },
      pages: [{ sign: -1, of: { coefficient: { GOT: 1 }, constant: 8 } }],
    })
  })

  it('refuses letters that are no operand', () => expect(() => parseFormula('S + Q')).toThrow('unknown operand Q'))
})

describe('evaluate', () => {
  it.each([
    ['S + A', { S: TOP - 8n, A: 8n }, 0n],
    ['S + A - P', { S: 0n, A: TOP - 4n, P: 1n }, TOP - 5n],
    ['S + A - (P + 4)', { S: 1n << 53n, A: 1n, P: 0n }, (1n << 53n) - 3n],
    ['S + A', { S: (1n << 63n) - 1n, A: 1n }, 1n << 63n],
    ['P + A - S', { P: 1n << 32n, S: 1n }, (1n << 32n) - 1n],
    ['Page(S + A) - Page(P)', { S: 0x1ffen, A: 2n, P: 0x3fffn }, TOP - 0x1000n],
    ['S + A - Page(S + A)', { S: TOP - 1n, A: 0n }, 0xfffn],
  ])('%s is exact modulo 2^64', (text, values, expected) => {
    expect(evaluate(parseFormula(text), { ...zero, ...values })).toBe(expected)
  })
})

describe('fields', () => {
  for (const field of Object.values(FIELDS)) {
    const { low, high } = limitsOf(field)
    it(`${field.id} holds its limits and nothing beyond`, () => {
      expect(fits(field, BigInt.asUintN(64, low))).toBe(true)
      expect(fits(field, BigInt.asUintN(64, high))).toBe(true)
      if (field.sign === 'none') return
      expect(fits(field, BigInt.asUintN(64, high + 1n))).toBe(false)
      if (field.sign === 'signed') expect(fits(field, BigInt.asUintN(64, low - 1n))).toBe(false)
      else expect(fits(field, TOP - 1n)).toBe(field.sign === 'either')
    })
  }

  it('read a value as their reader does', () => {
    expect(asFieldNumber(FIELDS.i32, TOP - 1n)).toBe(-1n)
    expect(asFieldNumber(FIELDS.u32, TOP - 1n)).toBe(TOP - 1n)
  })
})

describe('edge rows of AArch64', () => {
  it('have the reference tool’s order', () => {
    const { Pointer64, Delta32, Branch26PCRel, Page21, GotPageOffset15 } = AARCH64
    expect([Pointer64, Delta32, Branch26PCRel, Page21, GotPageOffset15]).toEqual([2, 6, 9, 15, 17])
    expect(AARCH64.RequestTLSDescEntryAndTransformToPageOffset12).toBe(25)
  })

  it('are what their names say: distances are relative, pointers and parts of addresses absolute', () => {
    AARCH64_FIXUPS.forEach((fixup) => {
      if (!fixup) return
      const { name } = fixup.row
      const isAddress = /^(Pointer(?!32NB)|MoveWide16(Last|Signed)?$|PageOffset12)/.test(name)
      expect([name, fixup.family]).toEqual([
        name,
        name === 'SectionIdx16' ? 'size' : isAddress ? 'absolute' : 'relative',
      ])
    })
  })

  it('choose the field by the instruction', () => {
    const { chosenBy } = AARCH64_FIXUPS[AARCH64.PageOffset12]!.field
    const shifts = [0x91000000, 0x39400000, 0x79400000, 0xb9400000, 0xf9400000, 0x3dc00000, 0x3d400000, 0xfd400000]
    expect(shifts.map((word) => Math.log2(chosenBy!(word, 0, 0).multipleOf!))).toEqual([0, 0, 1, 2, 3, 4, 0, 3])
    const move = AARCH64_FIXUPS[AARCH64.MoveWide16]!.field.chosenBy!
    expect([0xd2800000, 0xf2a00000, 0xf2c00000, 0xf2e00000].map((word) => move(word, 0, 0).pieces![0]!.value)).toEqual([
      0, 16, 32, 48,
    ])
  })

  it('lower to kinds that exist', () => {
    for (const row of AARCH64_EDGES)
      if (isRequest(row)) expect(AARCH64_EDGES.map(({ name }) => name)).toContain(row.lowersTo)
  })
})

describe('pieces of a value', () => {
  const word = fc.nat(0xffffffff)
  it('go into a word as exact integers say', () => {
    for (const { field } of AARCH64_FIXUPS.flatMap((fixup) => (fixup?.field.pieces ? [fixup] : []))) {
      fc.assert(
        fc.property(word, word, word, (before, low, high) => {
          const value = (BigInt(high) << 32n) | BigInt(low)
          expect(BigInt(insertInto(field.pieces!, before, low, high))).toBe(written(field, BigInt(before), value))
        }),
      )
    }
  })

  it('are taken from both words', () => {
    fc.assert(
      fc.property(word, word, fc.nat(63), fc.integer({ min: 1, max: 32 }), (low, high, from, count) => {
        const value = (BigInt(high) << 32n) | BigInt(low)
        expect(BigInt(bitsOf(low, high, from, count) >>> 0)).toBe(
          (value >> BigInt(from)) & ((1n << BigInt(count)) - 1n),
        )
      }),
    )
  })
})

describe('edge rows of x86-64', () => {
  it('have the reference tool’s order', () => {
    expect([X86.Pointer64, X86.Delta32, X86.BranchPCRel32]).toEqual([2, 8, 16])
  })

  it('are what their names say: distances have a P, pointers have none', () => {
    X86_EDGES.forEach((row, kind) => {
      const fixup = X86_FIXUPS[kind]
      expect(fixup !== undefined).toBe(isFixup(row))
      if (!fixup) return
      const distance = /Delta|PCRel|TPOff|32NB|SecRel/.test(row.name)
      expect(familyOf(fixup.formula)).toBe(
        distance ? 'relative' : /^(Size|SectionIdx)/.test(row.name) ? 'size' : 'absolute',
      )
      const width = Number(/(64|32|16|8)/.exec(row.name)![1]) / 8
      expect(fixup.field.bytes).toBe(width)
    })
  })

  it('lower to kinds that exist', () => {
    for (const row of X86_EDGES) if (isRequest(row)) expect(X86_EDGES.map(({ name }) => name)).toContain(row.lowersTo)
  })
})
