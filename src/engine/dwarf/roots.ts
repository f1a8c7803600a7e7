/**
 * What the first entry of a unit says about the whole unit: its line table, the folder it was compiled in, where its
 * addresses start, and the bases of its indexes.
 *
 * Source: DWARF 5, section 3.1.1.
 */
import type { NameId } from '../table/name-table'
import { NO_NAME } from '../table/name-table'
import type { AbbreviationTable } from './abbreviations'
import type { Attribute, Bases } from './attributes'
import { readAttributes, Values } from './attributes'
import type { EntryId } from './entries'
import { readEntries } from './entries'
import type { DebugSections } from './sections'
import type { Strings } from './strings'
import type { Unit } from './units'
import { At } from './vocabulary'

export interface Root {
  /** The folder in which the compiler ran. */
  readonly folder: NameId
  /** Offset of the line table in .debug_line. */
  readonly lines: number | undefined
  readonly lowPc: bigint
  /** The file that has the rest, if this is a skeleton. */
  readonly splitName: NameId
  readonly bases: Bases
  readonly values: Values
}

/** Size of the header in front of a table of offsets or addresses: where a unit's part starts if it does not say. */
const headerSize = ({ version, offsetSize }: Unit): number => (version < 5 ? 0 : offsetSize === 8 ? 16 : 8)

/** Reads the first entry of a unit, as far as it can be read. */
export function readRoot(sections: DebugSections, strings: Strings, unit: Unit, table: AbbreviationTable): Root {
  const entries = readEntries(unit, table, sections.notes, 1)
  const first = 0 as EntryId
  const attributes =
    entries.length > 0 ? readAttributes(unit, entries.offset[first], table.rows[entries.shape[first]]!) : []
  const plain = new Values(sections, strings, unit, { strings: 0, addresses: 0, ranges: 0 })
  const find = (code: number): Attribute | undefined => attributes.find((attribute) => attribute.code === code)
  const offset = (code: number, otherwise: number): number => {
    const attribute = find(code)
    return attribute ? plain.number(attribute) : otherwise
  }
  const bases = {
    strings: offset(At.strOffsetsBase, headerSize(unit)),
    addresses: offset(At.addrBase, headerSize(unit)),
    ranges: offset(At.rnglistsBase, unit.offsetSize === 8 ? 20 : 12),
  }
  const values = new Values(sections, strings, unit, bases)
  const string = (code: number): NameId => {
    const attribute = find(code)
    return attribute ? values.string(attribute) : NO_NAME
  }
  const lines = find(At.stmtList)
  const lowPc = find(At.lowPc)
  const split = string(At.dwoName)
  return {
    folder: string(At.compDir),
    lines: lines ? values.number(lines) : undefined,
    lowPc: (lowPc && values.address(lowPc)) ?? 0n,
    splitName: split === NO_NAME ? string(At.gnuDwoName) : split,
    bases,
    values,
  }
}
