/**
 * A question about a link: what is asked, in which form the answer comes, which answer is right, and which wrong answers
 * are known, each with the misconception behind it. Right and wrong answers are computed from the link, never typed in.
 *
 * A question is data and holds no text: texts are messages, an id with arguments, which `src/messages` puts into words.
 */
import type { PhaseId } from '../../engine/graph/events'
import type { MisconceptionId } from './misconceptions'

/**
 * A text by its id and what goes into it. Numbers are counts, for plurals; addresses, bytes and names come as text,
 * written out already, for no language writes them in another way.
 */
export interface Message {
  readonly id: `questions.${string}` | `lessons.${string}`
  readonly args?: Readonly<Record<string, string | number>>
}

/** A thing of the link by its id: what the map can show and what can be picked on it. */
export interface Thing {
  readonly kind: 'block' | 'edge' | 'section' | 'segment' | 'symbol'
  readonly id: number
}

/** One of the things that a question offers. */
export interface Option {
  /** What an answer says for it: short, without blanks at its ends, and of its own among the options. Never translated. */
  readonly key: string
  /** A name of the link stands as it is; everything else is a message. */
  readonly label: string | Message
  readonly thing?: Thing
}

/** What is counted; the message of a number says it in words. */
export type Unit = 'bytes' | 'pages' | 'blocks' | 'entries' | 'stubs' | 'edges' | 'names' | 'actions' | 'value'

/** In which form an answer comes. */
export type AnswerForm =
  /** As many bytes as the field has, in the order in which they lie in memory. */
  | { readonly is: 'bytes'; readonly count: number }
  | { readonly is: 'address' }
  | { readonly is: 'number'; readonly unit: Unit }
  | { readonly is: 'yes-no' }
  /** One of a list. */
  | { readonly is: 'choice'; readonly options: readonly Option[] }
  /** Any of a list, none and all included; with `thing`s they can be picked on the map. */
  | { readonly is: 'set'; readonly options: readonly Option[] }
  /** All of a list, in order. They come shuffled by the seed. */
  | { readonly is: 'order'; readonly options: readonly Option[] }

/** An answer that has been read. */
export type Answer =
  | { readonly is: 'bytes'; readonly bytes: readonly number[] }
  | { readonly is: 'address'; readonly value: bigint }
  /** Signed where the question is. */
  | { readonly is: 'number'; readonly value: bigint }
  | { readonly is: 'yes-no'; readonly value: boolean }
  | { readonly is: 'choice'; readonly key: string }
  | { readonly is: 'set'; readonly keys: readonly string[] }
  | { readonly is: 'order'; readonly keys: readonly string[] }

/** A wrong answer that people give, and why. */
export interface Diagnosis {
  readonly misconception: MisconceptionId
  readonly answer: Answer
  /** What to say to somebody who answered so: what the thought was, and what is left out in it. */
  readonly says: Message
}

/** What is shown when the tries are used up, or somebody gives up. */
export interface Reveal {
  /** At most five lines: the rule, the formula with names, with numbers, the bytes, where to read on. */
  readonly says: readonly Message[]
  /** What the question is about, to be selected on the map. */
  readonly thing?: Thing
}

export interface Question {
  /** Tells the questions of one link apart, and keeps: kind and subject, `bytes a.o:.text:main+0x1`. */
  readonly id: string
  /** Asked before this phase; its answer is known behind it. */
  readonly gate: PhaseId
  readonly asks: Message
  readonly form: AnswerForm
  readonly answer: Answer
  /** Each differs from the right answer and from the others. */
  readonly diagnoses: readonly Diagnosis[]
  readonly reveal: Reveal
}

/** What somebody answered: a text that was typed, or the keys of what was picked, in their order. */
export type Given = string | readonly string[]

export interface Marked {
  /** 0 to 1. Sets are marked by overlap, orders by pairs in the right order, everything else is right or not. */
  readonly score: number
  readonly right: boolean
  /** The misconception behind a wrong answer, if it is one that is known. */
  readonly diagnosis?: Diagnosis
  /** What to say about a wrong answer that nobody knows: how near it is, without giving the answer away. */
  readonly hint?: Message
}

/** An answer that could not be read. It does not count as a try; the message says what was expected. */
export interface Unreadable {
  readonly unreadable: Message
}
