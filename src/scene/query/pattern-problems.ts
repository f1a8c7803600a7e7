/** What RE2JS finds wrong with a regular expression, by what it calls it, and the message in which we say so. */
import type { PatternProblem } from './problems'

const REASONS: Readonly<Record<string, string>> = {
  'missing closing )': 'open-group',
  'unexpected )': 'closed-group',
  'missing closing ]': 'open-set',
  'invalid character class range': 'range',
  'missing argument to repetition operator': 'nothing-repeated',
  'invalid nested repetition operator': 'repeated-twice',
  'invalid repeat count': 'count',
  'trailing backslash at end of expression': 'backslash',
  'invalid escape sequence': 'escape',
  'invalid or unsupported Perl syntax': 'extension',
  'invalid capture in lookbehind': 'extension',
  'invalid named capture': 'group-name',
  'duplicate capture group name': 'group-name-twice',
  'expression nests too deeply': 'too-deep',
  'expression too large': 'too-large',
}

/** Each of our reasons once. */
export const PATTERN_REASONS: readonly string[] = [...new Set(Object.values(REASONS))]

/** `part`: the piece of the expression that is wrong, where it is known. */
export function patternProblem(text: string, description: string, part: string | null): PatternProblem {
  const reason = REASONS[description]
  return reason === undefined
    ? { is: 'pattern', text, why: { id: 'search.pattern.other', args: { why: description } } }
    : { is: 'pattern', text, why: { id: `search.pattern.${reason}`, args: { part: part ?? text } } }
}
