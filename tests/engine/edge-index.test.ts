/** The index of edges by block equals a look at every edge, whatever was added and moved since it was made. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EdgeIndex } from '../../src/engine/graph/edge-index'
import { edgesOf, indexEdges, indexEdgesOf } from '../../src/engine/graph/edge-index'
import type { BlockId, EdgeId, EdgeKind, SectionId, SymbolId } from '../../src/engine/graph/ids'
import { LinkGraph } from '../../src/engine/graph/link-graph'
import { Workshop } from '../../src/engine/table/workshop'

const EMPTY = { size: 8n, address: 0n, alignment: 1, alignmentOffset: 0 }

/** What happens to a graph: a block is added, an edge is added to a block, an edge moves to a block, the index is asked for. */
type Step = readonly ['block' | 'edge' | 'move' | 'ask', number, number]
const step: fc.Arbitrary<Step> = fc.tuple(fc.constantFrom('block', 'edge', 'move', 'ask'), fc.nat(1000), fc.nat(1000))
/** As the linker makes its own entries: a block with one edge. */
const entry: fc.Arbitrary<readonly Step[]> = fc.constant([
  ['block', 0, 0],
  ['edge', -1, 0],
])
const history = fc.array(fc.oneof(fc.array(step, { maxLength: 4 }), entry), { maxLength: 30 })

function take(graph: LinkGraph, [what, x, y]: Step): void {
  const [blocks, edges] = [graph.blocks.length, graph.edges.length]
  const blockOf = (number: number): BlockId => ((number + blocks) % blocks) as BlockId
  if (what === 'ask') indexEdges(graph)
  else if (what === 'block') graph.addBlock({ section: 0 as SectionId, ...EMPTY })
  else if (what === 'edge' && blocks > 0) graph.addEdge(blockOf(x), 0, 2 as EdgeKind, 0 as SymbolId, 0n)
  else if (what === 'move' && edges > 0) graph.moveEdge((x % edges) as EdgeId, blockOf(y), 0)
}

function expectAll(graph: LinkGraph, index: EdgeIndex, isIn: (b: BlockId) => boolean): void {
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const own: EdgeId[] = []
    for (let e = 0 as EdgeId; e < graph.edges.length; e++) if (graph.edges.block[e] === b && isIn(b)) own.push(e)
    expect(edgesOf(index, b)).toEqual(own)
  }
}

describe('the index of edges by block', () => {
  it('has every edge at its block after any history', () => {
    const workshop = new Workshop()
    fc.assert(
      fc.property(history, fc.boolean(), (steps, inWorkshop) => {
        const graph = new LinkGraph(undefined, undefined, inWorkshop ? workshop : undefined)
        for (const one of steps.flat()) take(graph, one)
        expectAll(graph, indexEdges(graph), () => true)
      }),
    )
  })

  it('of some blocks has theirs and no others', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 4 }), (steps, every) => {
        const graph = new LinkGraph()
        for (const one of steps.flat()) take(graph, one)
        const some: BlockId[] = []
        for (let b = 0 as BlockId; b < graph.blocks.length; b = (b + every) as BlockId) some.push(b)
        expectAll(graph, indexEdgesOf(graph, some), (b) => b % every === 0)
      }),
    )
  })
})
