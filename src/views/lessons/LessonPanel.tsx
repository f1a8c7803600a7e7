/**
 * The lesson: docked beside the picture, never over it. The present step with its text, its question or its task, and the
 * ways on: back and skip are always there. The heading takes the focus at each step, so that keyboards and screen readers
 * are where the text is.
 */
import { useEffect, useRef } from 'react'
import type { LessonStep } from '../../lessons/machine/lesson'
import { goalsOf } from '../../lessons/machine/goals'
import { valuesFor } from '../../lessons/machine/lesson'
import type { Walk } from '../../lessons/machine/walk'
import { isDone, isFinished, recordOf, stepOf, waits } from '../../lessons/machine/walk'
import type { Say } from '../../store/language'
import { useLanguage, useSayAll } from '../../store/language'
import { useTutor } from '../../store/lessons/context'
import { openPage } from '../../store/pages'
import type { Tutor } from '../../store/lessons/tutor'
import { wasDone } from '../../store/lessons/progress'
import { LessonEnd } from './LessonEnd'
import { Inline, Prose } from './Prose'
import { QuestionCard } from './QuestionCard'

export function LessonPanel() {
  const say = useSayAll()
  const language = useLanguage()
  const tutor = useTutor((state) => state)
  if (!say || !tutor?.walk) return null
  return (
    <section className="lesson" aria-label={say('lessons.panel')} lang={language} aria-busy={tutor.preparing}>
      <LessonHead walk={tutor.walk} tutor={tutor} say={say} />
      {isFinished(tutor.walk) ? (
        <LessonEnd walk={tutor.walk} tutor={tutor} say={say} />
      ) : (
        <Step walk={tutor.walk} tutor={tutor} say={say} />
      )}
    </section>
  )
}

interface Parts {
  readonly walk: Walk
  readonly tutor: Tutor
  readonly say: Say
}

function LessonHead({ walk, tutor, say }: Parts) {
  const { lesson, at } = walk
  const { steps } = lesson
  const states = steps.map((step, i) =>
    wasDone(tutor.progress[lesson.id], tutor.seed, step.id) ? 'done' : stateOf(walk, step, i),
  )
  return (
    <header className="lesson-head">
      <p className="row">
        <b>{say(`lessons.${lesson.id}.title`)}</b>
        <button
          type="button"
          className="plain"
          onClick={() => openPage({ is: 'teach', lesson: lesson.id, paper: 'plan' }, tutor.seed)}
        >
          {say('lessons.plan')}
        </button>
        <button type="button" className="plain" onClick={() => void tutor.restart()}>
          {say('lessons.restart')}
        </button>
        <button type="button" className="plain" aria-label={say('lessons.close')} onClick={() => tutor.close()}>
          ×
        </button>
      </p>
      <ol className="lesson-steps" aria-label={say('lessons.steps')}>
        {steps.map((step, i) => (
          <li key={step.id}>
            <button
              type="button"
              className={`step-mark ${step.kind} ${states[i]}`}
              aria-current={i === at ? 'step' : undefined}
              aria-label={say('lessons.step-mark', {
                n: i + 1,
                title: say(`lessons.${lesson.id}.${step.id}.title`),
                state: say(`lessons.state.${states[i]}`),
              })}
              title={say(`lessons.${lesson.id}.${step.id}.title`)}
              onClick={() => void tutor.go(i)}
            />
          </li>
        ))}
      </ol>
    </header>
  )
}

type StepState = 'done' | 'skipped' | 'open'

function stateOf({ records, at }: Walk, step: LessonStep, i: number): StepState {
  const record = records[i]!
  if (record.skipped) return 'skipped'
  return isDone(step, record) && (waits(step) || i < at) ? 'done' : 'open'
}

function Step({ walk, tutor, say }: Parts) {
  const step = stepOf(walk)!
  const record = recordOf(walk)
  const heading = useRef<HTMLHeadingElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const key = `${walk.lesson.id} ${walk.at}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus moves when the step changes, and only then
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    body.current?.scrollTo(0, 0)
  }, [key])
  const unknown = Object.fromEntries(valuesFor(walk.lesson, step).map(({ name }) => [name, '…']))
  // Until the desk is where the step begins, its numbers are not known, and those of the last step may be others.
  const text = (part: string, values = tutor.values): string =>
    say(`lessons.${walk.lesson.id}.${step.id}.${part}`, { ...unknown, ...values })
  const done = isDone(step, record)
  const task = useRef<HTMLDivElement>(null)
  const seen = useRef('')
  useEffect(() => {
    // What has just been done is answered in view; a step that is come back to begins at its top.
    if (done && seen.current === key) task.current?.scrollIntoView({ block: 'nearest' })
    seen.current = key
  }, [done, key])
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key */}
      <div className="lesson-body" ref={body} tabIndex={0}>
        <h2 id="lesson" ref={heading} tabIndex={-1}>
          <span className="quiet">
            {say('lessons.step-of', { n: walk.at + 1, of: walk.lesson.steps.length })}
            {' · '}
            {say(`lessons.kind.${step.kind}`)}
          </span>
          {text('title')}
        </h2>
        <Prose text={text('text')} />
        {tutor.problem !== undefined && <p className="wrong-answer">{tutor.problem}</p>}
        {tutor.cannot && <p className="wrong-answer">{say(tutor.cannot.id, tutor.cannot.args)}</p>}
        {step.kind === 'predict' && record.round && (
          <QuestionCard
            round={record.round}
            say={say}
            onAnswer={(given) => void tutor.answer(given)}
            onReveal={() => void tutor.reveal()}
          />
        )}
        {goalsOf(step).length > 0 && (
          <div role="status" ref={task} className={`task${done ? ' done' : ''}`}>
            <p>
              <span aria-hidden="true">{done ? '● ' : '▸ '}</span>
              <Inline text={text('todo')} />
            </p>
            {step.kind === 'build' && (
              <Goals
                texts={step.goals.map(({ id }) => text(`goal.${id}`))}
                met={done ? undefined : tutor.met}
                say={say}
              />
            )}
            {done && <Prose text={text('done', record.found)} />}
          </div>
        )}
      </div>
      <Ways walk={walk} tutor={tutor} say={say} />
    </>
  )
}

/** The goals of a building, ticked while they hold; `met` is undefined once all of them did. */
function Goals({ texts, met, say }: { texts: readonly string[]; met: readonly boolean[] | undefined; say: Say }) {
  return (
    <ul className="goals">
      {texts.map((goal, i) => {
        const holds = met === undefined || met[i] === true
        return (
          <li key={goal} className={holds ? 'met' : ''}>
            <span aria-hidden="true">{holds ? '●' : '◯'}</span>
            <span>
              <Inline text={goal} />
              <span className="off-screen">{say(holds ? 'lessons.goal.met' : 'lessons.goal.open')}</span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function Ways({ walk, tutor, say }: Parts) {
  const step = stepOf(walk)!
  const done = isDone(step, recordOf(walk))
  const canShow = step.kind !== 'predict' && step.show !== undefined && !done
  return (
    <footer className="lesson-ways">
      <button type="button" disabled={walk.at === 0} onClick={() => void tutor.back()}>
        {say('lessons.back')}
      </button>
      <span className="spring" />
      {canShow && (
        <button type="button" onClick={() => void tutor.show()}>
          {say('lessons.show-me')}
        </button>
      )}
      {!done && (
        <button type="button" onClick={() => void tutor.skip()}>
          {say('lessons.skip')}
        </button>
      )}
      <button type="button" className="primary" disabled={!done} onClick={() => void tutor.next()}>
        {say(walk.at + 1 === walk.lesson.steps.length ? 'lessons.finish' : 'lessons.next')}
      </button>
    </footer>
  )
}
