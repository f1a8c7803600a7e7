/**
 * Evaluates one rule of the check language of llvm-jitlink 22, quirks included where they are the language: operators
 * have no precedence and associate to the left, a load takes everything behind it for its address, a slice behind a
 * load cuts the address, no white space may follow a number, and a rule without `=` compares its text with itself.
 *
 * Reading and evaluating are one pass, so that of several mistakes the first in the text is the one that is told.
 */
import { CheckFailure, unexpected } from './failure'
import { callFunction, isFunction } from './functions'
import type { Step } from './reading'
import { number, symbolAt } from './reading'
import type { Scope } from './scope'

export type Verdict =
  | { readonly holds: true }
  /** `problem` is the whole message, in the reference tool's words. */
  | { readonly holds: false; readonly problem: string }

const MASK = (1n << 64n) - 1n
const OPERATOR = /^(?:<<|>>|[-+&|])/
/** Shift counts wrap at the width of a register. */
const SHIFT_MASK = 63n

const OPERATORS: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '<<': (a, b) => a << (b & SHIFT_MASK),
  '>>': (a, b) => a >> (b & SHIFT_MASK),
}

/** Evaluates a rule; never throws for anything that the rule contains. */
export function evaluateRule(rule: string, scope: Scope): Verdict {
  const equals = rule.indexOf('=')
  const left = (equals < 0 ? rule : rule.slice(0, equals)).trimEnd()
  const right = (equals < 0 ? rule : rule.slice(equals + 1)).trimStart()
  try {
    const a = evaluateWhole(left, scope)
    const b = evaluateWhole(right, scope)
    if (a === b) return { holds: true }
    return { holds: false, problem: `Expression '${rule}' is false: 0x${a.toString(16)} != 0x${b.toString(16)}` }
  } catch (problem) {
    if (!(problem instanceof CheckFailure)) throw problem
    return { holds: false, problem: `Error evaluating expression '${rule}': ${problem.message}` }
  }
}

/** The value of an expression, modulo 2^64, or what is wrong with it. */
export type Evaluated = { readonly value: bigint } | { readonly problem: string }

/** Evaluates one side of a rule; never throws for anything that it contains. */
export function evaluateExpression(text: string, scope: Scope): Evaluated {
  try {
    return { value: evaluateWhole(text.trim(), scope) }
  } catch (problem) {
    if (!(problem instanceof CheckFailure)) throw problem
    return { problem: problem.message }
  }
}

function evaluateWhole(text: string, scope: Scope): bigint {
  const { value, rest } = expression(text, scope, false)
  if (rest !== '') throw unexpected(rest, text)
  return value
}

/** Operands with operators between them, strictly from the left. */
function expression(text: string, scope: Scope, loading: boolean): Step {
  let step = operand(text, scope, loading)
  for (;;) {
    const operator = OPERATOR.exec(step.rest)?.[0]
    if (operator === undefined) return step
    const next = operand(step.rest.slice(operator.length).trimStart(), scope, loading)
    step = { value: OPERATORS[operator]!(step.value, next.value) & MASK, rest: next.rest }
  }
}

function operand(text: string, scope: Scope, loading: boolean): Step {
  if (text === '') throw new CheckFailure('Unexpected end of expression')
  const step = atom(text, scope, loading)
  return step.rest.startsWith('[') ? slice(step) : step
}

function atom(text: string, scope: Scope, loading: boolean): Step {
  if (text.startsWith('(')) return parenthesized(text, scope, loading)
  if (text.startsWith('*')) return load(text, scope)
  if (/^[A-Za-z_]/.test(text)) return identifier(text, scope, loading)
  if (/^[0-9]/.test(text)) return number(text)
  throw unexpected(text, text, "'(', '*', identifier, or number")
}

function parenthesized(text: string, scope: Scope, loading: boolean): Step {
  const { value, rest } = expression(text.slice(1).trimStart(), scope, loading)
  if (!rest.startsWith(')')) throw unexpected(rest, text, "')'")
  return { value, rest: rest.slice(1).trimStart() }
}

function load(text: string, scope: Scope): Step {
  const behindStar = text.slice(1).trimStart()
  if (!behindStar.startsWith('{')) throw new CheckFailure("Expected '{' following '*'.")
  const size = number(behindStar.slice(1).trimStart())
  if (size.value < 1n || size.value > 8n) throw new CheckFailure('Invalid size for dereference.')
  if (!size.rest.startsWith('}')) throw new CheckFailure("Missing '}' for dereference.")
  const address = expression(size.rest.slice(1).trimStart(), scope, true)
  return { value: scope.memory.load(address.value, Number(size.value)), rest: address.rest }
}

function slice({ value, rest }: Step): Step {
  const high = number(rest.slice(1).trimStart())
  if (!high.rest.startsWith(':')) throw unexpected(high.rest, high.rest, "':'")
  const low = number(high.rest.slice(1).trimStart())
  if (!low.rest.startsWith(']')) throw unexpected(low.rest, low.rest, "']'")
  // A width of 64 wraps to 0, so that [63:0] is 0: a mistake of the language that rules may depend on.
  const width = (high.value - low.value + 1n) & SHIFT_MASK
  const cut = (value >> (low.value & SHIFT_MASK)) & ((1n << width) - 1n)
  return { value: cut, rest: low.rest.slice(1).trimStart() }
}

function identifier(text: string, scope: Scope, loading: boolean): Step {
  const { word, rest } = symbolAt(text)
  if (isFunction(word)) return callFunction(word, rest, scope, loading)
  const place = scope.book.symbols.get(word)
  if (place) return { value: loading ? place.local : place.address, rest }
  // Two blanks, as there.
  const hint = word.startsWith('L') ? " (this appears to be an assembler local label -  perhaps drop the 'L'?)" : ''
  throw new CheckFailure(`No known address for symbol '${word}'${hint}`)
}
