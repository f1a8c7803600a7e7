/** Which records of a log matter to what: found by the worker for large links, and as the page would find it. */
import { describe, expect, it } from 'vitest'
import { EventLog } from '../../src/engine/graph/log'
import { END_CELLS, findRecords, HOLE_CELLS, INK_CELLS, knowRecords, recordsBetween } from '../../src/scene/stale'
import type { FoundRecords, LinkAnswer } from '../../src/worker/protocol'
import { buffersOf, handle } from '../../src/worker/server'
import { LARGE_OBJECT } from '../support/large-object'
import { readBytes } from '../support/link-files'

const link = (bytes: Uint8Array, number: number) => {
  const ask = { inputs: [{ name: 'a.o', bytes: bytes as Uint8Array<ArrayBuffer> }], options: {}, number }
  return handle({ id: 1, call: 'link', ask }, () => {}) as LinkAnswer
}
const find = (number?: number) =>
  handle({ id: 2, call: 'records', ask: { number } }, () => {}) as FoundRecords | undefined

describe('the records of a log', () => {
  it('are found for a large link, and move to the page', () => {
    const { log } = structuredClone(link(LARGE_OBJECT, 7))
    const found = find(7)!
    expect(found.records).toEqual(findRecords(new EventLog(log)))
    expect(found.records.some(({ length }) => length > 0)).toBe(true)
    const moved = structuredClone(found, { transfer: buffersOf(found) })
    expect(moved).toEqual(find())
    expect(found.records.every(({ length }) => length === 0)).toBe(true)
  })

  it('are the same between two moments, whether the lists are known or not', () => {
    const { log } = link(LARGE_OBJECT, 10)
    const [known, unknown] = [new EventLog(log), new EventLog(log)]
    knowRecords(known, findRecords(known))
    const between = (of: EventLog, [from, to]: readonly [number, number], cells: typeof HOLE_CELLS) => {
      const { records, first, end } = recordsBetween(of, from, to, cells)
      return [...records.subarray(first, end)]
    }
    const all = known.length
    const moments = [0, 1, all >> 2, all >> 1, all - 1, all]
    let found = 0
    for (const from of moments)
      for (const to of [from, Math.min(all, from + 1), Math.max(0, from - 100)])
        for (const cells of [END_CELLS.any, HOLE_CELLS, INK_CELLS.any]) {
          expect(between(unknown, [from, to], cells)).toEqual(between(known, [from, to], cells))
          found += between(known, [from, to], cells).length
        }
    expect(found).toBeGreaterThan(0)
  })

  it('are left to the page for a small link, and for one that is gone', () => {
    link(LARGE_OBJECT, 8)
    link(readBytes('public/samples/first-look/once.o'), 9)
    expect(find(9)).toBeUndefined()
    expect(find(8)).toBeUndefined()
  })
})
