/** Whether a finalize action, or its twin, has memory to run in: what the linker has said about it. */
import type { Diagnostic } from '../engine/graph/diagnostics'
import type { ActionId } from '../engine/graph/ids'
import type { Phrase } from '../engine/graph/phrases/phrase'
import { isPhrase } from '../engine/graph/phrases/phrase'

/**
 * Why an action or its twin cannot run: "it needs .notes, which has no memory". Undefined if nothing was said. The linker
 * names actions by their number in the whole link, counted from 1.
 */
export function memoryWarning(diagnostics: readonly Diagnostic[], action: ActionId): Phrase | undefined {
  const isMeant = ({ code, structure }: Diagnostic): boolean =>
    code === 'action-without-memory' && isPhrase(structure, 'action') && structure.values?.n === action + 1
  return diagnostics.find(isMeant)?.detail
}
