/**
 * Where edges begin and end on the map: for each edge the row of its field and the row of its target. Two columns, made
 * in one pass over the tables, because a picture of a million edges has no time for a million descriptions.
 */
import type { Arch } from '../engine/arch/arch'
import { definitionOf, isCounted } from '../engine/graph/crossings'
import type { BlockId, EdgeId, SymbolId } from '../engine/graph/ids'
import { Base, NO_BLOCK, Protection } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import { NO_NAME } from '../engine/table/name-table'
import type { Layout } from './geometry'
import { rowAt } from './rows'

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
export function edgeEnds({ graph, arch, layout }: EndsQuery): EdgeEnds {
  const { length } = graph.edges
  const from = new Int32Array(length)
  const to = new Int32Array(length)
  const tails = instructionTails(arch)
  const { block, offset } = graph.edges
  for (let e = 0 as EdgeId; e < length; e++) {
    from[e] = isCounted(graph, e) ? rowIn(layout, block[e], offset[e]) : NOT_DRAWN
    to[e] = from[e] === NOT_DRAWN ? OFF_MAP : targetRow(graph, layout, tails, e)
  }
  return { length, from, to }
}

/** The row of a place in a block, or NOT_DRAWN if the block is not on the map. */
export function rowIn({ slotOf, slots, rows }: Layout, b: BlockId, offset: number): number {
  const slot = b < slotOf.length ? slotOf[b]! : -1
  if (slot < 0) return NOT_DRAWN
  return rowAt(rows, slots.firstRow[slot]!, slots.firstRow[slot + 1]!, offset)
}

function targetRow(graph: LinkGraph, layout: Layout, tails: Uint8Array, e: EdgeId): number {
  const s = definitionOf(graph, graph.edges.target[e])
  const b = graph.symbols.block[s]
  if (graph.symbols.base[s] !== Base.Defined || b === NO_BLOCK) return OFF_MAP
  const row = rowIn(layout, b, targetOffset(graph, tails, e, s))
  return row < 0 ? OFF_MAP : row
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
