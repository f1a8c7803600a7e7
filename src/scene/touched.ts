/**
 * Which edges are touched by going from one moment to another. What is known of every edge (where it begins and ends on
 * the map, which policies it joins) is then found again for these alone, so that a step costs no more in a link of a
 * million edges than in one of ten.
 */
import { CELL } from '../engine/graph/cells'
import type { EdgeIndex } from '../engine/graph/edge-index'
import type { EventLog, RecordId } from '../engine/graph/log'
import type { EdgeCells } from './stale'
import { changes, recordsBetween } from './stale'

export interface Timeline {
  readonly log: EventLog
  /** Edges by the block that they leave, as they are at the end. */
  readonly outgoing: EdgeIndex
}

/** Looking at each of so many edges again is not cheaper than looking at all in one pass. */
const MOST_TOUCHED = 20_000

/**
 * Edges of which something in `cells` may be different, some perhaps twice, those that exist at only one of both moments
 * among them. Undefined: too many to tell, or all.
 */
export function touchedEdges(
  { log, outgoing }: Timeline,
  cells: EdgeCells,
  from: number,
  to: number,
): number[] | undefined {
  const { records, first, end } = recordsBetween(log, from, to, cells.any)
  if (end - first > MOST_TOUCHED) return undefined
  const { cell, row, before, after } = log.records
  const touched: number[] = []
  for (let i = first; i < end; i++) {
    const r = records[i]!
    if (touched.length > MOST_TOUCHED || changes(log, r, cells.all)) return undefined
    const at = row[r as RecordId]
    if (changes(log, r, cells.edge)) touched.push(at)
    else if (cell[r as RecordId] === CELL.edgesLength) {
      for (let e = before[r as RecordId]; e < after[r as RecordId] && touched.length <= MOST_TOUCHED; e++)
        touched.push(e)
    } else if (changes(log, r, cells.block)) {
      // The index tells which edges leave a block at the end: not in a time when edges still move.
      if (r < settledAt(log)) return undefined
      for (let k = outgoing.start[at]!; k < outgoing.start[at + 1]!; k++) touched.push(outgoing.edge[k]!)
    }
  }
  return touched.length > MOST_TOUCHED ? undefined : touched
}

const SETTLED = new WeakMap<EventLog, number>()

/** The record from which on no edge moves to another block. */
function settledAt(log: EventLog): number {
  let settled = SETTLED.get(log)
  if (settled === undefined) {
    settled = log.records.length
    while (settled > 0 && log.records.cell[(settled - 1) as RecordId] !== CELL.edgeBlock) settled--
    SETTLED.set(log, settled)
  }
  return settled
}
