/**
 * Whether events between two positions changed cells that something on the page was made from. Most only write bytes, or
 * set bits that nobody asks for.
 */
import { bisectLeft } from 'd3'
import type { CellName } from '../engine/graph/cells'
import { CELL } from '../engine/graph/cells'
import type { EventId, EventLog, RecordId } from '../engine/graph/log'
import { BlockFlag, EdgeFlag, SymbolFlag } from '../engine/graph/schema'

/** By cell: the bits of its values that matter; 0 for cells that do not. */
export type CellSet = Uint32Array

const EVERY_BIT = 0xffffffff

/** A set of cells; of flags it can name the bits that matter. */
export function setOf(...wishes: (CellName | readonly [CellName, number])[]): CellSet {
  const set = new Uint32Array(256)
  for (const wish of wishes) {
    const [name, bits] = typeof wish === 'string' ? [wish, EVERY_BIT] : wish
    set[CELL[name]] = bits
  }
  return set
}

/** Cells on which it depends which names lie in which block. */
export const NAME_CELLS = setOf('blocksLength', 'symbolsLength', 'symbolBase', 'symbolBlock', 'symbolOffset')

/** Cells on which the lines of the outline depend. */
export const LINE_CELLS = setOf(
  'sectionsLength',
  'blocksLength',
  'sectionFlags',
  ['blockFlags', BlockFlag.Removed],
  'blockAddress',
)

/** The same while some blocks are open, so that their edges are lines. */
export const OPEN_LINE_CELLS = setOf(
  'sectionsLength',
  'blocksLength',
  'edgesLength',
  'sectionFlags',
  ['blockFlags', BlockFlag.Removed],
  'blockAddress',
  'edgeBlock',
  'edgeKind',
)

/** Cells on which the headline figures depend. */
export const FIGURE_CELLS = setOf(
  'blocksLength',
  'segmentsLength',
  'sectionLifetime',
  'sectionFlags',
  ['blockFlags', BlockFlag.Removed | BlockFlag.ZeroFill],
  'blockSize',
  'segmentState',
  'allocationsLength',
  'allocationState',
)

/**
 * Cells by what a change of one means for something that is known of every edge: the row is that edge, the row is a block
 * whose edges are meant, or anything may be different.
 */
export interface EdgeCells {
  readonly edge: CellSet
  readonly block: CellSet
  readonly all: CellSet
  /** All of these, and the number of edges. */
  readonly any: CellSet
}

function edgeCells(edge: CellSet, block: CellSet, all: CellSet): EdgeCells {
  const any = setOf('edgesLength')
  for (const set of [edge, block, all]) for (let cell = 0; cell < set.length; cell++) any[cell]! |= set[cell]!
  return { edge, block, all, any }
}

/** The rows of the map at both ends of an edge. */
export const END_CELLS = edgeCells(
  setOf('edgeBlock', 'edgeOffset', 'edgeKind', 'edgeTarget', 'edgeAddend'),
  setOf(['blockFlags', BlockFlag.Removed]),
  setOf('blockSize', 'symbolBase', 'symbolBlock', 'symbolDefinition', 'symbolOffset', 'sectionProtection'),
)

/** Where symbols are, for all edges that aim at them. */
export const PLACE_CELLS = setOf('symbolBase', 'symbolBlock', 'symbolDefinition', 'symbolOffset')

/** Whether the field of an edge has been written. */
export const HOLE_CELLS = setOf(['edgeFlags', EdgeFlag.Applied])

/** What rows look like from afar, besides their holes: which edges they have, and how their blocks are inked. */
export const INK_CELLS = edgeCells(
  setOf('edgeBlock', 'edgeOffset', 'edgeKind'),
  setOf(['blockFlags', BlockFlag.Removed | BlockFlag.ZeroFill], 'blockSegment'),
  setOf('blocksLength'),
)

/** The pair of policies of an edge, and the verdict on it. */
export const CROSSING_CELLS = edgeCells(
  setOf('edgeBlock', 'edgeKind', 'edgeTarget', ['edgeFlags', EdgeFlag.Tombstone]),
  setOf(['blockFlags', BlockFlag.Removed]),
  setOf('sectionLifetime', 'symbolBase', 'symbolBlock', 'symbolDefinition', ['symbolFlags', SymbolFlag.Removed]),
)

/** Whether going from one position to another, in either direction, changes one of these cells. */
export function changesBetween(log: EventLog, from: number, to: number, cells: CellSet): boolean {
  if (from === to) return false
  const { first, end } = recordsBetween(log, from, to, cells)
  return first < end
}

/** So few records are looked through at once, where the lists are not known yet: making them takes a pass over the whole log. */
const FEW = 1 << 14

/** The records between two positions, in either direction, that change a cell of a set: those of `records[first…end)`. */
export function recordsBetween(
  log: EventLog,
  from: number,
  to: number,
  cells: CellSet,
): { readonly records: Uint32Array; readonly first: number; readonly end: number } {
  const [low, high] = [recordAt(log, Math.min(from, to)), recordAt(log, Math.max(from, to))]
  if (high - low <= FEW && !KNOWN.has(log)) {
    const found: number[] = []
    for (let r = low; r < high; r++) if (changes(log, r, cells)) found.push(r)
    return { records: Uint32Array.from(found), first: 0, end: found.length }
  }
  const records = recordsThatChange(log, cells)
  return { records, first: bisectLeft(records, low), end: bisectLeft(records, high) }
}

const SETS = [
  NAME_CELLS,
  LINE_CELLS,
  OPEN_LINE_CELLS,
  FIGURE_CELLS,
  END_CELLS.any,
  PLACE_CELLS,
  HOLE_CELLS,
  INK_CELLS.any,
  CROSSING_CELLS.any,
]

/** For each set the numbers of the records that change one of its cells, ascending. */
export type RecordLists = readonly Uint32Array[]

const KNOWN = new WeakMap<EventLog, RecordLists>()

/** Takes over what `findRecords` found elsewhere. */
export function knowRecords(log: EventLog, lists: RecordLists): void {
  KNOWN.set(log, lists)
}

/** Found once for a log, so that no step has to search. */
function recordsThatChange(log: EventLog, cells: CellSet): Uint32Array {
  const known = KNOWN.get(log) ?? findRecords(log)
  KNOWN.set(log, known)
  return known[SETS.indexOf(cells)]!
}

/** The records that change something for any of the sets, in one pass over the log, which may be long. */
export function findRecords(log: EventLog): RecordLists {
  const lists = roomForRecords(log)
  const lengths = new Uint32Array(lists.length)
  const wanting = setsByCell()
  const { cell, before, after } = log.records
  for (let r = 0; r < log.records.length; r++) {
    const sets = wanting[cell[r as RecordId]]!
    if (sets.length === 0) continue
    const changed = before[r as RecordId] ^ after[r as RecordId]
    for (let i = 0; i < sets.length; i += 2) {
      const bits = sets[i + 1]!
      const set = sets[i]!
      if (bits === EVERY_BIT || (changed & bits) !== 0) lists[set]![lengths[set]!++] = r
    }
  }
  return lists.map((list, set) => list.subarray(0, lengths[set]))
}

/** For each set as much room as there are records of its cells. What is not used of it is never touched. */
function roomForRecords({ records: { cell, length } }: EventLog): Uint32Array[] {
  const counts = new Uint32Array(256)
  for (let r = 0 as RecordId; r < length; r++) counts[cell[r]]!++
  return SETS.map((set) => new Uint32Array(set.reduce((sum, bits, own) => sum + (bits === 0 ? 0 : counts[own]!), 0)))
}

/** By cell: the sets that it is in, each followed by the bits that matter there. */
function setsByCell(): number[][] {
  return Array.from({ length: 256 }, (_, cell) => SETS.flatMap((set, i) => (set[cell] === 0 ? [] : [i, set[cell]!])))
}

/** The first record of the event after a position; the number of records at the end. */
function recordAt(log: EventLog, position: number): number {
  return position >= log.length ? log.records.length : log.events.firstRecord[position as EventId]
}

/** Whether a record changes a cell of the set, in one of the bits that matter. */
export function changes({ records }: EventLog, r: number, cells: CellSet): boolean {
  const bits = cells[records.cell[r as RecordId]]!
  if (bits === 0) return false
  return bits === EVERY_BIT || ((records.before[r as RecordId] ^ records.after[r as RecordId]) & bits) !== 0
}
