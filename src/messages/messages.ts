/**
 * Messages in one language: an id and its arguments in, a text out. ICU syntax does plurals and choices; intl-messageformat
 * reads it, because it is the reference implementation in JavaScript, typed, evaluates no code (the page's content policy
 * forbids that), takes plural rules from the browser, and weighs 13 kB compressed where whole i18n frameworks weigh more.
 */
import type { Formatters } from 'intl-messageformat'
import { IntlMessageFormat } from 'intl-messageformat'

export type Texts = Readonly<Record<string, string>>
export type Args = Readonly<Record<string, string | number | bigint>>

/**
 * Numbers are written in one way whatever the language: the map, tables and exports have them beside these texts, and a
 * full stop would be a decimal point there. Making one of the browser's formats costs more than a hundred uses of it.
 */
const FORMATTERS: Formatters = {
  getNumberFormat: kept((_, options) => new Intl.NumberFormat('en-US', options)),
  getDateTimeFormat: kept((locales, options) => new Intl.DateTimeFormat(locales, options)),
  getPluralRules: kept((locales, options) => new Intl.PluralRules(locales, options)),
}

/** Makes one for each language and each set of options, and keeps it. Messages name few of either. */
function kept<Format, Options>(
  make: (locales?: string | string[], options?: Options) => Format,
): (locales?: string | string[], options?: Options) => Format {
  const made = new Map<string, Format>()
  return (locales, options) => {
    const key = JSON.stringify([locales, options])
    const format = made.get(key) ?? make(locales, options)
    made.set(key, format)
    return format
  }
}

/** How something is put into words: a message's id and its arguments in, a text out. */
export type Say = (id: string, args?: Args) => string

/** A message with its arguments, which may be messages themselves, to be said later, in the language of then. */
export interface Message {
  readonly id: string
  readonly args?: Readonly<Record<string, string | number | bigint | Message>>
  /** What a row of knowledge is called in English, if the message is one’s. */
  readonly english?: string
}

/** What is the same in every language, as it stands; else a message. */
export type Words = string | Message

const said = new WeakMap<Message, { readonly say: Say; readonly text: string }>()

/** Puts words into a language. Each message is read once for it: pictures say the same ones in every frame. */
export function sayWords(say: Say, words: Words): string {
  if (typeof words === 'string') return words
  const known = said.get(words)
  if (known?.say === say) return known.text
  const text = sayRow(say, words.id, words.english ?? words.id, words.args && saidArgs(say, words.args))
  said.set(words, { say, text })
  return text
}

function saidArgs(say: Say, args: NonNullable<Message['args']>): Args {
  const said: Record<string, string | number | bigint> = {}
  for (const [name, arg] of Object.entries(args)) said[name] = typeof arg === 'object' ? sayWords(say, arg) : arg
  return said
}

/** A message for later. */
export const later = (id: string, args?: Message['args']): Message => (args ? { id, args } : { id })

export class Messages {
  /** As browsers name it: `en`, `de`. */
  readonly language: string
  readonly #texts = new Map<string, string>()
  readonly #read = new Map<string, IntlMessageFormat>()

  constructor(language: string, ...areas: readonly Texts[]) {
    this.language = language
    for (const texts of areas) for (const [id, text] of Object.entries(texts)) this.#texts.set(id, text)
  }

  has(id: string): boolean {
    return this.#texts.has(id)
  }

  /** The text of a message. One that is not there is shown by its id, so that somebody notices. */
  text(id: string, args: Args = {}): string {
    const text = this.#texts.get(id)
    if (text === undefined) return id
    if (!/[{']/.test(text)) return text
    return String(this.#reading(id, text).format(args))
  }

  /** The same, cut where arguments stand that are no texts: an element of the page, a thing that is pointed at. */
  parts<T>(id: string, args: Readonly<Record<string, T>>): readonly (string | T)[] {
    const text = this.#texts.get(id)
    return text === undefined
      ? [id]
      : this.#reading(id, text)
          .formatToParts<T>(args)
          .map(({ value }) => value)
  }

  #reading(id: string, text: string): IntlMessageFormat {
    const read = this.#read.get(id) ?? new IntlMessageFormat(text, this.language, undefined, { formatters: FORMATTERS })
    this.#read.set(id, read)
    return read
  }
}

/**
 * A row of knowledge in words. The row itself holds its English; other languages have it as a message below `rows`, by the
 * row's id, and may leave it out.
 */
export function sayRow(say: Say, id: string, english: string, args?: Args): string {
  const text = say(id, args)
  return text === id ? english : text
}
