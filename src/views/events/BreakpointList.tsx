/** Breakpoints as rows, with a small editor: where should play stop? */
import { useState } from 'react'
import { PAIRS } from '../../engine/graph/crossings'
import { PHASES } from '../../engine/graph/events'
import { pairName } from '../../scene/crossing-list'
import type { BreakAt, Breakpoint } from '../../store/breakpoints'
import {
  addBreakpoint,
  breakAtThing,
  removeBreakpoint,
  stillThere,
  switchBreakpoint,
  useBreakpoints,
} from '../../store/breakpoints'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'

export function BreakpointList({ session }: { session: Session }) {
  const { list, hit } = useBreakpoints((state) => state)
  return (
    <section aria-label="Breakpoints">
      <h3>Play stops at</h3>
      <ul className="breakpoints">
        {list.map((row) => (
          <Row key={row.id} session={session} row={row} hit={row.id === hit} />
        ))}
      </ul>
      <Editor session={session} />
    </section>
  )
}

function Row({ session, row: { id, at, on }, hit }: { session: Session; row: Breakpoint; hit: boolean }) {
  const gone = 'name' in at && !stillThere(session, at)
  return (
    <li className={hit ? 'hit' : undefined}>
      <label>
        <input type="checkbox" checked={on} onChange={({ target }) => switchBreakpoint(id, target.checked)} />{' '}
        {sayPlace(at)}
      </label>
      {gone && <span className="muted">not in this link</span>}
      {hit && <b>stopped here</b>}
      <button type="button" aria-label={`Remove: ${sayPlace(at)}`} onClick={() => removeBreakpoint(id)}>
        ×
      </button>
    </li>
  )
}

/** What a breakpoint waits for. */
function sayPlace(at: BreakAt): string {
  if (at.kind === 'phase') return `phase ${PHASES.find(({ id }) => id === at.phase)?.title}`
  if (at.kind === 'pair') return `first edge ${pairName(at.pair)}`
  if (at.kind === 'range') return 'first value that does not fit'
  return `${at.kind} ${at.name} changes`
}

/** Places by the value of their option. */
function Editor({ session }: { session: Session }) {
  const [chosen, setChosen] = useState('')
  const selection = useDesk((desk) => desk.selection)
  const thing = selection && breakAtThing(session, selection)
  const places = new Map<string, BreakAt>([
    ...(thing ? [['thing', thing] as const] : []),
    ['range', { kind: 'range' }],
    ...session.phases.map(({ id }) => [`phase ${id}`, { kind: 'phase', phase: id }] as const),
    ...Array.from({ length: PAIRS }, (_, pair) => [`pair ${pair}`, { kind: 'pair', pair }] as const),
  ])
  const at = places.get(chosen)
  return (
    <form
      className="breakpoint-editor"
      onSubmit={(event) => {
        event.preventDefault()
        if (at) addBreakpoint(at)
      }}
    >
      <select aria-label="Stop at" value={at ? chosen : ''} onChange={({ target }) => setChosen(target.value)}>
        <option value="">choose…</option>
        {[...places].map(([key, place]) => (
          <option key={key} value={key}>
            {sayPlace(place)}
          </option>
        ))}
      </select>
      <button type="submit" disabled={!at}>
        add
      </button>
      {!thing && <span className="muted">Select a name, block or section to stop when it changes.</span>}
    </form>
  )
}
