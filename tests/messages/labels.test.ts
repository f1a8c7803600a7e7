/** What a lesson asks people to press or to look at is called as it is called on the page, in every language. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RULE_SETS } from '../../src/engine/graph/crossing-rules'
import { PHASES } from '../../src/engine/graph/events'
import { LANGUAGES } from '../../src/messages/languages'

const FOLDER = 'src/messages'
const readJson = (path: string): Record<string, string> =>
  JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>

/** Words on the page that rows of the engine hold in English. */
const WORDS = [...PHASES.map(({ title }) => title), ...RULE_SETS.map(({ title }) => title)]

/** What can stand on the page, as patterns: arguments may be anything. */
function labelsOf(language: string): RegExp[] {
  const folder = join(FOLDER, language)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.json') && !/lessons[\\/]/.test(name),
  )
  const texts = [...WORDS, ...files.flatMap((name) => Object.values(readJson(join(folder, name))))]
  return texts.map((text) => {
    const parts = text
      .split(/\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/)
      .map((part) => part.replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&'))
    return new RegExp(`^${parts.join('.+')}$`, 'i')
  })
}

describe.each(LANGUAGES)('in %s', (language) => {
  const labels = labelsOf(language)
  const quoted = readdirSync(join(FOLDER, language, 'lessons')).flatMap((name) =>
    Object.entries(readJson(join(FOLDER, language, 'lessons', name)))
      .filter(([id]) => id.endsWith('.todo'))
      .flatMap(([id, text]) => [...text.matchAll(/[“„]([^“”„]+)[”“]/g)].map(([, label]) => ({ id, label: label! }))),
  )

  it('tasks name what is on the page', () => {
    expect(quoted.length).toBeGreaterThan(20)
    expect(quoted.filter(({ label }) => !labels.some((known) => known.test(label)))).toEqual([])
  })
})
