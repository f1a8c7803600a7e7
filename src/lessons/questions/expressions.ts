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
import type { WishOf } from './wish'

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

/** The wrong answers that a wish brings along. An expression that means nothing is the lesson's mistake, and is told. */
export function wrongByExpression(
  link: AskedLink,
  given: WishOf<'value'>['wrong'] = [],
  asAnswer: (value: bigint) => Answer,
): OwnDiagnoses | CannotAsk {
  const diagnoses: Diagnosis[] = []
  for (const { expression, misconception, says } of given) {
    const result = evaluateIn(link, expression)
    if ('problem' in result) return cannot('questions.cannot.expression', { expression, problem: result.problem })
    diagnoses.push({ misconception, answer: asAnswer(result.value), says: { id: says as `lessons.${string}` } })
  }
  return { diagnoses }
}
