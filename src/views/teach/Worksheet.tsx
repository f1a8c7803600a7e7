/** The worksheet: the program, a picture of the link, and each question with what it needs and room for the answer. */
import { goalsOf } from '../../lessons/machine/goals'
import type { HandoutStep } from '../../store/lessons/handout'
import type { Say } from '../../store/language'
import { Inline, Prose } from '../lessons/Prose'
import { Said } from '../lessons/QuestionCard'
import { AnswerRoom } from './AnswerRoom'
import { ByteTable } from './ByteTable'
import type { PaperProps } from './PaperHead'
import { PaperHead } from './PaperHead'
import type { Listing } from './use-handout'

export function Worksheet({ handout, listings, say }: PaperProps) {
  const { lesson, steps } = handout
  const figures = steps.filter(({ picture }) => picture !== undefined)
  return (
    <>
      <PaperHead handout={handout} what={say('teacher.paper.worksheet')} say={say} />
      <p className="sheet-who">
        <span>{say('teacher.name')}</span>
        <span>{say('teacher.date')}</span>
      </p>
      <p>
        <Inline text={say(`lessons.${lesson.id}.goal`)} />
      </p>
      <Listings listings={listings} say={say} />
      {steps.map((one, i) => (
        <Step key={one.step.id} lesson={lesson.id} one={one} n={i + 1} figure={figures.indexOf(one) + 1} say={say} />
      ))}
    </>
  )
}

function Listings({ listings, say }: { listings: readonly Listing[]; say: Say }) {
  return (
    <section className="listings" aria-label={say('teacher.program')}>
      {listings.map(({ name, command, text }) => (
        <figure key={`${name} ${command}`}>
          <figcaption>
            <b>{name}</b> <code>{command}</code>
          </figcaption>
          <pre>{text.trimEnd()}</pre>
        </figure>
      ))}
    </section>
  )
}

interface StepProps {
  readonly lesson: string
  readonly one: HandoutStep<string>
  readonly n: number
  /** 0: it has no picture of its own. */
  readonly figure: number
  readonly say: Say
}

function Step({ lesson, one, n, figure, say }: StepProps) {
  const { step, values, question, cannot, bytes, addresses, picture } = one
  const text = (part: string): string => say(`lessons.${lesson}.${step.id}.${part}`, values)
  return (
    <section className={`sheet-step${question ? ' asked' : ''}`}>
      <h3>
        {n}. {text('title')}
      </h3>
      <Prose text={text('text')} />
      {picture !== undefined && (
        <figure className="sheet-figure">
          <img src={`data:image/svg+xml,${encodeURIComponent(picture)}`} alt={say('teacher.figure-alt')} />
          <figcaption>{say('teacher.figure', { n: figure })}</figcaption>
        </figure>
      )}
      {goalsOf(step).length > 0 && (
        <p className="to-do">
          <b>{say('teacher.to-do')}:</b> <Inline text={text('todo')} />
        </p>
      )}
      {cannot && <p>{say(cannot.id, cannot.args)}</p>}
      {question && (
        <>
          {bytes && <ByteTable lines={bytes} say={say} />}
          {question.reveal.thing?.kind === 'edge' && addresses.length > 0 && (
            <p className="sheet-addresses">
              {say('teacher.addresses')}:{' '}
              {addresses.map(({ name, address }) => (
                <span key={`${name} ${address}`}>
                  <code>{name}</code> <code>{address}</code>
                </span>
              ))}
            </p>
          )}
          <p className="asks">
            <Said message={question.asks} say={say} />
          </p>
          <AnswerRoom question={question} say={say} />
        </>
      )}
    </section>
  )
}
