/**
 * Answers in words: what was picked is said as it was offered, what was typed as it was typed. Names of the link stand as
 * their authors wrote them, and short.
 */
import { shortenName } from '../../base/shorten'
import { answerText } from '../../lessons/questions/answers'
import type { Given, Message, Option, Question } from '../../lessons/questions/question'
import { retold } from '../../scene/made-words'
import type { Say } from '../../store/language'
import { useWriter } from '../../store/names'

export const YES_NO: readonly Option[] = [
  { key: 'yes', label: { id: 'lessons.yes' } },
  { key: 'no', label: { id: 'lessons.no' } },
]

/** Whether answers are picked from what is offered, not typed. */
export const isChosen = ({ form }: Question): boolean => form.is === 'yes-no' || 'options' in form

/** A label as it is asked to be said, names as the linker sees them. */
export const labelText = (label: string | Message, say: Say): string =>
  typeof label === 'string' ? retold(say, label) : say(label.id, argsIn(say, label))

/** What a message of a question has in it, in the words of the page. */
export const argsIn = (say: Say, { args = {} }: Message): Message['args'] =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, typeof value === 'string' ? retold(say, value) : value]),
  )

/** As many characters of a name as three lines beside a box to tick hold. */
const MOST_OF_LABEL = 90
/** The same of what is added to tell names apart. */
const MOST_OF_RAW = 32

/** What each option is called: each of its own, also where two mangled names mean the same for people. */
function labelsOf(options: readonly Option[], say: Say, write: (text: string) => string): string[] {
  const texts = options.map(({ label }) =>
    typeof label === 'string' ? shortenName(write(retold(say, label)), MOST_OF_LABEL) : labelText(label, say),
  )
  const isAmbiguous = (text: string): boolean => texts.indexOf(text) !== texts.lastIndexOf(text)
  return texts.map((text, i) => (isAmbiguous(text) ? `${text} · ${shortenName(options[i]!.key, MOST_OF_RAW)}` : text))
}

/** The same for a view: again when more names are known. */
export function useLabels(options: readonly Option[], say: Say): readonly string[] {
  return labelsOf(options, say, useWriter())
}

export interface AnswerWords {
  /** What was answered. */
  readonly given: (given: Given) => string
  /** What would have been right. */
  readonly right: string
}

export function useAnswerWords({ form, answer }: Question, say: Say): AnswerWords {
  const options = form.is === 'yes-no' ? YES_NO : 'options' in form ? form.options : NO_OPTIONS
  const labels = useLabels(options, say)
  const said = (key: string): string => labels[options.findIndex((option) => option.key === key)] ?? key
  const given = (what: Given): string => {
    if (typeof what === 'string') return said(what)
    return what.length === 0 ? say('lessons.none') : what.map(said).join(', ')
  }
  return { given, right: given('keys' in answer ? answer.keys : answerText(answer)) }
}

const NO_OPTIONS: readonly Option[] = []
