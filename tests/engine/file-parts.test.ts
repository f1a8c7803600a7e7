/** What belongs to each file, gathered in one walk: the same as a search for each file would find. */
import { describe, expect, it } from 'vitest'
import type { FileId, SectionId } from '../../src/engine/graph/ids'
import { blocksOfSections, FileSections } from '../../src/engine/passes/file-parts'
import { link } from '../../src/engine/session/link'
import { PAGE_OPTIONS } from '../../src/engine/session/options'
import { readBytes } from '../support/link-files'

const FILES = ['frames', 'forms', 'names', 'two-sections']
const inputs = FILES.map((name) => ({ name, bytes: readBytes(`tests/corpus/macho-x86-64/${name}.o`) }))
const { graph } = link(inputs, { ...PAGE_OPTIONS, undefined: 'zero' }, { log: false })
const sections = Array.from({ length: graph.sections.length }, (_, x) => x as SectionId)
const files = [...graph.files.keys()].map((f) => f as FileId)

describe('sections of files', () => {
  const parts = new FileSections(graph)

  it('are found by name, each file’s own', () => {
    expect(files.length).toBe(FILES.length)
    for (const file of files)
      for (const x of sections) {
        const name = graph.sections.name[x]
        const first = sections.find((y) => graph.sections.file[y] === file && graph.sections.name[y] === name)
        expect(parts.find(file, name)).toBe(first)
      }
  })

  it('come in the order in which they were made', () => {
    for (const file of files) expect(parts.of(file)).toEqual(sections.filter((x) => graph.sections.file[x] === file))
  })
})

describe('blocks of sections', () => {
  it('are those that are left, by address', () => {
    const wanted = sections.filter((_, i) => i % 2 === 0)
    const found = blocksOfSections(graph, wanted)
    expect([...found.keys()]).toEqual(wanted)
    for (const [x, blocks] of found) {
      const all = Array.from({ length: graph.blocks.length }, (_, b) => b as (typeof blocks)[number])
      const left = all.filter((b) => graph.blocks.section[b] === x && !graph.isRemoved(b))
      expect(new Set(blocks)).toEqual(new Set(left))
      const addresses = blocks.map((b) => graph.blocks.address.big[b])
      expect(addresses).toEqual(addresses.toSorted((a, b) => (a < b ? -1 : 1)))
    }
  })
})
