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
  readonly kind: 'section' | 'block' | 'symbol' | 'edge' | 'input' | 'bundle'
  readonly id: number
  /** Of a bundle: its edges. */
  readonly edges?: Uint32Array
}

export interface Indexes {
  readonly outgoing: EdgeIndex
  readonly incoming: EdgeIndex
}

/** Many edges of one thing are more than an eye can follow; the rest is in the inspector and the outline. */
const MOST_EDGES = 600

/** A thing with the edges that leave it or arrive at it, `most` of them at most. */
export function touching(
  graph: LinkGraph,
  indexes: Indexes,
  picked: Picked | undefined,
  most: number = MOST_EDGES,
): Things {
  const things = nothing()
  if (!picked || picked.kind === 'input') return things
  if (picked.kind === 'edge') {
    things.edges.add(picked.id as EdgeId)
    return things
  }
  if (picked.kind === 'bundle') {
    for (const e of picked.edges?.subarray(0, most) ?? []) things.edges.add(e as EdgeId)
    return things
  }
  const gather = new Gatherer(graph, indexes, things, most)
  if (picked.kind === 'symbol') gather.symbol(picked.id as SymbolId)
  else if (picked.kind === 'block') gather.block(picked.id as BlockId)
  else gather.section(picked.id as SectionId)
  return things
}

class Gatherer {
  readonly #graph: LinkGraph
  readonly #indexes: Indexes
  readonly #things: Things
  readonly #most: number

  constructor(graph: LinkGraph, indexes: Indexes, things: Things, most: number) {
    this.#graph = graph
    this.#indexes = indexes
    this.#things = things
    this.#most = most
  }

  /** Edges whose field lies in the symbol's bytes, and edges that aim at it. */
  symbol(s: SymbolId): void {
    const graph = this.#graph
    this.#things.symbols.add(s)
    this.#add(this.#indexes.incoming, definitionOf(graph, s))
    const block = graph.symbols.block[s]
    if (graph.symbols.base[s] !== Base.Defined || block === NO_BLOCK) return
    const start = Number(graph.symbols.offset.big[s])
    const end = start + Number(graph.symbols.size.big[s])
    this.#add(this.#indexes.outgoing, block, (e) => graph.edges.offset[e] >= start && graph.edges.offset[e] < end)
  }

  block(b: BlockId): void {
    this.#things.blocks.add(b)
    this.#add(this.#indexes.outgoing, b)
    const { block, base } = this.#graph.symbols
    for (let s = 0 as SymbolId; s < this.#graph.symbols.length && !this.#isFull(); s++) {
      if (base[s] === Base.Defined && block[s] === b) this.#add(this.#indexes.incoming, s)
    }
  }

  section(x: SectionId): void {
    this.#things.sections.add(x)
    const { section } = this.#graph.blocks
    for (let b = 0 as BlockId; b < this.#graph.blocks.length && !this.#isFull(); b++)
      if (section[b] === x) this.#add(this.#indexes.outgoing, b)
    const { block, base } = this.#graph.symbols
    for (let s = 0 as SymbolId; s < this.#graph.symbols.length && !this.#isFull(); s++) {
      if (base[s] === Base.Defined && block[s] !== NO_BLOCK && section[block[s]] === x)
        this.#add(this.#indexes.incoming, s)
    }
  }

  #isFull(): boolean {
    return this.#things.edges.size >= this.#most
  }

  #add({ start, edge }: EdgeIndex, row: number, fits: (e: EdgeId) => boolean = () => true): void {
    if (row + 1 >= start.length) return
    for (let i = start[row]!; i < start[row + 1]! && !this.#isFull(); i++) {
      const e = edge[i]! as EdgeId
      if (e < this.#graph.edges.length && isCounted(this.#graph, e) && fits(e)) this.#things.edges.add(e)
    }
  }
}
