/**
 * Fields that are not simply little-endian data: parts of instruction words, whose other bits stay, and big-endian data.
 * The value comes as two words; what is written is a number whose bytes have been put in order here.
 *
 * Source: JITLink's aarch64 applyFixup; LLD's AArch64 relocate.
 */
import type { Arch } from '../arch/arch'
import { orderOf } from '../arch/arch'
import type { FieldRow } from '../arch/fields'
import { insertInto } from '../arch/fields'
import type { EdgeId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'

/** A value and where it goes. */
export interface SpecialWrite {
  readonly edge: EdgeId
  /** See `fieldAt`. */
  readonly field: FieldRow
  readonly low: number
  readonly high: number
  /** LLVM 22 adds bits to those that stand in an instruction; the ABI has them replaced. */
  readonly addsBits: boolean
}

/**
 * The field at an edge's place, which has been checked to lie in its block: the kind's own, or what the instruction there
 * chooses for a value of these two words.
 */
export function fieldAt(
  graph: LinkGraph,
  arch: Arch,
  edge: EdgeId,
  own: FieldRow,
  low: number,
  high: number,
): FieldRow {
  return own.chosenBy ? own.chosenBy(readWord(graph, arch, edge, own), low, high) : own
}

/** The word that stands at an edge's place in working memory, as its reader sees it. */
function readWord(graph: LinkGraph, arch: Arch, e: EdgeId, field: FieldRow): number {
  const { view } = graph.memory
  const at = graph.blocks.memory[graph.edges.block[e]] + graph.edges.offset[e]
  const isLittle = orderOf(arch, field) === 'little'
  if (field.bytes === 1) return view.getUint8(at)
  return field.bytes === 2 ? view.getUint16(at, isLittle) : view.getUint32(at, isLittle)
}

/** Whether a value fits between the field's limits and has no bits that the field cannot hold. */
export function holdsValue({ sign, bits, bytes, multipleOf }: FieldRow, low: number, high: number): boolean {
  if (multipleOf !== undefined && (low & (multipleOf - 1)) !== 0) return false
  const width = bits ?? 8 * bytes
  if (sign === 'none' || width === 64) return true
  if (sign === 'unsigned') return isUnsigned(width, low, high)
  return isSigned(width, low, high) || (sign === 'either' && isUnsigned(width, low, high))
}

function isUnsigned(bits: number, low: number, high: number): boolean {
  if (bits > 32) return high >>> (bits - 32) === 0
  return high === 0 && (bits === 32 || low >>> bits === 0)
}

function isSigned(bits: number, low: number, high: number): boolean {
  const word = bits > 32 ? high | 0 : low | 0
  const shift = bits > 32 ? 64 - bits : 32 - bits
  return (word << shift) >> shift === word && (bits > 32 || high === (word >> 31) >>> 0)
}

/** Writes the field and marks the edge applied. */
export function applySpecial(graph: LinkGraph, arch: Arch, write: SpecialWrite): void {
  const { edge, field } = write
  const b = graph.edges.block[edge]
  const [low, high] = field.pieces ? [mixed(graph, arch, write), 0] : [write.low, write.high]
  if (orderOf(arch, field) === 'little') graph.applyEdge(edge, b, field.bytes, low, high)
  else if (field.bytes === 8) graph.applyEdge(edge, b, 8, swapped(high), swapped(low))
  else graph.applyEdge(edge, b, field.bytes, swapped(low) >>> (32 - 8 * field.bytes), 0)
}

/** The word with the value's pieces in it. */
function mixed(graph: LinkGraph, arch: Arch, { edge, field, low, high, addsBits }: SpecialWrite): number {
  const word = readWord(graph, arch, edge, field)
  return addsBits ? (word | insertInto(field.pieces!, 0, low, high)) >>> 0 : insertInto(field.pieces!, word, low, high)
}

/** The four bytes of a word in the other order. */
const swapped = (word: number): number =>
  ((word >>> 24) | ((word >>> 8) & 0xff00) | ((word << 8) & 0xff0000) | (word << 24)) >>> 0
