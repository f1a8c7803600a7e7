/** The drawer below the stage: the edges behind a counter, the sum behind a figure, or the events. Escape closes it. */
import { useEffect, useRef } from 'react'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Drawer as DrawerId } from '../../store/drawer'
import type { Session } from '../../store/session'
import { EventsPanel } from '../events/EventsPanel'
import { CrossingPanel } from './CrossingPanel'
import { SumPanel } from './SumPanel'

export function Drawer({ session }: { session: Session }) {
  const drawer = useDesk((desk) => desk.drawer)
  return drawer ? <OpenDrawer key={JSON.stringify(drawer)} session={session} drawer={drawer} /> : null
}

function OpenDrawer({ session, drawer }: { session: Session; drawer: DrawerId }) {
  const say = useSay()
  const pull = useDesk((desk) => desk.pull)
  const box = useRef<HTMLElement>(null)
  const opener = useRef(document.activeElement)
  useEffect(() => box.current?.querySelector<HTMLElement>('[data-first]')?.focus(), [])
  const close = (): void => {
    pull(undefined)
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }
  return (
    <section
      className="drawer"
      aria-label={say('crossings.list')}
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        close()
      }}
    >
      {drawer.kind === 'figure' ? (
        <SumPanel session={session} figure={drawer.figure} />
      ) : drawer.kind === 'events' ? (
        <EventsPanel session={session} />
      ) : (
        <CrossingPanel session={session} pair={drawer.kind === 'pair' ? drawer.pair : undefined} />
      )}
      <button type="button" className="close" onClick={close} aria-label={say('crossings.close')}>
        ×
      </button>
    </section>
  )
}
