/**
 * Time travel: moves a graph to its state after any number of events, by playing the log's records forwards or
 * backwards. The result equals a link that was stopped there.
 */
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
    const { cell, row, before, after } = this.log.records
    for (let r = from - 1; r >= to; r--) {
      const id = r as RecordId
      this.#apply(CELL_ROWS[cell[id]]!, row[id], before.words[2 * r]!, before.words[2 * r + 1]!)
    }
    for (let r = from; r < to; r++) {
      const id = r as RecordId
      this.#apply(CELL_ROWS[cell[id]]!, row[id], after.words[2 * r]!, after.words[2 * r + 1]!)
    }
    this.#position = target
    this.graph.edgesMoved()
  }

  #recordAt(position: number): number {
    if (position >= this.log.length) return this.log.records.length
    return this.log.events.firstRecord[position as EventId]
  }

  #apply(cell: CellRow, row: number, low: number, high: number): void {
    const { graph } = this
    switch (cell.what) {
      case 'length':
        graph[cell.table].length = low
        return
      case 'narrow':
        narrowColumn(graph, cell)[row] = low
        return
      case 'wide': {
        const { words } = wideColumn(graph, cell)
        words[2 * row] = low
        words[2 * row + 1] = high
        return
      }
      case 'memory': {
        const { bytes } = graph.memory
        for (let i = 0; i < cell.width; i++) bytes[row + i] = ((i < 4 ? low : high) >>> (8 * (i & 3))) & 0xff
      }
    }
  }
}
