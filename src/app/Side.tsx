/** The side: explanation, what-if controls and differences as tabs above, the outline below, a divider between them. */
import { useEffect, useRef } from 'react'
import { useDesk, useIsLinking } from '../store/context'
import { useSay } from '../store/language'
import { isOpen, useGate } from '../store/gate/gate'
import { useIsTaught } from '../store/lessons/context'
import { useIsAsking, useIsHandsOn } from '../store/lessons/is-asking'
import type { Tab } from '../store/views'
import { TAB_IDS } from '../store/views'
import type { Session } from '../store/session'
import { useIsProjected } from '../store/projector'
import { Differences } from '../views/difference/Differences'
import { LastChange } from '../views/difference/LastChange'
import { Inputs } from '../views/inputs/Inputs'
import { Inspector } from '../views/inspector/Inspector'
import { GatePanel } from '../views/gate/GatePanel'
import { LessonPanel } from '../views/lessons/LessonPanel'
import { Outline } from '../views/outline/Outline'
import { WhatIf } from '../views/whatif/WhatIf'
import { Divider, useShare } from './Divider'
import { useSmall } from './use-small'

export function Side({ session }: { session: Session | undefined }) {
  const side = useRef<HTMLElement>(null)
  const say = useSay()
  const [share, setShare] = useShare('linkscape.side-share', USUAL_SHARE)
  const tab = useDesk((desk) => desk.tab)
  const isLinking = useIsLinking()
  const taught = useIsTaught()
  const gating = useDesk((desk) => desk.gating)
  const projected = useIsProjected()
  const small = useSmall() || projected
  const lessonAsks = useIsAsking()
  const handsOn = useIsHandsOn()
  const gateAsks = useGate(isOpen)
  if (taught) return <TaughtSide session={session} teacher={<LessonPanel />} asking={lessonAsks} handsOn={handsOn} />
  if (gating && session)
    return <TaughtSide session={session} teacher={<GatePanel />} asking={gateAsks} handsOn={false} />
  return (
    <aside className="side" id="side" tabIndex={-1} ref={side} aria-label={say('side.title')} aria-busy={isLinking}>
      <div className="side-top" style={session && !small ? heightOf(share) : undefined}>
        <Tabs />
        <Panel session={session} tab={tab} />
      </div>
      {session && (
        <>
          {!small && <Divider within={side} share={share} onShare={setShare} usual={USUAL_SHARE} />}
          {!projected && <Outline session={session} />}
        </>
      )}
    </aside>
  )
}

function Panel({ session, tab }: { session: Session | undefined; tab: Tab }) {
  return (
    <>
      {tab !== 'differences' && <LastChange />}
      <div className="side-panel" role="tabpanel" id="side-panel" aria-labelledby={`tab-${tab}`} key={tab}>
        {tab === 'explain' && <Inspector session={session} />}
        {tab === 'inputs' && <Inputs session={session} />}
        {tab === 'what-if' && <WhatIf session={session} />}
        {tab === 'differences' && <Differences />}
      </div>
    </>
  )
}

/** The upper part's share of the side. */
const USUAL_SHARE = 0.85

/** The lesson's share of the side, where it is not moved by hand. */
const LESSON_SHARE = 0.7

/** Just its share: if it grew into what is left over, the divider would not stay under the pointer that drags it. */
const heightOf = (share: number): React.CSSProperties => ({ flex: `0 1 ${share * 100}%` })

/** While hands are on the panel below, a lesson that nobody has resized takes only what its text needs. */
const heightOfTaught = (share: number, handsOn: boolean): React.CSSProperties =>
  handsOn && share === LESSON_SHARE ? { flex: '0 1 auto', maxHeight: `${share * 100}%` } : heightOf(share)

/**
 * The side while a lesson or the gate is open: that above, the tabs and the outline below. While a question is open there
 * are no tabs: their panels would give the answer away.
 */
function TaughtSide({
  session,
  teacher,
  asking,
  handsOn,
}: {
  session: Session | undefined
  teacher: React.ReactNode
  asking: boolean
  /** Something is to be done in the panel below. */
  handsOn: boolean
}) {
  const side = useRef<HTMLElement>(null)
  const [share, setShare] = useShare('linkscape.lesson-share', LESSON_SHARE)
  const tab = useDesk((desk) => desk.tab)
  const isLinking = useIsLinking()
  const projected = useIsProjected()
  const small = useSmall() || projected
  const say = useSay()
  return (
    <aside
      className="side taught"
      id="side"
      tabIndex={-1}
      ref={side}
      aria-label={say('side.title')}
      aria-busy={isLinking}
    >
      <div className="side-top" style={small ? undefined : heightOfTaught(share, handsOn)}>
        {teacher}
      </div>
      {!small && <Divider within={side} share={share} onShare={setShare} usual={LESSON_SHARE} />}
      {projected && (asking || tab === 'explain') ? null : asking ? (
        <p className="hidden-note">{say('lessons.hidden')}</p>
      ) : (
        <div className={`side-rest${handsOn ? ' hands-on' : ''}`}>
          <Tabs />
          <Panel session={session} tab={tab} />
        </div>
      )}
      {session && !projected && <Outline session={session} />}
    </aside>
  )
}

function Tabs() {
  const say = useSay()
  const tab = useDesk((desk) => desk.tab)
  const openTab = useDesk((desk) => desk.openTab)
  const count = useDesk((desk) => desk.difference?.groups.reduce((sum, { count: one }) => sum + one, 0) ?? 0)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Somebody who moves through the tabs by key stays on them.
    if (list.current?.contains(document.activeElement)) document.getElementById(`tab-${tab}`)?.focus()
  }, [tab])
  const onKey = (event: React.KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: TAB_IDS.length - 1 }[event.key]
    if (step === undefined || event.altKey) return
    const at = TAB_IDS.indexOf(tab)
    openTab(TAB_IDS[(at + step) % TAB_IDS.length]!)
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="tabs" role="tablist" aria-label={say('side.title')} ref={list} onKeyDown={onKey}>
      {TAB_IDS.map((id) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          aria-selected={tab === id}
          aria-controls="side-panel"
          tabIndex={tab === id ? 0 : -1}
          onClick={() => openTab(id)}
        >
          {say(`side.tab.${id}`)}
          {id === 'differences' && count > 0 && <span className="badge">{count > 99 ? '99+' : count}</span>}
        </button>
      ))}
    </div>
  )
}
