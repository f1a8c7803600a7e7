/** Families of sections, counted: neighbours of one family are told by their first bytes, which must make no difference. */
import { describe, expect, it } from 'vitest'
import type { FileId, Protection } from '../../src/engine/graph/ids'
import { STANDARD } from '../../src/engine/graph/lifetimes'
import { LinkGraph } from '../../src/engine/graph/link-graph'
import { familiesOf } from '../../src/scene/families'
import { numbers } from '../support/make-graph'

const FAMILIES: Readonly<Record<string, string>> = {
  '.text.main': '.text.*',
  '.text.other': '.text.*',
  '.text.': '.text.',
  '.text': '.text',
  '.text.rel.ro.x': '.text.rel.ro.*',
  '.data.rel.ro': '.data.rel.ro',
  '.data.rel.ro.x': '.data.rel.ro.*',
  '.data.rel.ro2': '.data.rel.ro2',
  '.data.x': '.data.*',
  '.*': '.*',
  '.a': '.a',
  '..x': '..x',
  '...*': '...*',
  '...x': '...x',
  'foo.*': 'foo.*',
  'foo.bar': 'foo.bar',
  '.é.x': '.é.*',
  '.é.y': '.é.*',
}

const NAMES = Object.keys(FAMILIES)

function graphOf(names: readonly string[]): LinkGraph {
  const graph = new LinkGraph()
  graph.addFile({ name: 'made.o', arch: 'x86-64' } as never, new Uint8Array(1))
  const rest = { file: 0 as FileId, lifetime: STANDARD, flags: 0, protection: 5 as Protection }
  for (const name of names) graph.addSection({ ...rest, name: graph.names.internText(name) }, graph.sections.length)
  return graph
}

const counted = (names: readonly string[]) =>
  Object.fromEntries(
    familiesOf(
      graphOf(names),
      Uint32Array.from(names, (_, i) => i),
    ),
  )

describe('families of sections', () => {
  it.each(NAMES)('%s is of its own', (name) => {
    expect(counted([name])).toEqual({ [FAMILIES[name]!]: 1 })
  })

  it('are the same whatever stands before a section', () => {
    const random = numbers(3)
    for (let tries = 0; tries < 60; tries++) {
      const names = Array.from({ length: 30 }, () => NAMES[random(NAMES.length)]!)
      const expected: Record<string, number> = {}
      for (const name of names) expected[FAMILIES[name]!] = (expected[FAMILIES[name]!] ?? 0) + 1
      expect(counted(names)).toEqual(expected)
    }
  })
})
