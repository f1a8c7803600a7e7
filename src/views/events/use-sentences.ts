/** What the rows of the list of events say. */
import { useEffect, useMemo, useReducer } from 'react'
import type { EventId, EventLog } from '../../engine/graph/log'
import type { EventGroup } from '../../scene/event-rows'
import { eventTitle } from '../../scene/event-rows'
import { sayEvent } from '../../scene/event-words'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'

/** Records between the moment and an event that are quickly played there and back. */
const NEAR = 1 << 14
/** Milliseconds without scrolling before far events are put into words. */
const REST = 120
/** Sentences that are kept. */
const MOST_KEPT = 2000

/**
 * One text for each row. An event's sentence speaks of the graph right after it, so the replay goes there and comes back.
 * That takes longer than a frame if the event is far from the moment on a large link's desk: those rows bear the titles of
 * their events while somebody scrolls.
 */
export function useSentences(session: Session, rows: readonly EventGroup[]): string[] {
  const { log, replay } = session
  const say = useSay()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sentences are of this link and in this language
  const known = useMemo(() => new Map<EventId, string>(), [session, say])
  const [, lookAgain] = useReducer((times: number) => times + 1, 0)
  const unknown = rows.filter(({ first, count }) => count === 1 && !known.has(first)).map(({ first }) => first)
  const far = unknown.filter((e) => distance(log, replay.position, e + 1) > NEAR)
  const speak = (events: readonly EventId[]): void => {
    if (known.size > MOST_KEPT) known.clear()
    const here = replay.position
    for (const e of events) {
      replay.seek(e + 1)
      known.set(e, sayEvent({ ...session, say }, e))
    }
    replay.seek(here)
  }
  if (unknown.length > far.length) speak(unknown.filter((e) => !far.includes(e)))
  const wanted = far.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the events that are wanted say when to begin anew
  useEffect(() => {
    if (far.length === 0) return undefined
    const handle = setTimeout(() => {
      speak(far)
      lookAgain()
    }, REST)
    return () => clearTimeout(handle)
  }, [known, wanted])
  return rows.map(({ first, count }) => {
    const title = (): string => eventTitle(say, log.rowOf(first).type)
    return count > 1 ? say('events.run', { count, title: title() }) : (known.get(first) ?? title())
  })
}

/** How many records lie between two positions. */
function distance(log: EventLog, from: number, to: number): number {
  const at = (position: number): number =>
    position >= log.length ? log.records.length : log.events.firstRecord[position as EventId]
  return Math.abs(at(to) - at(from))
}
