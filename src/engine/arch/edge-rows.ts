/**
 * What an edge kind is: one row, which the fixup loop, the range errors, the explanation, the tests and the generated
 * documentation all read. The names are JITLink's.
 */
import type { FieldId, FieldRow } from './fields'
import { FIELDS } from './fields'
import type { Family } from '../graph/crossing-rules'
import type { Formula } from './formula'
import { familyOf, parseFormula } from './formula'

/** A kind that writes a field. */
export interface FixupRow {
  readonly name: string
  readonly formula: string
  /** By its name, or the row itself where only one processor has it. */
  readonly field: FieldId | FieldRow
  readonly says: string
}

/** The tables of entries that a linker makes. `thread` requests are lowered before there are tables. */
export type TableId = 'got' | 'stub' | 'tls' | 'offset' | 'indirect' | 'descriptor'

/** A kind that asks a pass for a table entry and then becomes another kind. */
export interface RequestRow {
  readonly name: string
  readonly lowersTo: string
  readonly via: TableId | 'thread'
  readonly says: string
}

/** A kind that neither writes nor asks. */
export interface MarkRow {
  readonly name: string
  /** How crossings judge it, if what a pass makes of it writes something. */
  readonly family?: Family
  /** Its addend says how the pointer is signed, besides what is added. */
  readonly signs?: true
  readonly says: string
}

export type EdgeRow = FixupRow | RequestRow | MarkRow

export const isFixup = (row: EdgeRow): row is FixupRow => 'formula' in row
export const isSigned = (row: EdgeRow | undefined): boolean => row !== undefined && 'signs' in row
export const isRequest = (row: EdgeRow): row is RequestRow => 'lowersTo' in row

/** A fixup row with its formula parsed and its field looked up. */
export interface CompiledFixup {
  readonly row: FixupRow
  readonly formula: Formula
  readonly field: FieldRow
  readonly family: Family
}

/** Compiles a table; kinds that do not write are undefined. */
export function compileEdges(rows: readonly EdgeRow[]): readonly (CompiledFixup | undefined)[] {
  return rows.map((row) => {
    if (!isFixup(row)) return undefined
    const formula = parseFormula(row.formula)
    const field = typeof row.field === 'string' ? FIELDS[row.field] : row.field
    return { row, formula, field, family: familyOf(formula) }
  })
}

/** JITLink's two kinds that every architecture has, as rows 0 and 1. */
export const GENERIC_EDGES = [
  { name: 'INVALID RELOCATION', says: 'No edge at all.' },
  { name: 'Keep-Alive', says: 'Keeps its target alive as long as its block is; writes nothing.' },
] as const satisfies readonly MarkRow[]

/**
 * COFF's ways to say how far something is from a start, and from which, on every processor. JITLink folds the start into the
 * addend before fixup, and makes a symbol of each number.
 */
export const COFF_EDGES = [
  {
    name: 'Pointer32NB',
    formula: 'S + A - IMAGE',
    field: 'u32',
    says: 'The distance from the start of the image to the target.',
  },
  {
    name: 'SecRel32',
    formula: 'S + A - SECTION',
    field: 'u32',
    says: 'The distance from the start of the target’s section to the target.',
  },
  {
    name: 'SectionIdx16',
    formula: 'NUMBER + A',
    field: 'u16',
    says: 'The number of the section that the target is in.',
  },
] as const satisfies readonly FixupRow[]
