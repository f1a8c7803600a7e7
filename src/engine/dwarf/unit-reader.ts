/**
 * One unit, read as far as somebody asks: its first entry, all its entries, the attributes and the name of any. What was
 * read is kept.
 */
import type { NameId } from '../table/name-table'
import { NO_NAME } from '../table/name-table'
import type { Abbreviation, Abbreviations, AbbreviationTable } from './abbreviations'
import type { Attribute } from './attributes'
import { readAttributes } from './attributes'
import { Cursor } from './cursor'
import type { EntryId, EntryTable } from './entries'
import { entryBefore, readEntries } from './entries'
import type { Root } from './roots'
import { readRoot } from './roots'
import type { DebugSections } from './sections'
import { takeSteps } from './steps'
import type { Strings } from './strings'
import type { UnitId } from './subprograms'
import type { Unit } from './units'

export class UnitReader {
  readonly id: UnitId
  readonly unit: Unit
  readonly #sections: DebugSections
  readonly #strings: Strings
  readonly #abbreviations: Abbreviations
  #root: Root | undefined
  #entries: EntryTable | undefined

  constructor(id: UnitId, unit: Unit, sections: DebugSections, strings: Strings, abbreviations: Abbreviations) {
    this.id = id
    this.unit = unit
    this.#sections = sections
    this.#strings = strings
    this.#abbreviations = abbreviations
  }

  get root(): Root {
    this.#root ??= readRoot(this.#sections, this.#strings, this.unit, this.#shapes)
    return this.#root
  }

  get entries(): EntryTable {
    this.#entries ??= readEntries(this.unit, this.#shapes, this.#sections.notes)
    return this.#entries
  }

  get #shapes(): AbbreviationTable {
    return this.#abbreviations.at(this.unit.abbreviations, this.unit)
  }

  /** Tag, children and attributes of an entry, without their values. */
  shape(entry: EntryId): Abbreviation {
    return this.#shapes.rows[this.entries.shape[entry]]!
  }

  attributes(entry: EntryId): readonly Attribute[] {
    return readAttributes(this.unit, this.entries.offset[entry], this.shape(entry))
  }

  /** The string of an attribute; NO_NAME for none. */
  string(attribute: Attribute | undefined): NameId {
    return attribute ? this.root.values.string(attribute) : NO_NAME
  }

  /** Offset in the block of the byte behind an entry's own attributes. */
  endOf(entry: EntryId): number {
    const cursor = new Cursor(this.unit.block.bytes, this.entries.offset[entry], this.unit.end)
    cursor.skipLeb()
    takeSteps(cursor, this.shape(entry).steps, this.unit)
    return cursor.at
  }

  /** The entry that starts exactly at an offset of the block. */
  entryAt(offset: number): EntryId | undefined {
    const entry = entryBefore(this.entries, offset)
    return entry !== undefined && this.entries.offset[entry] === offset ? entry : undefined
  }
}
