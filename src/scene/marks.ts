/**
 * What stands out at a moment: what the current event changed, what is selected and everything that touches it, what is
 * pointed at. Sets of ids, computed when one of these changes, read by the painter for every box.
 */
import { definitionOf, isCounted } from '../engine/graph/crossings'
import type { EdgeIndex } from '../engine/graph/edge-index'
import type { EventRow } from '../engine/graph/events'
import type { BlockId, EdgeId, SectionId, SegmentId, SymbolId } from '../engine/graph/ids'
import { Base, NO_BLOCK } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import type { EventId, EventLog } from '../engine/graph/log'

export interface Things {
  readonly sections: Set<SectionId>
  readonly blocks: Set<BlockId>
  readonly symbols: Set<SymbolId>
  readonly edges: Set<EdgeId>
  readonly segments: Set<SegmentId>
}

export const nothing = (): Things => ({
  sections: new Set(),
  blocks: new Set(),
  symbols: new Set(),
  edges: new Set(),
  segments: new Set(),
})

/** The things that an event was about, with the blocks that they are in. */
export function changedBy(graph: LinkGraph, log: EventLog, position: number): Things {
  const things = nothing()
  if (position < 1 || position > log.length) return things
  const e = (position - 1) as EventId
  const row = log.rowOf(e)
  addSubject(graph, things, row.a, log.events.a[e])
  if (row.b !== 'symbol') addSubject(graph, things, row.b, log.events.b[e])
  return things
}

type SubjectKind = EventRow['a'] | EventRow['b']

function addSubject(graph: LinkGraph, things: Things, kind: SubjectKind, id: number): void {
  if (kind === 'section') things.sections.add(id as SectionId)
  else if (kind === 'block' && id < graph.blocks.length) things.blocks.add(id as BlockId)
  else if (kind === 'segment') things.segments.add(id as SegmentId)
  else if (kind === 'edge' && id < graph.edges.length) things.edges.add(id as EdgeId)
  else if (kind === 'symbol' && id < graph.symbols.length) {
    things.symbols.add(id as SymbolId)
    const block = graph.symbols.block[id as SymbolId]
    if (graph.symbols.base[id as SymbolId] === Base.Defined && block !== NO_BLOCK) things.blocks.add(block)
  }
}

export interface Picked {
  readonly kind: 'section' | 'block' | 'symbol' | 'edge' | 'input'
  readonly id: number
}

export interface Indexes {
  readonly outgoing: EdgeIndex
  readonly incoming: EdgeIndex
}

/** Many edges of one thing are more than an eye can follow; the rest is in the inspector and the outline. */
const MOST_EDGES = 600

/** A thing with all edges that leave it or arrive at it. */
export function touching(graph: LinkGraph, indexes: Indexes, picked: Picked | undefined): Things {
  const things = nothing()
  if (!picked || picked.kind === 'input') return things
  if (picked.kind === 'edge') {
    things.edges.add(picked.id as EdgeId)
    return things
  }
  if (picked.kind === 'symbol') addSymbol(graph, indexes, things, picked.id as SymbolId)
  else if (picked.kind === 'block') addBlock(graph, indexes, things, picked.id as BlockId)
  else addSection(graph, indexes, things, picked.id as SectionId)
  return things
}

function addEdges(
  graph: LinkGraph,
  things: Things,
  { start, edge }: EdgeIndex,
  row: number,
  fits: (e: EdgeId) => boolean = () => true,
): void {
  if (row + 1 >= start.length) return
  for (let i = start[row]!; i < start[row + 1]! && things.edges.size < MOST_EDGES; i++) {
    const e = edge[i]! as EdgeId
    if (e < graph.edges.length && isCounted(graph, e) && fits(e)) things.edges.add(e)
  }
}

/** Edges whose field lies in the symbol's bytes, and edges that aim at it. */
function addSymbol(graph: LinkGraph, { outgoing, incoming }: Indexes, things: Things, s: SymbolId): void {
  things.symbols.add(s)
  addEdges(graph, things, incoming, definitionOf(graph, s))
  const block = graph.symbols.block[s]
  if (graph.symbols.base[s] !== Base.Defined || block === NO_BLOCK) return
  const start = Number(graph.symbols.offset.big[s])
  const end = start + Number(graph.symbols.size.big[s])
  addEdges(graph, things, outgoing, block, (e) => graph.edges.offset[e] >= start && graph.edges.offset[e] < end)
}

function addBlock(graph: LinkGraph, indexes: Indexes, things: Things, b: BlockId): void {
  things.blocks.add(b)
  addEdges(graph, things, indexes.outgoing, b)
  const { block, base } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] === Base.Defined && block[s] === b) addEdges(graph, things, indexes.incoming, s)
  }
}

function addSection(graph: LinkGraph, { outgoing, incoming }: Indexes, things: Things, x: SectionId): void {
  things.sections.add(x)
  const { section } = graph.blocks
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) if (section[b] === x) addEdges(graph, things, outgoing, b)
  const { block, base } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] === Base.Defined && block[s] !== NO_BLOCK && section[block[s]] === x)
      addEdges(graph, things, incoming, s)
  }
}
