/**
 * `.drectve` sections: a text of options that the compiler has for the linker, written like a command line. A few of them
 * say something to a link into memory (`directive-rows.ts`):
 *
 *   /include:NAME               NAME is wanted although nothing here refers to it
 *   /alternatename:FROM=TO      if nobody defines FROM, TO will do
 *   -aligncomm:NAME,LOG         the common NAME is aligned to 2^LOG bytes; LLVM 22 passes this over
 *   /export:NAME                others may see NAME; they see every name that is not local anyway
 *
 * The rest (/defaultlib, /merge, …) is for programs on disk and is passed over, as LLVM does.
 *
 * Source: Microsoft PE/COFF Specification, "The .drectve Section (Object Only)"; the linker options of MSVC.
 */
import type { PhraseId } from '../../graph/phrases/phrase'
import { tell, tellSome, verbatim } from '../../graph/phrases/phrase'
import { textOfBytes } from '../../../base/raw-text'
import type { Diagnostic } from '../../graph/diagnostics'
import { DIRECTIVES } from './constants'
import type { DirectiveVerdict } from './directive-rows'
import { DIRECTIVE_ROWS } from './directive-rows'
import type { CoffFile } from './reader'

export interface Directives {
  readonly includes: string[]
  /** FROM → TO. */
  readonly alternatives: Map<string, string>
  /** Common → log2 of the alignment that is asked for. */
  readonly alignments: Map<string, number>
  /** Every order as it stands there, in order. */
  readonly words: string[]
}

/** Orders of which a note says that they were there. */
const MOST_SHOWN = 6
const LONGEST_SHOWN = 80
const OPTION = /^(?:\/|-)\??(export|alternatename|include|aligncomm):(.*)$/is
/** What an order is called: letters up to a colon or its end. */
const NAME = /^(?:\/|-)\??([a-z-]+)/i
const COMMON_ALIGNMENT = /^(.*),(\d{1,2})$/s
/** More than a section of COFF can have. */
const MOST_LOG = 13
const BYTE_ORDER_MARK = /^\ufeff/

/** Adds what section i says to `found`. Throws a Refusal for an alternative without its two names. */
export function readDirectives(coff: CoffFile, i: number, found: Directives): void {
  const start = coff.offset(i)
  const text = textOfBytes(coff.bytes.subarray(start, start + coff.size(i))).replace(BYTE_ORDER_MARK, '')
  for (const word of wordsOf(text)) {
    found.words.push(word)
    const option = OPTION.exec(word)
    const value = option?.[2] ?? ''
    const name = option?.[1]?.toLowerCase()
    if (name === 'include') found.includes.push(value)
    if (name === 'aligncomm') alignCommon(value, found)
    if (name !== 'alternatename') continue
    const [, from, to] = /^([^=]*)=?(.*)$/s.exec(value)!
    if (!from || !to) {
      const expected = verbatim('/alternatename:NAME=NAME')
      throw coff.refuse('coff-directive', coff.describe(i), start, verbatim(word.slice(0, 80)), expected)
    }
    if (!found.alternatives.has(from)) found.alternatives.set(from, to)
  }
}

function alignCommon(value: string, { alignments }: Directives): void {
  const [, common, log] = COMMON_ALIGNMENT.exec(value) ?? []
  if (common) alignments.set(common, Math.min(MOST_LOG, Number(log)))
}

/** What the orders of a file say, and what became of them; undefined if there are none. */
export function noteDirectives(coff: CoffFile, { words }: Directives): Diagnostic | undefined {
  if (words.length === 0) return undefined
  const groups = new Map<DirectiveVerdict, string[]>()
  for (const word of words) {
    const verdict = DIRECTIVE_ROWS[NAME.exec(word)?.[1]?.toLowerCase() ?? '']?.verdict ?? 'passed over'
    const others = groups.get(verdict)
    if (others) others.push(word.slice(0, LONGEST_SHOWN))
    else groups.set(verdict, [word.slice(0, LONGEST_SHOWN)])
  }
  const detail = Object.entries(ORDERS).flatMap(([verdict, id]) => {
    const all = groups.get(verdict as DirectiveVerdict) ?? []
    return all.length === 0 ? [] : [tell(id, { orders: tellSome(all, MOST_SHOWN, ' ') })]
  })
  return {
    code: 'coff-directives',
    severity: 'note',
    file: coff.name,
    structure: verbatim(DIRECTIVES),
    detail: detail.reduce((first, next) => tell('sentences', { first, next })),
  }
}

/** What is told of orders, by what becomes of them. */
const ORDERS = {
  honoured: 'orders-honoured',
  'true anyway': 'orders-true',
  'passed over': 'orders-passed',
} as const satisfies Record<DirectiveVerdict, PhraseId>

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
