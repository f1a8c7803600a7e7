/**
 * Line tables as columns: rows that say "from this address on, the code comes from this line", in runs that each cover a
 * piece of code without a gap (sequences). Two questions are answered: which line is this address, and which addresses
 * are this line.
 *
 * Source: DWARF 5, section 6.2.2.
 */
import { firstWhere } from '../../base/search'
import type { Brand } from '../../base/brand'
import type { ColumnSpec } from '../table/columns'
import { u8, u16, u32, wide } from '../table/columns'
import type { Table } from '../table/table'
import { createTable } from '../table/table'
import type { AddressRange } from './ranges'
import type { SourceId } from './sources'
import { NO_SOURCE_FILE } from './sources'

export type LineRowId = Brand<number, 'LineRowId'>
export type SequenceId = Brand<number, 'SequenceId'>

/** Bits of `rows.flags`. */
export const LineFlag = {
  /** A good place for a breakpoint. */
  IsStmt: 1,
  BasicBlock: 2,
  /** The address behind the last byte of the sequence; its line means nothing. */
  EndSequence: 4,
  PrologueEnd: 8,
  EpilogueBegin: 16,
} as const

export const LINE_ROWS = {
  address: wide(),
  source: u32<SourceId>(NO_SOURCE_FILE),
  /** From 1; 0 for code that no line of the source asked for. */
  line: u32(),
  /** From 1; 0 if not known, 65535 for anything larger. */
  column: u16(),
  /** LineFlag bits. */
  flags: u8(),
} satisfies Record<string, ColumnSpec>

export const SEQUENCES = {
  /** Its rows: the first, and the one behind the last. */
  first: u32<LineRowId>(),
  end: u32<LineRowId>(),
  low: wide(),
  high: wide(),
} satisfies Record<string, ColumnSpec>

export class LineTable {
  /** In the order of the file: addresses rise inside a sequence, not from one to the next. */
  readonly rows: Table<LineRowId, typeof LINE_ROWS> = createTable(LINE_ROWS)
  /** In the order of the file. */
  readonly sequences: Table<SequenceId, typeof SEQUENCES> = createTable(SEQUENCES)
  /** Sequences about code that is not there. */
  deadSequences = 0
  /** Sequences by low address, and for each place in that order the highest address that any up to there reaches. */
  #order: SequenceId[] | undefined
  #reach: bigint[] = []

  /** The row that tells the line of an address; undefined if no table covers it. */
  at(address: bigint): LineRowId | undefined {
    const { low, high } = this.sequences
    const order = this.#sorted()
    let i = firstWhere(0, order.length, (k) => low.big[order[k]!] > address) - 1
    for (; i >= 0 && this.#reach[i]! > address; i--) {
      const sequence = order[i]!
      if (high.big[sequence] > address) return this.#rowAt(sequence, address)
    }
    return undefined
  }

  #rowAt(sequence: SequenceId, address: bigint): LineRowId {
    const first = this.sequences.first[sequence]
    const addresses = this.rows.address.big
    const count = this.sequences.end[sequence] - first
    return (first + firstWhere(0, count, (k) => addresses[(first + k) as LineRowId] > address) - 1) as LineRowId
  }

  /** Where the code of a row ends: the address of the next row. */
  endOf(row: LineRowId): bigint {
    const last = this.rows.flags[row] & LineFlag.EndSequence || row + 1 >= this.rows.length
    return this.rows.address.big[last ? row : ((row + 1) as LineRowId)]
  }

  /** The code that comes from a line, in the order of addresses; pieces that touch are one. */
  rangesOf(source: SourceId, line: number): AddressRange[] {
    const pieces: AddressRange[] = []
    const { rows } = this
    for (let r = 0 as LineRowId; r < rows.length; r++) {
      if (rows.line[r] !== line || rows.source[r] !== source || rows.flags[r] & LineFlag.EndSequence) continue
      const low = rows.address.big[r]
      const high = this.endOf(r)
      if (low < high) pieces.push({ low, high })
    }
    return joined(pieces)
  }

  #sorted(): readonly SequenceId[] {
    if (this.#order?.length === this.sequences.length) return this.#order
    const { low, high } = this.sequences
    const order = Array.from({ length: this.sequences.length }, (_, i) => i as SequenceId)
    order.sort((a, b) => (low.big[a] < low.big[b] ? -1 : low.big[a] > low.big[b] ? 1 : a - b))
    let reach = 0n
    this.#reach = order.map((sequence) => {
      if (high.big[sequence] > reach) reach = high.big[sequence]
      return reach
    })
    this.#order = order
    return order
  }
}

function joined(pieces: AddressRange[]): AddressRange[] {
  pieces.sort((a, b) => (a.low < b.low ? -1 : a.low > b.low ? 1 : 0))
  const result: AddressRange[] = []
  for (const piece of pieces) {
    const last = result.at(-1)
    if (!last || piece.low > last.high) result.push(piece)
    else if (piece.high > last.high) result[result.length - 1] = { low: last.low, high: piece.high }
  }
  return result
}
