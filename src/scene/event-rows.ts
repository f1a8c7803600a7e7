/** The event log as a list: one row for each event, long runs of equal ones as one row that can be opened. */
import { firstWhere } from '../base/search'
import type { EventType } from '../engine/graph/events'
import { EVENT_CODE, EVENTS } from '../engine/graph/events'
import type { Say } from '../messages/messages'
import { sayRow } from '../messages/messages'
import type { EventId, EventLog } from '../engine/graph/log'

export interface EventGroup {
  readonly first: EventId
  /** 1 for a row of its own. */
  readonly count: number
  /** A run that is opened: its events follow as rows. */
  readonly open: boolean
  /** An event of an opened run. */
  readonly inside: boolean
}

export interface EventFilter {
  readonly type: EventType | undefined
  /** Leave out events that changed nothing. */
  readonly changed: boolean
}

/** Shorter runs are listed one by one. */
export const SHORTEST_RUN = 20

export const changesNothing = (log: EventLog, e: EventId): boolean => {
  const [from, to] = log.recordsOf(e)
  return from === to
}

/** The events that a list shows, in their order, and the runs of equal ones among them. */
export interface EventRuns {
  /** How many. */
  readonly count: number
  /** The event at a place, from 0. */
  eventAt(place: number): EventId
  /** The place of an event, or of the next one that is shown. */
  placeOf(e: EventId): number
  /** The place of each run's first event; behind the last run `count`. */
  readonly starts: Uint32Array
}

/** Goes through the log once: there may be millions of events, so all of this is columns. */
export function eventRuns(log: EventLog, filter: EventFilter): EventRuns {
  const { type, phase } = log.events
  const shown = shownEvents(log, filter)
  const count = shown ? shown.length : log.length
  const starts = new Uint32Array(count + 1)
  let runs = 0
  let [runType, runPhase] = [-1, -1]
  for (let place = 0; place < count; place++) {
    const e = (shown ? shown[place]! : place) as EventId
    if (type[e] === runType && phase[e] === runPhase) continue
    runType = type[e]
    runPhase = phase[e]
    starts[runs++] = place
  }
  starts[runs] = count
  return {
    count,
    starts: starts.slice(0, runs + 1),
    eventAt: (place) => (shown ? shown[place]! : place) as EventId,
    placeOf: (e) => (shown ? firstWhere(0, count, (place) => shown[place]! >= e) : e),
  }
}

/** The events that pass the filter; undefined if all do. */
function shownEvents(log: EventLog, { type: wanted, changed }: EventFilter): Uint32Array | undefined {
  if (wanted === undefined && !changed) return undefined
  const { type, firstRecord } = log.events
  const code = wanted === undefined ? undefined : EVENT_CODE[wanted]
  const shown = new Uint32Array(log.length)
  let count = 0
  for (let e = 0 as EventId; e < log.length; e++) {
    if (code !== undefined && type[e] !== code) continue
    const end = e + 1 < log.length ? firstRecord[(e + 1) as EventId] : log.records.length
    if (changed && firstRecord[e] === end) continue
    shown[count++] = e
  }
  return shown.slice(0, count)
}

/** The rows of a list. A row is made when somebody looks at it: an opened run has one for each of its events. */
export class EventRows {
  readonly length: number
  readonly #runs: EventRuns
  /** The first row of each run; behind the last run the number of rows. */
  readonly #rows: Uint32Array
  /** By run: 1 for those that are opened. */
  readonly #open: Uint8Array

  /** `opened`: first events of the runs that are open. */
  constructor(runs: EventRuns, opened: ReadonlySet<number>) {
    const { starts } = runs
    const count = starts.length - 1
    this.#runs = runs
    this.#rows = new Uint32Array(count + 1)
    this.#open = new Uint8Array(count)
    for (let run = 0; run < count; run++) {
      const events = starts[run + 1]! - starts[run]!
      const isOpen = events >= SHORTEST_RUN && opened.has(runs.eventAt(starts[run]!))
      if (isOpen) this.#open[run] = 1
      this.#rows[run + 1] = this.#rows[run]! + (isOpen ? events + 1 : events < SHORTEST_RUN ? events : 1)
    }
    this.length = this.#rows[count]!
  }

  at(row: number): EventGroup {
    const run = lastAtMost(this.#rows, row)
    const { starts } = this.#runs
    const count = starts[run + 1]! - starts[run]!
    const [inRun, open] = [row - this.#rows[run]!, this.#open[run] === 1]
    const first = (place: number): EventId => this.#runs.eventAt(starts[run]! + place)
    if (count < SHORTEST_RUN) return { first: first(inRun), count: 1, open: false, inside: false }
    if (inRun === 0) return { first: first(0), count, open, inside: false }
    return { first: first(inRun - 1), count: 1, open: false, inside: true }
  }

  /** The row of an event; that of its run if the run is closed; -1 if it is filtered out. */
  rowOf(e: number): number {
    const place = this.#runs.placeOf(e as EventId)
    if (e < 0 || place >= this.#runs.count || this.#runs.eventAt(place) !== e) return -1
    const { starts } = this.#runs
    const run = lastAtMost(starts, place)
    const inRun = place - starts[run]!
    if (starts[run + 1]! - starts[run]! < SHORTEST_RUN) return this.#rows[run]! + inRun
    return this.#rows[run]! + (this.#open[run] ? 1 + inRun : 0)
  }
}

/** The last place in an ascending column whose number is not above this one. */
const lastAtMost = (column: Uint32Array, number: number): number =>
  firstWhere(0, column.length, (at) => column[at]! > number) - 1

/** `fixupWritten` as `fixup written`. */
export const eventTitle = (say: Say, type: EventType): string =>
  sayRow(
    say,
    `events.${type}.title`,
    type.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
  )

/** The types of events that a log has, in the order of the table. */
export function typesIn(log: EventLog): EventType[] {
  const { type } = log.events
  const seen = new Uint8Array(EVENTS.length)
  for (let e = 0 as EventId; e < log.length; e++) seen[type[e]] = 1
  return EVENTS.filter((_, code) => seen[code] === 1).map((row) => row.type)
}
