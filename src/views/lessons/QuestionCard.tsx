/** A question with the tries at it: what was wrong with each, and in the end the answer with its reason. */
import { useEffect, useRef } from 'react'
import type { Given, Message } from '../../lessons/questions/question'
import type { Round } from '../../lessons/questions/round'
import { isOver, isRight, TRIES } from '../../lessons/questions/round'
import { useDesk } from '../../store/context'
import type { Say } from '../../store/language'
import type { Selection } from '../../store/selection'
import { AnswerForm } from './AnswerForm'
import { argsIn, isChosen, useAnswerWords } from './answer-words'
import { Inline } from './Prose'

export interface QuestionCardProps {
  readonly round: Round
  readonly say: Say
  readonly onAnswer: (given: Given) => void
  readonly onReveal: () => void
}

export function QuestionCard({ round, say, onAnswer, onReveal }: QuestionCardProps) {
  const { question, tries, unreadable } = round
  const over = isOver(round)
  const last = tries.at(-1)
  const words = useAnswerWords(question, say)
  const feedback = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (last || over || unreadable) feedback.current?.scrollIntoView({ block: 'nearest' })
  }, [last, over, unreadable])
  return (
    <div className="question">
      <p className="asks">
        <Said message={question.asks} say={say} />
      </p>
      {!over && <AnswerForm key={question.id} question={question} say={say} onAnswer={onAnswer} />}
      <div role="status" ref={feedback}>
        {unreadable && (
          <p className="wrong-answer">
            <Said message={unreadable} say={say} />
          </p>
        )}
        {last && !last.marked.right && (
          <div className="wrong-answer">
            <p>
              <b>{say('lessons.not-quite', { given: words.given(last.given) })}</b>
            </p>
            {last.marked.diagnosis && (
              <p>
                <Said message={last.marked.diagnosis.says} say={say} />
              </p>
            )}
            {!last.marked.diagnosis && last.marked.hint && !over && (
              <p>
                <Said message={last.marked.hint} say={say} />
              </p>
            )}
            {!over && <p className="quiet">{say('lessons.tries-left', { n: TRIES - tries.length })}</p>}
          </div>
        )}
        {over && <Revealed round={round} answer={words.right} say={say} />}
      </div>
      {!over && tries.length > 0 && (
        <button type="button" className="plain give-up" onClick={onReveal}>
          {say('lessons.reveal')}
        </button>
      )}
    </div>
  )
}

export function Said({ message, say }: { message: Message; say: Say }) {
  return <Inline text={say(message.id, argsIn(say, message))} />
}

function Revealed({ round, answer, say }: { round: Round; answer: string; say: Say }) {
  const select = useDesk((desk) => desk.select)
  const look = useDesk((desk) => desk.look)
  const { says, thing } = round.question.reveal
  return (
    <div className={`revealed${isRight(round) ? ' right' : ''}`}>
      <p>
        <b>{say(isRight(round) ? 'lessons.right' : 'lessons.the-answer-is')}</b>{' '}
        {isChosen(round.question) ? answer : <code>{answer}</code>}
      </p>
      {says.map((message, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <p key={i}>
          <Said message={message} say={say} />
        </p>
      ))}
      {thing && thing.kind !== 'segment' && (
        <button
          type="button"
          className="plain"
          onClick={() => {
            select(thing as Selection)
            look('reveal')
          }}
        >
          {say('lessons.show-on-map')}
        </button>
      )}
    </div>
  )
}
