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

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0))
const fraction = v.pipe(v.number(), v.finite())
const figure = v.picklist(Object.keys(FIGURES) as FigureName[])

export const VIEWS = {
  stage: row({
    says: 'show a picture of the link in the middle',
    takes: v.strictObject({ stage: v.picklist(STAGE_IDS) }),
    run: (store, { stage }) => done(store.getState().show(stage)),
  }),
  'next-stage': plain(
    'next view: map, memory, matrix, two runs',
    (desk) => done(desk.show(stageAfter(desk.stage))),
    'V',
  ),
  matrix: plain(
    'matrix of who refers to whom, or the map again',
    (desk) => done(desk.show(desk.stage === 'matrix' ? 'map' : 'matrix')),
    'M',
  ),
  tab: row({
    says: 'show a tab of the side',
    takes: v.strictObject({ tab: v.picklist(TAB_IDS) }),
    run: (store, { tab }) => done(store.getState().openTab(tab)),
  }),
  'what-if': here(
    plain(
      'what if: change something',
      (desk, store) => {
        desk.openTab('what-if')
        return focus(store, 'tab-what-if')
      },
      'W',
    ),
  ),
  differences: plain('differences made by the last change', (desk) => done(desk.openTab('differences')), 'D'),
  list: row({
    says: 'open a list below the stage: events, edges of a pair, edges that keep alive, what a figure is the sum of; or none',
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
  events: plain(
    'list of events, what they changed, breakpoints',
    (desk) => done(desk.pull(desk.drawer?.kind === 'events' ? undefined : { kind: 'events' })),
    'L',
  ),
  look: row({
    says: 'move the map: to all of it, to what is selected, closer, farther',
    takes: v.strictObject({ at: v.picklist(['all', 'selection', 'reveal', 'closer', 'farther']) }),
    run: (store, { at }) => done(store.getState().look(at)),
  }),
  'fit-selection': plain('fit the selection', (desk) => done(desk.look('selection')), 'F'),
  'fit-all': plain('fit all', (desk) => done(desk.look('all')), '0'),
  'zoom-in': plain('zoom in', (desk) => done(desk.look('closer')), '+', '='),
  'zoom-out': plain('zoom out', (desk) => done(desk.look('farther')), '-'),
  view: row({
    says: 'move the map so that a part of a block is in the middle, at a scale',
    takes: v.strictObject({ thing: THING, scale: positive, across: fraction, down: fraction }),
    run(store, { thing, scale, across, down }) {
      const found = findThing(store.getState(), thing as NamedThing)
      if (found?.kind !== 'block') return refused(`There is no ${describeThing(thing as NamedThing)} to look at.`)
      return done(store.getState().lookAt({ scale, block: found.id, across, down }))
    },
  }),
  filter: row({
    says: 'draw only edges that all of this is true of and dim the others; without arguments all are drawn',
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
  'all-edges': plain('draw all edges again', (desk) => done(desk.narrow(NO_FILTER))),
  'filter-edges': plain('show or hide the questions about which edges to draw', (desk) => done(desk.ask(!desk.asking))),
  'raw-names': plain('names as the linker sees them, or as they were written', () =>
    done(showRawNames(!areNamesRaw())),
  ),
  focus: row({
    says: 'put the focus of the keyboard into a part of the page',
    takes: v.strictObject({ on: v.picklist(FOCUS_PLACES) }),
    here: true,
    run: (store, { on }) => focus(store, on),
  }),
  search: here(plain('search', (_, store) => focus(store, 'search'), '/')),
  'go-to': here(plain('go to an address or a name', (_, store) => focus(store, 'search'), 'G')),
  'to-lesson': here(plain('the open lesson', (_, store) => focus(store, 'lesson'), 'N')),
  outline: here(plain('outline', (_, store) => focus(store, 'outline'), 'T')),
  sheet: row({
    says: 'open a dialog over the desk, or close the one that is open',
    takes: v.strictObject({ sheet: v.picklist([...SHEET_IDS, 'none']) }),
    run: (store, { sheet }) => done(store.getState().openSheet(sheet === 'none' ? undefined : sheet)),
  }),
  keys: plain('list of keys', (desk) => done(desk.openSheet('keys')), '?'),
  palette: plain(
    'every command, by name (also > in the search)',
    (desk) => done(desk.openSheet('palette')),
    'Ctrl+Shift+P',
  ),
  share: plain('share: link, picture, tables, graph, commands', (desk) => done(desk.openSheet('share'))),
  page: row({
    says: 'open a page in place of the desk, for teachers or about how to make an object file; or go back to the desk',
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
  'for-teachers': here(plain('for teachers: plans, worksheets, answers', () => done(openPage({ is: 'teach' })))),
  'make-object': here(plain('how to make an object file on your computer', () => done(openPage({ is: 'make' })))),
  export: row({
    says: 'save a file: the map, the tables, the graph, the commands that reproduce it',
    takes: v.strictObject({ as: v.picklist(EXPORT_IDS) }),
    here: true,
    run(store, { as }) {
      const { hands } = store.getState()
      return hands ? hands.save(as) : refused('There is no page here that could save a file.')
    },
  }),
  lessons: plain('lessons', (desk) => done(desk.openSheet('lessons'))),
}

function narrow(store: DeskStore, wish: NamedFilter): Outcome {
  const { session, narrow: set } = store.getState()
  if (!session) return refused('Nothing is linked, so there are no edges to draw.')
  const filter = filterNamed(session, wish)
  if (typeof filter === 'string') return refused(filter)
  set(filter)
  return DONE
}

function focus(store: DeskStore, on: (typeof FOCUS_PLACES)[number]): Outcome {
  const { hands } = store.getState()
  if (!hands) return refused('There is no page here that could have the focus.')
  hands.focus(on)
  return DONE
}
