/**
 * One edge in full: each letter of its formula with its number, the value, the limits, whether it fits. The page's card,
 * the range error and the tests read this; it is computed from the same rows as the fixup, but by exact integers, so it
 * also serves as the fixup loop's check.
 */
import type { Arch } from './arch'
import type { CompiledFixup } from './edge-rows'
import type { FieldRow } from './fields'
import { asFieldNumber, fits, isMultiple, limitsOf } from './fields'
import { evaluate } from './formula'
import type { Operand } from './operands'
import type { EdgeId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { EdgeFlag } from '../graph/schema'
import type { Places } from './places'
import { sectionNumberOf, sectionStartOf, templateFileOf } from './places'
import { tombstoneFor } from './tombstone'

export interface EdgeExplanation {
  readonly edge: EdgeId
  readonly fixup: CompiledFixup
  /** The fixup's field, as the instruction in front of it has it. */
  readonly field: FieldRow
  /** Modulo 2^64; A in two's complement. */
  readonly values: Readonly<Record<Operand, bigint>>
  /** The formula's value as the field's reader sees it, before it is cut to the field. */
  readonly value: bigint
  readonly low: bigint
  readonly high: bigint
  /** Between `low` and `high`. */
  readonly fits: boolean
  /** A multiple of what the field counts in. */
  readonly isAligned: boolean
  /** Set if a tombstone is written instead. */
  readonly tombstone: number | undefined
}

/** The field that an edge writes: its kind's, or the one that the instruction there chooses for the value. */
function fieldOf(graph: LinkGraph, arch: Arch, e: EdgeId, value: bigint): FieldRow {
  const { field } = arch.fixups[graph.edges.kind[e]]!
  const word = field.chosenBy ? wordAt(graph, arch, e) : undefined
  if (word === undefined) return field
  return field.chosenBy!(word, Number(value & 0xffffffffn), Number(value >> 32n))
}

/** The instruction word at an edge's place; undefined where the block has no four bytes there. */
function wordAt(graph: LinkGraph, { byteOrder }: Arch, e: EdgeId): number | undefined {
  const bytes = graph.content(graph.edges.block[e])
  const at = graph.edges.offset[e]
  if (!bytes || at + 4 > bytes.length) return undefined
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, byteOrder.code === 'little')
}

/** Explains a relocation edge. KeepAlive and requests have nothing to compute. */
export function explainEdge(graph: LinkGraph, arch: Arch, e: EdgeId, places: Places): EdgeExplanation | undefined {
  const fixup = arch.fixups[graph.edges.kind[e]]
  if (!fixup) return undefined
  const b = graph.edges.block[e]
  const target = graph.edges.target[e]
  const home = templateFileOf(graph, target)
  const values = {
    S: graph.addressOf(target),
    A: graph.edges.addend.big[e],
    P: BigInt.asUintN(64, graph.blocks.address.big[b] + BigInt(graph.edges.offset[e])),
    GOT: places.got[graph.sections.file[graph.blocks.section[b]]] ?? 0n,
    TP: home === undefined ? 0n : places.threadPointer[home]!,
    TLS: home === undefined ? 0n : places.template[home]!,
    Z: graph.symbols.size.big[target],
    IMAGE: places.image[graph.sections.file[graph.blocks.section[b]]] ?? 0n,
    SECTION: sectionStartOf(graph, places, target),
    NUMBER: sectionNumberOf(graph, places, target),
  }
  const raw = evaluate(fixup.formula, values)
  const field = fieldOf(graph, arch, e, raw)
  const dead = (graph.edges.flags[e] & EdgeFlag.Tombstone) !== 0
  return {
    edge: e,
    fixup,
    field,
    values,
    value: asFieldNumber(field, raw),
    ...limitsOf(field),
    fits: fits(field, raw),
    isAligned: isMultiple(field, raw),
    tombstone: dead ? tombstoneFor(graph, b) : undefined,
  }
}
