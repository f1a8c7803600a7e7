/** The list that can be pulled up below the stage: edges of a kind of crossing, what a figure is the sum of, or events. */

import type { FigureName } from '../scene/figure-sums'

export type Drawer =
  /** The edges of one of the twelve pairs, by the number of the pair. */
  | { readonly kind: 'pair'; readonly pair: number }
  /** Edges that only keep their target alive. */
  | { readonly kind: 'keep-alive' }
  /** All events, what the last one changed, breakpoints. */
  | { readonly kind: 'events' }
  | { readonly kind: 'figure'; readonly figure: FigureName }

export function sameDrawer(a: Drawer | undefined, b: Drawer | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
