/** Names that assemblers of Arm give to stretches of code and data are nobody's names. */
import { describe, expect, it } from 'vitest'
import { Describer } from '../../src/engine/arch/describe'
import { markTest } from '../../src/engine/arch/marks'
import { indexEdges } from '../../src/engine/graph/edge-index'
import type { BlockId, SymbolId } from '../../src/engine/graph/ids'
import { link } from '../../src/engine/session/link'
import { DEFAULT_OPTIONS } from '../../src/engine/session/options'
import { namesByBlock, namesOf } from '../../src/scene/names-in'
import { readBytes } from '../support/link-files'

function linkIt(file: string) {
  return link(
    [{ name: file, bytes: readBytes(`tests/corpus/${file}`) }],
    { ...DEFAULT_OPTIONS, undefined: 'zero' },
    { log: false },
  )
}

describe('marks of code and data', () => {
  const { graph, arch } = linkIt('aarch64/fields.o')
  const isMark = markTest(graph)!
  const marks: SymbolId[] = []
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) if (isMark(s)) marks.push(s)

  it('are found, and nothing else', () => {
    expect(new Set(marks.map((s) => graph.nameOf(s)))).toEqual(new Set(['$x', '$d']))
  })

  it('name no block and no place', () => {
    const describer = new Describer(graph, arch, indexEdges(graph))
    const names = namesByBlock(graph)
    for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
      expect(describer.block(b)).not.toMatch(/^\$[xd]/)
      for (const s of namesOf(names, b)) expect(marks).not.toContain(s)
    }
  })

  it('are looked for on Arm only', () => {
    const other = linkIt('local-names.o').graph
    expect(markTest(other)).toBeUndefined()
  })
})
