/** Which rows of the map look different from afar at two moments, as far as that is quickly told. */
import type { BlockId, EdgeId } from '../engine/graph/ids'
import type { EventLog, RecordId } from '../engine/graph/log'
import type { EdgeEnds } from './ends'
import type { Layout } from './geometry'
import { changes, HOLE_CELLS, INK_CELLS, recordsBetween } from './stale'

export interface RowsQuery {
  readonly layout: Layout
  /** As they are at one of both moments. */
  readonly ends: EdgeEnds
}

/** Of more records than this all is drawn again. */
const MOST_RECORDS = 400

/**
 * Rows that may look different, some perhaps twice. Undefined: too many to tell, or edges or blocks came, went or moved.
 */
export function changedRows(
  { log }: { readonly log: EventLog },
  query: RowsQuery,
  from: number,
  to: number,
): number[] | undefined {
  const fields = recordsBetween(log, from, to, HOLE_CELLS)
  const inks = recordsBetween(log, from, to, INK_CELLS.any)
  if (fields.end - fields.first + inks.end - inks.first > MOST_RECORDS) return undefined
  const rows: number[] = []
  for (let i = fields.first; i < fields.end; i++) {
    const row = query.ends.from[log.records.row[fields.records[i]! as RecordId] as EdgeId]!
    if (row >= 0) rows.push(row)
  }
  for (let i = inks.first; i < inks.end; i++) {
    const r = inks.records[i]!
    if (!changes(log, r, INK_CELLS.block)) return undefined
    addRowsOf(query.layout, log.records.row[r as RecordId] as BlockId, rows)
  }
  return rows
}

function addRowsOf({ slotOf, slots }: Layout, b: BlockId, rows: number[]): void {
  const slot = b < slotOf.length ? slotOf[b]! : -1
  if (slot < 0) return
  for (let row = slots.firstRow[slot]!; row < slots.firstRow[slot + 1]!; row++) rows.push(row)
}
