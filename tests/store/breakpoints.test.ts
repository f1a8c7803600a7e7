/** Breakpoints, the list of events and what an event changed: against the log and the graph, event by event. */
import { describe, expect, it } from 'vitest'
import { countCrossings, PAIRS } from '../../src/engine/graph/crossings'
import type { SymbolId } from '../../src/engine/graph/ids'
import type { EventId, EventLog } from '../../src/engine/graph/log'
import { changeCount, changesOf } from '../../src/scene/changes'
import type { EventFilter, EventGroup } from '../../src/scene/event-rows'
import { changesNothing, EventRows, eventRuns, SHORTEST_RUN, typesIn } from '../../src/scene/event-rows'
import type { BreakAt } from '../../src/store/breakpoints'
import { firstCrossing, nextStop } from '../../src/store/breakpoints'
import type { Session } from '../../src/store/session'
import { openSession } from '../../src/store/session'
import { InlineLinker } from '../../src/worker/inline'
import { readBytes, samples } from '../support/link-files'
import { say } from '../support/say'

async function open(id: string): Promise<Session> {
  const { files, folder, settings } = samples().find((sample) => sample.id === id)!
  const inputs = files.map(({ name }) => ({ name, bytes: readBytes(`public/samples/${folder}/${name}`) }))
  return openSession(
    await new InlineLinker().link({ inputs, options: settings }, () => {}),
    inputs.map(({ bytes }) => bytes),
  )
}

const stop = (session: Session, at: BreakAt, from = 0): number | undefined =>
  nextStop(session, [{ id: 1, at, on: true }], from, session.log.length)?.position

describe('a breakpoint', () => {
  it('on a pair stops where the counters first show an edge of it', async () => {
    const session = await open('first-look')
    const { replay, graph, judge, log } = session
    const first = new Array<number | undefined>(PAIRS).fill(undefined)
    for (let at = 0; at <= log.length; at++) {
      replay.seek(at)
      countCrossings(graph, judge).count.forEach((count, pair) => {
        if (count > 0) first[pair] ??= at
      })
    }
    expect(first.filter((at) => at !== undefined).length).toBeGreaterThan(4)
    for (let pair = 0; pair < PAIRS; pair++) {
      expect([pair, firstCrossing(session, pair)]).toEqual([
        pair,
        first[pair] === undefined ? undefined : first[pair]! - 1,
      ])
      expect(stop(session, { kind: 'pair', pair })).toBe(first[pair])
    }
    expect(replay.position).toBe(log.length)
  })

  it('on a phase stops at its first event, on a name whenever its row changes', async () => {
    const session = await open('first-look')
    const { describer, graph, phases, log } = session
    const { first } = phases.find(({ id }) => id === 'fixup')!
    expect(stop(session, { kind: 'phase', phase: 'fixup' })).toBe(first + 1)
    const id = [...Array(graph.symbols.length).keys()].find(
      (s) => describer.symbol(s as SymbolId) === 'printf',
    ) as SymbolId
    const said: string[] = []
    for (let at: number | undefined = 0; at !== undefined; ) {
      at = stop(session, { kind: 'symbol', id, name: 'printf' }, at)
      if (at !== undefined) said.push(log.rowOf((at - 1) as EventId).type)
    }
    expect(said).toContain('symbolResolved')
    expect(said).toContain('gotEntryAdded')
    expect(said).not.toContain('blockPlaced')
    expect(stop(session, { kind: 'symbol', id, name: 'another' })).toBeUndefined()
  })

  it('that is off stops nothing, nor does one on a range failure where all values fit', async () => {
    const session = await open('first-look')
    const off = { id: 1, at: { kind: 'phase', phase: 'fixup' }, on: false } as const
    expect(nextStop(session, [off], 0, session.log.length)).toBeUndefined()
    expect(stop(session, { kind: 'range' })).toBeUndefined()
  })
})

const ALL: EventFilter = { type: undefined, changed: false }

const rowsOf = (log: EventLog, filter: EventFilter, opened: ReadonlySet<number>): EventRows =>
  new EventRows(eventRuns(log, filter), opened)

const allOf = (rows: EventRows): EventGroup[] => Array.from({ length: rows.length }, (_, i) => rows.at(i))

/** The same as a plain list: all events that pass one by one, with a line in front of long runs, which can be closed. */
function plainRows(log: EventLog, { type, changed }: EventFilter, opened: ReadonlySet<number>): EventGroup[] {
  const runs: EventId[][] = []
  for (let e = 0 as EventId; e < log.length; e++) {
    if ((type !== undefined && log.rowOf(e).type !== type) || (changed && changesNothing(log, e))) continue
    const last = runs.at(-1)?.[0]
    const isSame = last !== undefined && log.rowOf(last) === log.rowOf(e) && log.phaseOf(last) === log.phaseOf(e)
    if (isSame) runs.at(-1)!.push(e)
    else runs.push([e])
  }
  return runs.flatMap((run) => {
    const singly = (inside: boolean): EventGroup[] => run.map((first) => ({ first, count: 1, open: false, inside }))
    if (run.length < SHORTEST_RUN) return singly(false)
    const open = opened.has(run[0]!)
    return [{ first: run[0]!, count: run.length, open, inside: false }, ...(open ? singly(true) : [])]
  })
}

function expectPlain(log: EventLog, filter: EventFilter, opened: ReadonlySet<number>): void {
  const rows = rowsOf(log, filter, opened)
  const plain = plainRows(log, filter, opened)
  expect(allOf(rows)).toEqual(plain)
  const { eventAt, count } = eventRuns(log, filter)
  const passing = new Set<number>(Array.from({ length: count }, (_, place) => eventAt(place)))
  for (let e = -1; e <= log.length; e++) {
    const row = plain.findLastIndex(({ first, open: isOpen }) => !isOpen && first <= e)
    expect(rows.rowOf(e)).toBe(passing.has(e) ? row : -1)
  }
}

describe('the list of events', () => {
  for (const id of ['first-look', 'dead-code', 'printf-got-and-stub'])
    it(`${id}: is that of a plain count of runs, whatever is filtered and opened, and finds its events`, async () => {
      const { log } = await open(id)
      const filters = [undefined, ...typesIn(log)].flatMap((type) =>
        [false, true].map((changed) => ({ type, changed })),
      )
      for (const filter of filters) {
        const heads = plainRows(log, filter, new Set()).filter(({ count }) => count > 1)
        const firsts = heads.map(({ first }) => first)
        for (const opened of [[], firsts, firsts.slice(0, 1)]) expectPlain(log, filter, new Set<number>(opened))
      }
    })

  it('holds every event once when all runs are open', async () => {
    const { log } = await open('first-look')
    const runs = allOf(rowsOf(log, ALL, new Set())).filter(({ count }) => count > 1)
    expect(runs.length).toBeGreaterThan(0)
    const rows = allOf(rowsOf(log, ALL, new Set(runs.map(({ first }) => first))))
    const events = rows.filter(({ open: isOpen }) => !isOpen).map(({ first }) => first)
    expect(events).toEqual([...Array(log.length).keys()])
  })
})

describe('what an event changed', () => {
  for (const { id } of samples()) {
    it(`${id}: every cell in words, before and after unlike`, async () => {
      const session = await open(id)
      const { log, replay } = session
      for (let e = 0 as EventId; e < log.length; e++) {
        replay.seek(e + 1)
        const changes = changesOf({ ...session, say }, e, 1000)
        expect(changes.length).toBe(Math.min(1000, changeCount(session, e)))
        for (const { thing, what, before, after } of changes) {
          expect(thing).not.toBe('')
          expect(what).not.toBe('')
          expect(`${thing} ${what} ${before} → ${after}`).not.toMatch(/undefined|NaN|4294967295/)
        }
      }
    })
  }
})
