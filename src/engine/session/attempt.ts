/** Runs a step of the link; what it refuses, and any mistake of ours, becomes a diagnostic. */
import { verbatim } from '../graph/phrases/phrase'
import type { Diagnostic } from '../graph/diagnostics'
import { Refusal } from '../graph/diagnostics'

export type Outcome<T> = { readonly value: T } | { readonly diagnostic: Diagnostic }

export function attemptTo<T>(step: () => T, file?: string): Outcome<T> {
  try {
    return { value: step() }
  } catch (problem) {
    if (problem instanceof Refusal) return { diagnostic: problem.diagnostic }
    if (problem instanceof RangeError && /array|buffer|memory|allocation/i.test(problem.message)) {
      return { diagnostic: { code: 'out-of-memory', severity: 'error', detail: verbatim(problem.message) } }
    }
    const detail = verbatim(problem instanceof Error ? problem.message : String(problem))
    return { diagnostic: { code: 'internal', severity: 'error', detail, ...(file === undefined ? {} : { file }) } }
  }
}
