/**
 * Every character that the page writes has a glyph in the fonts that it brings along: the packaged Latin subset and our own
 * few arrows and marks. A system without a font for an arrow would show a box.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

type Range = readonly [number, number]

/** `U+2190, U+2000-206F` as pairs of numbers. */
function rangesOf(text: string): Range[] {
  return [...text.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gi)].map(([, first, last]) => [
    Number.parseInt(first!, 16),
    Number.parseInt(last ?? first!, 16),
  ])
}

const packaged = createRequire(import.meta.url)('@fontsource/jetbrains-mono/unicode.json') as { latin: string }
const own = [...readFileSync('src/app/styles/fonts.css', 'utf8').matchAll(/unicode-range: ([^;]+);/g)]

const files = ['index.html', 'public/samples/manifest.json'].concat(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|json)$/.test(name))
    .map((name) => join('src', name)),
)

describe('glyphs', () => {
  it('of our own are declared for both weights alike', () => {
    expect(own).toHaveLength(2)
    expect(own[0]![1]).toBe(own[1]![1])
  })

  it('are there for every character that the page writes', () => {
    const ranges = rangesOf(`${packaged.latin}, ${own[0]![1]}`)
    const has = (code: number): boolean => ranges.some(([first, last]) => code >= first && code <= last)
    const missing = new Map<string, string>()
    for (const file of files)
      for (const character of readFileSync(file, 'utf8'))
        if (character > '~' && !has(character.codePointAt(0)!)) missing.set(character, file)
    expect([...missing]).toEqual([])
  })
})
