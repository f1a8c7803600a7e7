/** The timeline: phases as steps, events inside the current one, what the last event did in words. */
import { useMemo } from 'react'
import type { EventId } from '../../engine/graph/log'
import { useDesk } from '../../store/context'
import type { PhaseStep } from '../../store/selectors/phases'
import { fixupsLeft, phaseSteps } from '../../store/selectors/phases'
import { subjectOf } from '../../store/selectors/subject'
import type { Session } from '../../store/session'
import { FirstChange, firstChange } from '../events/Changes'
import { PlayTools } from '../events/PlayTools'
import { usePlay } from '../events/use-play'
import { Written } from '../inspector/Written'
import { lifeOf } from '../memory/model'
import { LifeStrip } from './LifeStrip'

export function Timeline({ session }: { session: Session }) {
  const position = useDesk((desk) => desk.position)
  const seek = useDesk((desk) => desk.seek)
  const steps = useMemo(() => phaseSteps(session), [session])
  const until = useDesk((desk) => desk.rein?.until) ?? session.log.length
  const current = currentStep(session, steps, position)
  const sentence = useSentence(session, position)
  const playing = useDesk((desk) => desk.playing)
  return (
    <section className="timeline" id="timeline" tabIndex={-1} aria-label="Timeline">
      <PlayButton session={session} />
      <div className="track">
        <ol className="phases">
          {steps.map((step) => (
            <Phase
              key={step.id}
              step={step}
              current={step === current}
              position={position}
              hidden={step.end > until}
              onGo={seek}
            />
          ))}
        </ol>
        <input
          className="scrubber"
          type="range"
          min={0}
          max={session.log.length}
          value={position}
          aria-label="Event"
          aria-valuetext={`${position} of ${session.log.length}: ${sentence}`}
          onChange={({ target }) => seek(Number(target.value))}
        />
        <p className="sentence">
          <span aria-live="polite">
            <Written text={sentence} />
            {position > 0 && !playing && (
              <span className="off-screen">{` Changed: ${firstChange(session, (position - 1) as EventId)}.`}</span>
            )}
          </span>{' '}
          <ExplainButton session={session} position={position} /> <FirstChange session={session} />
        </p>
        <div className="hints">
          <LifeStrip session={session} />
          <PlayTools />
          <span className="spring" />
          <span className="keys-hint">
            <kbd>←</kbd> <kbd>→</kbd> event
          </span>
          <span className="keys-hint">
            <kbd>⇧←</kbd> <kbd>⇧→</kbd> phase
          </span>
          <span className="keys-hint">
            <kbd>?</kbd> keys
          </span>
          <span className="count">
            event {position.toLocaleString('en-US')} of {session.log.length.toLocaleString('en-US')}
          </span>
        </div>
      </div>
    </section>
  )
}

/** Selects what the event was about, so that the inspector explains it. */
function ExplainButton({ session, position }: { session: Session; position: number }) {
  const select = useDesk((desk) => desk.select)
  const look = useDesk((desk) => desk.look)
  const subject = subjectOf(session, position)
  if (!subject) return null
  return (
    <button
      type="button"
      className="explain"
      onClick={() => {
        select(subject)
        look('reveal')
      }}
    >
      explain
    </button>
  )
}

/** The phase that the last event belongs to; the first one before anything happened. */
function currentStep({ liveAt }: Session, steps: readonly PhaseStep[], position: number): PhaseStep | undefined {
  const live = steps.find(({ id }) => id === 'live')
  if (live && position === liveAt) return live
  return steps.find(({ first, end }) => position > first && position <= end) ?? steps[0]
}

function useSentence(session: Session, position: number): string {
  return useMemo(() => {
    const { log, describer, ok, liveAt } = session
    if (position === 0) return 'Nothing has happened yet. Press → to see the first event, or space to play.'
    const said = describer.event(log, (position - 1) as EventId)
    const { done, all } = fixupsLeft(session, position)
    const told = done > 0 ? `Fixup ${done} of ${all}. ${said}` : said
    if (position !== liveAt || !ok) return told
    if (lifeOf(session).allocations.size > 0) return `${told} The link is done.`
    return `The link is done. Nothing was allocated: no content here needs memory. The last event: ${told}`
  }, [session, position])
}

function Phase({
  step,
  current,
  position,
  hidden,
  onGo,
}: {
  step: PhaseStep
  current: boolean
  position: number
  /** What it did would answer a question that is open. */
  hidden: boolean
  onGo: (position: number) => void
}) {
  const { first, end, title, says, summary } = step
  const count = end - first
  const part = count === 0 ? (position >= end ? 1 : 0) : Math.max(0, Math.min(1, (position - first) / count))
  const state = current ? 'current' : part === 1 ? 'done' : part === 0 ? 'ahead' : 'done'
  const inside = current && count > 1 && position < end ? `${position - first} of ${count}` : summary
  return (
    <li className={state} style={{ flexGrow: 1 + Math.sqrt(count) * 0.35 }}>
      <button
        type="button"
        title={hidden || summary === '' ? says : `${says} Here: ${summary}.`}
        aria-current={current ? 'step' : undefined}
        onClick={() => onGo(Math.max(end, first))}
      >
        <span className="fill" style={{ width: `${part * 100}%` }} />
        <span className="title">{title}</span>
      </button>
      <span className="summary" data-usual={hidden ? '?' : summary}>
        <span>{hidden ? '?' : inside}</span>
      </span>
    </li>
  )
}

function PlayButton({ session }: { session: Session }) {
  const playing = useDesk((desk) => desk.playing)
  const play = useDesk((desk) => desk.play)
  usePlay(session)
  return (
    <button
      type="button"
      className="play"
      aria-label={playing ? 'Pause' : 'Play'}
      aria-pressed={playing}
      onClick={() => play(!playing)}
    >
      <svg viewBox="0 0 20 20" aria-hidden="true">
        {playing ? <path d="M5 4h3.5v12H5zM11.5 4H15v12h-3.5z" /> : <path d="M6 3.5v13l11-6.5z" />}
      </svg>
    </button>
  )
}
