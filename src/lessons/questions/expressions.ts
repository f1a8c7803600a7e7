/**
 * Expressions of the check language over the link: what lessons write where a question's answer, or a wrong one, is their
 * own. The language knows no processor here: functions that decode instructions say that they cannot.
 */
import { addressBook } from '../../engine/check/address-book'
import type { Evaluated } from '../../engine/check/evaluate'
import { evaluateExpression, evaluateRule } from '../../engine/check/evaluate'
import { WorkingMemory } from '../../engine/check/memory'
import type { Scope } from '../../engine/check/scope'
import type { SegmentId } from '../../engine/graph/ids'
import type { AskedLink } from './asked-link'
import type { CannotAsk } from './draft'
import { cannot } from './draft'
import type { Answer, Diagnosis } from './question'
import type { SizeName } from './sizes'
import { sizeIn } from './sizes'
import type { WrongByLesson } from './wish'

export const evaluateIn = (link: AskedLink, expression: string): Evaluated =>
  evaluateExpression(expression, scopeOf(link))

/** Whether a rule, `EXPRESSION = EXPRESSION`, is true of the link. */
export const holdsIn = (link: AskedLink, rule: string): boolean => evaluateRule(rule, scopeOf(link)).holds

function scopeOf(link: AskedLink): Scope {
  const memory = new WorkingMemory(link.graph, rangeOf(link))
  return {
    book: addressBook(link.graph, memory, new Map()),
    memory,
    disassembler: { unit: 1, decode: () => undefined },
  }
}

/** From the first segment to the end of the last. */
function rangeOf({ graph: { segments } }: AskedLink): { base: bigint; size: bigint } {
  let base = segments.length > 0 ? segments.address.big[0 as SegmentId] : 0n
  let end = base
  for (let g = 0 as SegmentId; g < segments.length; g++) {
    const start = segments.address.big[g]
    if (start < base) base = start
    if (start + segments.reserved.big[g] > end) end = start + segments.reserved.big[g]
  }
  return { base, size: end - base }
}

export interface OwnDiagnoses {
  readonly diagnoses: readonly Diagnosis[]
}

/** The wrong answers that a wish brings along. One that means nothing is the lesson's mistake, and is told. */
export function wrongByExpression(
  link: AskedLink,
  given: readonly WrongByLesson[] = [],
  asAnswer: (value: bigint) => Answer,
): OwnDiagnoses | CannotAsk {
  const diagnoses: Diagnosis[] = []
  for (const one of given) {
    const result = 'sizes' in one ? sumOf(link, one.sizes) : evaluateIn(link, one.expression)
    if ('problem' in result) {
      const expression = 'sizes' in one ? JSON.stringify(one.sizes) : one.expression
      return cannot('questions.cannot.expression', { expression, problem: result.problem })
    }
    const { misconception, says } = one
    diagnoses.push({ misconception, answer: asAnswer(result.value), says: { id: says as `lessons.${string}` } })
  }
  return { diagnoses }
}

function sumOf(link: AskedLink, sizes: readonly SizeName[]): Evaluated {
  let value = 0n
  for (const name of sizes) {
    const size = sizeIn(link, name)
    if (size === undefined) return { problem: `nothing is called ${name.symbol ?? name.section}` }
    value += size
  }
  return { value }
}
