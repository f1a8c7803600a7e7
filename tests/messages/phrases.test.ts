/**
 * Phrases of the engine: written once, in English, and translated like messages. Every language has the same holes in
 * them; the engine fills its English as the page's library would; and nothing English is left where all is said in another
 * language.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/engine/graph/diagnostics'
import { hintsFor } from '../../src/engine/graph/missing-names'
import type { Phrase, PhraseId, PhraseValue } from '../../src/engine/graph/phrases/phrase'
import { PHRASES, phraseText, rowPhrase } from '../../src/engine/graph/phrases/phrase'
import { link } from '../../src/engine/session/link'
import { DEFAULT_OPTIONS } from '../../src/engine/session/options'
import { surveyInputs } from '../../src/engine/session/survey'
import { readDebugInfo } from '../../src/engine/dwarf/debug-info'
import type { FileId } from '../../src/engine/graph/ids'
import { LANGUAGES, loadMessages } from '../../src/messages/languages'
import { sayPhrase, sayProblem } from '../../src/scene/diagnostic-words'
import { DIRECTIVES } from '../support/coff-objects'
import { englishPieces, rowsIn } from '../support/english-pieces'
import { HOSTILE_AARCH64, HOSTILE_AARCH64_LINKS } from '../support/hostile-aarch64'
import { HOSTILE_ARCHIVES } from '../support/hostile-archives'
import { HOSTILE_COFF } from '../support/hostile-coff'
import { HOSTILE_MACHO, HOSTILE_MACHO_LINKS } from '../support/hostile-macho'
import { HOSTILE, HOSTILE_LINKS } from '../support/hostile-rows'
import { readBytes } from '../support/link-files'
import { argumentsOf } from '../support/message-arguments'

const IDS = Object.keys(PHRASES) as PhraseId[]

const enginesFiles = (): string[] =>
  readdirSync('src/engine', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/phrases[\\/](?!phrase\.ts)/.test(name))
    .map((name) => readFileSync(`src/engine/${name}`, 'utf8'))

describe('phrases', () => {
  it('are all told by somebody', () => {
    const sources = enginesFiles().join('\n')
    expect(IDS.filter((id) => !sources.includes(`'${id}'`))).toEqual([])
  })

  it('stand in one table each', () => {
    const tables = readdirSync('src/engine/graph/phrases').filter((name) => name !== 'phrase.ts')
    const rows = tables.flatMap((name) => [
      ...readFileSync(`src/engine/graph/phrases/${name}`, 'utf8').matchAll(/^ {2}(?:'[\w-]+'|\w+):/gm),
    ])
    expect(rows).toHaveLength(IDS.length)
  })

  it('are filled as the library fills messages', () => {
    for (const id of IDS)
      for (const n of [0, 1, 2, 1234, 12_345_678_901n]) {
        const names = argumentsOf(PHRASES[id], 'en')
        const values = Object.fromEntries(names.map((name) => [name, /^[nm]$/.test(name) ? n : 'big']))
        const expected = new IntlMessageFormat(PHRASES[id], 'en-US').format(values)
        expect(phraseText({ ...rowPhrase(id, PHRASES[id]), values }), id).toBe(expected)
      }
  })

  it.each(LANGUAGES.filter((language) => language !== 'en'))('have the same holes in %s', (language) => {
    const own = rowsIn(language, 'phrases')
    const different = IDS.filter(
      (id) => argumentsOf(PHRASES[id], 'en').join() !== argumentsOf(own[`phrases.${id}`]!, language).join(),
    )
    expect(different).toEqual([])
  })
})

/** Files that are damaged in every way that is known, and honest ones that do not go together. */
function problems(): readonly Diagnostic[] {
  const rows = [
    ...HOSTILE,
    ...HOSTILE_LINKS,
    ...HOSTILE_COFF,
    ...HOSTILE_MACHO,
    ...HOSTILE_MACHO_LINKS,
    ...HOSTILE_ARCHIVES,
    ...HOSTILE_AARCH64,
    ...HOSTILE_AARCH64_LINKS,
  ]
  const options = { ...DEFAULT_OPTIONS, undefined: 'zero' } as const
  const alone = rows.flatMap(([, , bytes]) => link([{ name: 'bad.o', bytes }], options, { log: false }).diagnostics)
  const twice = ['tls.o', 'aarch64/got-first.o', 'coff-x86-64/unwinding.o', 'macho-arm64/frames.o'].map((name) => ({
    name,
    bytes: readBytes(`tests/corpus/${name}`),
  }))
  const together = [
    ...link([twice[0]!, { ...twice[0]!, name: 'again.o' }], options, { log: false }).diagnostics,
    ...link(twice, { ...options, undefined: 'assume' }, { log: false }).diagnostics,
    ...twice.flatMap((input) => link([input], { ...options, undefined: 'strict' }, { log: false }).diagnostics),
    ...twice.flatMap((input) => link([input], { ...options, slabSize: 4096n }, { log: false }).diagnostics),
  ]
  return [...alone, ...together]
}

/** Everything that is no phrase within a phrase: what is the same in every language. */
function plainIn({ values = {} }: Phrase): string[] {
  const plain = (value: PhraseValue): string[] => (typeof value === 'object' ? plainIn(value) : [String(value)])
  return Object.values(values).flatMap(plain)
}

const phrasesOf = ({ structure, found, expected, detail }: Diagnostic): Phrase[] =>
  [structure, found, expected, detail].filter((phrase) => phrase !== undefined)

describe.each(LANGUAGES.filter((language) => language !== 'en'))('problems in %s', async (language) => {
  const messages = await loadMessages(language, 'desk')
  const say = (id: string, args = {}): string => messages.text(id, args)
  const all = problems()
  const pieces = englishPieces(language)

  it('are many', () => {
    expect(new Set(all.map(({ code }) => code)).size).toBeGreaterThan(80)
    expect(pieces.length).toBeGreaterThan(400)
  })

  it('hold nothing English that is not a phrase', () => {
    const inFiles = DIRECTIVES
    const plain = [...new Set(all.flatMap(phrasesOf).flatMap(plainIn))].filter((text) => !inFiles.startsWith(text))
    expect(plain.filter((text) => /\b(?:the|a|an|of|is|at|no|not|and|or|with|without|to)\b [a-z]/i.test(text))).toEqual(
      [],
    )
  })

  it('show no words of the English templates', () => {
    const shown = [...new Set(all.map((problem) => sayProblem(say, problem)))]
    const left = shown.flatMap((text) => pieces.filter((piece) => text.includes(piece)).map((piece) => [piece, text]))
    expect(left).toEqual([])
  })

  it('would show them if a phrase were missing', () => {
    const withGap = (id: string, args = {}): string => (id === 'phrases.bytes-of-header' ? id : messages.text(id, args))
    const shown = all.map((problem) => sayProblem(withGap, problem))
    expect(shown.some((text) => pieces.some((piece) => text.includes(piece)))).toBe(true)
  })

  it('have hints, surveys and debug notes in it as well', () => {
    const main = { name: 'main.o', bytes: readBytes('tests/corpus/tls.o') }
    const result = link([main], DEFAULT_OPTIONS, { log: false })
    const said = [
      ...hintsFor(result.graph, 'printf').map(({ says }) => sayPhrase(say, says)),
      ...surveyInputs([main], result).flatMap(({ title, notes }) =>
        [title!, ...notes].map((one) => sayPhrase(say, one)),
      ),
      ...readDebugInfo(result.graph, 0 as FileId).diagnostics.map((one) => sayProblem(say, one)),
    ]
    expect(said.length).toBeGreaterThan(1)
    expect(said.filter((text) => pieces.some((piece) => text.includes(piece)))).toEqual([])
  })
})
