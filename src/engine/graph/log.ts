/**
 * The event log: an append-only account of every change to the tables, in typed columns. An *event* is what people see
 * ("block placed"); its *records* are the cells it changed, each with the value before and after. Because records hold
 * both, the log can be played in either direction, and the state at any event equals a link stopped there.
 */
import type { Brand } from '../../base/brand'
import { firstWhere } from '../../base/search'
import type { TableTransfer } from '../table/table'
import { createTable, tableFromTransfer } from '../table/table'
import type { Workshop } from '../table/workshop'
import { u8, u32, Wide } from '../table/columns'
import { CELL } from './cells'
import type { EventRow, EventType, PhaseId } from './events'
import { EVENT_CODE, EVENTS, PHASES } from './events'

export type EventId = Brand<number, 'EventId'>
export type RecordId = Brand<number, 'RecordId'>

const EVENT_COLUMNS = {
  /** Row of EVENTS. */
  type: u8(),
  /** Row of PHASES. */
  phase: u8(),
  a: u32(),
  b: u32(),
  /** Its records are [firstRecord, firstRecord of the next event). */
  firstRecord: u32<RecordId>(),
}

const RECORD_COLUMNS = {
  /** A row of CELLS (see replay.ts): which column of which table. */
  cell: u8(),
  /** The row of that table; for memory cells, the offset in graph memory. */
  row: u32(),
  /** The low 32 bits of the value before and after: almost always all of it. */
  before: u32(),
  after: u32(),
}

/** The high 32 bits of those few values that have any, in the order of their records. */
const HIGH_COLUMNS = {
  record: u32<RecordId>(),
  before: u32(),
  after: u32(),
}

type HighId = Brand<number, 'HighId'>

/** Two values as words. */
const SCRATCH = new Wide(new ArrayBuffer(16))

/** Rows for which an empty table makes room; a full one becomes twice as large. */
const FIRST_ROWS = 1024

export interface LogTransfer {
  readonly events: TableTransfer
  readonly records: TableTransfer
  readonly highs: TableTransfer
}

export class EventLog {
  readonly events
  readonly records
  readonly highs
  /** Called before each event with the number of events so far: everything that they changed has been done. */
  watch: ((events: number) => void) | undefined
  #phase = 0

  constructor(transfer?: LogTransfer, workshop?: Workshop) {
    this.events = transfer
      ? tableFromTransfer<EventId, typeof EVENT_COLUMNS>(EVENT_COLUMNS, transfer.events)
      : createTable<EventId, typeof EVENT_COLUMNS>(EVENT_COLUMNS, workshop && { workshop, name: 'events' })
    this.records = transfer
      ? tableFromTransfer<RecordId, typeof RECORD_COLUMNS>(RECORD_COLUMNS, transfer.records)
      : createTable<RecordId, typeof RECORD_COLUMNS>(RECORD_COLUMNS, workshop && { workshop, name: 'records' })
    this.highs = transfer
      ? tableFromTransfer<HighId, typeof HIGH_COLUMNS>(HIGH_COLUMNS, transfer.highs)
      : createTable<HighId, typeof HIGH_COLUMNS>(HIGH_COLUMNS, workshop && { workshop, name: 'highs' })
  }

  get length(): number {
    return this.events.length
  }

  get bytes(): number {
    return this.events.bytes + this.records.bytes + this.highs.bytes
  }

  /** Events from here on belong to this phase. */
  enter(phase: PhaseId): void {
    this.#phase = PHASES.findIndex((row) => row.id === phase)
  }

  /** Makes room for what is known to come: there are millions of both, and moving them costs more than writing them. */
  expect(events: number, records: number): void {
    this.events.reserve(events)
    this.records.reserve(records)
  }

  /** Opens an event; records that follow belong to it. */
  begin(type: EventType, a: number, b: number): void {
    this.watch?.(this.events.length)
    const e = this.#newEvent()
    const { events } = this
    events.type[e] = EVENT_CODE[type]
    events.phase[e] = this.#phase
    events.a[e] = a
    events.b[e] = b
    events.firstRecord[e] = this.records.length as RecordId
  }

  // Both tables take rows without `add`, as those of the graph do that have millions of rows.

  #newEvent(): EventId {
    const { events } = this
    const e = events.length
    if (e === events.ready) events.reserve(e + FIRST_ROWS)
    events.length = e + 1
    return e as EventId
  }

  #newRecord(): RecordId {
    const { records } = this
    const r = records.length
    if (r === records.ready) records.reserve(r + FIRST_ROWS)
    records.length = r + 1
    return r as RecordId
  }

  /** Notes one changed cell of at most 32 bits. */
  note(cell: number, row: number, before: number, after: number): void {
    const r = this.#newRecord()
    const { records } = this
    records.cell[r] = cell
    records.row[r] = row
    records.before[r] = before
    records.after[r] = after
  }

  /** Notes that `width` bytes of graph memory at `at` become the low bytes of a value given as two words. */
  noteMemory(view: DataView, at: number, width: 1 | 2 | 4 | 8, low: number, high: number): void {
    if (width === 1) this.note(CELL.memory1, at, view.getUint8(at), low & 0xff)
    else if (width === 2) this.note(CELL.memory2, at, view.getUint16(at, true), low & 0xffff)
    else if (width === 4) this.note(CELL.memory4, at, view.getUint32(at, true), low)
    else this.noteWords(CELL.memory8, at, view.getUint32(at, true), view.getUint32(at + 4, true), low, high)
  }

  /** Notes one changed cell of 64 bits as pairs of words, low and high. */
  noteWords(cell: number, row: number, beforeLow: number, beforeHigh: number, low: number, high: number): void {
    if (beforeHigh !== 0 || high !== 0) this.#noteHigh(beforeHigh, high)
    this.note(cell, row, beforeLow, low)
  }

  /** The high words of the record that is noted next. */
  #noteHigh(before: number, after: number): void {
    const h = this.highs.add()
    this.highs.record[h] = this.records.length as RecordId
    this.highs.before[h] = before
    this.highs.after[h] = after
  }

  /** Notes one changed cell of 64 bits. */
  noteWide(cell: number, row: number, before: bigint, after: bigint): void {
    const { big, words } = SCRATCH
    big[0] = before
    big[1] = after
    this.noteWords(cell, row, words[0]!, words[1]!, words[2]!, words[3]!)
  }

  /** The whole value before a record. */
  before(r: RecordId): bigint {
    return this.#whole(r, 'before')
  }

  /** The whole value after it. */
  after(r: RecordId): bigint {
    return this.#whole(r, 'after')
  }

  #whole(r: RecordId, when: 'before' | 'after'): bigint {
    const h = this.firstHigh(r)
    const high = h < this.highs.length && this.highs.record[h] === r ? this.highs[when][h] : 0
    return (BigInt(high) << 32n) | BigInt(this.records[when][r])
  }

  /** The first of `highs` that belongs to this record or a later one; their number if none does. */
  firstHigh(r: number): HighId {
    return firstWhere(0, this.highs.length, (h) => this.highs.record[h as HighId] >= r) as HighId
  }

  /** The records of one event, as a half-open range. */
  recordsOf(e: EventId): readonly [RecordId, RecordId] {
    const next = (e + 1) as EventId
    const end = next < this.events.length ? this.events.firstRecord[next] : (this.records.length as RecordId)
    return [this.events.firstRecord[e], end]
  }

  rowOf(e: EventId): EventRow {
    return EVENTS[this.events.type[e]]!
  }

  phaseOf(e: EventId): PhaseId {
    return PHASES[this.events.phase[e]]!.id
  }

  toTransfer(): LogTransfer {
    return { events: this.events.toTransfer(), records: this.records.toTransfer(), highs: this.highs.toTransfer() }
  }

  /** The log itself: once it has moved to another thread, it is of no use here. */
  toMove(): LogTransfer {
    return { events: this.events.toMove(), records: this.records.toMove(), highs: this.highs.toMove() }
  }
}
