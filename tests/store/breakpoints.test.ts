/** Breakpoints, the list of events and what an event changed: against the log and the graph, event by event. */
import { describe, expect, it } from 'vitest'
import { countCrossings, PAIRS } from '../../src/engine/graph/crossings'
import type { SymbolId } from '../../src/engine/graph/ids'
import type { EventId } from '../../src/engine/graph/log'
import { changeCount, changesOf } from '../../src/scene/changes'
import { changesNothing, eventRows, rowOfEvent, SHORTEST_RUN } from '../../src/scene/event-rows'
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

describe('the list of events', () => {
  it('holds every event once when all runs are open, and finds it', async () => {
    const { log } = await open('first-look')
    const closed = eventRows(log, { type: undefined, changed: false }, new Set())
    const runs = closed.filter(({ count }) => count > 1)
    expect(runs.length).toBeGreaterThan(0)
    expect(runs.every(({ count }) => count >= SHORTEST_RUN)).toBe(true)
    expect(closed.reduce((sum, { count }) => sum + count, 0)).toBe(log.length)
    const open_ = eventRows(log, { type: undefined, changed: false }, new Set(runs.map(({ first }) => first)))
    const events = open_.filter(({ open: isOpen }) => !isOpen).map(({ first }) => first)
    expect(events).toEqual([...Array(log.length).keys()])
    for (let e = 0; e < log.length; e++) {
      expect(open_[rowOfEvent(open_, e)]!.first).toBe(e)
      const row = closed[rowOfEvent(closed, e)]!
      expect(e >= row.first && e < row.first + row.count).toBe(true)
    }
  })

  it('leaves out what is filtered out', async () => {
    const { log } = await open('first-look')
    const fixups = eventRows(log, { type: 'fixupWritten', changed: false }, new Set())
    expect(fixups.every(({ first }) => log.rowOf(first).type === 'fixupWritten')).toBe(true)
    const changing = eventRows(log, { type: undefined, changed: true }, new Set())
    expect(changing.some(({ first }) => changesNothing(log, first))).toBe(false)
    expect(rowOfEvent(changing, 0)).toBe(-1)
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
