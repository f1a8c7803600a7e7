/** The lesson plan, on one page: what for, what is done, what to draw, what comes out, what goes wrong. */
import { answerText } from '../../lessons/questions/answers'
import { Inline, Prose } from '../lessons/Prose'
import type { PaperProps } from './PaperHead'
import { PaperHead } from './PaperHead'

/** Parts of the plan that the lesson's texts bring. */
const PARTS = ['objective', 'before', 'board', 'ask', 'mistakes'] as const

/** As many thoughts behind wrong answers as leave the plan on one page; the answer sheet has them all. */
const MOST_THOUGHTS = 5

export function Plan({ handout, say }: PaperProps) {
  const { lesson, steps } = handout
  const thoughts = thoughtsIn(handout, say)
  return (
    <>
      <PaperHead handout={handout} what={say('teacher.paper.plan')} say={say} />
      <dl className="plan-parts">
        {PARTS.map((part) => (
          <div key={part}>
            <dt>{say(`teacher.${part}`)}</dt>
            <dd>
              <Prose text={say(`lessons.${lesson.id}.plan.${part}`)} />
              {part === 'before' && lesson.needs.length > 0 && (
                <p>{say('teacher.after-lessons', { lessons: lesson.needs.join(', ') })}</p>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <h3>{say('teacher.steps')}</h3>
      <table className="plan-steps">
        <tbody>
          {steps.map(({ step, values, question }, i) => (
            <tr key={step.id}>
              <th scope="row">
                {i + 1}. {say(`lessons.${lesson.id}.${step.id}.title`, values)}{' '}
                <span className="quiet">({say(`lessons.kind.${step.kind}`)})</span>
              </th>
              <td>{question && <code>{answerText(question.answer)}</code>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{say('teacher.wrong')}</h3>
      <table className="plan-wrong">
        <thead>
          <tr>
            <th scope="col">{say('teacher.behind')}</th>
            <th scope="col">{say('teacher.step-answers')}</th>
          </tr>
        </thead>
        <tbody>
          {thoughts.slice(0, MOST_THOUGHTS).map(({ says, answers }) => (
            <tr key={says}>
              <th scope="row">
                <Inline text={says} />
              </th>
              <td>
                {answers.map(({ step, text }) => (
                  <span key={`${step} ${text}`}>
                    {step}: <code>{text}</code>{' '}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {thoughts.length > MOST_THOUGHTS && <p className="quiet">{say('teacher.wrong-more')}</p>}
    </>
  )
}

interface Thought {
  /** What is said to somebody who thinks so. */
  readonly says: string
  /** The answers that it leads to, each with the number of its step. */
  readonly answers: readonly { readonly step: number; readonly text: string }[]
}

/** The thoughts behind wrong answers of a lesson, the most frequent first. */
function thoughtsIn({ steps }: PaperProps['handout'], say: PaperProps['say']): Thought[] {
  const found = new Map<string, { step: number; text: string }[]>()
  steps.forEach(({ question }, i) => {
    for (const { answer, says } of question?.diagnoses ?? []) {
      const text = say(says.id, says.args)
      found.set(text, [...(found.get(text) ?? []), { step: i + 1, text: answerText(answer) }])
    }
  })
  return [...found].map(([says, answers]) => ({ says, answers })).sort((a, b) => b.answers.length - a.answers.length)
}
