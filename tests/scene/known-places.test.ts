/** Letters of formulas have values only when what they stand for has a place. */
import { describe, expect, it } from 'vitest'
import { Describer } from '../../src/engine/arch/describe'
import { indexEdges } from '../../src/engine/graph/edge-index'
import { EVENT_CODE } from '../../src/engine/graph/events'
import type { EdgeId } from '../../src/engine/graph/ids'
import type { EventId } from '../../src/engine/graph/log'
import { Replay } from '../../src/engine/graph/replay'
import { isKnown } from '../../src/scene/known-places'
import { linkSample } from '../support/link-files'

const { graph, arch, log } = linkSample('first-look')
const replay = new Replay(graph, log!)

/** The edge that is called so at the end. */
function edgeCalled(name: string): EdgeId {
  replay.seek(log!.length)
  const describer = new Describer(graph, arch, indexEdges(graph))
  const found = Array.from({ length: graph.edges.length }, (_, e) => e as EdgeId).find(
    (e) => describer.edge(e) === name,
  )
  expect(found).toBeDefined()
  return found!
}

/** Before the first block gets a place. */
const BEFORE = Array.from({ length: log!.length }, (_, e) => e).find(
  (e) => log!.events.type[e as EventId] === EVENT_CODE.segmentReserved,
)!

describe('a letter', () => {
  const toData = edgeCalled('again → once_init')
  const toOutside = edgeCalled('→ printf → printf')
  const inMetadata = edgeCalled('.debug_info+0x6 → .debug_abbrev')

  it('of something in memory is unknown before allocation, and known behind it', () => {
    replay.seek(BEFORE)
    for (const letter of ['S', 'P'] as const) expect(isKnown(graph, toData, letter, false)).toBe(false)
    expect(isKnown(graph, toData, 'A', false)).toBe(true)
    replay.seek(log!.length)
    for (const letter of ['S', 'P'] as const) expect(isKnown(graph, toData, letter, false)).toBe(true)
  })

  it('of metadata is known all the time: the builder gave it its addresses', () => {
    replay.seek(BEFORE)
    for (const letter of ['S', 'P'] as const) expect(isKnown(graph, inMetadata, letter, false)).toBe(true)
  })

  it('of a name from outside or of a table is known when all is laid out', () => {
    for (const letter of ['S', 'GOT'] as const) {
      expect(isKnown(graph, toOutside, letter, false)).toBe(false)
      expect(isKnown(graph, toOutside, letter, true)).toBe(true)
    }
  })
})
