/** Evaluates the rules of a check file against a finished link. */
import type { Disassembler } from '../arch/disassembler'
import type { LinkGraph } from '../graph/link-graph'
import { addressBook } from './address-book'
import { evaluateRule } from './evaluate'
import type { AddressRange } from './memory'
import { WorkingMemory } from './memory'
import { prefixFor, rulesIn } from './rules'

export interface CheckInput {
  readonly graph: LinkGraph
  readonly range: AddressRange
  /** Addresses given by hand. */
  readonly absolutes: ReadonlyMap<string, bigint>
  readonly disassembler: Disassembler
}

export interface CheckReport {
  readonly rules: number
  /** One message for each rule that does not hold. */
  readonly problems: readonly string[]
}

/** What rules start with when nothing else is said (`--check-name`). */
export const DEFAULT_CHECK_NAME = 'jitlink-check'

/** Runs all rules of a file. A file without rules is for the caller to refuse: nothing was checked. */
export function runChecks(input: CheckInput, text: string, name = DEFAULT_CHECK_NAME): CheckReport {
  const memory = new WorkingMemory(input.graph, input.range)
  const book = addressBook(input.graph, memory, input.absolutes)
  const scope = { book, memory, disassembler: input.disassembler }
  const rules = rulesIn(text, prefixFor(name))
  const verdicts = rules.map((rule) => evaluateRule(rule, scope))
  return { rules: rules.length, problems: verdicts.flatMap((verdict) => (verdict.holds ? [] : [verdict.problem])) }
}
