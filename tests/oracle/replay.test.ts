/** Every sample and every corpus object, linked by us in compat mode, equals what the reference linker was recorded doing. */
import { describe, expect, it } from 'vitest'
import { compareLinks } from './compare'
import { goldenIds, linkGolden, readGolden, recordedGraphs } from './golden'
import { ourGraphs } from './ours'

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
      const result = linkGolden(golden)
      expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(result.graph.files.map(({ name }) => name).toSorted()).toEqual([...golden.linked!].toSorted())
      const recorded = recordedGraphs(golden)
      const readable = recorded.some(({ blocks }) => blocks.some(({ content }) => content !== undefined))
      expect(readable || golden.unreadable !== undefined).toBe(true)
      expect(compareLinks(recorded, ourGraphs(result))).toEqual([])
    })
  }
})
