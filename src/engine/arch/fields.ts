/**
 * Fields: which bytes a fixup writes and which values fit. Width and sign decide the limits; nothing else in the engine
 * knows them.
 */

/** A run of bits of the value and where it stands in the field's bytes, both counted from the least significant bit. */
export interface FieldPiece {
  readonly value: number
  readonly at: number
  readonly count: number
}

export interface FieldRow {
  readonly id: string
  readonly bytes: 1 | 2 | 4 | 8
  /** Where the value's bits stand, if they do not simply fill the bytes. */
  readonly pieces?: readonly FieldPiece[]
  /** How the value is read by whoever uses it; `none`: all 64-bit values fit. */
  readonly sign: 'signed' | 'unsigned' | 'none'
  readonly says: string
}

export const FIELDS = {
  w64: { id: 'w64', bytes: 8, sign: 'none', says: '64 bits' },
  i32: { id: 'i32', bytes: 4, sign: 'signed', says: 'signed, 32 bits' },
  u32: { id: 'u32', bytes: 4, sign: 'unsigned', says: 'unsigned, 32 bits' },
  i16: { id: 'i16', bytes: 2, sign: 'signed', says: 'signed, 16 bits' },
  u16: { id: 'u16', bytes: 2, sign: 'unsigned', says: 'unsigned, 16 bits' },
  i8: { id: 'i8', bytes: 1, sign: 'signed', says: 'signed, 8 bits' },
  u8: { id: 'u8', bytes: 1, sign: 'unsigned', says: 'unsigned, 8 bits' },
} as const satisfies Record<string, FieldRow>

export type FieldId = keyof typeof FIELDS

/** Smallest and largest value that fits, as signed numbers. */
export function limitsOf(field: FieldRow): { readonly low: bigint; readonly high: bigint } {
  const bits = BigInt(8 * field.bytes)
  if (field.sign === 'signed') return { low: -(1n << (bits - 1n)), high: (1n << (bits - 1n)) - 1n }
  return { low: 0n, high: (1n << bits) - 1n }
}

/** A 64-bit value as the number that the field's reader sees before it is cut: signed fields take it as signed. */
export function asFieldNumber(field: FieldRow, value: bigint): bigint {
  return field.sign === 'signed' ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value)
}

export function fits(field: FieldRow, value: bigint): boolean {
  if (field.sign === 'none') return true
  const number = asFieldNumber(field, value)
  const { low, high } = limitsOf(field)
  return number >= low && number <= high
}

/** Where the value's bits stand: the row's pieces, or all bits in a row. */
export function piecesOf(field: FieldRow): readonly FieldPiece[] {
  return field.pieces ?? [{ value: 0, at: 0, count: 8 * field.bytes }]
}
