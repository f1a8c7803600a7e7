/** The list of events: only rows in view exist; arrows move in it, Enter opens a run, a click goes to the event. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { EventGroup } from '../../scene/event-rows'
import { changesNothing, eventTitle, rowOfEvent } from '../../scene/event-rows'
import { sayEvent } from '../../scene/event-words'
import { phaseTitle } from '../../scene/phase-words'
import type { Say } from '../../store/language'
import { useSay } from '../../store/language'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'

const ROW = 22

interface Props {
  readonly session: Session
  readonly rows: readonly EventGroup[]
  readonly onToggle: (first: number) => void
}

export function EventList({ session, rows, onToggle }: Props) {
  const position = useDesk((desk) => desk.position)
  const seek = useDesk((desk) => desk.seek)
  const box = useRef<HTMLDivElement>(null)
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 8,
  })
  const current = rowOfEvent(rows, position - 1)
  useEffect(() => {
    if (current >= 0) list.scrollToIndex(current, { align: 'auto' })
  }, [current, list])
  const shown = list.getVirtualItems().map(({ index, start }) => ({ index, top: start, row: rows[index]! }))
  const say = useSay()
  const said = sentencesOf(
    session,
    shown.map(({ row }) => row),
    say,
  )
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const row = rows[current]
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const next = rows[Math.max(0, Math.min(rows.length - 1, current + step))]
    if (step !== 0 && next) seek(next.first + 1)
    else if (event.key === 'Enter' && row && row.count > 1) onToggle(row.first)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={box}
      className="event-list"
      role="listbox"
      aria-label={say('events.list')}
      tabIndex={0}
      data-first
      aria-activedescendant={current >= 0 ? `event-${rows[current]!.first}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ height: list.getTotalSize() }}>
        {shown.map(({ index, top, row }, i) => (
          <Row
            key={`${row.first} ${row.count}`}
            session={session}
            row={row}
            says={said[i]!}
            top={top}
            current={index === current}
            onGo={() => (row.count > 1 ? onToggle(row.first) : seek(row.first + 1))}
          />
        ))}
      </div>
    </div>
  )
}

/** An event's sentence speaks of the graph right after it: the replay goes there and comes back. */
function sentencesOf(session: Session, rows: readonly EventGroup[], say: Say): string[] {
  const { replay, log } = session
  const here = replay.position
  const said = rows.map(({ first, count }) => {
    if (count > 1) return say('events.run', { count, title: eventTitle(say, log.rowOf(first).type) })
    replay.seek(first + 1)
    return sayEvent({ ...session, say }, first)
  })
  replay.seek(here)
  return said
}

interface RowProps {
  readonly session: Session
  readonly row: EventGroup
  readonly says: string
  readonly top: number
  readonly current: boolean
  readonly onGo: () => void
}

function Row({ session: { log }, row, says, top, current, onGo }: RowProps) {
  const say = useSay()
  const { first, count, open, inside } = row
  const idle = count === 1 && changesNothing(log, first)
  const classes = ['event-row', current && 'current', idle && 'idle', inside && 'inside', count > 1 && 'many']
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys of all its rows
    <div
      id={`event-${first}`}
      role="option"
      tabIndex={-1}
      aria-selected={current}
      className={classes.filter(Boolean).join(' ')}
      style={{ top }}
      onClick={onGo}
    >
      <span className="nth">{(first + 1).toLocaleString('en-US')}</span>
      <span className="phase">{phaseTitle(say, log.phaseOf(first))}</span>
      <span className="twist" aria-hidden="true">
        {count > 1 ? (open ? '▾' : '▸') : ''}
      </span>
      <span className="says">{says}</span>
      {idle && <span className="muted">{say('events.idle')}</span>}
    </div>
  )
}
