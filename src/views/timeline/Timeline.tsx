/** The timeline: phases as steps, events inside the current one, what the last event did in words. */
import { useMemo, useRef } from 'react'
import type { EventId } from '../../engine/graph/log'
import { sayWords } from '../../messages/messages'
import { sayEvent } from '../../scene/event-words'
import { phaseSays, phaseTitle } from '../../scene/phase-words'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
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
import { useSteadyHeight } from './use-steady-height'

/** Characters of a name in the sentence about an event, which is to be read at a glance; its title has the whole name. */
const LONGEST_NAME = 56

export function Timeline({ session }: { session: Session }) {
  const position = useDesk((desk) => desk.position)
  const seek = useDesk((desk) => desk.seek)
  const steps = useMemo(() => phaseSteps(session), [session])
  const until = useDesk((desk) => desk.rein?.until) ?? session.log.length
  const current = currentStep(session, steps, position)
  const say = useSay()
  const sentence = useSentence(session, position)
  const playing = useDesk((desk) => desk.playing)
  const phases = useRef<HTMLOListElement>(null)
  const line = useRef<HTMLParagraphElement>(null)
  useSteadyHeight(phases, session, '6lh')
  useSteadyHeight(line, session, '3lh')
  return (
    <section className="timeline" id="timeline" tabIndex={-1} aria-label={say('timeline.title')}>
      <PlayButton session={session} />
      <div className="track">
        <ol className="phases" ref={phases}>
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
          aria-label={say('timeline.event')}
          aria-valuetext={say('timeline.value', { position, length: session.log.length, sentence })}
          onChange={({ target }) => seek(Number(target.value))}
        />
        <p className="sentence" ref={line}>
          <span aria-live="polite">
            <Written text={sentence} each={LONGEST_NAME} />
            {position > 0 && !playing && (
              <span className="off-screen">
                {' '}
                {say('timeline.changed', { change: firstChange(session, (position - 1) as EventId, say) })}
              </span>
            )}
          </span>{' '}
          <ExplainButton session={session} position={position} /> <FirstChange session={session} />
        </p>
        <div className="hints">
          <LifeStrip session={session} />
          <PlayTools />
          <span className="spring" />
          <span className="keys-hint">
            <kbd>←</kbd> <kbd>→</kbd> {say('timeline.hint.event')}
          </span>
          <span className="keys-hint">
            <kbd>⇧←</kbd> <kbd>⇧→</kbd> {say('timeline.hint.phase')}
          </span>
          <span className="keys-hint">
            <kbd>?</kbd> {say('timeline.hint.keys')}
          </span>
          <span className="count">{say('timeline.count', { position, length: session.log.length })}</span>
        </div>
      </div>
    </section>
  )
}

/** Selects what the event was about, so that the inspector explains it. */
function ExplainButton({ session, position }: { session: Session; position: number }) {
  const select = useDesk((desk) => desk.select)
  const look = useDesk((desk) => desk.look)
  const say = useSay()
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
      {say('timeline.explain')}
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
  const say = useSay()
  return useMemo(() => {
    const { ok, liveAt } = session
    if (position === 0) return say('timeline.start')
    const said = sayEvent({ ...session, say }, (position - 1) as EventId)
    const { done, all } = fixupsLeft(session, position)
    const told = done > 0 ? say('timeline.fixup', { done, all, said }) : said
    if (position !== liveAt || !ok) return told
    if (lifeOf(session).allocations.size > 0) return say('timeline.done', { told })
    return say('timeline.done-empty', { told })
  }, [session, position, say])
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
  const { id, first, end } = step
  const say = useSay()
  const says = phaseSays(say, id)
  const summary = step.summary ? sayWords(say, step.summary) : ''
  const count = end - first
  const part = count === 0 ? (position >= end ? 1 : 0) : Math.max(0, Math.min(1, (position - first) / count))
  const state = current ? 'current' : part === 1 ? 'done' : part === 0 ? 'ahead' : 'done'
  const inside =
    current && count > 1 && position < end ? say('timeline.inside', { done: position - first, all: count }) : summary
  return (
    <li className={state} style={{ flexGrow: 1 + Math.sqrt(count) * 0.35 }}>
      <button
        type="button"
        title={hidden || summary === '' ? says : say('timeline.phase', { says, summary })}
        aria-current={current ? 'step' : undefined}
        onClick={() => onGo(Math.max(end, first))}
      >
        <span className="fill" style={{ width: `${part * 100}%` }} />
        <span className="title">{phaseTitle(say, id)}</span>
      </button>
      <span className="summary" data-usual={hidden ? '?' : summary}>
        <span>{hidden ? '?' : inside}</span>
      </span>
    </li>
  )
}

function PlayButton({ session }: { session: Session }) {
  const say = useSay()
  const playing = useDesk((desk) => desk.playing)
  const play = useDesk((desk) => desk.play)
  usePlay(session)
  return (
    <button
      type="button"
      className="play"
      aria-label={say(playing ? 'timeline.pause' : 'timeline.play')}
      aria-pressed={playing}
      onClick={() => play(!playing)}
    >
      <svg viewBox="0 0 20 20" aria-hidden="true">
        {playing ? <path d="M5 4h3.5v12H5zM11.5 4H15v12h-3.5z" /> : <path d="M6 3.5v13l11-6.5z" />}
      </svg>
    </button>
  )
}
