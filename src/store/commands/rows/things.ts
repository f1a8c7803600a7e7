/** Commands that select a thing: by its name, or from what is selected. */
import * as v from 'valibot'
import type { NamedThing } from '../../links/named-thing'
import { findThing } from '../../links/things'
import { pickThing } from '../../picks'
import { describeThing } from '../describe-thing'
import { followEdge, goUp } from '../follow-edge'
import { DONE, refused } from '../outcome'
import { done, plain, row, THING } from '../row'
import { later } from '../../../messages/messages'

export const THINGS = {
  select: row({
    takes: THING,
    run(store, thing) {
      const found = findThing(store.getState(), thing as NamedThing)
      if (!found) return refused(later('refusals.no-thing', { thing: describeThing(thing as NamedThing) }))
      store.getState().select(found)
      return DONE
    },
  }),
  deselect: plain((desk) => done(desk.select(undefined))),
  'follow-out': plain((desk) => followEdge(desk, 1), ']'),
  'follow-back': plain((desk) => followEdge(desk, -1), '['),
  pick: plain(
    ({ selection, session }) =>
      session && pickThing(selection, session.graph) ? DONE : refused(later('refusals.not-asked')),
    'X',
  ),
  up: plain((desk) => done(goUp(desk)), 'Escape'),
  find: row({
    takes: v.strictObject({ text: v.string() }),
    run: (store, { text }) => done(store.getState().search(text)),
  }),
}
