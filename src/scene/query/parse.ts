/**
 * Reads what somebody typed into the search. Words are parts of names, `*` in them stands for anything; `key:value` and
 * `key>number` are terms; a minus sign in front turns a word or a term round; quotes keep spaces, and make a word of what
 * would be a term. All of it must hold.
 */
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { Patterns } from './patterns'
import type { QueryProblem } from './problems'
import type { TermId } from './terms'
import { SHORT, SUBJECTS, TERMS, termRow } from './terms'

export type Comparison = '<' | '=' | '>'

export type Term = { readonly not: boolean } & (
  | {
      readonly id: 'word' | Extract<TermId, 'section' | 'file' | 'kind' | 'from' | 'to' | 'verdict'>
      readonly text: string
    }
  | {
      readonly id: 're'
      readonly text: string
      /** Whether it finds a name; absent until expressions can be read at all: then nothing is found. */
      readonly test?: (name: string) => boolean
    }
  | { readonly id: 'policy'; readonly policy: number }
  | { readonly id: Extract<TermId, 'size' | 'in' | 'out'>; readonly comparison: Comparison; readonly value: number }
  | { readonly id: Extract<TermId, 'dead' | 'crossing' | 'range'> }
)

export interface Query {
  readonly terms: readonly Term[]
  /** What could not be understood; such parts ask nothing. */
  readonly problems: readonly QueryProblem[]
}

/** A text in quotes, or characters without spaces, in which a quoted text may stand. */
const PARTS = /(?:"[^"]*"?|[^\s"])+/g

const TERM = /^(-?)([a-z]+)(:?[<=>]|:)(.*)$/i

/** `patterns`: reads regular expressions, once it is there. */
export function parseQuery(text: string, patterns?: Patterns): Query {
  const terms: Term[] = []
  const problems: QueryProblem[] = []
  for (const [part] of text.matchAll(PARTS)) {
    const read = readPart(part, patterns)
    if (read && 'is' in read) problems.push(read)
    else if (read) terms.push(read)
  }
  return { terms, problems: [...problems, ...contradiction(terms)] }
}

/** Terms that nothing can be asked together: an edge has no size. */
function contradiction(terms: readonly Term[]): QueryProblem[] {
  const asked = terms.flatMap(({ id }) => (id === 'word' || id === 're' ? [] : [id]))
  const isPossible = SUBJECTS.some((subject) => asked.every((id) => termRow(id).of.includes(subject)))
  return asked.length === 0 || isPossible ? [] : [{ is: 'contradiction', terms: [...new Set(asked)] }]
}

/** Whether it asks for more than a part of a name. */
export const isTyped = ({ terms }: Query): boolean => terms.some(({ id, not }) => id !== 'word' || not)

/** Whether a text may ask for a regular expression. */
export const wantsPatterns = (text: string): boolean => /(^|[\s-])re:/i.test(text)

/** The words that a match is to be shown by. */
export const wordsOf = ({ terms }: Query): string[] =>
  terms.flatMap((term) => (term.id === 'word' && !term.not ? [term.text] : []))

/** A term, what is wrong with it, or nothing. */
function readPart(part: string, patterns: Patterns | undefined): Term | QueryProblem | undefined {
  const match = TERM.exec(part)
  const id = match && termId(match[2]!.toLowerCase())
  // `std::move` is a name, and so is whatever no term is called.
  if (!match || !id || match[4]!.startsWith(':')) return readWord(part)
  const sign = match[3]!.replace(/^:(?=[<=>])/, '')
  // `size:>1k` is `size>1k`.
  const [comparison, value] =
    sign === ':' && /^[<=>]/.test(match[4]!) ? [match[4]![0]!, match[4]!.slice(1)] : [sign, match[4]!]
  const text = value.replaceAll('"', '')
  return id === 're'
    ? readPattern(match[1] === '-', match[3] === ':' ? match[4]!.replaceAll('"', '') : '', patterns)
    : readTerm(id, match[1] === '-', comparison, text)
}

const termId = (word: string): TermId | undefined => SHORT[word] ?? TERMS.find(({ id }) => id === word)?.id

function readWord(part: string): Term | undefined {
  const not = part.startsWith('-') && part.length > 1
  const text = (not ? part.slice(1) : part).replaceAll('"', '').toLowerCase()
  return text === '' ? undefined : { id: 'word', not, text }
}

function readPattern(not: boolean, text: string, patterns: Patterns | undefined): Term | QueryProblem {
  if (text === '') return misused('re')
  const test = patterns?.(text)
  if (typeof test === 'object') return test
  return { id: 're', not, text, ...(test ? { test } : {}) }
}

function readTerm(id: Exclude<TermId, 're'>, not: boolean, sign: string, value: string): Term | QueryProblem {
  switch (id) {
    case 'dead':
    case 'crossing':
      return value === '' && sign === ':' ? { id, not } : misused(id)
    case 'range':
      return value.toLowerCase() === 'fail' && sign === ':' ? { id, not } : misused(id)
    case 'policy': {
      const policy =
        value === '' ? -1 : LIFETIMES.findIndex(({ name }) => name.toLowerCase().startsWith(value.toLowerCase()))
      return policy < 0 || sign !== ':' ? misused(id) : { id, not, policy }
    }
    case 'size':
    case 'in':
    case 'out': {
      const number = readNumber(value, id === 'size')
      return number === undefined
        ? misused(id)
        : { id, not, comparison: sign === ':' ? '=' : (sign as Comparison), value: number }
    }
    default:
      return value === '' || sign !== ':' ? misused(id) : { id, not, text: value.toLowerCase() }
  }
}

const misused = (term: TermId): QueryProblem => ({ is: 'misused', term })

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 * 1024 }

/** `12`, `0x20`, and of bytes `1k` and `2M` as well. */
function readNumber(text: string, bytes: boolean): number | undefined {
  if (/^0x[0-9a-f]{1,12}$/i.test(text)) return Number(text)
  const match = /^(\d{1,12})([km]?)$/i.exec(text)
  if (!match || (match[2] !== '' && !bytes)) return undefined
  return Number(match[1]) * UNITS[match[2]!.toLowerCase()]!
}
