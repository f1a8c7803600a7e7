/** The list of events: only rows in view exist; arrows move in it, Enter opens a run, a click goes to the event. */
import { useRef } from 'react'
import type { EventGroup, EventRows } from '../../scene/event-rows'
import { changesNothing } from '../../scene/event-rows'
import { phaseTitle } from '../../scene/phase-words'
import { useSay } from '../../store/language'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'
import { useLineShown, useLinesInView } from '../../widgets/long-list'
import { useSentences } from './use-sentences'

const ROW = 22

interface Props {
  readonly session: Session
  readonly rows: EventRows
  readonly onToggle: (first: number) => void
}

export function EventList({ session, rows, onToggle }: Props) {
  const position = useDesk((desk) => desk.position)
  const seek = useDesk((desk) => desk.seek)
  const box = useRef<HTMLDivElement>(null)
  const current = rows.rowOf(position - 1)
  const { first, end } = useLinesInView(box, rows.length, ROW)
  useLineShown(box, current, ROW)
  const shown = Array.from({ length: Math.max(0, end - first) }, (_, i) => ({
    index: first + i,
    row: rows.at(first + i),
  }))
  const say = useSay()
  const said = useSentences(
    session,
    shown.map(({ row }) => row),
  )
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const row = current < 0 ? undefined : rows.at(current)
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const next = Math.max(0, Math.min(rows.length - 1, current + step))
    if (step !== 0 && next < rows.length) seek(rows.at(next).first + 1)
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
      aria-activedescendant={current >= 0 ? `event-${rows.at(current).first}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ height: rows.length * ROW }}>
        {shown.map(({ index, row }, i) => (
          <Row
            key={`${row.first} ${row.count}`}
            session={session}
            row={row}
            says={said[i]!}
            top={index * ROW}
            current={index === current}
            onGo={() => (row.count > 1 ? onToggle(row.first) : seek(row.first + 1))}
          />
        ))}
      </div>
    </div>
  )
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
