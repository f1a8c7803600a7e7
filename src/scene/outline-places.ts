/**
 * Which lines the outline has, as the graph is now. Files and sections are listed; of the blocks of an open section only
 * their number counts, so that a hundred thousand of them cost nothing until somebody scrolls there. Only blocks that are
 * open themselves, which are few, have their insides spelled out.
 */
import { firstWhere } from '../base/search'
import { isCounted } from '../engine/graph/crossings'
import type { EdgeIndex } from '../engine/graph/edge-index'
import type { BlockId, EdgeId, FileId, SectionId } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import { SectionFlag } from '../engine/graph/schema'
import type { NamesIn } from './names-in'
import { namesOf, offsetOrder } from './names-in'

export const KINDS = ['file', 'section', 'block', 'symbol', 'edge'] as const
export const FILE = 0
export const SECTION = 1
export const BLOCK = 2
const SYMBOL = 3
const EDGE = 4

/** There is nothing inside; what is inside is hidden; it is shown. */
export const EMPTY = 0
const CLOSED = 1
export const OPEN = 2

export interface PlacesQuery {
  readonly graph: LinkGraph
  readonly outgoing: EdgeIndex
  /** In any order within a block. */
  readonly names: NamesIn
  /** Keys of lines whose open state differs from the default (files and sections open, the rest closed). */
  readonly toggled: ReadonlySet<string>
  /** Keys of lines that are open because something selected is inside. */
  readonly forced: ReadonlySet<string>
}

export interface Place {
  readonly kind: number
  readonly id: number
  /** Which of the lines of its parent it is, from 1, and how many those are. */
  readonly place: number
  readonly size: number
  readonly open: number
}

type Numbers = ReadonlySet<number>

const numbersIn = (keys: ReadonlySet<string>, letter: string): Numbers =>
  new Set([...keys].filter((key) => key.startsWith(letter)).map((key) => Number(key.slice(1))))

type Child = readonly [kind: number, id: number]

/** An open block: which of its section's it is, from 0, and what is inside. */
interface OpenBlock {
  readonly index: number
  readonly children: readonly Child[]
}

export class OutlinePlaces {
  readonly #query: PlacesQuery
  readonly #graph: LinkGraph
  /** By file, without its own bookkeeping. */
  readonly #sections: readonly (readonly SectionId[])[]
  /** Blocks by section, in the order of addresses. */
  readonly #firstBlock: Uint32Array
  readonly #blocks: Uint32Array
  /** Files and sections: four numbers for each (kind, id, place, size), whether it is open, and its first line. */
  readonly #heads: Uint32Array
  readonly #states: Uint8Array
  readonly #lines: Uint32Array
  #count = 0
  #length = 0
  readonly #openBlocks = new Map<SectionId, OpenBlock[]>()
  /** Files and sections by their numbers: no key is made for each of them. */
  readonly #named: Readonly<Record<'f' | 'x', { readonly forced: Numbers; readonly toggled: Numbers }>>

  constructor(query: PlacesQuery) {
    this.#query = query
    this.#graph = query.graph
    const named = (letter: string) => ({
      forced: numbersIn(query.forced, letter),
      toggled: numbersIn(query.toggled, letter),
    })
    this.#named = { f: named('f'), x: named('x') }
    this.#sections = sectionsByFile(query.graph)
    ;[this.#firstBlock, this.#blocks] = blocksBySection(query.graph)
    const most = query.graph.files.length + query.graph.sections.length
    this.#heads = new Uint32Array(4 * most)
    this.#states = new Uint8Array(most)
    this.#lines = new Uint32Array(most)
    this.#findOpenBlocks()
    this.#files()
  }

  get length(): number {
    return this.#length
  }

  at(i: number): Place {
    const head = this.#headOf(i)
    const heads = this.#heads
    let k = i - this.#lines[head]! - 1
    const id = heads[4 * head + 1]!
    if (k < 0)
      return {
        kind: heads[4 * head]!,
        id,
        place: heads[4 * head + 2]!,
        size: heads[4 * head + 3]!,
        open: this.#states[head]!,
      }
    for (const { index, children } of this.#openBlocks.get(id as SectionId) ?? []) {
      if (k <= index) break
      if (k <= index + children.length) {
        const [kind, child] = children[k - index - 1]!
        return { kind, id: child, place: k - index, size: children.length, open: EMPTY }
      }
      k -= children.length
    }
    return this.#block(id as SectionId, k)
  }

  /** Where a thing's line is, or -1. */
  find(kind: number, id: number): number {
    if (kind === FILE || kind === SECTION) {
      const head = this.#findHead(kind, id)
      return head < 0 ? -1 : this.#lines[head]!
    }
    if (kind === BLOCK) return this.#lineOf(id as BlockId)
    for (const [x, blocks] of this.#openBlocks) {
      for (const { index, children } of blocks) {
        const child = children.findIndex(([own, other]) => own === kind && other === id)
        if (child >= 0) return this.#lineOf(this.#blocks[this.#firstBlock[x]! + index]! as BlockId) + 1 + child
      }
    }
    return -1
  }

  /** The line that a line is inside of, or -1. */
  parentOf(i: number): number {
    let head = this.#headOf(i)
    const { kind, place } = this.at(i)
    if (kind === FILE) return -1
    if (kind === BLOCK) return this.#lines[head]!
    if (kind !== SECTION) return i - place
    while (this.#heads[4 * head] !== FILE) head--
    return this.#lines[head]!
  }

  /** Whether all blocks of a section were removed. */
  isGone(x: SectionId): boolean {
    for (let i = this.#firstBlock[x]!; i < this.#firstBlock[x + 1]!; i++)
      if (!this.#graph.isRemoved(this.#blocks[i]! as BlockId)) return false
    return true
  }

  sectionsOf(f: FileId): number {
    return this.#sections[f]!.length
  }

  blocksIn(x: SectionId): number {
    return this.#firstBlock[x + 1]! - this.#firstBlock[x]!
  }

  // ---- heads ---------------------------------------------------------------------------------------------------

  #files(): void {
    const { files } = this.#graph
    for (let f = 0; f < files.length; f++) {
      const open = this.#isOpen('f', f, true)
      this.#push(FILE, f, f + 1, files.length, open ? OPEN : CLOSED)
      const own = this.#sections[f]!
      if (open) for (let i = 0; i < own.length; i++) this.#section(own[i]!, i + 1, own.length)
    }
  }

  #section(x: SectionId, place: number, size: number): void {
    const blocks = this.blocksIn(x)
    const state = blocks === 0 ? EMPTY : this.#isOpen('x', x, !this.isGone(x)) ? OPEN : CLOSED
    this.#push(SECTION, x, place, size, state)
    if (state !== OPEN) return
    this.#length += blocks
    for (const { children } of this.#openBlocks.get(x) ?? []) this.#length += children.length
  }

  #push(kind: number, id: number, place: number, size: number, state: number): void {
    const head = this.#count++
    this.#heads[4 * head] = kind
    this.#heads[4 * head + 1] = id
    this.#heads[4 * head + 2] = place
    this.#heads[4 * head + 3] = size
    this.#states[head] = state
    this.#lines[head] = this.#length++
  }

  #isOpen(letter: 'f' | 'x', id: number, byDefault: boolean): boolean {
    const { forced, toggled } = this.#named[letter]
    return forced.has(id) || (toggled.has(id) ? !byDefault : byDefault)
  }

  /** The last head at or above a line. */
  #headOf(i: number): number {
    return firstWhere(1, this.#count, (head) => this.#lines[head]! > i) - 1
  }

  #findHead(kind: number, id: number): number {
    for (let head = 0; head < this.#count; head++)
      if (this.#heads[4 * head + 1] === id && this.#heads[4 * head] === kind) return head
    return -1
  }

  // ---- blocks --------------------------------------------------------------------------------------------------

  #block(x: SectionId, index: number): Place {
    const b = this.#blocks[this.#firstBlock[x]! + index]! as BlockId
    const isOpen = this.#openBlocks.get(x)?.some((block) => block.index === index) === true
    const open = isOpen ? OPEN : this.#isFull(b) ? CLOSED : EMPTY
    return { kind: BLOCK, id: b, place: index + 1, size: this.blocksIn(x), open }
  }

  /** The line of a block whose section is open, or -1. */
  #lineOf(b: BlockId): number {
    if (b >= this.#graph.blocks.length) return -1
    const x = this.#graph.blocks.section[b]
    const head = this.#findHead(SECTION, x)
    if (head < 0 || this.#states[head] !== OPEN) return -1
    const index = this.#indexIn(x, b)
    const before = (this.#openBlocks.get(x) ?? []).filter((block) => block.index < index)
    return this.#lines[head]! + 1 + index + before.reduce((sum, { children }) => sum + children.length, 0)
  }

  #indexIn(x: SectionId, b: BlockId): number {
    return this.#blocks.subarray(this.#firstBlock[x], this.#firstBlock[x + 1]).indexOf(b)
  }

  /** Blocks are closed by default: the open ones are named by a key. */
  #findOpenBlocks(): void {
    const { forced, toggled } = this.#query
    const { blocks } = this.#graph
    for (const key of new Set([...forced, ...toggled])) {
      const b = Number(key.slice(1)) as BlockId
      if (!key.startsWith('b') || b >= blocks.length || !this.#isFull(b)) continue
      const x = blocks.section[b]
      const list = this.#openBlocks.get(x) ?? []
      list.push({ index: this.#indexIn(x, b), children: this.#childrenOf(b) })
      this.#openBlocks.set(x, list)
    }
    for (const list of this.#openBlocks.values()) list.sort((a, b) => a.index - b.index)
  }

  #isFull(b: BlockId): boolean {
    const { start, edge } = this.#query.outgoing
    for (let i = start[b]!; i < start[b + 1]!; i++) if (this.#isEdgeOf(edge[i]! as EdgeId, b)) return true
    return this.#namesOf(b).length > 0
  }

  #childrenOf(b: BlockId): Child[] {
    const { start, edge } = this.#query.outgoing
    const names = this.#namesOf(b).slice().sort(offsetOrder(this.#graph))
    const children: Child[] = Array.from(names, (s) => [SYMBOL, s])
    for (let i = start[b]!; i < start[b + 1]!; i++)
      if (this.#isEdgeOf(edge[i]! as EdgeId, b)) children.push([EDGE, edge[i]!])
    return children
  }

  #isEdgeOf(e: EdgeId, b: BlockId): boolean {
    return e < this.#graph.edges.length && this.#graph.edges.block[e] === b && isCounted(this.#graph, e)
  }

  #namesOf(b: BlockId): Uint32Array {
    return namesOf(this.#query.names, b)
  }
}

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
    const [first, end] = [start[x]!, start[x + 1]!]
    let sorted = true
    for (let i = first + 1; i < end && sorted; i++) sorted = before(blocks[i - 1]!, blocks[i]!) <= 0
    if (!sorted) blocks.subarray(first, end).sort(before)
  }
  return [start, blocks]
}
