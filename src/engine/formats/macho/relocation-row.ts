/**
 * What a relocation row of Mach-O holds: how one relocation type, in one of the forms that it comes in, becomes an edge.
 * A relocation of Mach-O has no addend of its own: that stands in the bytes that it will overwrite, in a way that depends
 * on the type. The form is whether the place is relative to the program counter, the width of the field, and whether the
 * target is a symbol (extern) or a section.
 *
 * Source: Apple's <mach-o/reloc.h>, <mach-o/x86_64/reloc.h>, <mach-o/arm64/reloc.h>; JITLink's MachO builders.
 */
import type { Phrase } from '../../graph/phrases/phrase'
import type { EdgeKind } from '../../graph/ids'
import type { QuirkId, QuirkSet } from '../../quirks'

/** How a row's edge gets its addend, and for targets that are sections also its symbol. */
export type AddendRule =
  /** The content, signed. */
  | 'content'
  /** The content without sign. */
  | 'unsigned'
  /** The content is the target's address in the file. */
  | 'address'
  /** The content counts from `behind` bytes behind the field's start to the target's place in the file. */
  | 'distance'
  /** None: the bytes have to be an instruction whose field is zero; see `instruction`. */
  | 'zero'
  /** The content is thrown away. */
  | 'none'
  /** The first of two: content = second symbol − this symbol + addend. */
  | 'pair'
  /** The addend of the next relocation stands in place of a symbol. */
  | 'prefix'

/** An instruction that must stand where a relocation points, its field being zero. */
export interface InstructionShape {
  readonly mask: number
  readonly value: number
  readonly says: Phrase
}

export interface MachORelocationRow {
  readonly type: number
  readonly name: string
  readonly isPcRelative: boolean
  /** Log2 of the field's bytes. */
  readonly length: 2 | 3
  /** True: r_symbolnum is a symbol. False: a section. */
  readonly isExtern: boolean
  readonly kind: EdgeKind
  readonly addend: AddendRule
  /** Added to the addend. */
  readonly bias: number
  readonly behind?: number
  readonly instruction?: InstructionShape
  /** Bytes of the instruction in front of the field, which relaxation rewrites. */
  readonly before?: number
  /** The quirk by which LLVM 22 refuses this form. */
  readonly beyondLlvm22?: QuirkId
  /** The quirk by which LLVM 22 takes it for something else, and for what. */
  readonly unlike?: { readonly quirk: QuirkId; readonly row: Pick<Partial<MachORelocationRow>, 'kind' | 'addend'> }
  /** A prefix may stand in front of it. */
  readonly takesPrefix?: boolean
}

export interface RelocationTable {
  readonly arch: string
  /** Apple's name of each type, for messages. */
  readonly names: Readonly<Record<number, string>>
  readonly rows: readonly MachORelocationRow[]
  /** The kind of a variable's place in its thread-local template, which descriptors hold. */
  readonly threadOffset: EdgeKind
  /** Kinds for differences of two symbols, by log2 of the field's bytes: from the field to the target, and the other way. */
  readonly differences: Readonly<Record<2 | 3, { readonly to: EdgeKind; readonly from: EdgeKind }>>
}

/** Rows by type and form, see `relocationKey`; none for what is refused. */
export type RowsByKey = readonly (MachORelocationRow | undefined)[]

/** The rows of a table as a set of quirks has them. */
export function rowsByKey(table: RelocationTable, quirks: QuirkSet): RowsByKey {
  const rows: MachORelocationRow[] = []
  for (const row of table.rows) {
    if (row.beyondLlvm22 && quirks.has(row.beyondLlvm22)) continue
    const other = row.unlike && quirks.has(row.unlike.quirk) ? row.unlike.row : {}
    rows[keyOfRow(row)] = { ...row, ...other }
  }
  return rows
}

export const keyOfRow = ({ type, isPcRelative, length, isExtern }: MachORelocationRow): number =>
  relocationKey(type, isPcRelative, length, isExtern)

/** There are so many keys. */
export const RELOCATION_KEYS = 256

/** Type and form in one number: what `edges.relocation` holds. */
export function relocationKey(type: number, isPcRelative: boolean, length: number, isExtern: boolean): number {
  return type | (isPcRelative ? 0x10 : 0) | (length << 5) | (isExtern ? 0x80 : 0)
}

/** The same from a relocation's second word, whose bits it takes as they stand. */
export function keyOfWord(word: number): number {
  return (word >>> 28) | (word & 0x01000000 ? 0x10 : 0) | (((word >>> 25) & 3) << 5) | (word & 0x08000000 ? 0x80 : 0)
}
