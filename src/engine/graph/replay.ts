/**
 * Time travel: moves a graph to its state after any number of events, by playing the log's records forwards or
 * backwards. The result equals a link that was stopped there.
 */
import type { EventId, EventLog, RecordId } from './log'
import type { CellRow } from './cells'
import { CELL, CELL_ROWS, narrowColumn, wideColumn } from './cells'
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
   * once, and each kind of array is written in a place of its own. Most records of a long log are fixups, a flag and four
   * bytes: they are asked for first.
   */
  #play(first: number, end: number, step: 1 | -1, lows: Lows, highs: Highs): void {
    const { cell, row } = this.log.records
    const { record, length } = this.log.highs
    // Records that have high words come in their order.
    let high = this.log.firstHigh(step === 1 ? first : first + 1) - (step === 1 ? 0 : 1)
    // The next record with a high word; NO_RECORD, which no record is, behind the last one on either side.
    let next = high >= 0 && high < length ? record[high as HighId] : NO_RECORD
    const { what, bytes, halves, words, tables } = placesIn(this.graph)
    const memory = viewOf(this.graph.memory.bytes)
    const flags = bytes[CELL.edgeFlags]!
    for (let r = first; r !== end; r += step) {
      const code = cell[r as RecordId]
      const at = row[r as RecordId]
      const low = lows[r as RecordId]
      let top = 0
      if (r === next) {
        top = highs[high as HighId]
        high += step
        next = high >= 0 && high < length ? record[high as HighId] : NO_RECORD
      }
      if (code === CELL.edgeFlags) flags[at] = low
      else if (code === CELL.memory4) memory.setUint32(at, low, true)
      else
        switch (what[code]) {
          case MEMORY8:
            memory.setUint32(at, low, true)
            memory.setUint32(at + 4, top, true)
            break
          case WORDS:
            words[code]![at] = low
            break
          case BYTES:
            bytes[code]![at] = low
            break
          case WIDE:
            words[code]![2 * at] = low
            words[code]![2 * at + 1] = top
            break
          case HALVES:
            halves[code]![at] = low
            break
          case MEMORY1:
            memory.setUint8(at, low)
            break
          case MEMORY2:
            memory.setUint16(at, low, true)
            break
          default:
            tables[code]!.length = low
        }
    }
  }
}

const NO_RECORD = -1

type Lows = EventLog['records']['before']
type Highs = EventLog['highs']['before']
type HighId = ReturnType<EventLog['firstHigh']>

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength)

const LENGTH = 0
const BYTES = 1
const HALVES = 2
const WORDS = 3
const WIDE = 4
const MEMORY1 = 5
const MEMORY2 = 6
const MEMORY8 = 7

/** Where values go, by cell: in which way, and the array or the table of the cells that are written in this way. */
interface Places {
  readonly what: Uint8Array
  readonly bytes: Uint8Array[]
  readonly halves: Uint16Array[]
  readonly words: Uint32Array[]
  readonly tables: { length: number }[]
}

function placesIn(graph: LinkGraph): Places {
  const places: Places = { what: new Uint8Array(CELL_ROWS.length), bytes: [], halves: [], words: [], tables: [] }
  CELL_ROWS.forEach((cell, code) => {
    places.what[code] = addPlace(places, graph, cell, code)
  })
  return places
}

function addPlace({ bytes, halves, words, tables }: Places, graph: LinkGraph, cell: CellRow, code: number): number {
  switch (cell.what) {
    case 'length':
      tables[code] = graph[cell.table]
      return LENGTH
    case 'wide':
      words[code] = wideColumn(graph, cell).words
      return WIDE
    case 'memory':
      // Four bytes at once have their own way.
      return cell.width === 1 ? MEMORY1 : cell.width === 2 ? MEMORY2 : MEMORY8
    case 'narrow': {
      const column = narrowColumn(graph, cell)
      if (column instanceof Uint8Array) bytes[code] = column
      else if (column instanceof Uint16Array) halves[code] = column
      else words[code] = column
      return column instanceof Uint8Array ? BYTES : column instanceof Uint16Array ? HALVES : WORDS
    }
  }
}
