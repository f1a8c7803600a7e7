/** Answers in words: what was picked is said as it was offered, what was typed as it was typed. */
import { answerText } from '../../lessons/questions/answers'
import type { Given, Option, Question } from '../../lessons/questions/question'
import type { Say } from '../../store/language'
import { labelText, YES_NO } from './AnswerForm'

/** Whether answers are picked from what is offered, not typed. */
export const isChosen = ({ form }: Question): boolean => form.is === 'yes-no' || 'options' in form

/** What was answered. */
export function givenWords({ form }: Question, given: Given, say: Say): string {
  const options: readonly Option[] = form.is === 'yes-no' ? YES_NO : 'options' in form ? form.options : []
  const said = (key: string): string => {
    const chosen = options.find((option) => option.key === key)
    return chosen ? labelText(chosen.label, say) : key
  }
  if (typeof given === 'string') return said(given)
  return given.length === 0 ? say('lessons.none') : given.map(said).join(', ')
}

/** What would have been right. */
export function rightWords(question: Question, say: Say): string {
  const { answer } = question
  return givenWords(question, 'keys' in answer ? answer.keys : answerText(answer), say)
}
