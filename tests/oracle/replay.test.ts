/** Every sample and every corpus object, linked by us in compat mode, equals what the reference linker was recorded doing. */
import { describe, expect, it } from 'vitest'
import { canonicalText, compareText } from './canonical-text'
import { compareLinks } from './compare'
import { goldenIds, linkGolden, readGolden, recordedGraphs } from './golden'
import { inOrderOf, ourGraphs, ourText } from './ours'

describe('recorded answers of llvm-jitlink 22', () => {
  it('are there', () => expect(goldenIds().length).toBeGreaterThanOrEqual(20))

  for (const id of goldenIds()) {
    const golden = readGolden(id)
    if (golden.refused !== undefined) {
      it(`${id}: refused there, refused here`, () => {
        const result = linkGolden(golden)
        expect(result.ok).toBe(false)
        expect(result.diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
      })
      continue
    }
    it(`${id}: same sections, addresses, edges and bytes`, () => {
      const recorded = recordedGraphs(golden)
      const result = inOrderOf(recorded, linkGolden(golden), (tieRanks) => linkGolden(golden, tieRanks))
      expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(result.graph.files.map(({ name }) => name).toSorted()).toEqual([...golden.linked!].toSorted())
      const readable = recorded.some(({ blocks }) => blocks.some(({ content }) => content !== undefined))
      expect(readable || golden.unreadable !== undefined).toBe(true)
      expect(compareLinks(recorded, ourGraphs(result))).toEqual([])
      expect(compareText(golden.dump!, ourText(result))).toEqual([])
    })
  }
})

describe('the comparison of prints', () => {
  const { dump } = readGolden('printf-got-and-stub')
  const lines = dump!

  it('keeps every line', () => expect(canonicalText(lines).length).toBe(lines.join('\n').trimEnd().split('\n').length))

  it('sees a change of any line', () => {
    for (const [at, line] of lines.entries()) {
      if (line === '') continue
      const changed = lines.with(at, `${line}x`)
      expect(compareText(lines, changed), line).not.toEqual([])
    }
  })

  it('sees lines that are missing or of another order', () => {
    expect(compareText(lines, lines.slice(0, -3))).not.toEqual([])
    const sections = lines.flatMap((line, i) => (line.startsWith('section ') ? [i] : []))
    const [a, b] = [sections[0]!, sections.at(-1)!]
    const swapped = lines.with(a, lines[b]!).with(b, lines[a]!)
    expect(compareText(lines, swapped)).not.toEqual([])
  })
})
