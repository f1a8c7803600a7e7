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
    const { before, after } = this.log.records
    if (to < from) this.#play(from - 1, to - 1, -1, before.words)
    else this.#play(from, to, 1, after.words)
    this.#position = target
    this.graph.edgesMoved()
  }

  #recordAt(position: number): number {
    if (position >= this.log.length) return this.log.records.length
    return this.log.events.firstRecord[position as EventId]
  }

  /** Writes the values of records from `first` up to but not `end`. A far jump is a million of them, so columns are looked up once. */
  #play(first: number, end: number, step: 1 | -1, values: Uint32Array): void {
    const { cell, row } = this.log.records
    const columns = CELL_ROWS.map((own) => columnOf(this.graph, own))
    const { bytes } = this.graph.memory
    for (let r = first; r !== end; r += step) {
      const { what, words, column, table, width } = columns[cell[r as RecordId]]!
      const at = row[r as RecordId]
      if (what === MEMORY) writeMemory(bytes, at, width, values[2 * r]!, values[2 * r + 1]!)
      else if (what === NARROW) column[at] = values[2 * r]!
      else if (what === WIDE) {
        words[2 * at] = values[2 * r]!
        words[2 * at + 1] = values[2 * r + 1]!
      } else table!.length = values[2 * r]!
    }
  }
}

const LENGTH = 0
const NARROW = 1
const WIDE = 2
const MEMORY = 3

/** Where a cell's values go; all of one shape, for speed. */
interface Place {
  readonly what: number
  readonly words: Uint32Array
  readonly column: NarrowArray
  readonly table: { length: number } | undefined
  readonly width: number
}

const NOWHERE = new Uint32Array(0)

function columnOf(graph: LinkGraph, cell: CellRow): Place {
  const place = { what: LENGTH, words: NOWHERE, column: NOWHERE as NarrowArray, table: undefined, width: 0 }
  switch (cell.what) {
    case 'length':
      return { ...place, table: graph[cell.table] }
    case 'narrow':
      return { ...place, what: NARROW, column: narrowColumn(graph, cell) }
    case 'wide':
      return { ...place, what: WIDE, words: wideColumn(graph, cell).words }
    case 'memory':
      return { ...place, what: MEMORY, width: cell.width }
  }
}

function writeMemory(bytes: Uint8Array, at: number, width: number, low: number, high: number): void {
  for (let i = 0; i < width; i++) bytes[at + i] = ((i < 4 ? low : high) >>> (8 * (i & 3))) & 0xff
}
