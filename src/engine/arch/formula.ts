/**
 * Formulas as data. A fixup formula such as `S + A - (P + 4)` is a sum of operands and constants; it is parsed once into
 * coefficients, and everything reads those: the fixup loop, the explanation with live numbers, the documentation.
 */
import type { Family } from '../graph/crossing-rules'
import type { Operand } from './operands'
import { OPERAND_NAMES } from './operands'

export interface Formula {
  readonly text: string
  /** How often each operand is added: -1, 0 or 1. */
  readonly coefficient: Readonly<Record<Operand, number>>
  readonly constant: number
}

/** Parses sums with parentheses over operands and decimal constants. A malformed row is our own mistake and throws. */
export function parseFormula(text: string): Formula {
  const tokens = text.match(/[A-Z]+|\d+|[-+()]/g) ?? []
  const coefficient = Object.fromEntries(OPERAND_NAMES.map((name) => [name, 0])) as Record<Operand, number>
  let constant = 0
  let sign = 1
  /** The sign that stands before each open parenthesis. */
  const outer = [1]
  for (const token of tokens) {
    const around = outer[outer.length - 1]!
    if (token === '+') sign = around
    else if (token === '-') sign = -around
    else if (token === '(') outer.push(sign)
    else if (token === ')') outer.pop()
    else if (/^\d/.test(token)) constant += sign * Number(token)
    else if (token in coefficient) coefficient[token as Operand] += sign
    else throw new Error(`formula ${text}: unknown operand ${token}`)
  }
  return { text, coefficient, constant }
}

/** Absolute: the target's address or part of it. Relative: a distance. Size: neither. */
export function familyOf(formula: Formula): Family {
  const { S, P, GOT, TP, TLS } = formula.coefficient
  if (P !== 0 || GOT !== 0 || TP !== 0 || TLS !== 0) return 'relative'
  return S === 0 ? 'size' : 'absolute'
}

/** Evaluates exactly, modulo 2^64. The fixup loop does the same on pairs of 32-bit words; tests hold the two equal. */
export function evaluate(formula: Formula, values: Readonly<Record<Operand, bigint>>): bigint {
  let sum = BigInt(formula.constant)
  for (const name of OPERAND_NAMES) sum += BigInt(formula.coefficient[name]) * values[name]
  return BigInt.asUintN(64, sum)
}
