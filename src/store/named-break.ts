/** Between a place where play stops, which may hold an id, and its name, which keeps. */
import type { PhaseId } from '../engine/graph/events'
import type { BreakAt } from './breakpoints'
import { breakAtThing } from './breakpoints'
import type { NamedThing } from './links/named-thing'
import type { Naming } from './links/things'
import { findThing, nameThing } from './links/things'
import { PAIR_IDS } from './pairs'

export type NamedBreak =
  /** When this thing changes: a section, a block or a symbol. */
  | { readonly at: 'thing'; readonly thing: NamedThing }
  /** At the first edge of one of the twelve pairs: one of PAIR_IDS. */
  | { readonly at: 'pair'; readonly pair: string }
  /** At the first value that does not fit. */
  | { readonly at: 'range' }
  | { readonly at: 'phase'; readonly phase: PhaseId }

/** Undefined if the thing is not in this link, or has no name that leads back to it. */
export function nameBreak(naming: Naming, at: BreakAt): NamedBreak | undefined {
  switch (at.kind) {
    case 'phase':
      return { at: 'phase', phase: at.phase }
    case 'range':
      return { at: 'range' }
    case 'pair':
      return { at: 'pair', pair: PAIR_IDS[at.pair]! }
    default: {
      const thing = nameThing(naming, at)
      return thing && { at: 'thing', thing }
    }
  }
}

/** The place that a name means; undefined if there is no such thing in this link. */
export function breakNamed(naming: Naming, named: NamedBreak): BreakAt | undefined {
  if (named.at === 'phase') return { kind: 'phase', phase: named.phase }
  if (named.at === 'range') return { kind: 'range' }
  if (named.at === 'pair') return { kind: 'pair', pair: PAIR_IDS.indexOf(named.pair) }
  const found = findThing(naming, named.thing)
  return naming.session && found && breakAtThing(naming.session, found)
}
