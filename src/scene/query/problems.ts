/** What can be wrong with a search: terms that are not understood, that nothing can be together, or regular expressions. */
import type { Message, Say } from '../../messages/messages'
import { sayRow, sayWords } from '../../messages/messages'
import type { TermId } from './terms'
import { termRow } from './terms'

export type QueryProblem =
  | { readonly is: 'misused'; readonly term: TermId }
  | { readonly is: 'contradiction'; readonly terms: readonly TermId[] }
  | PatternProblem

export interface PatternProblem {
  readonly is: 'pattern'
  /** The regular expression. */
  readonly text: string
  readonly why: Message
}

/** More of a regular expression is not repeated to whoever typed it. */
const MOST_REPEATED = 40

export function sayQueryProblem(say: Say, problem: QueryProblem): string {
  if (problem.is === 'misused') {
    const { id, example, says } = termRow(problem.term)
    return say('search.misused', { example, says: sayRow(say, `terms.${id}.says`, says) })
  }
  if (problem.is === 'contradiction')
    return say('search.contradiction', { terms: problem.terms.map((term) => sayAskedOf(say, term)).join('; ') })
  const { text, why } = problem
  const short = text.length > MOST_REPEATED ? `${text.slice(0, MOST_REPEATED)}…` : text
  return say('search.pattern', { text: short, why: sayWords(say, why) })
}

function sayAskedOf(say: Say, term: TermId): string {
  const { example, of } = termRow(term)
  return say('search.asked-of', { example, things: of.map((subject) => say(`search.things.${subject}`)).join(', ') })
}
