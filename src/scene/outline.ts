/**
 * The outline: the whole link as a tree of lines (file, section, block, then its names and its edges), for reading,
 * searching and for those who do not see the map. Only what is open becomes lines.
 */
import { pairOfLetters } from './pair-words'
import { hex } from '../base/hex'
import { grouped } from '../base/plural'
import type { Describer } from '../engine/arch/describe'
import { crossingOf } from '../engine/graph/crossings'
import type { Judge } from '../engine/graph/crossings'
import type { BlockId, EdgeId, FileId, SectionId, SymbolId } from '../engine/graph/ids'
import { Base, NO_BLOCK, NO_SEGMENT } from '../engine/graph/ids'
import { LIFETIMES } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'
import { SymbolFlag } from '../engine/graph/schema'
import type { Say } from '../messages/messages'
import type { PlacesQuery } from './outline-places'
import { BLOCK, EMPTY, FILE, KINDS, OPEN, OutlinePlaces, SECTION } from './outline-places'

export interface OutlineLine {
  readonly key: string
  readonly level: number
  readonly kind: 'file' | 'section' | 'block' | 'symbol' | 'edge'
  readonly id: number
  readonly label: string
  readonly note: string
  /** Undefined: it has nothing inside. */
  readonly open: boolean | undefined
  /** Lines of the same parent, and which of them this is, from 1. */
  readonly size: number
  readonly place: number
  readonly removed: boolean
}

export interface OutlineQuery extends PlacesQuery {
  readonly describer: Describer
  readonly judge: Judge
  readonly say: Say
}

/** Which lines there are, in order, as the graph is now; what stands on a line is made when it is asked for. */
export function outlineLines(query: OutlineQuery): OutlineLines {
  return new OutlineLines(query)
}

/** The lines that have to be open for a thing to be seen. */
export function linesAround(
  graph: LinkGraph,
  thing: { readonly kind: string; readonly id: number } | undefined,
): Set<string> {
  const keys = new Set<string>()
  const block = thing === undefined ? NO_BLOCK : blockOf(graph, thing)
  if (block === NO_BLOCK || block >= graph.blocks.length) return keys
  const section = graph.blocks.section[block]
  keys.add(`f${graph.sections.file[section]}`).add(`x${section}`)
  if (thing?.kind !== 'block') keys.add(`b${block}`)
  return keys
}

function blockOf(graph: LinkGraph, { kind, id }: { readonly kind: string; readonly id: number }): BlockId {
  if (kind === 'block') return id as BlockId
  if (kind === 'edge' && id < graph.edges.length) return graph.edges.block[id as EdgeId]
  if (kind !== 'symbol' || id >= graph.symbols.length) return NO_BLOCK
  return graph.symbols.base[id as SymbolId] === Base.Defined ? graph.symbols.block[id as SymbolId] : NO_BLOCK
}

const LETTERS = ['f', 'x', 'b', 's', 'e'] as const
const LEVELS = [1, 2, 3, 4, 4] as const

export class OutlineLines {
  readonly #query: OutlineQuery
  readonly #graph: LinkGraph
  readonly #places: OutlinePlaces

  constructor(query: OutlineQuery) {
    this.#query = query
    this.#graph = query.graph
    this.#places = new OutlinePlaces(query)
  }

  get length(): number {
    return this.#places.length
  }

  /** The line at a place; undefined outside. */
  at(i: number): OutlineLine | undefined {
    if (i < 0 || i >= this.length) return undefined
    const { kind, id, place, size, open } = this.#places.at(i)
    return {
      key: `${LETTERS[kind]}${id}`,
      level: LEVELS[kind]!,
      kind: KINDS[kind]!,
      id,
      open: open === EMPTY ? undefined : open === OPEN,
      place,
      size,
      ...this.#text(kind, id),
    }
  }

  slice(first: number, end: number): OutlineLine[] {
    const lines: OutlineLine[] = []
    for (let i = Math.max(0, first); i < Math.min(end, this.length); i++) lines.push(this.at(i)!)
    return lines
  }

  /** Where a thing's line is, or -1. */
  find(kind: string, id: number): number {
    return this.#places.find((KINDS as readonly string[]).indexOf(kind), id)
  }

  /** The line that a line is inside of, or -1. */
  parentOf(i: number): number {
    return i < 0 || i >= this.length ? -1 : this.#places.parentOf(i)
  }

  // ---- what stands on them -------------------------------------------------------------------------------------

  #text(kind: number, id: number): LineText {
    if (kind === FILE) return this.#fileText(id as FileId)
    if (kind === SECTION) return this.#sectionText(id as SectionId)
    if (kind === BLOCK) return this.#blockText(id as BlockId)
    return KINDS[kind] === 'symbol' ? this.#symbolText(id as SymbolId) : this.#edgeText(id as EdgeId)
  }

  #fileText(f: FileId): LineText {
    return {
      label: this.#graph.files[f]!.name,
      note: this.#query.say('outline.sections', { count: this.#places.sectionsOf(f) }),
      removed: false,
    }
  }

  #sectionText(x: SectionId): LineText {
    const { letter } = LIFETIMES[this.#graph.sections.lifetime[x]]!
    const removed = this.#places.isGone(x)
    const count = this.#places.blocksIn(x)
    const { say } = this.#query
    const note = removed ? say('outline.removed') : say('outline.blocks', { policy: letter, count })
    return { label: this.#graph.sectionName(x) || say('outline.no-name'), note, removed }
  }

  #blockText(b: BlockId): LineText {
    const graph = this.#graph
    const removed = graph.isRemoved(b)
    const placed =
      graph.blocks.segment[b] !== NO_SEGMENT || !LIFETIMES[graph.sections.lifetime[graph.blocks.section[b]]]!.allocates
    const { say, describer } = this.#query
    const size = grouped(graph.blocks.size.big[b])
    const note = placed
      ? say('outline.at', { address: hex(graph.blocks.address.big[b]), size })
      : say('outline.no-address', { size })
    return { label: describer.block(b), note: removed ? say('outline.removed') : note, removed }
  }

  #symbolText(s: SymbolId): LineText {
    const graph = this.#graph
    const removed = (graph.symbols.flags[s] & SymbolFlag.Removed) !== 0
    const { say } = this.#query
    const size = grouped(graph.symbols.size.big[s])
    const note = removed ? say('outline.removed') : say('outline.at', { address: hex(graph.addressOf(s)), size })
    return { label: graph.nameOf(s), note, removed }
  }

  #edgeText(e: EdgeId): LineText {
    const { describer, judge, say } = this.#query
    const { from, to, verdict } = crossingOf(this.#graph, e, judge)
    const note = say('outline.edge', { kind: describer.kind(e), pair: pairOfLetters(say, from, to), verdict })
    return { label: describer.edge(e), note, removed: false }
  }
}

type LineText = Pick<OutlineLine, 'label' | 'note' | 'removed'>
