/**
 * One edge in full: each letter of its formula with its number, the value, the limits, whether it fits. The page's card,
 * the range error and the tests read this; it is computed from the same rows as the fixup, but by exact integers, so it
 * also serves as the fixup loop's check.
 */
import type { Arch } from './arch'
import type { CompiledFixup } from './edge-rows'
import { asFieldNumber, fits, limitsOf } from './fields'
import { evaluate } from './formula'
import type { Operand } from './operands'
import type { EdgeId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { EdgeFlag } from '../graph/schema'
import type { Places } from './places'
import { templateFileOf } from './places'
import { tombstoneFor } from './tombstone'

export interface EdgeExplanation {
  readonly edge: EdgeId
  readonly fixup: CompiledFixup
  /** Modulo 2^64; A in two's complement. */
  readonly values: Readonly<Record<Operand, bigint>>
  /** The formula's value as the field's reader sees it, before it is cut to the field. */
  readonly value: bigint
  readonly low: bigint
  readonly high: bigint
  readonly fits: boolean
  /** Set if a tombstone is written instead. */
  readonly tombstone: number | undefined
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
  }
  const raw = evaluate(fixup.formula, values)
  const dead = (graph.edges.flags[e] & EdgeFlag.Tombstone) !== 0
  return {
    edge: e,
    fixup,
    values,
    value: asFieldNumber(fixup.field, raw),
    ...limitsOf(fixup.field),
    fits: fits(fixup.field, raw),
    tombstone: dead ? tombstoneFor(graph, b) : undefined,
  }
}
