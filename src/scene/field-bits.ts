/**
 * A field that fills its bytes, drawn: the bytes in memory with their bits, and which bits of the value stand in which of
 * them. A field that shares an instruction with other bits has a picture of its own (`split-field.ts`).
 */

export interface FieldByte {
  /** Bits from the most significant to the least. */
  readonly bits: readonly boolean[]
  readonly byte: number
  /** The lowest bit of the value that the byte holds. */
  readonly lowest: number
}

/** The bytes of a field in the order of memory: the value's lowest first unless `isBig`. */
export function fieldBits(bytes: readonly number[], isBig = false): FieldByte[] {
  return bytes.map((byte, i) => ({
    byte,
    bits: Array.from({ length: 8 }, (_, k) => ((byte >> (7 - k)) & 1) === 1),
    lowest: 8 * (isBig ? bytes.length - 1 - i : i),
  }))
}

/** `31–24`: the bits of the value that a byte holds. */
export const bitsText = ({ lowest }: FieldByte): string => `${lowest + 7}–${lowest}`
