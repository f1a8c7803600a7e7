/**
 * Where edges begin and end on the map: for each edge the row of its field and the row of its target. Two columns, made
 * in one pass over the tables, because a picture of a million edges has no time for a million descriptions.
 */
import type { Arch } from '../engine/arch/arch'
import { definitionOf, isCounted } from '../engine/graph/crossings'
import type { BlockId, EdgeId, SymbolId } from '../engine/graph/ids'
import { Base, FIRST_RELOCATION_KIND, NO_BLOCK, NO_EDGE, Protection } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import { BlockFlag } from '../engine/graph/schema'
import { NO_NAME } from '../engine/table/name-table'
import type { Layout } from './geometry'
import { rowAt, rowFrom } from './rows'

/** `from` of an edge that is not drawn: it writes nothing, or its block is not on the map. */
export const NOT_DRAWN = -2
/** `to` of an edge whose target is not on the map: outside the link, or removed. */
export const OFF_MAP = -1

export interface EdgeEnds {
  readonly length: number
  /** Row of the field, or NOT_DRAWN. */
  readonly from: Int32Array
  /** Row of the target, or OFF_MAP. */
  readonly to: Int32Array
}

export interface EndsQuery {
  readonly graph: LinkGraph
  readonly arch: Arch
  readonly layout: Layout
}

/** Both ends of all edges, as the graph is now. */
export function edgeEnds(query: EndsQuery): EdgeEnds {
  const { length } = query.graph.edges
  const ends = { length, from: new Int32Array(length), to: new Int32Array(length) }
  new EndFinder(query).findAll(ends)
  return ends
}

/** No row yet: see `EndFinder`. */
const UNKNOWN = -3

/**
 * Finds the ends of edges. Where names are is remembered, since a million edges lead to far fewer names: a finder holds
 * as long as no event changes where a symbol is (PLACE_CELLS).
 */
export class EndFinder {
  readonly #query: EndsQuery
  readonly #tails: Uint8Array
  /** Symbol → row of its place if it has a name, OFF_MAP, or UNKNOWN. */
  readonly #rowOf: Int32Array
  #isPlaced = false
  /** The row found last: files list relocations in ascending order, so the next one is not far. */
  #last = 0

  constructor(query: EndsQuery) {
    this.#query = query
    this.#tails = instructionTails(query.arch)
    this.#rowOf = new Int32Array(query.graph.symbols.base.length).fill(UNKNOWN)
  }

  /** Row of the field of an edge, or NOT_DRAWN. */
  from(e: EdgeId): number {
    const { graph, layout } = this.#query
    if (e >= graph.edges.length || !isCounted(graph, e)) return NOT_DRAWN
    const { slotOf, slots, rows } = layout
    const b = graph.edges.block[e]
    const slot = b < slotOf.length ? slotOf[b]! : -1
    if (slot < 0) return NOT_DRAWN
    this.#last = rowFrom(rows, this.#last, slots.firstRow[slot]!, slots.firstRow[slot + 1]!, graph.edges.offset[e])
    return this.#last
  }

  /** Row of the target of an edge, or OFF_MAP. */
  to(e: EdgeId): number {
    const { graph } = this.#query
    const s = graph.edges.target[e]
    const known = this.#rowOf[s]!
    return known === UNKNOWN ? this.#find(e, s) : known
  }

  /** Both ends of the first `ends.length` edges: what `from` and `to` say, from columns that are looked up once. */
  findAll({ length, from, to }: EdgeEnds): void {
    if (!this.#isPlaced) this.#placeAll()
    const { graph, layout } = this.#query
    const { kind, block, offset, target } = graph.edges
    const { firstRow } = layout.slots
    const onlyRow = rowsOfBlocks(this.#query)
    const rowOf = this.#rowOf
    let last = this.#last
    for (let e = 0 as EdgeId; e < length; e++) {
      const b = block[e]
      let row = kind[e] >= FIRST_RELOCATION_KIND && b < onlyRow.length ? onlyRow[b]! : NOT_DRAWN
      if (row === UNKNOWN) {
        const slot = layout.slotOf[b]!
        row = rowFrom(layout.rows, last, firstRow[slot]!, firstRow[slot + 1]!, offset[e])
        last = row
      }
      from[e] = row
      if (row === NOT_DRAWN) {
        to[e] = OFF_MAP
        continue
      }
      const known = rowOf[target[e]]!
      to[e] = known === UNKNOWN ? this.#find(e, target[e]) : known
    }
    this.#last = last
  }

  /** Places all names in the order of the table. Edges lead to them in any order, and large tables are slow to jump about in. */
  #placeAll(): void {
    const { length, name, base } = this.#query.graph.symbols
    for (let s = 0 as SymbolId; s < length; s++)
      if (name[s] !== NO_NAME && base[s] === Base.Defined && this.#rowOf[s] === UNKNOWN) this.#find(NO_EDGE, s)
    this.#isPlaced = true
  }

  #find(e: EdgeId, target: SymbolId): number {
    const { graph, layout } = this.#query
    const s = definitionOf(graph, target)
    const { base, block, name, offset } = graph.symbols
    const b = block[s]
    if (base[s] !== Base.Defined || b === NO_BLOCK) return this.#remember(target, OFF_MAP)
    // Wherever in a block of one row an edge aims, it leads to that row.
    if (name[s] === NO_NAME && !isOneRow(layout, b))
      return onMap(rowIn(layout, b, targetOffset(graph, this.#tails, e, s)))
    return this.#remember(target, onMap(rowIn(layout, b, offset.words[2 * s]!)))
  }

  #remember(s: SymbolId, row: number): number {
    this.#rowOf[s] = row
    return row
  }
}

/** Block → its only row, UNKNOWN if it has several, NOT_DRAWN if its edges are not drawn. */
function rowsOfBlocks({ graph, layout }: EndsQuery): Int32Array {
  const { slotOf, slots } = layout
  const { firstRow } = slots
  const { flags } = graph.blocks
  const rows = new Int32Array(slotOf.length).fill(NOT_DRAWN)
  for (let b = 0 as BlockId; b < rows.length; b++) {
    const slot = slotOf[b]!
    if (slot < 0 || flags[b] & BlockFlag.Removed) continue
    rows[b] = firstRow[slot + 1]! - firstRow[slot]! === 1 ? firstRow[slot]! : UNKNOWN
  }
  return rows
}

function isOneRow({ slotOf, slots }: Layout, b: BlockId): boolean {
  const slot = b < slotOf.length ? slotOf[b]! : -1
  return slot < 0 || slots.firstRow[slot + 1]! - slots.firstRow[slot]! === 1
}

const onMap = (row: number): number => (row < 0 ? OFF_MAP : row)

/** The row of a place in a block, or NOT_DRAWN if the block is not on the map. */
export function rowIn({ slotOf, slots, rows }: Layout, b: BlockId, offset: number): number {
  const slot = b < slotOf.length ? slotOf[b]! : -1
  if (slot < 0) return NOT_DRAWN
  return rowAt(rows, slots.firstRow[slot]!, slots.firstRow[slot + 1]!, offset)
}

/**
 * Offset in the target's block at which an edge really aims; the addend of an anonymous target is an offset. The same
 * answer as Describer.targetOffset, from words instead of big integers.
 */
export function targetOffset(graph: LinkGraph, tails: Uint8Array, e: EdgeId, s: SymbolId): number {
  const start = graph.symbols.offset.words[2 * s]!
  if (graph.symbols.name[s] !== NO_NAME) return start
  const { words } = graph.edges.addend
  const addend = words[2 * e]! | 0
  if (words[2 * e + 1]! !== (addend < 0 ? 0xffffffff : 0)) return start
  const at = start + addend + tailOf(graph, tails, e)
  return at >= 0 && at <= graph.blocks.size.words[2 * graph.symbols.block[s]]! ? at : start
}

function tailOf({ blocks, edges, sections }: LinkGraph, tails: Uint8Array, e: EdgeId): number {
  const tail = tails[edges.kind[e]]!
  return tail > 0 && sections.protection[blocks.section[edges.block[e]]] & Protection.Exec ? tail : 0
}

/** By edge kind: bytes from the field to the next instruction, where the formula leaves them to the addend. */
export function instructionTails({ fixups, countsFromNext }: Arch): Uint8Array {
  const tails = new Uint8Array(256)
  if (!countsFromNext) return tails
  fixups.forEach((fixup, kind) => {
    if (fixup && fixup.formula.coefficient.P < 0 && fixup.formula.constant === 0) tails[kind] = fixup.field.bytes
  })
  return tails
}

/** World height of a place in a row. */
export function heightIn({ rows, slots, pieces }: Layout, graph: LinkGraph, row: number, offset: number): number {
  const slot = pieces.slot[rows.piece[row]!]!
  const start = rows.start[row]!
  const size = graph.blocks.size.words[2 * slots.block[slot]!]!
  const end = row + 1 < slots.firstRow[slot + 1]! ? rows.start[row + 1]! : size
  const span = Math.max(1, end - start)
  return rows.y[row]! + 6 + ((rows.height[row]! - 12) * Math.min(span, Math.max(0, offset - start))) / span
}
