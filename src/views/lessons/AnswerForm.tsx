/** The form in which a question is answered: a field, buttons, boxes to tick, or things to put in order. */
import { useEffect, useId, useState } from 'react'
import type { Given, Option, Question } from '../../lessons/questions/question'
import { offer, pick, usePicks } from '../../store/picks'
import type { Say } from '../../store/language'
import { useLabels, YES_NO } from './answer-words'

export interface AnswerFormProps {
  readonly question: Question
  readonly say: Say
  readonly onAnswer: (given: Given) => void
}

export function AnswerForm(props: AnswerFormProps) {
  switch (props.question.form.is) {
    case 'choice':
    case 'yes-no':
      return <OneOf {...props} />
    case 'set':
      return <SomeOf {...props} />
    case 'order':
      return <InOrder {...props} />
    default:
      return <Typed {...props} />
  }
}

function Submit({ say, disabled = false }: { say: Say; disabled?: boolean }) {
  return (
    <button type="submit" className="primary" disabled={disabled}>
      {say('lessons.answer')}
    </button>
  )
}

function Typed({ question, say, onAnswer }: AnswerFormProps) {
  const [text, setText] = useState('')
  const hint = useId()
  return (
    <form
      className="answer typed"
      onSubmit={(event) => {
        event.preventDefault()
        onAnswer(text)
      }}
    >
      <input
        type="text"
        className="mono"
        aria-label={say('lessons.your-answer')}
        aria-describedby={hint}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Submit say={say} disabled={text.trim() === ''} />
      <span id={hint} className="quiet hint">
        {formHint(question, say)}
      </span>
    </form>
  )
}

function formHint({ form }: Question, say: Say): string {
  if (form.is === 'bytes') return say('lessons.form.bytes', { count: form.count })
  if (form.is === 'number') return say(`lessons.form.number.${form.unit}`)
  return say('lessons.form.address')
}

function OneOf({ question, say, onAnswer }: AnswerFormProps) {
  const options = question.form.is === 'choice' ? question.form.options : YES_NO
  const labels = useLabels(options, say)
  const [chosen, setChosen] = useState<string>()
  const name = useId()
  return (
    <form
      className="answer"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== undefined) onAnswer(chosen)
      }}
    >
      <fieldset>
        <legend className="off-screen">{say('lessons.your-answer')}</legend>
        {options.map(({ key }, i) => (
          <label key={key} className="option" title={titleOf(key, labels[i]!)}>
            <input type="radio" name={name} checked={chosen === key} onChange={() => setChosen(key)} />
            <span>{labels[i]}</span>
          </label>
        ))}
      </fieldset>
      <Submit say={say} disabled={chosen === undefined} />
    </form>
  )
}

const NO_OPTIONS: readonly Option[] = []

/** The name as the linker has it, where another one is shown. */
const titleOf = (key: string, label: string): string | undefined => (key === label ? undefined : key)

function SomeOf({ question, say, onAnswer }: AnswerFormProps) {
  const options = question.form.is === 'set' ? question.form.options : NO_OPTIONS
  const labels = useLabels(options, say)
  const chosen = usePicks((state) => state.chosen)
  useEffect(() => offer(options), [options])
  return (
    <form
      className="answer"
      onSubmit={(event) => {
        event.preventDefault()
        onAnswer([...chosen])
      }}
    >
      <fieldset>
        <legend className="quiet">{say('lessons.form.set')}</legend>
        {options.map(({ key }, i) => (
          <label key={key} className="option" title={titleOf(key, labels[i]!)}>
            <input type="checkbox" checked={chosen.has(key)} onChange={() => pick(key)} />
            <span>{labels[i]}</span>
          </label>
        ))}
      </fieldset>
      <button type="submit" className="primary">
        {chosen.size === 0 ? say('lessons.answer-none') : say('lessons.answer')}
      </button>
    </form>
  )
}

function InOrder({ question, say, onAnswer }: AnswerFormProps) {
  const [options, setOptions] = useState(question.form.is === 'order' ? question.form.options : NO_OPTIONS)
  const labels = useLabels(options, say)
  const move = (from: number, by: number): void => {
    const next = [...options]
    const [taken] = next.splice(from, 1)
    next.splice(from + by, 0, taken!)
    setOptions(next)
  }
  return (
    <form
      className="answer"
      onSubmit={(event) => {
        event.preventDefault()
        onAnswer(options.map(({ key }) => key))
      }}
    >
      <ol className="ordered" aria-label={say('lessons.your-answer')}>
        {options.map(({ key }, i) => (
          <li key={key}>
            <span>{labels[i]}</span>
            <button
              type="button"
              disabled={i === 0}
              aria-label={say('lessons.form.earlier', { what: labels[i]! })}
              onClick={() => move(i, -1)}
            >
              ↑
            </button>
            <button
              type="button"
              disabled={i === options.length - 1}
              aria-label={say('lessons.form.later', { what: labels[i]! })}
              onClick={() => move(i, 1)}
            >
              ↓
            </button>
          </li>
        ))}
      </ol>
      <Submit say={say} />
    </form>
  )
}
