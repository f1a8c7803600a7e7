/** Reads the small pieces that rules are made of. */
import { unexpected } from './failure'
import { numberAt } from './numbers'

export interface Step {
  readonly value: bigint
  /** What is left of the text. */
  readonly rest: string
}

export interface Word {
  readonly word: string
  readonly rest: string
}

const SYMBOL = /^[0-9A-Za-z:_.$]*/

/** A symbol's name, which may be empty, and the text behind it and behind white space. */
export function symbolAt(text: string): Word {
  const word = SYMBOL.exec(text)![0]
  return { word, rest: text.slice(word.length).trimStart() }
}

/** No white space is skipped behind a number: `1 + 2` is an error and `1+ 2` is not. */
export function number(text: string): Step {
  const token = numberAt(text)
  if (!token) throw unexpected(text, text, 'number')
  return { value: token.value, rest: text.slice(token.length) }
}
