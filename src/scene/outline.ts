/**
 * The outline: the whole link as a tree of lines (file, section, block, then its names and its edges), for reading,
 * searching and for those who do not see the map. Only what is open becomes lines.
 */
import { hex } from '../base/hex'
import { plural } from '../base/plural'
import type { Describer } from '../engine/arch/describe'
import { crossingOf, isCounted, OUTSIDE, PAIR_LETTERS } from '../engine/graph/crossings'
import type { Judge } from '../engine/graph/crossings'
import type { EdgeIndex } from '../engine/graph/edge-index'
import type { BlockId, EdgeId, FileId, SectionId, SymbolId } from '../engine/graph/ids'
import { Base, NO_BLOCK, NO_SEGMENT } from '../engine/graph/ids'
import { LIFETIMES } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'
import { SectionFlag, SymbolFlag } from '../engine/graph/schema'
import { namedSymbols } from './rows'

export interface OutlineLine {
  readonly key: string
  readonly level: number
  readonly kind: 'file' | 'section' | 'block' | 'symbol' | 'edge' | 'edges'
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

export interface OutlineQuery {
  readonly graph: LinkGraph
  readonly describer: Describer
  readonly outgoing: EdgeIndex
  readonly judge: Judge
  /** Keys of lines whose open state differs from the default (files and sections open, the rest closed). */
  readonly toggled: ReadonlySet<string>
  /** Keys of lines that are open because something selected is inside. */
  readonly forced: ReadonlySet<string>
}

/** The visible lines, in order, as the graph is now. */
export function outlineLines(query: OutlineQuery): OutlineLine[] {
  return new OutlineBuilder(query).build()
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

type Draft = Omit<OutlineLine, 'size' | 'place'>

class OutlineBuilder {
  readonly #query: OutlineQuery
  readonly #graph: LinkGraph
  readonly #symbols: Map<BlockId, SymbolId[]>
  readonly #lines: OutlineLine[] = []

  constructor(query: OutlineQuery) {
    this.#query = query
    this.#graph = query.graph
    this.#symbols = namedSymbols(query.graph)
  }

  build(): OutlineLine[] {
    const { files } = this.#graph
    const sections = this.#sectionsByFile()
    this.#level(
      files.map((file, f) => ({
        key: `f${f}`,
        level: 1,
        kind: 'file',
        id: f,
        label: file.name,
        note: plural(sections[f]!.length, 'section'),
        open: this.#isOpen(`f${f}`, true),
        removed: false,
      })),
      ({ id }) => this.#sections(sections[id]!),
    )
    return this.#lines
  }

  #isOpen(key: string, byDefault: boolean): boolean {
    return this.#query.forced.has(key) || (this.#query.toggled.has(key) ? !byDefault : byDefault)
  }

  #level(drafts: readonly Draft[], inside: (draft: Draft) => void): void {
    drafts.forEach((draft, i) => {
      this.#lines.push({ ...draft, size: drafts.length, place: i + 1 })
      if (draft.open) inside(draft)
    })
  }

  #sectionsByFile(): SectionId[][] {
    const lists: SectionId[][] = this.#graph.files.map(() => [])
    const { file, flags } = this.#graph.sections
    for (let x = 0 as SectionId; x < this.#graph.sections.length; x++) {
      if (!(flags[x] & SectionFlag.Bookkeeping)) lists[file[x] as FileId]!.push(x)
    }
    return lists
  }

  #sections(sections: readonly SectionId[]): void {
    const blocks = new Map<SectionId, BlockId[]>(sections.map((x) => [x, []]))
    for (let b = 0 as BlockId; b < this.#graph.blocks.length; b++) blocks.get(this.#graph.blocks.section[b])?.push(b)
    const drafts = sections.map((x): Draft => {
      const list = blocks.get(x)!
      const { letter } = LIFETIMES[this.#graph.sections.lifetime[x]]!
      const removed = list.every((b) => this.#graph.isRemoved(b))
      const note = removed ? 'removed' : `${letter} · ${plural(list.length, 'block')}`
      const open = list.length > 0 ? this.#isOpen(`x${x}`, !removed) : undefined
      return {
        key: `x${x}`,
        level: 2,
        kind: 'section',
        id: x,
        label: this.#graph.sectionName(x) || '(no name)',
        note,
        open,
        removed,
      }
    })
    this.#level(drafts, ({ id }) => this.#blocks(blocks.get(id as SectionId)!))
  }

  #blocks(blocks: readonly BlockId[]): void {
    const { graph } = this.#query
    const ordered = [...blocks].sort(
      (a, b) => Number(graph.blocks.address.big[a] - graph.blocks.address.big[b]) || a - b,
    )
    const drafts = ordered.map((b): Draft => {
      const removed = graph.isRemoved(b)
      const placed =
        graph.blocks.segment[b] !== NO_SEGMENT ||
        !LIFETIMES[graph.sections.lifetime[graph.blocks.section[b]]]!.allocates
      const address = placed ? hex(graph.blocks.address.big[b]) : 'no address yet'
      const note = removed ? 'removed' : `${address} · ${plural(graph.blocks.size.big[b], 'B', 'B')}`
      const inside = (this.#symbols.get(b)?.length ?? 0) + this.#edgesOf(b).length
      const open = inside > 0 ? this.#isOpen(`b${b}`, false) : undefined
      return {
        key: `b${b}`,
        level: 3,
        kind: 'block',
        id: b,
        label: this.#query.describer.block(b),
        note,
        open,
        removed,
      }
    })
    this.#level(drafts, ({ id }) => this.#inside(id as BlockId))
  }

  #edgesOf(b: BlockId): EdgeId[] {
    const { start, edge } = this.#query.outgoing
    const found: EdgeId[] = []
    for (let i = start[b]!; i < start[b + 1]!; i++) {
      const e = edge[i]! as EdgeId
      if (e < this.#graph.edges.length && this.#graph.edges.block[e] === b && isCounted(this.#graph, e)) found.push(e)
    }
    return found
  }

  #inside(b: BlockId): void {
    const symbols = this.#symbols.get(b) ?? []
    const edges = this.#edgesOf(b)
    const drafts: Draft[] = [...symbols.map((s) => this.#symbol(s)), ...edges.map((e) => this.#edge(e))]
    this.#level(drafts, () => {})
  }

  #symbol(s: SymbolId): Draft {
    const graph = this.#graph
    const removed = (graph.symbols.flags[s] & SymbolFlag.Removed) !== 0
    const note = removed ? 'removed' : `${hex(graph.addressOf(s))} · ${plural(graph.symbols.size.big[s], 'B', 'B')}`
    return { key: `s${s}`, level: 4, kind: 'symbol', id: s, label: graph.nameOf(s), note, open: undefined, removed }
  }

  #edge(e: EdgeId): Draft {
    const { describer, judge } = this.#query
    const { from, to, verdict } = crossingOf(this.#graph, e, judge)
    const pair = `${PAIR_LETTERS[from]}→${to === OUTSIDE ? 'out' : PAIR_LETTERS[to]}`
    const judged = verdict === 'fine' ? '' : ` · ${verdict}`
    return {
      key: `e${e}`,
      level: 4,
      kind: 'edge',
      id: e,
      label: describer.edge(e),
      note: `${describer.kind(e)} · ${pair}${judged}`,
      open: undefined,
      removed: false,
    }
  }
}
