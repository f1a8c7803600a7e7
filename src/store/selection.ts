/** What is selected: one thing of the link, by its id. Ids never move, so a selection outlives every step. */
import type { BlockId, EdgeId, SectionId, SymbolId } from '../engine/graph/ids'

export type Selection =
  | { readonly kind: 'section'; readonly id: SectionId }
  | { readonly kind: 'block'; readonly id: BlockId }
  | { readonly kind: 'symbol'; readonly id: SymbolId }
  | { readonly kind: 'edge'; readonly id: EdgeId }
  | { readonly kind: 'input'; readonly id: number }
  | Bundle

/** Edges that have something in common: those of a ribbon, or of a cell of the matrix. */
export interface Bundle {
  readonly kind: 'bundle'
  /** Of its own for each bundle that was ever selected. */
  readonly id: number
  readonly title: string
  /** Edge ids. */
  readonly edges: Uint32Array
}

let bundles = 0

/** A bundle to be selected. */
export const bundle = (title: string, edges: Uint32Array): Bundle => ({ kind: 'bundle', id: ++bundles, title, edges })

export function sameSelection(a: Selection | undefined, b: Selection | undefined): boolean {
  return a?.kind === b?.kind && a?.id === b?.id
}
