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

/** Places where play can stop, with what else a command takes. */
const breakWith = <E extends v.ObjectEntries>(more: E) =>
  v.variant('at', [
    v.strictObject({ at: v.literal('thing'), thing: THING, ...more }),
    v.strictObject({ at: v.literal('pair'), pair, ...more }),
    v.strictObject({ at: v.literal('range'), ...more }),
    v.strictObject({ at: v.literal('phase'), phase, ...more }),
  ])

export const TIME = {
  'next-event': plain('next event', (desk) => done(desk.seek(desk.position + 1)), 'ArrowRight'),
  'previous-event': plain('previous event', (desk) => done(desk.seek(desk.position - 1)), 'ArrowLeft'),
  'next-phase': plain('next phase that changed something', (desk) => seekPhase(desk, 1), 'Shift+ArrowRight'),
  'previous-phase': plain('previous phase that changed something', (desk) => seekPhase(desk, -1), 'Shift+ArrowLeft'),
  'first-event': plain('before the first event', (desk) => done(desk.seek(0)), 'Home'),
  'last-event': plain('after the last event', (desk) => done(desk.seek(desk.session?.log.length ?? 0)), 'End'),
  seek: row({
    says: 'go to a moment: behind a number of events of a phase, or behind all of them; to the start or the end',
    takes: v.strictObject({ phase: v.picklist(['start', 'end', ...PHASE_IDS]), event: v.optional(count) }),
    run: (store, { phase: wanted, event }) => seek(store, { phase: wanted, ...(event === undefined ? {} : { event }) }),
  }),
  'seek-event': row({
    says: 'go behind so many events of the whole link; another link of the same files may have more or fewer',
    takes: v.strictObject({ event: offset }),
    run: (store, { event }) => seekEvent(store, event),
  }),
  'play-or-pause': plain('play or pause', (desk) => done(desk.play(!desk.playing)), ' '),
  play: plain('play from here; from the start if everything has happened', (desk) => done(desk.play(true))),
  pause: plain('pause', (desk) => done(desk.play(false))),
  speed: row({
    says: 'play faster or slower than normal, which is 1',
    takes: v.strictObject({ factor: v.picklist(SPEEDS) }),
    run: (_, { factor }) => done(playAt(factor)),
  }),
  gate: row({
    says: 'ask before each phase what will happen, or do not',
    takes: v.strictObject({ on: v.boolean() }),
    run: (store, { on }) => done(store.getState().setGating(on)),
  }),
  predict: plain('predict: be asked before each phase, or not', (desk) => done(desk.setGating(!desk.gating)), 'P'),
  'explain-event': plain('explain what the event was about', explainEvent, 'E'),
  'stop-at': row({
    says: 'make play stop at a phase, when a thing changes, at the first edge of a pair, at the first value that does not fit; off: keep the row, but do not stop',
    takes: breakWith({ off: v.optional(v.boolean()) }),
    run: (store, { off = false, ...named }) => stopAt(store, named as NamedBreak, !off),
  }),
  'do-not-stop-at': row({
    says: 'take back one stop of play',
    takes: breakWith({}),
    run(store, named) {
      const at = placeNamed(store, named as NamedBreak)
      if (typeof at === 'string') return refused(at)
      const breakpoint = breakpointFor(at)
      if (breakpoint) removeBreakpoint(breakpoint.id)
      return DONE
    },
  }),
  'stop-nowhere': plain('take back all stops of play', () => done(clearBreakpoints())),
}

function seekEvent(store: DeskStore, event: number): Outcome {
  const { session } = store.getState()
  if (!session) return refused('Nothing is linked, so there is no moment to go to.')
  store.getState().seek(event)
  const { length } = session.log
  return event <= length ? DONE : refused(`This link has ${length} events, not ${event}; you are behind the last.`)
}

function stopAt(store: DeskStore, named: NamedBreak, on: boolean): Outcome {
  const at = placeNamed(store, named)
  if (typeof at === 'string') return refused(at)
  addBreakpoint(at, on)
  switchBreakpoint(breakpointFor(at)!.id, on)
  return DONE
}

function placeNamed(store: DeskStore, named: NamedBreak): BreakAt | string {
  const at = breakNamed(store.getState(), named)
  if (at || named.at !== 'thing') return at!
  return `Play cannot stop at the ${describeThing(named.thing as NamedThing)}: it is not in this link, or nothing happens to it.`
}
