/** Commands that move in time: event by event, phase by phase, by play, and to where play stops. */
import * as v from 'valibot'
import { addBreakpoint, breakpointFor, clearBreakpoints, removeBreakpoint, switchBreakpoint } from '../../breakpoints'
import type { BreakAt } from '../../breakpoints'
import type { DeskStore } from '../../desk'
import type { NamedThing } from '../../links/named-thing'
import type { NamedBreak } from '../../named-break'
import { breakNamed } from '../../named-break'
import { playAt, SPEEDS } from '../../speed'
import { PHASE_IDS } from '../../moment'
import { describeThing } from '../describe-thing'
import { explainEvent } from '../explain-event'
import type { Outcome } from '../outcome'
import { DONE, refused } from '../outcome'
import { count, done, offset, pair, phase, plain, row, THING } from '../row'
import { seek } from '../seek'
import { seekPhase } from '../seek-phase'
import { later } from '../../../messages/messages'

/** Places where play can stop, with what else a command takes. */
const breakWith = <E extends v.ObjectEntries>(more: E) =>
  v.variant('at', [
    v.strictObject({ at: v.literal('thing'), thing: THING, ...more }),
    v.strictObject({ at: v.literal('pair'), pair, ...more }),
    v.strictObject({ at: v.literal('range'), ...more }),
    v.strictObject({ at: v.literal('phase'), phase, ...more }),
  ])

export const TIME = {
  'next-event': plain((desk) => done(desk.seek(desk.position + 1)), 'ArrowRight'),
  'previous-event': plain((desk) => done(desk.seek(desk.position - 1)), 'ArrowLeft'),
  'next-phase': plain((desk) => seekPhase(desk, 1), 'Shift+ArrowRight'),
  'previous-phase': plain((desk) => seekPhase(desk, -1), 'Shift+ArrowLeft'),
  'first-event': plain((desk) => done(desk.seek(0)), 'Home'),
  'last-event': plain((desk) => done(desk.seek(desk.session?.log.length ?? 0)), 'End'),
  seek: row({
    takes: v.strictObject({ phase: v.picklist(['start', 'end', ...PHASE_IDS]), event: v.optional(count) }),
    run: (store, { phase: wanted, event }) => seek(store, { phase: wanted, ...(event === undefined ? {} : { event }) }),
  }),
  'seek-event': row({
    takes: v.strictObject({ event: offset }),
    run: (store, { event }) => seekEvent(store, event),
  }),
  'play-or-pause': plain((desk) => done(desk.play(!desk.playing)), ' '),
  play: plain((desk) => done(desk.play(true))),
  pause: plain((desk) => done(desk.play(false))),
  speed: row({
    takes: v.strictObject({ factor: v.picklist(SPEEDS) }),
    run: (_, { factor }) => done(playAt(factor)),
  }),
  gate: row({
    takes: v.strictObject({ on: v.boolean() }),
    run: (store, { on }) => done(store.getState().setGating(on)),
  }),
  predict: plain((desk) => done(desk.setGating(!desk.gating)), 'P'),
  'explain-event': plain(explainEvent, 'E'),
  'stop-at': row({
    takes: breakWith({ off: v.optional(v.boolean()) }),
    run: (store, { off = false, ...named }) => stopAt(store, named as NamedBreak, !off),
  }),
  'do-not-stop-at': row({
    takes: breakWith({}),
    run(store, named) {
      const at = placeNamed(store, named as NamedBreak)
      if ('done' in at) return at
      const breakpoint = breakpointFor(at)
      if (breakpoint) removeBreakpoint(breakpoint.id)
      return DONE
    },
  }),
  'stop-nowhere': plain(() => done(clearBreakpoints())),
}

function seekEvent(store: DeskStore, event: number): Outcome {
  const { session } = store.getState()
  if (!session) return refused(later('refusals.no-moment'))
  store.getState().seek(event)
  const { length } = session.log
  return event <= length ? DONE : refused(later('refusals.short-link', { events: length, wanted: event }))
}

function stopAt(store: DeskStore, named: NamedBreak, on: boolean): Outcome {
  const at = placeNamed(store, named)
  if ('done' in at) return at
  addBreakpoint(at, on)
  switchBreakpoint(breakpointFor(at)!.id, on)
  return DONE
}

function placeNamed(store: DeskStore, named: NamedBreak): BreakAt | Outcome {
  const at = breakNamed(store.getState(), named)
  if (at || named.at !== 'thing') return at!
  return refused(later('refusals.no-stop', { thing: describeThing(named.thing as NamedThing) }))
}
