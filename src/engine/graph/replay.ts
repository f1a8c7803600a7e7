/**
 * Time travel: moves a graph to its state after any number of events, by playing the log's records forwards or
 * backwards. The result equals a link that was stopped there.
 */
import type { NarrowArray } from '../table/columns'
import type { EventId, EventLog, RecordId } from './log'
import type { CellRow } from './cells'
import { CELL_ROWS, narrowColumn, wideColumn } from './cells'
import type { LinkGraph } from './link-graph'

export class Replay {
  readonly graph: LinkGraph
  readonly log: EventLog
  /** Events applied: 0 is before the first, `log.length` is the end. */
  #position: number

  /** The graph must be in its final state. */
  constructor(graph: LinkGraph, log: EventLog) {
    this.graph = graph
    this.log = log
    this.#position = log.length
  }

  get position(): number {
    return this.#position
  }

  /** Moves to the state in which exactly the first `events` events have happened. */
  seek(events: number): void {
    const target = Math.max(0, Math.min(this.log.length, events))
    const from = this.#recordAt(this.#position)
    const to = this.#recordAt(target)
    const { records, highs } = this.log
    if (to < from) this.#play(from - 1, to - 1, -1, records.before, highs.before)
    else this.#play(from, to, 1, records.after, highs.after)
    this.#position = target
    this.graph.edgesMoved()
  }

  #recordAt(position: number): number {
    if (position >= this.log.length) return this.log.records.length
    return this.log.events.firstRecord[position as EventId]
  }

  /**
   * Writes the values of records from `first` up to but not `end`. A far jump is a million of them: columns are looked up
   * once, and each kind of array is written in a place of its own, which keeps the loop three times as fast.
   */
  #play(first: number, end: number, step: 1 | -1, lows: Lows, highs: Highs): void {
    const { cell, row } = this.log.records
    const { record, length } = this.log.highs
    // Records that have high words come in their order.
    let high = this.log.firstHigh(step === 1 ? first : first + 1) - (step === 1 ? 0 : 1)
    const takeHigh = (r: number): number => {
      if (high >= length || record[high as HighId] !== r) return 0
      high += step
      return highs[(high - step) as HighId]
    }
    const places = CELL_ROWS.map((own) => placeOf(this.graph, own))
    const { buffer, byteOffset, byteLength } = this.graph.memory.bytes
    const memory = new DataView(buffer, byteOffset, byteLength)
    for (let r = first; r !== end; r += step) {
      const place = places[cell[r as RecordId]]!
      const at = row[r as RecordId]
      const low = lows[r as RecordId]
      switch (place.what) {
        case MEMORY:
          writeMemory(memory, at, place.width, low, place.width === 8 ? takeHigh(r) : 0)
          break
        case WORDS:
          place.words[at] = low
          break
        case HALVES:
          place.halves[at] = low
          break
        case BYTES:
          place.bytes[at] = low
          break
        case WIDE:
          place.words[2 * at] = low
          place.words[2 * at + 1] = takeHigh(r)
          break
        default:
          place.table!.length = low
      }
    }
  }
}

type Lows = EventLog['records']['before']
type Highs = EventLog['highs']['before']
type HighId = ReturnType<EventLog['firstHigh']>

const LENGTH = 0
const BYTES = 1
const HALVES = 2
const WORDS = 3
const WIDE = 4
const MEMORY = 5

/** Where a cell's values go; all of one shape, for speed. */
interface Place {
  readonly what: number
  readonly bytes: Uint8Array
  readonly halves: Uint16Array
  readonly words: Uint32Array
  readonly table: { length: number } | undefined
  readonly width: number
}

const NOWHERE: Place = {
  what: LENGTH,
  bytes: new Uint8Array(0),
  halves: new Uint16Array(0),
  words: new Uint32Array(0),
  table: undefined,
  width: 0,
}

function placeOf(graph: LinkGraph, cell: CellRow): Place {
  switch (cell.what) {
    case 'length':
      return { ...NOWHERE, table: graph[cell.table] }
    case 'narrow':
      return narrowPlace(narrowColumn(graph, cell))
    case 'wide':
      return { ...NOWHERE, what: WIDE, words: wideColumn(graph, cell).words }
    case 'memory':
      return { ...NOWHERE, what: MEMORY, width: cell.width }
  }
}

function narrowPlace(column: NarrowArray): Place {
  if (column instanceof Uint8Array) return { ...NOWHERE, what: BYTES, bytes: column }
  if (column instanceof Uint16Array) return { ...NOWHERE, what: HALVES, halves: column }
  return { ...NOWHERE, what: WORDS, words: column }
}

function writeMemory(memory: DataView, at: number, width: number, low: number, high: number): void {
  if (width === 1) memory.setUint8(at, low)
  else if (width === 2) memory.setUint16(at, low, true)
  else memory.setUint32(at, low, true)
  if (width === 8) memory.setUint32(at + 4, high, true)
}
