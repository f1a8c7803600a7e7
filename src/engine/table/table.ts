/**
 * A table: columns of one length that grow together. Rows are only ever added at the end; nothing is deleted, so an id
 * stays valid as long as the link lives (removal is a flag of the row).
 *
 * Growth replaces the arrays. A loop that adds rows must therefore read a column through the table each time; a loop
 * that does not may name its columns once, at the top.
 */
import type { Column, ColumnSpec, NarrowArray, NarrowSpec, WideColumn, WideSpec } from './columns'
import { bytesPerRow, columnOver, Wide } from './columns'
import type { Workshop } from './workshop'

export type Schema = Readonly<Record<string, ColumnSpec>>

/** The columns that a schema describes, indexed by the table's own id. */
export type Columns<Id extends number, S extends Schema> = {
  readonly [K in keyof S]: S[K] extends WideSpec
    ? WideColumn<Id>
    : S[K] extends NarrowSpec<infer Value>
      ? Column<Id, Value>
      : never
}

/** A table as it crosses from the worker to the page: one buffer for each column, with at least the rows in use. */
export interface TableTransfer {
  readonly length: number
  readonly buffers: Readonly<Record<string, ArrayBuffer>>
}

export interface TableCore<Id extends number> {
  /** Rows in use. Replaying a log backwards lowers it; the rows behind it stay as they are. */
  length: number
  /** Rows that hold what a new row holds, or are in use; behind them columns of an earlier link hold old values. */
  readonly ready: number
  /** Makes more rows ready. Whoever finds `length` below `ready` may take a row by raising `length`. */
  grow(): void
  /** Adds rows and returns the id of the first. */
  add(count?: number): Id
  /** Makes room for so many more rows, so that adding them does not move the columns again and again. */
  reserve(count: number): void
  /** Memory that the rows take, those made ready for more included, in bytes. */
  readonly bytes: number
  /** Copies of the rows in use, to be moved to another thread. */
  toTransfer(): TableTransfer
  /** The columns themselves, with what room is left in them: once they have moved, the table is of no use here. */
  toMove(): TableTransfer
}

export type Table<Id extends number, S extends Schema> = TableCore<Id> & Columns<Id, S>

const FIRST_CAPACITY = 16
/** How much larger a full table becomes: what is known beforehand is reserved, so what comes unforeseen is little. */
const GROWTH = 1.25

/** Where a table keeps its columns from link to link. */
export interface TablePlace {
  readonly workshop: Workshop
  readonly name: string
}

class GrowingTable {
  length = 0
  ready = 0
  #capacity = 0
  readonly #schema: Schema
  readonly #names: readonly string[]
  readonly #place: TablePlace | undefined;
  [column: string]: unknown

  constructor(schema: Schema, place?: TablePlace) {
    this.#schema = schema
    this.#names = Object.keys(schema)
    this.#place = place
    const kept = place?.workshop.columns(place.name)
    if (!kept) this.#resize(FIRST_CAPACITY)
    else {
      for (const name of this.#names) this[name] = kept.columns[name]
      this.#capacity = kept.capacity
    }
  }

  add(count = 1): number {
    const first = this.length
    const needed = first + count
    if (needed > this.ready) this.#makeReady(Math.max(needed, Math.ceil(this.ready * GROWTH)))
    this.length = needed
    return first
  }

  grow(): void {
    this.#makeReady(Math.max(this.ready + 1, Math.ceil(this.ready * GROWTH)))
  }

  reserve(count: number): void {
    const needed = this.length + count
    if (needed > this.ready) this.#makeReady(needed)
  }

  get bytes(): number {
    let perRow = 0
    for (const name of this.#names) perRow += bytesPerRow(this.#schema[name]!)
    return perRow * this.ready
  }

  toTransfer(): TableTransfer {
    const buffers: Record<string, ArrayBuffer> = {}
    for (const name of this.#names) {
      const buffer = bufferOf(this[name] as NarrowArray | Wide)
      buffers[name] = buffer.slice(0, this.length * bytesPerRow(this.#schema[name]!))
    }
    return { length: this.length, buffers }
  }

  toMove(): TableTransfer {
    const columns = this.#names.map((name) => [name, bufferOf(this[name] as NarrowArray | Wide)])
    return { length: this.length, buffers: Object.fromEntries(columns) as TableTransfer['buffers'] }
  }

  /** Takes over the buffers of a transferred table. */
  adopt(transfer: TableTransfer): void {
    for (const name of this.#names) this[name] = columnOver(this.#schema[name]!, transfer.buffers[name]!)
    this.length = transfer.length
    this.#capacity = transfer.length
    this.ready = transfer.length
  }

  /** So many rows hold what a new row holds, or are in use. */
  #makeReady(rows: number): void {
    if (rows > this.#capacity) this.#resize(rows)
    else {
      for (const name of this.#names) {
        const spec = this.#schema[name]!
        if (spec.kind === 'wide') (this[name] as Wide).words.fill(0, 2 * this.ready, 2 * rows)
        else (this[name] as NarrowArray).fill(spec.initial, this.ready, rows)
      }
    }
    this.ready = rows
  }

  /** Moves to larger arrays, which are new: all rows behind those in use are zeros there. */
  #resize(capacity: number): void {
    const columns: Record<string, NarrowArray | Wide> = {}
    for (const name of this.#names) {
      const spec = this.#schema[name]!
      const column = columnOver(spec, new ArrayBuffer(capacity * bytesPerRow(spec)))
      copyRows(this[name] as NarrowArray | Wide | undefined, column, this.ready)
      if (spec.kind !== 'wide' && spec.initial !== 0) (column as NarrowArray).fill(spec.initial, this.ready)
      columns[name] = column
      this[name] = column
    }
    this.#capacity = capacity
    this.ready = capacity
    this.#place?.workshop.keepColumns(this.#place.name, { capacity, columns })
  }
}

function bufferOf(column: NarrowArray | Wide): ArrayBuffer {
  return (column instanceof Wide ? column.words.buffer : column.buffer) as ArrayBuffer
}

function copyRows(from: NarrowArray | Wide | undefined, to: NarrowArray | Wide, rows: number): void {
  if (!from) return
  if (from instanceof Wide) (to as Wide).words.set(from.words.subarray(0, 2 * rows))
  else (to as NarrowArray).set(from.subarray(0, rows))
}

/** An empty table of this schema; with a place, in the arrays that an earlier one of that name left there. */
export function createTable<Id extends number, S extends Schema>(schema: S, place?: TablePlace): Table<Id, S> {
  return new GrowingTable(schema, place) as unknown as Table<Id, S>
}

/** A table over the buffers that another thread sent. */
export function tableFromTransfer<Id extends number, S extends Schema>(
  schema: S,
  transfer: TableTransfer,
): Table<Id, S> {
  const table = new GrowingTable(schema)
  table.adopt(transfer)
  return table as unknown as Table<Id, S>
}
