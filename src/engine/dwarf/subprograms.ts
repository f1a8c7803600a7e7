/**
 * Subprograms: the functions of a file that have code, with their names, their addresses and where they were written.
 * What an entry does not say itself, the declaration or the abstract function that it refers to says.
 *
 * Source: DWARF 5, section 3.3.
 */
import type { Brand } from '../../base/brand'
import type { NameId } from '../table/name-table'
import { NO_NAME } from '../table/name-table'
import type { ColumnSpec } from '../table/columns'
import { u32, wide } from '../table/columns'
import type { Table } from '../table/table'
import { createTable } from '../table/table'
import type { Attribute } from './attributes'
import type { EntryId } from './entries'
import type { AddressRange } from './ranges'
import type { SourceId } from './sources'
import { NO_SOURCE_FILE } from './sources'

export type SubprogramId = Brand<number, 'SubprogramId'>
/** Index into the units of the file. */
export type UnitId = Brand<number, 'UnitId'>

export const SUBPROGRAMS = {
  unit: u32<UnitId>(),
  /** Its entry in the unit, and the offset of that in the block. */
  entry: u32<EntryId>(),
  offset: u32(),
  name: u32<NameId>(NO_NAME),
  /** The mangled name; NO_NAME if it is the same or not given. */
  linkageName: u32<NameId>(NO_NAME),
  /** From `low` up to, not including, `high`; with several ranges, of the first. */
  low: wide(),
  high: wide(),
  /** Index of its first range in `ranges`, and how many it has: at least one. */
  ranges: u32(),
  rangeCount: u32(),
  /** Where it was declared; line 0 if that is not known. */
  source: u32<SourceId>(NO_SOURCE_FILE),
  line: u32(),
} satisfies Record<string, ColumnSpec>

export interface Subprograms {
  readonly table: Table<SubprogramId, typeof SUBPROGRAMS>
  readonly ranges: readonly AddressRange[]
  /** Functions whose code is not there. */
  readonly dead: number
}

/** What a function's entry and those that it refers to say. */
export interface SubprogramFacts {
  readonly name: NameId
  readonly linkageName: NameId
  readonly source: SourceId
  readonly line: number
}

/** Collects subprograms. */
export class SubprogramList implements Subprograms {
  readonly table: Table<SubprogramId, typeof SUBPROGRAMS> = createTable(SUBPROGRAMS)
  readonly ranges: AddressRange[] = []
  dead = 0
  readonly #lists = new Map<readonly AddressRange[], number>()

  add(unit: UnitId, entry: EntryId, offset: number, ranges: readonly AddressRange[], facts: SubprogramFacts): void {
    const s = this.table.add()
    const columns = this.table
    columns.unit[s] = unit
    columns.entry[s] = entry
    columns.offset[s] = offset
    columns.name[s] = facts.name
    columns.linkageName[s] = facts.linkageName
    columns.low.big[s] = ranges[0]!.low
    columns.high.big[s] = ranges[0]!.high
    columns.ranges[s] = this.#keep(ranges)
    columns.rangeCount[s] = ranges.length
    columns.source[s] = facts.source
    columns.line[s] = facts.line
  }

  /** Entries that share a list share its ranges. */
  #keep(ranges: readonly AddressRange[]): number {
    const known = this.#lists.get(ranges)
    if (known !== undefined) return known
    const first = this.ranges.length
    for (const range of ranges) this.ranges.push(range)
    this.#lists.set(ranges, first)
    return first
  }
}

/** The attribute of a code. */
export const attributeOf = (attributes: readonly Attribute[], code: number): Attribute | undefined =>
  attributes.find((attribute) => attribute.code === code)
