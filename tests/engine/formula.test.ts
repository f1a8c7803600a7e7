/** Formulas and fields: the rows, the exact evaluator, and the fixup loop's limits. */
import { describe, expect, it } from 'vitest'
import { familyOf, evaluate, parseFormula } from '../../src/engine/arch/formula'
import { FIELDS, asFieldNumber, fits, limitsOf } from '../../src/engine/arch/fields'
import { X86, X86_EDGES, X86_FIXUPS } from '../../src/engine/arch/x86-64/edges'
import { isFixup, isRequest } from '../../src/engine/arch/edge-rows'

const TOP = 1n << 64n
const zero = { S: 0n, A: 0n, P: 0n, GOT: 0n, TP: 0n, TLS: 0n, Z: 0n }

describe('parseFormula', () => {
  it('reads sums, signs and parentheses', () => {
    expect(parseFormula('S + A - (P + 4)')).toMatchObject({
      coefficient: { S: 1, A: 1, P: -1, GOT: 0, Z: 0 },
      constant: -4,
    })
    expect(parseFormula('P + A - S').coefficient).toMatchObject({ S: -1, P: 1 })
    expect(parseFormula('S - (P - (4 - A))')).toMatchObject({ coefficient: { S: 1, P: -1, A: -1 }, constant: 4 })
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
      else expect(fits(field, TOP - 1n)).toBe(false)
    })
  }

  it('read a value as their reader does', () => {
    expect(asFieldNumber(FIELDS.i32, TOP - 1n)).toBe(-1n)
    expect(asFieldNumber(FIELDS.u32, TOP - 1n)).toBe(TOP - 1n)
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
      const distance = /Delta|PCRel|TPOff/.test(row.name)
      expect(familyOf(fixup.formula)).toBe(distance ? 'relative' : row.name.startsWith('Size') ? 'size' : 'absolute')
      const width = Number(/(64|32|16|8)/.exec(row.name)![1]) / 8
      expect(fixup.field.bytes).toBe(width)
    })
  })

  it('lower to kinds that exist', () => {
    for (const row of X86_EDGES) if (isRequest(row)) expect(X86_EDGES.map(({ name }) => name)).toContain(row.lowersTo)
  })
})
