/**
 * Regular expressions in the search. Anybody can send a link with one, so they must not be able to hang the page: RE2JS, a
 * kept port of RE2, takes time that grows with the name only, where JavaScript's own engine tries every way there is. What
 * it leaves out for that are back references and looking around. Fetched when somebody first types one.
 */

import { patternProblem } from './pattern-problems'
import type { PatternProblem } from './problems'

/** Tests lower-case names, or says what is wrong with the pattern. */
export type Patterns = (text: string) => ((name: string) => boolean) | PatternProblem

/** Characters of a pattern, and states of what is made of it: larger ones would be slow, if never endless. */
const LONGEST = 200
const MOST_STATES = 1500

export async function loadPatterns(): Promise<Patterns> {
  const { RE2JS, RE2JSSyntaxException } = await import('re2js')
  return (text) => {
    if (text.length > LONGEST)
      return { is: 'pattern', text, why: { id: 'search.pattern.too-long', args: { n: LONGEST } } }
    try {
      const pattern = RE2JS.compile(text, RE2JS.CASE_INSENSITIVE)
      if (pattern.programSize() > MOST_STATES) return { is: 'pattern', text, why: { id: 'search.pattern.too-large' } }
      return (name) => pattern.test(name)
    } catch (problem) {
      if (!(problem instanceof RE2JSSyntaxException)) throw problem
      return patternProblem(text, problem.getDescription(), problem.getPattern())
    }
  }
}
