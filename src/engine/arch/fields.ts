/**
 * Fields: which bits a fixup writes and which values fit. Data is written whole. In an instruction the value shares a word
 * with other bits, which stay as they are, and may be cut into pieces. Which bits of the value are wanted may depend on
 * the instruction itself, so a row may leave that to the word that stands there.
 *
 * Width, sign and alignment decide the limits; nothing else in the engine knows them.
 */

/** A run of bits of the value and where it stands in the field's bytes, both counted from the least significant bit. */
export interface FieldPiece {
  readonly value: number
  readonly at: number
  /** At most 32. */
  readonly count: number
  /** The bits are written the other way round: 1 for 0. */
  readonly inverted?: true
}

export interface FieldRow {
  readonly id: string
  readonly bytes: 1 | 2 | 4 | 8
  /** Where the value's bits stand, if they do not simply fill the bytes. All other bits stay as they are. */
  readonly pieces?: readonly FieldPiece[]
  /** Bits of the value that its reader knows; if left out, as many as fill the bytes. */
  readonly bits?: number
  /** A power of two: of the value's lowest bits, those below it are not written and must be 0. */
  readonly multipleOf?: number
  /** How the value is read by whoever uses it; `either`: some readers take it as signed, others do not; `none`: all values fit. */
  readonly sign: 'signed' | 'unsigned' | 'either' | 'none'
  /** The field is part of an instruction, whose byte order may differ from that of data. */
  readonly instruction?: true
  /** The row that holds for the instruction that stands in the word, and for a value of two words. */
  readonly chosenBy?: (word: number, low: number, high: number) => FieldRow
  readonly says: string
}

export const FIELDS = {
  w64: { id: 'w64', bytes: 8, sign: 'none', says: '64 bits' },
  i32: { id: 'i32', bytes: 4, sign: 'signed', says: 'signed, 32 bits' },
  u32: { id: 'u32', bytes: 4, sign: 'unsigned', says: 'unsigned, 32 bits' },
  i16: { id: 'i16', bytes: 2, sign: 'signed', says: 'signed, 16 bits' },
  u16: { id: 'u16', bytes: 2, sign: 'unsigned', says: 'unsigned, 16 bits' },
  w16: { id: 'w16', bytes: 2, sign: 'either', says: '16 bits, signed or unsigned' },
  i8: { id: 'i8', bytes: 1, sign: 'signed', says: 'signed, 8 bits' },
  u8: { id: 'u8', bytes: 1, sign: 'unsigned', says: 'unsigned, 8 bits' },
} as const satisfies Record<string, FieldRow>

export type FieldId = keyof typeof FIELDS

/** Smallest and largest value that fits, as signed numbers. */
export function limitsOf(field: FieldRow): { readonly low: bigint; readonly high: bigint } {
  const bits = BigInt(field.bits ?? 8 * field.bytes)
  if (field.sign === 'signed') return { low: -(1n << (bits - 1n)), high: (1n << (bits - 1n)) - 1n }
  if (field.sign === 'either') return { low: -(1n << (bits - 1n)), high: (1n << bits) - 1n }
  return { low: 0n, high: (1n << bits) - 1n }
}

/** A 64-bit value as the number that the field's reader sees before it is cut: signed fields take it as signed. */
export function asFieldNumber(field: FieldRow, value: bigint): bigint {
  const isSigned = field.sign === 'signed' || field.sign === 'either'
  return isSigned ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value)
}

/** Whether a value lies between the limits. */
export function fits(field: FieldRow, value: bigint): boolean {
  if (field.sign === 'none') return true
  const number = asFieldNumber(field, value)
  const { low, high } = limitsOf(field)
  return number >= low && number <= high
}

/** Whether the bits that are not written are 0. */
export function isMultiple(field: FieldRow, value: bigint): boolean {
  return (value & BigInt((field.multipleOf ?? 1) - 1)) === 0n
}

/** Where the value's bits stand: the row's pieces, or all bits in a row. */
export function piecesOf(field: FieldRow): readonly FieldPiece[] {
  return field.pieces ?? [{ value: 0, at: 0, count: 8 * field.bytes }]
}

/** What stands in the field's bytes (a number) once a value has been written over what stood there before. */
export function written(field: FieldRow, before: bigint, value: bigint): bigint {
  let word = before
  for (const { value: from, at, count, inverted } of piecesOf(field)) {
    const mask = (1n << BigInt(count)) - 1n
    const bits = (value >> BigInt(from)) & mask
    word = (word & ~(mask << BigInt(at))) | ((inverted ? bits ^ mask : bits) << BigInt(at))
  }
  return word
}

/** The value that stands in a field of an instruction word: the pieces put together, with the field's sign. At most 32 bits of it. */
export function readField({ bits = 32, sign, pieces = [] }: FieldRow, word: number): number {
  let value = 0
  for (const { value: from, at, count } of pieces)
    value |= ((word >>> at) & (count === 32 ? -1 : (1 << count) - 1)) << from
  const unused = 32 - Math.min(32, bits)
  return sign === 'signed' ? (value << unused) >> unused : value >>> 0
}

/** Puts a digit into every byte of a field's value, so that what the field decides can be seen in the text of its instruction. */
export function fillField(
  { bytes, pieces }: Pick<FieldRow, 'bytes' | 'pieces'>,
  content: Uint8Array,
  at: number,
  digit: number,
): void {
  if (!pieces) {
    content.fill(digit, at, at + bytes)
    return
  }
  const word = digit * 0x01010101
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  if (at + 4 <= content.length) view.setUint32(at, insertInto(pieces, view.getUint32(at, true), word, word), true)
}

/** Bits `from` to `from + count` (at most 32 of them) of a value that comes as two words. */
export function bitsOf(low: number, high: number, from: number, count: number): number {
  const shifted = from >= 32 ? high >>> (from - 32) : from === 0 ? low : (low >>> from) | (high << (32 - from))
  return count === 32 ? shifted >>> 0 : shifted & ((1 << count) - 1)
}

/** The same as `written` for a word of four bytes and a value of two words: what fixups of instructions do. */
export function insertInto(pieces: readonly FieldPiece[], before: number, low: number, high: number): number {
  let word = before
  for (const { value, at, count, inverted } of pieces) {
    const mask = count === 32 ? -1 : (1 << count) - 1
    const bits = bitsOf(low, high, value, count)
    word = (word & ~(mask << at)) | ((inverted ? bits ^ mask : bits) << at)
  }
  return word >>> 0
}
