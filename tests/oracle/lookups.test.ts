/** The order in which files of a lazy link get their memory, as llvm-jitlink 22 was recorded giving it. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { LinkInput } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS } from '../../src/engine/session/options'
import type { LookupRecord } from './lookups'
import { LOOKUP_ENTRY, LOOKUP_SEEDS, lookupArchive, lookupObjects } from './lookups'

const records = JSON.parse(readFileSync('tests/golden/lookups.json', 'utf8')) as readonly LookupRecord[]
const options = { ...COMPAT_OPTIONS, undefined: 'zero', entries: [LOOKUP_ENTRY] } as const

/** The files that were linked, in the order of their memory. */
const linked = (inputs: readonly LinkInput[]): string[] =>
  link(inputs, options, { log: false }).graph.files.map(({ name }) => name)

/** Files in an order, and those behind it that are not in it. */
function arranged<T extends { readonly name: string }>(files: readonly T[], order: readonly string[]): T[] {
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length)
  return files.toSorted((a, b) => place(a.name) - place(b.name))
}

describe('the memory of files that need each other', () => {
  it('is recorded for every group', () => {
    expect(records.map(({ seed }) => seed)).toEqual(LOOKUP_SEEDS)
    expect(records.some(({ objects, members }) => objects.join() !== members.join())).toBe(true)
  })

  for (const { seed, objects, members } of records) {
    // Which of several files that one lookup finds comes first is left to chance there: so inputs come in that order here.
    it(`is given out in the order of the lookups: objects, group ${seed}`, () => {
      expect(linked(arranged(lookupObjects(seed), objects))).toEqual(objects)
    })

    it(`is given out in the order of the lookups: members of an archive, group ${seed}`, () => {
      const [first, ...rest] = lookupObjects(seed)
      const nameOf = (member: string): string => /\((.*)\)$/.exec(member)?.[1] ?? member
      const order = members.map(nameOf)
      const inputs = [first!, lookupArchive([first!, ...arranged(rest, order)])]
      expect(linked(inputs).map(nameOf)).toEqual(order)
    })
  }
})
