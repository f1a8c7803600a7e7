/** Whether events between two positions changed cells that something on the page was made from. Most only write bytes. */
import type { CellName } from '../engine/graph/cells'
import { CELL } from '../engine/graph/cells'
import type { EventId, EventLog, RecordId } from '../engine/graph/log'

/** A byte for each cell: 1 for those that matter. */
export type CellSet = Uint8Array

const setOf = (...names: CellName[]): CellSet => {
  const set = new Uint8Array(256)
  for (const name of names) set[CELL[name]] = 1
  return set
}

/** Cells on which the ends of edges on the map depend. */
export const END_CELLS = setOf(
  'sectionsLength',
  'blocksLength',
  'symbolsLength',
  'edgesLength',
  'blockFlags',
  'blockSize',
  'symbolBase',
  'symbolBlock',
  'symbolDefinition',
  'symbolOffset',
  'edgeBlock',
  'edgeOffset',
  'edgeKind',
  'edgeTarget',
  'edgeAddend',
)

/** Cells on which the lines of the outline depend. */
export const LINE_CELLS = setOf(
  'sectionsLength',
  'blocksLength',
  'symbolsLength',
  'edgesLength',
  'sectionFlags',
  'blockFlags',
  'blockAddress',
  'symbolBase',
  'symbolBlock',
  'symbolOffset',
  'edgeBlock',
  'edgeKind',
)

/** Whether going from one position to another, in either direction, changes one of these cells. */
export function changesBetween(log: EventLog, from: number, to: number, cells: CellSet): boolean {
  const recordAt = (position: number): number =>
    position >= log.length ? log.records.length : log.events.firstRecord[position as EventId]
  const [first, end] = [recordAt(Math.min(from, to)), recordAt(Math.max(from, to))]
  const { cell } = log.records
  for (let r = first; r < end; r++) if (cells[cell[r as RecordId]] === 1) return true
  return false
}
