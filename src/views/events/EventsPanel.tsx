/** All events of the link as a list, what the current one changed, and where play stops. */
import { useMemo, useState } from 'react'
import type { EventType } from '../../engine/graph/events'
import { EventRows, eventRuns, eventTitle, typesIn } from '../../scene/event-rows'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { BreakpointList } from './BreakpointList'
import { Changes } from './Changes'
import { EventList } from './EventList'

export function EventsPanel({ session }: { session: Session }) {
  const { log } = session
  const say = useSay()
  const [type, setType] = useState<EventType>()
  const [changed, setChanged] = useState(false)
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const types = useMemo(() => typesIn(log), [log])
  const runs = useMemo(() => eventRuns(log, { type, changed }), [log, type, changed])
  const rows = useMemo(() => new EventRows(runs, opened), [runs, opened])
  const toggle = (first: number): void => {
    const next = new Set(opened)
    if (!next.delete(first)) next.add(first)
    setOpened(next)
  }
  return (
    <>
      <h2 id="drawer-title">
        {say('events.title')} <span>{say('events.count', { count: log.length })}</span>
        <select
          className="event-filter"
          aria-label={say('events.kind')}
          value={type ?? ''}
          onChange={({ target }) => setType((target.value || undefined) as EventType | undefined)}
        >
          <option value="">{say('events.all-kinds')}</option>
          {types.map((name) => (
            <option key={name} value={name}>
              {eventTitle(say, name)}
            </option>
          ))}
        </select>
        <label className="event-filter">
          <input type="checkbox" checked={changed} onChange={({ target }) => setChanged(target.checked)} />{' '}
          {say('events.changed-only')}
        </label>
      </h2>
      <div className="events-panel">
        <EventList session={session} rows={rows} onToggle={toggle} />
        <div className="beside-events">
          <Changes session={session} />
          <BreakpointList session={session} />
        </div>
      </div>
    </>
  )
}
