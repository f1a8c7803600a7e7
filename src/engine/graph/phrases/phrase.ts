/**
 * What the engine has to say in sentences: which of its phrases, and what stands in it. Phrases travel to the page as
 * they are and are put into words there, in the reader's language; the command prints their English. A template is
 * written as in the page's message files, in ICU syntax of which this module knows what it needs: `{name}`,
 * `{n, plural, one {# byte} other {# bytes}}` and `{order, select, big {first} other {last}}`, with no braces inside.
 */
import { grouped } from '../../../base/plural'
import { DETAILS } from './details'
import { FACTS } from './facts'
import { HINTS } from './hints'
import { PLACES } from './places'
import { SURVEYS } from './surveys'

/** Every phrase of the engine. The tables have no id in common; a test sees to that. */
export const PHRASES = { ...PLACES, ...FACTS, ...DETAILS, ...HINTS, ...SURVEYS } as const

export type PhraseId = keyof typeof PHRASES

/** What stands in a phrase: the same in every language, or another phrase. */
export type PhraseValue = string | number | bigint | Phrase

export interface Phrase {
  /** The message that other languages have for it: `phrases.at-most`. */
  readonly id: string
  /** Its template in English. */
  readonly english: string
  readonly values?: Readonly<Record<string, PhraseValue>>
}

/** The names of what a template wants to be given. A choice ends with the first pair of braces. */
type NamesIn<Template extends string> = Template extends `${string}{${infer Text}}${infer Rest}`
  ? Text extends `${infer Name}, ${'plural' | 'select'},${string}`
    ? Name | (Rest extends `${string}}}${infer After}` ? NamesIn<After> : never)
    : Text | NamesIn<Rest>
  : never

type Wanted<Id extends PhraseId> = NamesIn<(typeof PHRASES)[Id]>

/** A phrase by its id, with all that it wants. */
export function tell<const Id extends PhraseId>(
  id: Id,
  ...[values]: [Wanted<Id>] extends [never] ? [] : [Readonly<Record<Wanted<Id>, PhraseValue>>]
): Phrase {
  return { id: `phrases.${id}`, english: PHRASES[id], ...(values && { values }) }
}

/** A name, a number or bytes: what is the same in every language. */
export const verbatim = (text: string | number | bigint): Phrase => tell('verbatim', { text })

/** The text of a row of knowledge, which other languages have under the row's own id. */
export const rowPhrase = (id: string, english: string): Phrase => ({ id, english })

/** Whether it is this phrase. */
export const isPhrase = (phrase: Phrase | undefined, id: PhraseId): phrase is Phrase => phrase?.id === `phrases.${id}`

const HOLE = /\{(\w+)(?:, (plural|select),((?: \w+ \{[^{}]*\})+))?\}/g

/** A phrase in English. */
export function phraseText({ english, values = {} }: Phrase): string {
  return english.replace(HOLE, (_, name: string, kind: string | undefined, choices: string | undefined) => {
    const value = values[name]!
    const text = typeof value === 'object' ? phraseText(value) : String(value)
    if (choices === undefined) return text
    const wanted = kind === 'select' ? text : text === '1' ? 'one' : 'other'
    const chosen = choiceIn(choices, wanted) ?? choiceIn(choices, 'other')!
    return typeof value === 'number' || typeof value === 'bigint' ? chosen.replaceAll('#', grouped(value)) : chosen
  })
}

const choiceIn = (choices: string, key: string): string | undefined =>
  new RegExp(` ${key} \\{([^{}]*)\\}`).exec(choices)?.[1]

/** Names one after the other, of which only so many are told. */
export function tellSome(names: readonly string[], most: number, between = ', '): Phrase {
  const some = names.slice(0, most).join(between)
  return names.length > most ? tell('and-more', { some, n: names.length - most }) : verbatim(some)
}

/** All names in a sentence: `a, b or c`. */
export function tellAll(names: readonly string[], how: 'and' | 'or'): Phrase {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? verbatim(last) : tell(how, { some: names.slice(0, -1).join(', '), last })
}
