/**
 * Formulas as data. A fixup formula such as `S + A - (P + 4)` is a sum of operands and constants; `Page(S + A)` is the
 * start of the 4 KiB page that a sum lies in. It is parsed once into coefficients, and everything reads those: the fixup
 * loop, the explanation with live numbers, the documentation.
 */
import type { Family } from '../graph/crossing-rules'
import type { Operand } from './operands'
import { OPERAND_NAMES } from './operands'

/** Bits of an address below its page. */
export const PAGE_BITS = 12

export interface Sum {
  /** How often each operand is added: -1, 0 or 1. */
  readonly coefficient: Readonly<Record<Operand, number>>
  readonly constant: number
}

/** The page of a sum, added or subtracted. */
export interface PageTerm {
  readonly sign: 1 | -1
  readonly of: Sum
}

/** A sum, and the pages of other sums. */
export interface Formula extends Sum {
  readonly text: string
  readonly pages: readonly PageTerm[]
  /** All operands, those within pages too, in the order in which people read them. */
  readonly uses: readonly Operand[]
}

/** Parses sums with parentheses over operands, pages and decimal constants. A malformed row is our own mistake and throws. */
export function parseFormula(text: string): Formula {
  const parts = text.split(/Page\(([^()]*)\)/)
  const pages: PageTerm[] = []
  let outside = ''
  for (const [i, part] of parts.entries()) {
    if (i % 2 === 0) outside += part
    else pages.push({ sign: outside.trimEnd().endsWith('-') ? -1 : 1, of: parseSum(part, text) })
  }
  const sum = parseSum(outside, text)
  const sums = [sum, ...pages.map(({ of }) => of)]
  const uses = OPERAND_NAMES.filter((name) => sums.some(({ coefficient }) => coefficient[name] !== 0))
  return { text, ...sum, pages, uses }
}

function parseSum(text: string, formula: string): Sum {
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
    else throw new Error(`formula ${formula}: unknown operand ${token}`)
  }
  return { coefficient, constant }
}

/** What a distance can be counted from. */
const STARTS: readonly Operand[] = ['P', 'GOT', 'TP', 'TLS', 'IMAGE', 'SECTION']

/** Absolute: the target's address or part of it. Relative: a distance. Size: neither. */
export function familyOf({ uses }: Formula): Family {
  if (uses.some((name) => STARTS.includes(name))) return 'relative'
  return uses.includes('S') ? 'absolute' : 'size'
}

/** Evaluates exactly, modulo 2^64. The fixup loop does the same on pairs of 32-bit words; tests hold the two equal. */
export function evaluate(formula: Formula, values: Readonly<Record<Operand, bigint>>): bigint {
  let sum = evaluateSum(formula, values)
  for (const { sign, of } of formula.pages) sum += BigInt(sign) * pageOf(evaluateSum(of, values))
  return BigInt.asUintN(64, sum)
}

function evaluateSum({ coefficient, constant }: Sum, values: Readonly<Record<Operand, bigint>>): bigint {
  let sum = BigInt(constant)
  for (const name of OPERAND_NAMES) sum += BigInt(coefficient[name]) * values[name]
  return BigInt.asUintN(64, sum)
}

const pageOf = (address: bigint): bigint => (address >> BigInt(PAGE_BITS)) << BigInt(PAGE_BITS)
