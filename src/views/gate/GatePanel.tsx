/**
 * The gate: docked beside the picture, as lessons are, never over it. Before a phase it asks one or two questions about
 * the link on the desk; afterwards it leads on, and keeps what was foretold beside what came out.
 */
import { useEffect, useRef } from 'react'
import { isOver } from '../../lessons/questions/round'
import { useDesk } from '../../store/context'
import type { Gate } from '../../store/gate/gate'
import { isOpen, useGate } from '../../store/gate/gate'
import type { Say } from '../../store/language'
import { useLanguage, useSayAll } from '../../store/language'
import { QuestionCard } from '../lessons/QuestionCard'
import { Book } from './Book'

export function GatePanel() {
  const say = useSayAll()
  const language = useLanguage()
  const gate = useGate((state) => state)
  const setGating = useDesk((desk) => desk.setGating)
  if (!say) return null
  return (
    <section className="lesson gate" aria-label={say('questions.gate.title')} lang={language}>
      <header className="lesson-head">
        <p className="row">
          <b>{say('questions.gate.title')}</b>
          <button type="button" className="plain" onClick={() => setGating(false)}>
            {say('questions.gate.off')}
          </button>
        </p>
      </header>
      <Asked gate={gate} say={say} />
    </section>
  )
}

interface Parts {
  readonly gate: Gate
  readonly say: Say
}

function Asked({ gate, say }: Parts) {
  const { now, at, book } = gate
  const heading = useRef<HTMLHeadingElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const key = now && `${now.phase} ${at}`
  useEffect(() => {
    if (key === undefined) return
    heading.current?.focus({ preventScroll: true })
    body.current?.scrollTo(0, 0)
  }, [key])
  const round = now?.rounds[at]
  return (
    <>
      <div className="lesson-body" ref={body}>
        {now && round ? (
          <>
            <h2 ref={heading} tabIndex={-1}>
              <span className="quiet">{say('questions.gate.question-of', { n: at + 1, of: now.rounds.length })}</span>
              {say('questions.gate.before', { phase: now.phase })}
            </h2>
            <QuestionCard round={round} say={say} onAnswer={gate.answer} onReveal={gate.reveal} />
          </>
        ) : (
          <p className="quiet">{say('questions.gate.explained')}</p>
        )}
        <Book book={book} say={say} />
      </div>
      <Ways gate={gate} say={say} />
    </>
  )
}

/** The ways on: watch what happens, go to the next questions, or leave these open. */
function Ways({ gate, say }: Parts) {
  const { now, at, next } = gate
  const play = useDesk((desk) => desk.play)
  const round = now?.rounds[at]
  const open = round !== undefined && !isOver(round)
  const on = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(open)
  useEffect(() => {
    // The form that had the focus is gone; what comes next gets it.
    if (wasOpen.current && !open) on.current?.focus()
    wasOpen.current = open
  }, [open])
  if (open)
    return (
      <footer className="lesson-ways">
        <button type="button" onClick={gate.skipPhase}>
          {say('questions.gate.skip-phase')}
        </button>
        <span className="spring" />
        <button
          type="button"
          onClick={() => {
            gate.reveal()
            gate.goOn()
          }}
        >
          {say('questions.gate.skip')}
        </button>
      </footer>
    )
  const hasMore = isOpen(gate)
  return (
    <footer className="lesson-ways">
      {!hasMore && (
        <button type="button" onClick={() => play(true)}>
          {say('questions.gate.watch')}
        </button>
      )}
      <span className="spring" />
      <button type="button" className="primary" ref={on} onClick={gate.goOn} disabled={!hasMore && next === undefined}>
        {hasMore
          ? say('questions.gate.next')
          : next === undefined
            ? say('questions.gate.finished')
            : say('questions.gate.go-on', { phase: next })}
      </button>
    </footer>
  )
}
