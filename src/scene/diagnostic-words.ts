/** What the engine has to say of problems, in the language of the page. */
import { hex } from '../base/hex'
import type { Diagnostic, DiagnosticCode } from '../engine/graph/diagnostics'
import { remedyOf, titleOfProblem } from '../engine/graph/diagnostics'
import type { Phrase, PhraseValue } from '../engine/graph/phrases/phrase'
import { phraseText } from '../engine/graph/phrases/phrase'
import type { Say } from '../messages/messages'
import { sayRow } from '../messages/messages'

/** A phrase of the engine, with the phrases in it. */
export function sayPhrase(say: Say, phrase: Phrase): string {
  const values = Object.entries(phrase.values ?? {}).map(([name, value]) => [name, sayValue(say, value)])
  return sayRow(say, phrase.id, phraseText(phrase), Object.fromEntries(values))
}

const sayValue = (say: Say, value: PhraseValue): string | number | bigint =>
  typeof value === 'object' ? sayPhrase(say, value) : value

/** A problem in a line: file, place, what is wrong, what to do. */
export function sayProblem(say: Say, problem: Diagnostic): string {
  const { file, structure, offset, found, expected, code } = problem
  const place = structure && sayPhrase(say, structure)
  const at = place && offset !== undefined ? say('problems.at-offset', { place, offset: hex(offset) }) : place
  const facts = found && expected && { found: sayPhrase(say, found), expected: sayPhrase(say, expected) }
  const what = [problemDetail(say, problem), facts && say('problems.facts', facts)].filter(Boolean).join('; ')
  const said = `${problemTitle(say, code)}${what ? `: ${what}` : ''}. ${problemRemedy(say, code)}`
  return [file, at, said].filter(Boolean).join(': ')
}

/** What kind of problem it is: "A 32-bit ELF file". */
export const problemTitle = (say: Say, code: DiagnosticCode): string => sayPhrase(say, titleOfProblem(code))

/** What a person can do about it, in one sentence or several. */
export const problemRemedy = (say: Say, code: DiagnosticCode): string => sayPhrase(say, remedyOf(code))

/** The case in a sentence of its own, without a full stop; undefined where the title says it all. */
export const problemDetail = (say: Say, { detail }: Diagnostic): string | undefined =>
  detail && sayPhrase(say, detail).replace(/\.$/, '')
