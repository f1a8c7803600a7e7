/** Commands that select a thing: by its name, or from what is selected. */
import * as v from 'valibot'
import type { NamedThing } from '../../links/named-thing'
import { findThing } from '../../links/things'
import { pickThing } from '../../picks'
import { describeThing } from '../describe-thing'
import { followEdge, goUp } from '../follow-edge'
import { DONE, refused } from '../outcome'
import { done, plain, row, THING } from '../row'

export const THINGS = {
  select: row({
    says: 'select a thing by its name: an input, a section, a block, a symbol, an edge, or a ribbon: all edges from one section to another',
    takes: THING,
    run(store, thing) {
      const found = findThing(store.getState(), thing as NamedThing)
      if (!found) return refused(`There is no ${describeThing(thing as NamedThing)} in this link.`)
      store.getState().select(found)
      return DONE
    },
  }),
  deselect: plain('select nothing', (desk) => done(desk.select(undefined))),
  'follow-out': plain('follow an edge out', (desk) => followEdge(desk, 1), ']'),
  'follow-back': plain('follow an edge back', (desk) => followEdge(desk, -1), '['),
  pick: plain(
    'take what is selected into the answer of the open question, or out of it',
    ({ selection, session }) =>
      session && pickThing(selection, session.graph)
        ? DONE
        : refused('What is selected is none of the things that are asked about.'),
    'X',
  ),
  up: plain('one level up; in the end nothing is selected', (desk) => done(goUp(desk)), 'Escape'),
  find: row({
    says: 'mark on the map what has this text in its name, as the search does; an empty text marks nothing',
    takes: v.strictObject({ text: v.string() }),
    run: (store, { text }) => done(store.getState().search(text)),
  }),
}
