/** What was foretold, beside what came out: so that nobody remembers it as they would have liked it. */
import type { Round } from '../../lessons/questions/round'
import { isRight, scoreOf } from '../../lessons/questions/round'
import type { Prediction } from '../../store/gate/gate'
import type { Say } from '../../store/language'
import { useAnswerWords } from '../lessons/answer-words'
import { Said } from '../lessons/QuestionCard'

export function Book({ book, say }: { book: readonly Prediction[]; say: Say }) {
  if (book.length === 0) return null
  return (
    <section className="book" aria-label={say('questions.gate.book')}>
      <h3>{say('questions.gate.book')}</h3>
      <ol>
        {book.map(({ phase, rounds }) =>
          rounds.map((round) => (
            <li key={`${phase} ${round.question.id}`}>
              <Entry round={round} phase={phase} say={say} />
            </li>
          )),
        )}
      </ol>
    </section>
  )
}

function Entry({ round, phase, say }: { round: Round; phase: string; say: Say }) {
  const { question, tries } = round
  const first = tries[0]
  const words = useAnswerWords(question, say)
  const state = isRight(round) ? 'right' : tries.length === 0 ? 'skipped' : scoreOf(round) > 0 ? 'partly' : 'wrong'
  return (
    <details>
      <summary>
        <span className={`sign ${state}`} aria-hidden="true">
          {{ right: '●', partly: '~', wrong: '◯', skipped: '–' }[state]}
        </span>
        <span>
          {say('questions.phase', { phase })}: {say(`questions.gate.state.${state}`)}
        </span>
      </summary>
      <p>
        <Said message={question.asks} say={say} />
      </p>
      <dl>
        <dt>{say('questions.gate.you-said')}</dt>
        <dd>{first ? words.given(first.given) : '–'}</dd>
        {tries.length > 1 && (
          <>
            <dt>{say('questions.gate.then')}</dt>
            <dd>{words.given(tries.at(-1)!.given)}</dd>
          </>
        )}
        <dt>{say('questions.gate.came-out')}</dt>
        <dd>{words.right}</dd>
      </dl>
    </details>
  )
}
