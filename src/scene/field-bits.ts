/**
 * A field drawn: the bytes in memory with their bits, and which bits of the value stand in which of them. Made from the
 * field's row alone, so that a field that is cut into pieces is drawn by the same code as a plain one.
 */
import type { FieldRow } from '../engine/arch/fields'
import { piecesOf } from '../engine/arch/fields'

export interface BitCell {
  /** Which bit of the value stands here; undefined: a bit of the instruction, which the fixup leaves alone. */
  readonly value: number | undefined
  readonly set: boolean
}

export interface FieldByte {
  /** Bits from the most significant to the least. */
  readonly bits: readonly BitCell[]
  readonly byte: number
}

/** The bytes of a field in the order of memory. `bytes` are those that stand there, the lowest first unless `isBig`. */
export function fieldBits(field: FieldRow, bytes: readonly number[], isBig = false): FieldByte[] {
  const valueAt = new Map<number, number>()
  for (const { value, at, count } of piecesOf(field)) {
    for (let i = 0; i < count; i++) valueAt.set(at + i, value + i)
  }
  return bytes.map((byte, i) => ({
    byte,
    bits: Array.from({ length: 8 }, (_, k) => {
      const bit = 7 - k
      const weight = isBig ? bytes.length - 1 - i : i
      return { value: valueAt.get(8 * weight + bit), set: ((byte >> bit) & 1) === 1 }
    }),
  }))
}

/** `31–24`, `5–0, 31–30`: the bits of the value that a byte holds, from the most significant on; empty if none. */
export function bitsText({ bits }: FieldByte): string {
  const held = bits.flatMap(({ value }) => (value === undefined ? [] : [value]))
  const runs: [number, number][] = []
  for (const bit of held) {
    const last = runs.at(-1)
    if (last && last[1] === bit + 1) last[1] = bit
    else runs.push([bit, bit])
  }
  return runs.map(([high, low]) => (high === low ? `${high}` : `${high}–${low}`)).join(', ')
}
