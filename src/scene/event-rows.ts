/** The event log as a list: one row for each event, long runs of equal ones as one row that can be opened. */
import { append } from '../base/append'
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

/** Rows of a log; `opened`: first events of the runs that are open. */
export function eventRows(log: EventLog, filter: EventFilter, opened: ReadonlySet<number>): EventGroup[] {
  const { type, phase } = log.events
  const wanted = filter.type === undefined ? undefined : EVENT_CODE[filter.type]
  const rows: EventGroup[] = []
  let run: EventId[] = []
  const flush = (): void => {
    const [first] = run
    if (first !== undefined) append(rows, rowsOf(first, run, opened.has(first)))
    run = []
  }
  for (let e = 0 as EventId; e < log.length; e++) {
    if (wanted !== undefined && type[e] !== wanted) continue
    if (filter.changed && changesNothing(log, e)) continue
    const [first] = run
    if (first !== undefined && (type[first] !== type[e] || phase[first] !== phase[e])) flush()
    run.push(e)
  }
  flush()
  return rows
}

function rowsOf(first: EventId, run: readonly EventId[], open: boolean): EventGroup[] {
  const single = (e: EventId, inside: boolean): EventGroup => ({ first: e, count: 1, open: false, inside })
  if (run.length < SHORTEST_RUN) return run.map((e) => single(e, false))
  const head: EventGroup = { first, count: run.length, open, inside: false }
  return open ? [head, ...run.map((e) => single(e, true))] : [head]
}

/** `fixupWritten` as `fixup written`. */
export const eventTitle = (say: Say, type: EventType): string =>
  sayRow(
    say,
    `events.${type}.title`,
    type.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
  )

/** The types of events that a log has, in the order of the table. */
export function typesIn(log: EventLog): EventType[] {
  const seen = new Set<number>()
  for (let e = 0 as EventId; e < log.length; e++) seen.add(log.events.type[e])
  return EVENTS.filter((_, code) => seen.has(code)).map(({ type }) => type)
}

/** The row of an event; that of its run if the run is closed; -1 if it is filtered out. */
export function rowOfEvent(rows: readonly EventGroup[], e: number): number {
  return rows.findLastIndex(({ first, count, open }) => !open && first <= e && e < first + count)
}
