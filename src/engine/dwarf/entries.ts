/**
 * Debug entries (DIEs) of one unit, as columns: where each starts, its shape, its parent. Children follow their parent
 * and a zero ends them, so one walk finds them all; parents are a column, so the walk needs no stack and no depth can
 * hurt it.
 *
 * Source: DWARF 5, section 2.3.
 */
import { tell } from '../graph/phrases/phrase'
import { firstWhere } from '../../base/search'
import type { Brand } from '../../base/brand'
import type { ColumnSpec } from '../table/columns'
import { u32 } from '../table/columns'
import type { Table } from '../table/table'
import { createTable } from '../table/table'
import type { AbbreviationTable } from './abbreviations'
import { Cursor } from './cursor'
import type { Notes } from './notes'
import { takeSteps } from './steps'
import type { Unit } from './units'

/** A row of a unit's own table. */
export type EntryId = Brand<number, 'EntryId'>

/** The parent of the first entry. */
export const NO_ENTRY = 0xffffffff as EntryId

export const ENTRIES = {
  /** Offset in the block, in bytes. */
  offset: u32(),
  /** Index into the rows of the unit's abbreviation table. */
  shape: u32(),
  parent: u32<EntryId>(NO_ENTRY),
} satisfies Record<string, ColumnSpec>

export type EntryTable = Table<EntryId, typeof ENTRIES>

/** Finds the entries of a unit, as far as they can be followed. With `most` it stops after so many. */
export function readEntries(unit: Unit, table: AbbreviationTable, notes: Notes, most = 0xffffffff): EntryTable {
  const entries = createTable<EntryId, typeof ENTRIES>(ENTRIES)
  const cursor = new Cursor(unit.block.bytes, unit.entries, unit.end)
  let parent = NO_ENTRY
  while (cursor.at < cursor.end && entries.length < most) {
    const start = cursor.at
    const code = cursor.uleb()
    if (code === 0 && !cursor.failed) {
      if (parent !== NO_ENTRY) parent = entries.parent[parent]
      if (parent === NO_ENTRY) return entries
      continue
    }
    const shape = passEntry(cursor, unit, table, code)
    if (shape === undefined) {
      warn(unit, table, notes, cursor, start, code)
      return entries
    }
    const entry = addEntry(entries, start, shape, parent)
    if (table.rows[shape]!.children) parent = entry
    else if (parent === NO_ENTRY) return entries
  }
  if (parent !== NO_ENTRY && entries.length < most)
    notes.warn('dwarf-tree', unit.block, unit.end, tell('end-of-unit'), tell('end-of-children'))
  return entries
}

/** Moves over the attributes of an entry; its shape, or undefined if it is not known or not all there. */
function passEntry(cursor: Cursor, unit: Unit, table: AbbreviationTable, code: number): number | undefined {
  const shape = cursor.failed ? undefined : table.find(code)
  if (shape !== undefined) takeSteps(cursor, table.rows[shape]!.steps, unit)
  return cursor.failed ? undefined : shape
}

/** Says why the walk ends at an entry. */
function warn(unit: Unit, table: AbbreviationTable, notes: Notes, cursor: Cursor, start: number, code: number): void {
  if (cursor.failed) {
    notes.warn('dwarf-truncated', unit.block, start, tell('an-entry'), tell('entry-in-front', { offset: unit.end }))
    return
  }
  const expected = tell('one-of-table', { n: table.rows.length, at: unit.abbreviations })
  notes.warn('dwarf-abbreviation', unit.block, start, tell('abbreviation', { n: code }), expected)
}

function addEntry(entries: EntryTable, offset: number, shape: number, parent: EntryId): EntryId {
  const entry = entries.add()
  entries.offset[entry] = offset
  entries.shape[entry] = shape
  entries.parent[entry] = parent
  return entry
}

/** The last entry that starts at or before an offset of the block. */
export function entryBefore(entries: EntryTable, offset: number): EntryId | undefined {
  const low = firstWhere(0, entries.length, (at) => entries.offset[at as EntryId] > offset)
  return low === 0 ? undefined : ((low - 1) as EntryId)
}
