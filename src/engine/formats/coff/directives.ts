/**
 * `.drectve` sections: a text of options that the compiler has for the linker, written like a command line. Three of
 * them say something to a link into memory:
 *
 *   /include:NAME               NAME is wanted although nothing here refers to it
 *   /alternatename:FROM=TO      if nobody defines FROM, TO will do
 *   /export:NAME                others may see NAME; they see every name that is not local anyway
 *
 * The rest (/defaultlib, /merge, -aligncomm, …) is for programs on disk and is passed over, as LLVM does.
 *
 * Source: Microsoft PE/COFF Specification, "The .drectve Section (Object Only)"; the linker options of MSVC.
 */
import { textOfBytes } from '../../../base/raw-text'
import type { CoffFile } from './reader'

export interface Directives {
  readonly includes: string[]
  /** FROM → TO. */
  readonly alternatives: Map<string, string>
}

const OPTION = /^(?:\/|-)\??(export|alternatename|include):(.*)$/is
const BYTE_ORDER_MARK = /^\ufeff/

/** Adds what section i says to `found`. Throws a Refusal for an alternative without its two names. */
export function readDirectives(coff: CoffFile, i: number, found: Directives): void {
  const start = coff.offset(i)
  const text = textOfBytes(coff.bytes.subarray(start, start + coff.size(i))).replace(BYTE_ORDER_MARK, '')
  for (const word of wordsOf(text)) {
    const option = OPTION.exec(word)
    const value = option?.[2] ?? ''
    if (option?.[1]?.toLowerCase() === 'include') found.includes.push(value)
    if (option?.[1]?.toLowerCase() !== 'alternatename') continue
    const [, from, to] = /^([^=]*)=?(.*)$/s.exec(value)!
    if (!from || !to) {
      const expected = '/alternatename:NAME=NAME'
      throw coff.refuse('coff-directive', coff.describe(i), start, word.slice(0, 80), expected)
    }
    if (!found.alternatives.has(from)) found.alternatives.set(from, to)
  }
}

/** Blanks; a quote with the backslashes before it; other backslashes; anything else. */
const PIECE = /[\s\0]+|\\*"|\\+|[^\s\0"\\]+/g

/**
 * The words of a Windows command line: parted by blanks, which double quotes protect. Backslashes are plain, but for
 * those before a quote: two are one, and an odd one makes the quote plain.
 */
function wordsOf(text: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let quoted = false
  for (const piece of text.match(PIECE) ?? []) {
    if (/^[\s\0]/.test(piece) && !quoted) {
      if (word !== undefined) words.push(word)
      word = undefined
      continue
    }
    const isQuote = piece.endsWith('"')
    const backslashes = isQuote ? piece.length - 1 : 0
    const isPlain = backslashes % 2 === 1
    if (isQuote && !isPlain) quoted = !quoted
    word = (word ?? '') + (isQuote ? '\\'.repeat(backslashes >> 1) + (isPlain ? '"' : '') : piece)
  }
  return word === undefined ? words : [...words, word]
}
