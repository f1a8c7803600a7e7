/** What templates of problems have between their holes in English: what must not be left where another language speaks. */
import { readFileSync } from 'node:fs'
import type { DiagnosticCode } from '../../src/engine/graph/diagnostics'
import { DIAGNOSTICS, remedyOf, titleOfProblem } from '../../src/engine/graph/diagnostics'
import { PHRASES } from '../../src/engine/graph/phrases/phrase'

/** Rows of knowledge in another language, by their ids. */
export const rowsIn = (language: string, file: string): Record<string, string> =>
  JSON.parse(readFileSync(`src/messages/${language}/rows/${file}.json`, 'utf8')) as Record<string, string>

/** As far as it is several words. */
const piecesOf = (template: string): string[] =>
  template
    .split(/\{\w+(?:, \w+,(?: \w+ \{[^{}]*\})+)?\}/)
    .map((piece) => piece.replaceAll(/^[\s,.;:()“”]+|[\s,.;:()“”]+$/g, ''))
    .filter((piece) => /[a-z]{2,}.* .*[a-z]{2,}/.test(piece))

/** All pieces of titles, remedies and phrases but those that the language has in the same words: names and code. */
export function englishPieces(language: string): string[] {
  const own = Object.values({ ...rowsIn(language, 'phrases'), ...rowsIn(language, 'diagnostics') })
  const rows = (Object.keys(DIAGNOSTICS) as DiagnosticCode[]).flatMap((code) => [titleOfProblem(code), remedyOf(code)])
  const templates = [...Object.values(PHRASES), ...rows.map(({ english }) => english)]
  return [...new Set(templates.flatMap(piecesOf))].filter((piece) => !own.some((text) => text.includes(piece)))
}
