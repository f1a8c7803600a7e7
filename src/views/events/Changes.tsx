/** What the last event changed, cell for cell, in words. */
import { useMemo } from 'react'
import type { EventId } from '../../engine/graph/log'
import { changeCount, changesOf } from '../../scene/changes'
import type { Say } from '../../store/language'
import { useSay } from '../../store/language'
import { useDesk } from '../../store/context'
import { Written } from '../inspector/Written'
import type { Session } from '../../store/session'

const MOST = 60
/** Characters of a name in the line below the timeline. */
const LONGEST_NAME = 40

export function Changes({ session }: { session: Session }) {
  const position = useDesk((desk) => desk.position)
  const say = useSay()
  const changes = useMemo(
    () => (position > 0 ? changesOf({ ...session, say }, (position - 1) as EventId, MOST) : []),
    [session, position, say],
  )
  const count = position > 0 ? changeCount(session, (position - 1) as EventId) : 0
  return (
    <section aria-label={say('events.changes')}>
      <h3>{position === 0 ? say('events.nothing-yet') : say('events.nth-changed', { position })}</h3>
      {position > 0 && count === 0 && <p className="muted">{say('events.no-cell')}</p>}
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
      {count > MOST && <p className="muted">{say('events.more-cells', { count: count - MOST })}</p>}
    </section>
  )
}

/** The first change of an event in a line, and how many more there are. */
export function firstChange(session: Session, e: EventId, say: Say): string {
  const [first] = changesOf({ ...session, say }, e, 1)
  if (!first) return say('events.idle')
  const more = changeCount(session, e) - 1
  const change = say('events.change', { ...first })
  return more > 0 ? say('events.change-more', { change, more }) : change
}

/** The first change in a line, for the timeline; a click opens the list of all. */
export function FirstChange({ session }: { session: Session }) {
  const position = useDesk((desk) => desk.position)
  const pull = useDesk((desk) => desk.pull)
  const say = useSay()
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
      <Written text={firstChange(session, e, say)} each={LONGEST_NAME} />
    </button>
  )
}
