/**
 * Rows: how a block is divided for the eye. Each named symbol starts a row; names of one place share it; bytes in front of
 * the first name get a row without one. A row grows with the number of edges that leave it, so that ticks stay apart.
 *
 * A large link has a million rows, so they are columns; the words on a row are made when it is painted.
 */
import type { EdgeIndex } from '../engine/graph/edge-index'
import type { BlockId, EdgeId, SymbolId } from '../engine/graph/ids'
import { FIRST_RELOCATION_KIND, NO_SYMBOL } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import { SectionFlag } from '../engine/graph/schema'
import type { Say } from '../messages/messages'
import type { NamesIn } from './names-in'

/** Bits of `rows.flags`. */
export const RowFlag = {
  /** Its name is the block's, which may change while the link runs: the painter asks for it. */
  Asks: 1,
  /** It says nothing that its section's title does not say. */
  Silent: 2,
  /** Several rows of assembler labels in one. */
  Folded: 4,
  /** The only row of its block. */
  Only: 8,
} as const

export interface Rows {
  length: number
  /** First of the names on this row: an index into `names.symbol`; `nameCount` of them share it. */
  readonly firstName: Uint32Array
  readonly nameCount: Uint32Array
  /** Offset in the block of its first byte. */
  readonly start: Uint32Array
  readonly flags: Uint8Array
  /** Edges whose field is in this row, as they are at the end of the link. */
  readonly edges: Uint32Array
  readonly height: Float32Array
  /** World height of its upper border; filled in when the row has a place. */
  readonly y: Float32Array
  /** The piece of a block that it is in; filled in when the row has a place. */
  readonly piece: Uint32Array
}

const ROW_HEIGHT = 20
/** A row without text: all there is to say stands in the section's title. */
const SILENT_HEIGHT = 15
const TICK_SPACE = 7
const MAX_TICKS = 16
/** Blocks with at least this many rows fold their assembler labels. */
const FOLD_FROM = 10
/** Most that a folded row grows for the names in it. */
const MOST_FOLD = 40

/** No block has more rows than names, or one more if the first name is not at its start. */
function mostRows({ blocks, symbols }: LinkGraph, { start, symbol }: NamesIn): number {
  const { words } = symbols.offset
  let most = 0
  const count = blocks.length
  for (let b = 0; b < count; b++) {
    const first = start[b]!
    const end = start[b + 1]!
    most += first === end ? 1 : end - first + (words[2 * symbol[first]!]! > 0 ? 1 : 0)
  }
  return most
}

/** Rows of every block are made by one of these; its columns are sized once. */
export class RowMaker {
  readonly rows: Rows
  readonly #graph: LinkGraph
  readonly #names: NamesIn
  readonly #edges: EdgeIndex
  // Columns are looked up once: a table is slow to ask for one, a million times.
  readonly #sizes: Uint32Array
  readonly #offsets: Uint32Array
  readonly #kinds: LinkGraph['edges']['kind']
  readonly #sections: LinkGraph['blocks']['section']
  readonly #sectionFlags: LinkGraph['sections']['flags']

  constructor(graph: LinkGraph, names: NamesIn, edges: EdgeIndex) {
    this.#graph = graph
    this.#names = names
    this.#edges = edges
    this.#sizes = graph.blocks.size.words
    this.#offsets = graph.symbols.offset.words
    this.#kinds = graph.edges.kind
    this.#sections = graph.blocks.section
    this.#sectionFlags = graph.sections.flags
    const most = mostRows(graph, names)
    this.rows = {
      length: 0,
      firstName: new Uint32Array(most),
      nameCount: new Uint32Array(most),
      start: new Uint32Array(most),
      flags: new Uint8Array(most),
      edges: new Uint32Array(most),
      height: new Float32Array(most),
      y: new Float32Array(most),
      piece: new Uint32Array(most),
    }
  }

  /** Adds the rows of a block and returns its height; `plain`: its section says all about it. */
  add(b: BlockId, plain: boolean): number {
    const first = this.rows.length
    if (this.#isOneRow(b)) return this.#addOne(b, first, plain)
    this.#divide(b)
    if (this.rows.length - first >= FOLD_FROM) this.#fold(first)
    this.#countEdges(b, first)
    return this.#measure(b, first, plain)
  }

  /** Nothing divides it: it has no name, or one at its start. */
  #isOneRow(b: BlockId): boolean {
    const { start, symbol } = this.#names
    if (b + 1 >= start.length) return false
    const first = start[b]!
    const count = start[b + 1]! - first
    if (count !== 1) return count === 0
    const s = symbol[first]!
    return (this.#offsets[2 * s]! | this.#offsets[2 * s + 1]!) === 0
  }

  /** What `add` does, for the commonest of blocks. */
  #addOne(b: BlockId, r: number, plain: boolean): number {
    const { start: nameStart } = this.#names
    const { firstName, nameCount, start, flags, edges, height } = this.rows
    this.rows.length = r + 1
    start[r] = 0
    firstName[r] = nameStart[b]!
    nameCount[r] = nameStart[b + 1]! - nameStart[b]!
    edges[r] = this.#relocationsOf(b)
    const asks = nameCount[r] === 0 || this.#isSynthetic(b)
    flags[r] = RowFlag.Only | (asks ? (plain ? RowFlag.Silent : RowFlag.Asks) : 0)
    height[r] = heightFor(asks && plain ? SILENT_HEIGHT : ROW_HEIGHT, edges[r]!)
    return height[r]!
  }

  /** Its blocks are called after what they are for. */
  #isSynthetic(b: BlockId): boolean {
    return (this.#sectionFlags[this.#sections[b]]! & SectionFlag.Synthetic) !== 0
  }

  #relocationsOf(b: BlockId): number {
    const { start, edge } = this.#edges
    if (b + 1 >= start.length) return 0
    const kind = this.#kinds
    const end = start[b + 1]!
    let count = 0
    for (let i = start[b]!; i < end; i++) if (kind[edge[i]! as EdgeId] >= FIRST_RELOCATION_KIND) count++
    return count
  }

  #push(start: number, name: number): void {
    const { rows } = this
    const r = rows.length++
    rows.start[r] = start
    rows.firstName[r] = name
    rows.nameCount[r] = 0
    rows.flags[r] = 0
    rows.edges[r] = 0
  }

  #divide(b: BlockId): void {
    const { rows } = this
    const { start, symbol } = this.#names
    const { words } = this.#graph.symbols.offset
    const size = this.#sizes[2 * b + 1]! > 0 ? 0xffffffff : this.#sizes[2 * b]!
    const [begin, end] = b + 1 < start.length ? [start[b]!, start[b + 1]!] : [0, 0]
    const first = rows.length
    for (let i = begin; i < end; i++) {
      const s = symbol[i]!
      const at = words[2 * s + 1]! > 0 ? size : Math.min(words[2 * s]!, size)
      if (rows.length === first && at > 0) this.#push(0, i)
      if (rows.length === first || rows.start[rows.length - 1] !== at) this.#push(at, i)
      rows.nameCount[rows.length - 1]!++
    }
    if (rows.length === first) this.#push(0, begin)
  }

  /** In a block of many rows, neighbours whose names only the assembler knows share a row. */
  #fold(first: number): void {
    const { rows } = this
    let kept = first - 1
    let inRun = false
    for (let r = first; r < rows.length; r++) {
      const label = this.#isLabel(r)
      if (label && inRun) {
        rows.nameCount[kept]! += rows.nameCount[r]!
        rows.flags[kept]! |= RowFlag.Folded
        rows.edges[kept]!++
        continue
      }
      inRun = label
      kept++
      rows.start[kept] = rows.start[r]!
      rows.firstName[kept] = rows.firstName[r]!
      rows.nameCount[kept] = rows.nameCount[r]!
      rows.flags[kept] = 0
      rows.edges[kept] = 0
    }
    rows.length = kept + 1
  }

  #isLabel(r: number): boolean {
    const { firstName, nameCount } = this.rows
    if (nameCount[r] === 0) return false
    for (let i = 0; i < nameCount[r]!; i++)
      if (!this.#graph.nameOf(this.#names.symbol[firstName[r]! + i]! as SymbolId).startsWith('.L')) return false
    return true
  }

  /** While rows are folded, `edges` holds how many were folded in; it becomes the height first and is then counted. */
  #countEdges(b: BlockId, first: number): void {
    const { rows } = this
    for (let r = first; r < rows.length; r++) {
      rows.height[r] = ROW_HEIGHT + Math.min(MOST_FOLD, rows.edges[r]!)
      rows.edges[r] = 0
    }
    const { start, edge } = this.#edges
    if (b + 1 >= start.length) return
    const { kind, offset } = this.#graph.edges
    for (let i = start[b]!; i < start[b + 1]!; i++) {
      const e = edge[i]! as EdgeId
      if (kind[e] >= FIRST_RELOCATION_KIND) rows.edges[rowAt(rows, first, rows.length, offset[e])]!++
    }
  }

  #measure(b: BlockId, first: number, plain: boolean): number {
    const { rows } = this
    const synthetic = this.#isSynthetic(b)
    const only = rows.length === first + 1
    let total = 0
    for (let r = first; r < rows.length; r++) {
      const named = rows.nameCount[r]! > 0 && !synthetic
      const asks = !named && r === first
      const silent = asks && only && plain
      rows.flags[r]! |= (asks && !silent ? RowFlag.Asks : 0) | (silent ? RowFlag.Silent : 0) | (only ? RowFlag.Only : 0)
      rows.height[r] = heightFor(silent ? SILENT_HEIGHT : rows.height[r]!, rows.edges[r]!)
      total += rows.height[r]!
    }
    return total
  }
}

/** Room for its ticks, but no less than that for its text. */
const heightFor = (least: number, edges: number): number =>
  Math.max(least, 10 + TICK_SPACE * Math.min(edges, MAX_TICKS))

/** The row among [first, end) that holds an offset. */
export function rowAt({ start }: Pick<Rows, 'start'>, first: number, end: number, offset: number): number {
  let low = first
  let high = end
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (start[middle]! <= offset) low = middle
    else high = middle
  }
  return low
}

/** So many rows are tried one after the other before the whole block is searched. */
const STEPS = 4

/** The same, if it is probably at `hint` or a little behind it. */
export function rowFrom(rows: Pick<Rows, 'start'>, hint: number, first: number, end: number, offset: number): number {
  if (end - first === 1) return first
  if (hint < first || hint >= end || rows.start[hint]! > offset) return rowAt(rows, first, end, offset)
  for (let row = hint; row < hint + STEPS; row++) if (row + 1 === end || rows.start[row + 1]! > offset) return row
  return rowAt(rows, hint, end, offset)
}

const MOST_NAMES = 4

/** The symbol that a hit on this row means: its first name; NO_SYMBOL for bytes that no one name covers. */
export function symbolOf(rows: Rows, names: NamesIn, r: number): SymbolId {
  if (rows.nameCount[r] === 0 || rows.flags[r]! & RowFlag.Folded) return NO_SYMBOL
  return names.symbol[rows.firstName[r]!]! as SymbolId
}

/** What stands on a row, if its name is not the block's: names, `.LC0 … .LC31, 24 names`, or an ellipsis. */
export function rowLabel(say: Say, graph: LinkGraph, rows: Rows, names: NamesIn, r: number): string {
  const flags = rows.flags[r]!
  if (flags & (RowFlag.Asks | RowFlag.Silent)) return ''
  const count = rows.nameCount[r]!
  if (count === 0) return '…'
  const first = rows.firstName[r]!
  const name = (i: number): string => graph.nameOf(names.symbol[first + i]! as SymbolId)
  if (flags & RowFlag.Folded) return say('map.names', { first: name(0), last: name(count - 1), count })
  const shown = Array.from({ length: Math.min(count, MOST_NAMES) }, (_, i) => name(i)).join(', ')
  return count > MOST_NAMES ? say('map.more-names', { shown, n: count - MOST_NAMES }) : shown
}
