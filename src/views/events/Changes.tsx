/** What the last event changed, cell for cell, in words. */
import { useMemo } from 'react'
import { plural } from '../../base/plural'
import type { EventId } from '../../engine/graph/log'
import { changeCount, changesOf } from '../../scene/changes'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'

const MOST = 60

export function Changes({ session }: { session: Session }) {
  const position = useDesk((desk) => desk.position)
  const changes = useMemo(
    () => (position > 0 ? changesOf(session, (position - 1) as EventId, MOST) : []),
    [session, position],
  )
  const count = position > 0 ? changeCount(session, (position - 1) as EventId) : 0
  return (
    <section aria-label="What this event changed">
      <h3>{position === 0 ? 'Nothing has happened yet' : `Event ${position.toLocaleString('en-US')} changed`}</h3>
      {position > 0 && count === 0 && (
        <p className="muted">No cell of any table: it only says that something was seen.</p>
      )}
      <ul className="cell-changes">
        {changes.map(({ thing, what, before, after }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a change is its place
          <li key={i}>
            <b>{thing}</b> <span>{what}</span> <code>{before}</code>
            {' → '}
            <code>{after}</code>
          </li>
        ))}
      </ul>
      {count > MOST && <p className="muted">{`and ${plural(count - MOST, 'more cell')}`}</p>}
    </section>
  )
}

/** The first change of an event in a line, and how many more there are. */
export function firstChange(session: Session, e: EventId): string {
  const [first] = changesOf(session, e, 1)
  if (!first) return 'changed nothing'
  const more = changeCount(session, e) - 1
  const told = `${first.thing}: ${first.what} ${first.before} → ${first.after}`
  return more > 0 ? `${told} and ${more.toLocaleString('en-US')} more` : told
}

/** The first change in a line, for the timeline; a click opens the list of all. */
export function FirstChange({ session }: { session: Session }) {
  const position = useDesk((desk) => desk.position)
  const pull = useDesk((desk) => desk.pull)
  const open = useDesk((desk) => desk.drawer?.kind === 'events')
  if (position === 0) return null
  const e = (position - 1) as EventId
  return (
    <button
      type="button"
      className="first-change"
      aria-expanded={open}
      onClick={() => pull(open ? undefined : { kind: 'events' })}
    >
      {firstChange(session, e)}
    </button>
  )
}
