/** What is selected: one thing of the link, by its id. Ids never move, so a selection outlives every step. */
import type { BlockId, EdgeId, SectionId, SymbolId } from '../engine/graph/ids'

export type Selection =
  | { readonly kind: 'section'; readonly id: SectionId }
  | { readonly kind: 'block'; readonly id: BlockId }
  | { readonly kind: 'symbol'; readonly id: SymbolId }
  | { readonly kind: 'edge'; readonly id: EdgeId }
  | { readonly kind: 'input'; readonly id: number }

export function sameSelection(a: Selection | undefined, b: Selection | undefined): boolean {
  return a?.kind === b?.kind && a?.id === b?.id
}
