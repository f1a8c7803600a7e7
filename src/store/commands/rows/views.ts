/** Commands about what is seen: the stage, the side, the lists, the map's window, which edges are drawn, dialogs. */
import * as v from 'valibot'
import type { FigureName } from '../../../scene/figure-sums'
import { FIGURES } from '../../../scene/figure-sums'
import type { DeskStore } from '../../desk'
import { NO_FILTER } from '../../filter'
import type { NamedThing } from '../../links/named-thing'
import { findThing } from '../../links/things'
import { areNamesRaw, showRawNames } from '../../names'
import type { NamedFilter } from '../../named-filter'
import { filterNamed } from '../../named-filter'
import type { Page } from '../../pages'
import { closePage, openPage, PAPERS } from '../../pages'
import { PAIR_IDS } from '../../pairs'
import { FOCUS_PLACES } from '../../page-hands'
import { EXPORT_IDS } from '../../exports'
import { SHEET_IDS } from '../../sheet'
import { STAGE_IDS, stageAfter, TAB_IDS } from '../../views'
import { describeThing } from '../describe-thing'
import type { Outcome } from '../outcome'
import { DONE, refused } from '../outcome'
import { count, done, here, pair, plain, row, text, THING } from '../row'
import { later } from '../../../messages/messages'

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0))
const fraction = v.pipe(v.number(), v.finite())
const figure = v.picklist(Object.keys(FIGURES) as FigureName[])

export const VIEWS = {
  stage: row({
    takes: v.strictObject({ stage: v.picklist(STAGE_IDS) }),
    run: (store, { stage }) => done(store.getState().show(stage)),
  }),
  'next-stage': plain((desk) => done(desk.show(stageAfter(desk.stage))), 'V'),
  matrix: plain((desk) => done(desk.show(desk.stage === 'matrix' ? 'map' : 'matrix')), 'M'),
  tab: row({
    takes: v.strictObject({ tab: v.picklist(TAB_IDS) }),
    run: (store, { tab }) => done(store.getState().openTab(tab)),
  }),
  'what-if': here(
    plain((desk, store) => {
      desk.openTab('what-if')
      return focus(store, 'tab-what-if')
    }, 'W'),
  ),
  differences: plain((desk) => done(desk.openTab('differences')), 'D'),
  list: row({
    takes: v.variant('of', [
      v.strictObject({ of: v.literal('events') }),
      v.strictObject({ of: v.literal('keep-alive') }),
      v.strictObject({ of: v.literal('pair'), pair }),
      v.strictObject({ of: v.literal('figure'), figure }),
      v.strictObject({ of: v.literal('nothing') }),
    ]),
    run(store, wish) {
      const { pull } = store.getState()
      if (wish.of === 'nothing') return done(pull(undefined))
      if (wish.of === 'pair') return done(pull({ kind: 'pair', pair: PAIR_IDS.indexOf(wish.pair) }))
      if (wish.of === 'figure') return done(pull({ kind: 'figure', figure: wish.figure }))
      return done(pull({ kind: wish.of }))
    },
  }),
  events: plain((desk) => done(desk.pull(desk.drawer?.kind === 'events' ? undefined : { kind: 'events' })), 'L'),
  look: row({
    takes: v.strictObject({ at: v.picklist(['all', 'selection', 'reveal', 'closer', 'farther']) }),
    run: (store, { at }) => done(store.getState().look(at)),
  }),
  'fit-selection': plain((desk) => done(desk.look('selection')), 'F'),
  'fit-all': plain((desk) => done(desk.look('all')), '0'),
  'zoom-in': plain((desk) => done(desk.look('closer')), '+', '='),
  'zoom-out': plain((desk) => done(desk.look('farther')), '-'),
  view: row({
    takes: v.strictObject({ thing: THING, scale: positive, across: fraction, down: fraction }),
    run(store, { thing, scale, across, down }) {
      const found = findThing(store.getState(), thing as NamedThing)
      if (found?.kind !== 'block')
        return refused(later('refusals.no-view', { thing: describeThing(thing as NamedThing) }))
      return done(store.getState().lookAt({ scale, block: found.id, across, down }))
    },
  }),
  filter: row({
    takes: v.strictObject({
      pair: v.optional(pair),
      kind: v.optional(text),
      file: v.optional(text),
      fileNumber: v.optional(count),
      section: v.optional(text),
      crossing: v.optional(v.boolean()),
      selection: v.optional(v.boolean()),
      query: v.optional(text),
    }),
    run: (store, wish) => narrow(store, wish as NamedFilter),
  }),
  'all-edges': plain((desk) => done(desk.narrow(NO_FILTER))),
  'filter-edges': plain((desk) => done(desk.ask(!desk.asking))),
  'raw-names': plain(() => done(showRawNames(!areNamesRaw()))),
  focus: row({
    takes: v.strictObject({ on: v.picklist(FOCUS_PLACES) }),
    here: true,
    run: (store, { on }) => focus(store, on),
  }),
  search: here(plain((_, store) => focus(store, 'search'), '/')),
  'go-to': here(plain((_, store) => focus(store, 'search'), 'G')),
  'to-lesson': here(plain((_, store) => focus(store, 'lesson'), 'N')),
  outline: here(plain((_, store) => focus(store, 'outline'), 'T')),
  sheet: row({
    takes: v.strictObject({ sheet: v.picklist([...SHEET_IDS, 'none']) }),
    run: (store, { sheet }) => done(store.getState().openSheet(sheet === 'none' ? undefined : sheet)),
  }),
  keys: plain((desk) => done(desk.openSheet('keys')), '?'),
  palette: plain((desk) => done(desk.openSheet('palette')), 'Ctrl+Shift+P'),
  share: plain((desk) => done(desk.openSheet('share'))),
  page: row({
    takes: v.variant('page', [
      v.strictObject({
        page: v.literal('teach'),
        lesson: v.optional(text),
        paper: v.optional(v.picklist(PAPERS)),
        seed: v.optional(v.string()),
      }),
      v.strictObject({ page: v.literal('make') }),
      v.strictObject({ page: v.literal('none') }),
    ]),
    here: true,
    run(_, wish) {
      if (wish.page === 'none') return done(closePage())
      if (wish.page === 'make') return done(openPage({ is: 'make' }))
      const { lesson, paper, seed } = wish
      const page: Page = { is: 'teach', ...(lesson ? { lesson } : {}), ...(paper ? { paper } : {}) }
      return done(openPage(page, seed))
    },
  }),
  'for-teachers': here(plain(() => done(openPage({ is: 'teach' })))),
  'make-object': here(plain(() => done(openPage({ is: 'make' })))),
  export: row({
    takes: v.strictObject({ as: v.picklist(EXPORT_IDS) }),
    here: true,
    run(store, { as }) {
      const { hands } = store.getState()
      return hands ? hands.save(as) : refused(later('refusals.no-saving'))
    },
  }),
  lessons: plain((desk) => done(desk.openSheet('lessons'))),
}

function narrow(store: DeskStore, wish: NamedFilter): Outcome {
  const { session, narrow: set } = store.getState()
  if (!session) return refused(later('refusals.no-edges'))
  const filter = filterNamed(session, wish)
  if ('id' in filter) return refused(filter)
  set(filter)
  return DONE
}

function focus(store: DeskStore, on: (typeof FOCUS_PLACES)[number]): Outcome {
  const { hands } = store.getState()
  if (!hands) return refused(later('refusals.no-focus'))
  hands.focus(on)
  return DONE
}
