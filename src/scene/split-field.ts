/**
 * A field that shares an instruction with other bits, as a picture: the value's bits above, the instruction's below, both
 * from the highest to the lowest, and for each piece where it comes from and where it goes. Made from the field's row alone.
 */
import type { FieldPiece, FieldRow } from '../engine/arch/fields'
import { piecesOf } from '../engine/arch/fields'

/** A bit of either row; `piece` says to which piece it belongs, undefined to none. */
export interface SplitBit {
  readonly set: boolean
  readonly piece: number | undefined
}

/** A run of cells of one row, and the run of the other row that it is tied to. */
export interface SplitTie {
  /** First cell (from the left) above and below. */
  readonly from: number
  readonly to: number
  readonly count: number
  /** `32–14`: the bits of the value. */
  readonly text: string
}

export interface SplitPicture {
  readonly value: readonly SplitBit[]
  readonly word: readonly SplitBit[]
  /** From the highest bits of the value to the lowest. */
  readonly ties: readonly SplitTie[]
  /** Bits of the value that are not written because they are always 0. */
  readonly dropped: number
}

const WORD_BITS = 32
/** A longer value is shown from its highest piece down to its lowest. */
const MOST_BITS = 34

/** `word` is the instruction with the value in it. */
export function splitPicture(field: FieldRow, value: bigint, word: bigint): SplitPicture {
  const pieces = piecesOf(field).toSorted((a, b) => b.value - a.value)
  const top = Math.max(...pieces.map(({ value: from, count }) => from + count))
  const lowest = Math.min(...pieces.map(({ value: from }) => from))
  const bottom = top <= MOST_BITS ? 0 : lowest
  const bitOf = (number: bigint, i: number): boolean => ((number >> BigInt(i)) & 1n) === 1n
  return {
    value: downFrom(top, bottom).map((i) => ({ set: bitOf(value, i), piece: pieceAt(pieces, i, 'value') })),
    word: downFrom(WORD_BITS, 0).map((i) => ({ set: bitOf(word, i), piece: pieceAt(pieces, i, 'at') })),
    ties: pieces.map(({ value: from, at, count }) => ({
      from: top - (from + count),
      to: WORD_BITS - (at + count),
      count,
      text: count === 1 ? `${from}` : `${from + count - 1}–${from}`,
    })),
    dropped: lowest - bottom,
  }
}

const downFrom = (top: number, bottom: number): number[] => Array.from({ length: top - bottom }, (_, i) => top - 1 - i)

function pieceAt(pieces: readonly FieldPiece[], bit: number, row: 'value' | 'at'): number | undefined {
  const found = pieces.findIndex((piece) => bit >= piece[row] && bit < piece[row] + piece.count)
  return found < 0 ? undefined : found
}
