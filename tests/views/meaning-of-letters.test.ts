/** What the letters on the card are said to mean. */
import { describe, expect, it } from 'vitest'
import { explainEdge } from '../../src/engine/arch/explain'
import { placesOf } from '../../src/engine/arch/places'
import type { EdgeId } from '../../src/engine/graph/ids'
import { Describer } from '../../src/engine/arch/describe'
import { indexEdges } from '../../src/engine/graph/edge-index'
import type { Session } from '../../src/store/session'
import { meaningOf } from '../../src/views/inspector/card/letters'
import { linkSample } from '../support/link-files'

function meanings(id: string): Map<string, ReturnType<typeof meaningOf>> {
  const { graph, arch } = linkSample(id)
  const describer = new Describer(graph, arch, indexEdges(graph))
  // The letters ask a session for these only.
  const session = { graph, arch, describer } as unknown as Session
  const places = placesOf(graph, arch)
  const edges = Array.from({ length: graph.edges.length }, (_, e) => e as EdgeId)
  return new Map(
    edges.flatMap((e) => {
      const explanation = explainEdge(graph, arch, e, places)
      return explanation ? [[describer.edge(e), meaningOf(session, explanation, 'S')] as const] : []
    }),
  )
}

describe('S', () => {
  it('of a named target is where that is', () => {
    expect(meanings('first-look').get('again → once_init')).toEqual({
      id: 'inspector.letter-target',
      name: 'once_init',
    })
  })

  it('of a nameless target is where its section begins, not the name that stands there', () => {
    // `.text + 48`: the function at 0 has nothing to do with it.
    expect(meanings('first-look').get('FDE main+0x8 → main')).toEqual({ id: 'inspector.letter-section', name: '.text' })
  })

  it('of an entry that the linker made is what the entry is for', () => {
    expect(meanings('first-look').get('stub for printf+0x2 → → printf')?.name).toBe('→ printf')
  })
})
