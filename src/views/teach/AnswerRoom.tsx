/** Room for an answer on paper, in the form in which the question wants it. */
import type { Option, Question } from '../../lessons/questions/question'
import type { Say } from '../../store/language'
import { labelText } from '../lessons/answer-words'

export function AnswerRoom({ question: { form }, say }: { question: Question; say: Say }) {
  switch (form.is) {
    case 'bytes':
      return (
        <div className="room">
          <p className="byte-boxes" aria-hidden="true">
            {Array.from({ length: form.count }, (_, i) => (
              <span key={i.toString()} />
            ))}
          </p>
          <Lines say={say} />
        </div>
      )
    case 'address':
    case 'number':
      return (
        <div className="room">
          <p className="blank-line">
            <span aria-hidden="true" />{' '}
            {form.is === 'number' && form.unit !== 'value' && say(`teacher.unit.${form.unit}`)}
          </p>
          <Lines say={say} />
        </div>
      )
    case 'yes-no':
      return <Boxes say={say} hint="teacher.tick-one" labels={[say('lessons.yes'), say('lessons.no')]} />
    case 'choice':
      return <Boxes say={say} hint="teacher.tick-one" labels={labelsOf(form.options, say)} />
    case 'set':
      return <Boxes say={say} hint="teacher.tick-all" labels={labelsOf(form.options, say)} />
    case 'order':
      return <Boxes say={say} hint="teacher.number-them" labels={labelsOf(form.options, say)} />
  }
}

const labelsOf = (options: readonly Option[], say: Say): string[] => options.map(({ label }) => labelText(label, say))

/** Lines for the way to the answer. */
function Lines({ say }: { say: Say }) {
  return (
    <div className="room-lines">
      <span className="quiet">{say('teacher.room')}</span>
    </div>
  )
}

function Boxes({ labels, hint, say }: { labels: readonly string[]; hint: string; say: Say }) {
  return (
    <div className="room">
      <p className="quiet">{say(hint, { n: labels.length })}</p>
      <ul className="boxes">
        {labels.map((label) => (
          <li key={label}>
            <span className="box" aria-hidden="true" /> {label}
          </li>
        ))}
      </ul>
    </div>
  )
}
