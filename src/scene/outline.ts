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
import type { NamesIn } from './names-in'
import { namesIn, namesOf } from './names-in'

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

const KINDS = ['file', 'section', 'block', 'symbol', 'edge'] as const
const FILE = 0
const SECTION = 1
const BLOCK = 2
const SYMBOL = 3
const EDGE = 4
const LETTERS = ['f', 'x', 'b', 's', 'e'] as const
const LEVELS = [1, 2, 3, 4, 4] as const
const EMPTY = 0
const CLOSED = 1
const OPEN = 2

/** Lines as numbers, four for each: kind, id, place among those of its parent, and how many of those there are. */
export class OutlineLines {
  readonly #query: OutlineQuery
  readonly #graph: LinkGraph
  readonly #names: NamesIn
  readonly #lines = new NumberList()
  /** EMPTY, CLOSED or OPEN for each line. */
  readonly #open = new NumberList()
  /** Blocks by section, in the order of addresses. */
  readonly #firstBlock: Uint32Array
  readonly #blocks: Uint32Array

  constructor(query: OutlineQuery) {
    this.#query = query
    this.#graph = query.graph
    this.#names = namesIn(query.graph)
    ;[this.#firstBlock, this.#blocks] = blocksBySection(query.graph)
    this.#files()
  }

  get length(): number {
    return this.#open.length
  }

  /** The line at a place; undefined outside. */
  at(i: number): OutlineLine | undefined {
    if (i < 0 || i >= this.length) return undefined
    const [kind, id] = [this.#lines.at(4 * i), this.#lines.at(4 * i + 1)]
    const state = this.#open.at(i)
    return {
      key: `${LETTERS[kind]}${id}`,
      level: LEVELS[kind]!,
      kind: KINDS[kind]!,
      id,
      open: state === EMPTY ? undefined : state === OPEN,
      place: this.#lines.at(4 * i + 2),
      size: this.#lines.at(4 * i + 3),
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
    const code = (KINDS as readonly string[]).indexOf(kind)
    for (let i = 0; i < this.length; i++)
      if (this.#lines.at(4 * i + 1) === id && this.#lines.at(4 * i) === code) return i
    return -1
  }

  /** The line that a line is inside of, or -1. */
  parentOf(i: number): number {
    const level = LEVELS[this.#lines.at(4 * i)]!
    for (let k = i - 1; k >= 0; k--) if (LEVELS[this.#lines.at(4 * k)]! < level) return k
    return -1
  }

  // ---- which lines there are -----------------------------------------------------------------------------------

  #push(kind: number, id: number, place: number, size: number, open: number): void {
    this.#lines.push(kind)
    this.#lines.push(id)
    this.#lines.push(place)
    this.#lines.push(size)
    this.#open.push(open)
  }

  #state(key: string, byDefault: boolean): number {
    const { forced, toggled } = this.#query
    const open = forced.has(key) || (toggled.has(key) ? !byDefault : byDefault)
    return open ? OPEN : CLOSED
  }

  #files(): void {
    const { files } = this.#graph
    const sections = sectionsByFile(this.#graph)
    files.forEach((_, f) => {
      const open = this.#state(`f${f}`, true)
      this.#push(FILE, f, f + 1, files.length, open)
      if (open !== OPEN) return
      for (const [i, x] of sections[f]!.entries()) this.#section(x, i + 1, sections[f]!.length)
    })
  }

  #section(x: SectionId, place: number, size: number): void {
    const [first, end] = [this.#firstBlock[x]!, this.#firstBlock[x + 1]!]
    const open = end > first ? this.#state(`x${x}`, !this.#isGone(x)) : EMPTY
    this.#push(SECTION, x, place, size, open)
    if (open !== OPEN) return
    for (let i = first; i < end; i++) this.#block(this.#blocks[i]! as BlockId, i - first + 1, end - first)
  }

  /** Whether all blocks of a section were removed. */
  #isGone(x: SectionId): boolean {
    for (let i = this.#firstBlock[x]!; i < this.#firstBlock[x + 1]!; i++)
      if (!this.#graph.isRemoved(this.#blocks[i]! as BlockId)) return false
    return true
  }

  #block(b: BlockId, place: number, size: number): void {
    const { start } = this.#names
    const full = start[b + 1]! > start[b]! || this.#hasEdges(b)
    const open = full ? this.#state(`b${b}`, false) : EMPTY
    this.#push(BLOCK, b, place, size, open)
    if (open !== OPEN) return
    const symbols = namesOf(this.#names, b)
    const edges = this.#edgesOf(b)
    const count = symbols.length + edges.length
    for (const [i, s] of symbols.entries()) this.#push(SYMBOL, s, i + 1, count, EMPTY)
    for (const [i, e] of edges.entries()) this.#push(EDGE, e, symbols.length + i + 1, count, EMPTY)
  }

  #isOf(e: EdgeId, b: BlockId): boolean {
    return e < this.#graph.edges.length && this.#graph.edges.block[e] === b && isCounted(this.#graph, e)
  }

  #hasEdges(b: BlockId): boolean {
    const { start, edge } = this.#query.outgoing
    for (let i = start[b]!; i < start[b + 1]!; i++) if (this.#isOf(edge[i]! as EdgeId, b)) return true
    return false
  }

  #edgesOf(b: BlockId): EdgeId[] {
    const { start, edge } = this.#query.outgoing
    const found: EdgeId[] = []
    for (let i = start[b]!; i < start[b + 1]!; i++)
      if (this.#isOf(edge[i]! as EdgeId, b)) found.push(edge[i]! as EdgeId)
    return found
  }

  // ---- what stands on them -------------------------------------------------------------------------------------

  #text(kind: number, id: number): LineText {
    if (kind === FILE) return this.#fileText(id as FileId)
    if (kind === SECTION) return this.#sectionText(id as SectionId)
    if (kind === BLOCK) return this.#blockText(id as BlockId)
    return kind === SYMBOL ? this.#symbolText(id as SymbolId) : this.#edgeText(id as EdgeId)
  }

  #fileText(f: FileId): LineText {
    const count = sectionsByFile(this.#graph)[f]!.length
    return { label: this.#graph.files[f]!.name, note: plural(count, 'section'), removed: false }
  }

  #sectionText(x: SectionId): LineText {
    const { letter } = LIFETIMES[this.#graph.sections.lifetime[x]]!
    const removed = this.#isGone(x)
    const count = this.#firstBlock[x + 1]! - this.#firstBlock[x]!
    const note = removed ? 'removed' : `${letter} · ${plural(count, 'block')}`
    return { label: this.#graph.sectionName(x) || '(no name)', note, removed }
  }

  #blockText(b: BlockId): LineText {
    const graph = this.#graph
    const removed = graph.isRemoved(b)
    const placed =
      graph.blocks.segment[b] !== NO_SEGMENT || !LIFETIMES[graph.sections.lifetime[graph.blocks.section[b]]]!.allocates
    const address = placed ? hex(graph.blocks.address.big[b]) : 'no address yet'
    const note = removed ? 'removed' : `${address} · ${plural(graph.blocks.size.big[b], 'B', 'B')}`
    return { label: this.#query.describer.block(b), note, removed }
  }

  #symbolText(s: SymbolId): LineText {
    const graph = this.#graph
    const removed = (graph.symbols.flags[s] & SymbolFlag.Removed) !== 0
    const note = removed ? 'removed' : `${hex(graph.addressOf(s))} · ${plural(graph.symbols.size.big[s], 'B', 'B')}`
    return { label: graph.nameOf(s), note, removed }
  }

  #edgeText(e: EdgeId): LineText {
    const { describer, judge } = this.#query
    const { from, to, verdict } = crossingOf(this.#graph, e, judge)
    const pair = `${PAIR_LETTERS[from]}→${to === OUTSIDE ? 'out' : PAIR_LETTERS[to]}`
    const judged = verdict === 'fine' ? '' : ` · ${verdict}`
    return { label: describer.edge(e), note: `${describer.kind(e)} · ${pair}${judged}`, removed: false }
  }
}

type LineText = Pick<OutlineLine, 'label' | 'note' | 'removed'>

function sectionsByFile(graph: LinkGraph): SectionId[][] {
  const lists: SectionId[][] = graph.files.map(() => [])
  const { file, flags } = graph.sections
  for (let x = 0 as SectionId; x < graph.sections.length; x++) {
    if (!(flags[x] & SectionFlag.Bookkeeping)) lists[file[x] as FileId]!.push(x)
  }
  return lists
}

/** Blocks of each section in the order of addresses: where each section's begin, and the blocks. */
function blocksBySection(graph: LinkGraph): readonly [Uint32Array, Uint32Array] {
  const { section } = graph.blocks
  const start = new Uint32Array(graph.sections.length + 1)
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) start[section[b] + 1]!++
  for (let x = 0; x < graph.sections.length; x++) start[x + 1]! += start[x]!
  const next = start.slice()
  const blocks = new Uint32Array(graph.blocks.length)
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) blocks[next[section[b]]!++] = b
  const { words } = graph.blocks.address
  const before = (a: number, b: number): number =>
    words[2 * a + 1]! - words[2 * b + 1]! || words[2 * a]! - words[2 * b]! || a - b
  for (let x = 0; x < graph.sections.length; x++) {
    const part = blocks.subarray(start[x], start[x + 1])
    let sorted = true
    for (let i = 1; i < part.length && sorted; i++) sorted = before(part[i - 1]!, part[i]!) <= 0
    if (!sorted) part.sort(before)
  }
  return [start, blocks]
}

/** A growing list of small numbers without an object for each. */
class NumberList {
  #numbers = new Uint32Array(256)
  length = 0

  push(value: number): void {
    if (this.length === this.#numbers.length) {
      const larger = new Uint32Array(2 * this.length)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers[this.length++] = value
  }

  at(i: number): number {
    return this.#numbers[i]!
  }
}
