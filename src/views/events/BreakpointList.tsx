/** Breakpoints as rows, with a small editor: where should play stop? */
import { useState } from 'react'
import { PAIRS } from '../../engine/graph/crossings'
import { pairIn } from '../../scene/pair-words'
import type { BreakAt, Breakpoint } from '../../store/breakpoints'
import {
  addBreakpoint,
  breakAtThing,
  removeBreakpoint,
  stillThere,
  switchBreakpoint,
  useBreakpoints,
} from '../../store/breakpoints'
import type { Say } from '../../store/language'
import { useSay } from '../../store/language'
import { phaseTitle } from '../../scene/phase-words'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'

export function BreakpointList({ session }: { session: Session }) {
  const say = useSay()
  const { list, hit } = useBreakpoints((state) => state)
  return (
    <section aria-label={say('events.breakpoints')}>
      <h3>{say('events.stops')}</h3>
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
  const say = useSay()
  const gone = 'name' in at && !stillThere(session, at)
  const place = sayPlace(say, session, at)
  return (
    <li className={hit ? 'hit' : undefined}>
      <label>
        <input type="checkbox" checked={on} onChange={({ target }) => switchBreakpoint(id, target.checked)} /> {place}
      </label>
      {gone && <span className="muted">{say('events.stop.gone')}</span>}
      {hit && <b>{say('events.stop.hit')}</b>}
      <button type="button" aria-label={say('events.stop.remove', { place })} onClick={() => removeBreakpoint(id)}>
        ×
      </button>
    </li>
  )
}

/** What a breakpoint waits for. A thing that is not there any more keeps the name that it had. */
function sayPlace(say: Say, session: Session, at: BreakAt): string {
  if (at.kind === 'phase') return say('events.stop.phase', { phase: phaseTitle(say, at.phase) })
  if (at.kind === 'pair') return say('events.stop.pair', { pair: pairIn(say, at.pair) })
  if (at.kind === 'range') return say('events.stop.range')
  const name = stillThere(session, at) ? nameOf(session, at) : at.name
  return say(`events.stop.${at.kind}`, { name })
}

function nameOf({ describer }: Session, at: Extract<BreakAt, { readonly name: string }>): string {
  if (at.kind === 'symbol') return describer.symbol(at.id)
  return at.kind === 'block' ? describer.block(at.id) : describer.section(at.id)
}

/** Places by the value of their option. */
function Editor({ session }: { session: Session }) {
  const say = useSay()
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
      <select
        aria-label={say('events.stop.at')}
        value={at ? chosen : ''}
        onChange={({ target }) => setChosen(target.value)}
      >
        <option value="">{say('events.stop.choose')}</option>
        {[...places].map(([key, place]) => (
          <option key={key} value={key}>
            {sayPlace(say, session, place)}
          </option>
        ))}
      </select>
      <button type="submit" disabled={!at}>
        {say('events.stop.add')}
      </button>
      {!thing && <span className="muted">{say('events.stop.select')}</span>}
    </form>
  )
}
