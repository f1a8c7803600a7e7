/** The answers to the worksheet: each with its reason, and the wrong answers that the linker can name. */
import { answerText } from '../../lessons/questions/answers'
import type { Question } from '../../lessons/questions/question'
import type { Say } from '../../store/language'
import { Said } from '../lessons/QuestionCard'
import type { PaperProps } from './PaperHead'
import { PaperHead } from './PaperHead'

export function AnswerSheet({ handout, say }: PaperProps) {
  const { lesson, steps } = handout
  return (
    <>
      <PaperHead handout={handout} what={say('teacher.paper.answers')} say={say} />
      <ol className="answer-list">
        {steps.map(
          ({ step, question, values }, i) =>
            question && (
              <li key={step.id} value={i + 1}>
                <h3>
                  {i + 1}. {say(`lessons.${lesson.id}.${step.id}.title`, values)}
                </h3>
                <p>
                  <Said message={question.asks} say={say} />
                </p>
                <p className="the-answer">
                  {say('teacher.answer')}: <code>{answerText(question.answer)}</code>
                </p>
                {question.reveal.says.map((message, n) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
                  <p key={n}>
                    <Said message={message} say={say} />
                  </p>
                ))}
                <WrongAnswers question={question} say={say} />
              </li>
            ),
        )}
      </ol>
    </>
  )
}

/** Known wrong answers with what is behind them. */
export function WrongAnswers({ question: { diagnoses }, say }: { question: Question; say: Say }) {
  return (
    <ul className="wrong-answers">
      {diagnoses.map(({ answer, says }) => (
        <li key={answerText(answer)}>
          <code>{answerText(answer)}</code> <Said message={says} say={say} />
        </li>
      ))}
    </ul>
  )
}
