/** The open list below the stage as text: `events`, `keep-alive`, `pair:S-F`, `figure:peak`. */
import { Misread } from '../misread'
import type { FigureName } from '../../scene/figure-sums'
import { FIGURES } from '../../scene/figure-sums'
import type { Drawer } from '../drawer'
import { PAIR_IDS } from '../pairs'

/** A list by its name; the same words as the command `list` takes. */
export type NamedList =
  | { readonly of: 'events' | 'keep-alive' }
  | { readonly of: 'pair'; readonly pair: string }
  | { readonly of: 'figure'; readonly figure: FigureName }

export function nameList(drawer: Drawer): NamedList {
  if (drawer.kind === 'pair') return { of: 'pair', pair: PAIR_IDS[drawer.pair]! }
  return drawer.kind === 'figure' ? { of: 'figure', figure: drawer.figure } : { of: drawer.kind }
}

export function listText(list: NamedList): string {
  if (list.of === 'pair') return `pair:${list.pair}`
  return list.of === 'figure' ? `figure:${list.figure}` : list.of
}

/** Throws an Error that says what is wrong. */
export function readList(text: string): NamedList {
  const [of = '', which = '', ...rest] = text.split(':')
  if (rest.length === 0 && which === '' && (of === 'events' || of === 'keep-alive')) return { of }
  if (rest.length === 0 && of === 'pair' && PAIR_IDS.includes(which)) return { of, pair: which }
  if (rest.length === 0 && of === 'figure' && Object.hasOwn(FIGURES, which)) return { of, figure: which as FigureName }
  throw new Misread('links.no-list', { text: text.slice(0, 20) })
}
