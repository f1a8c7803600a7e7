/**
 * One edge in full: each letter of its formula with its number, the value, the limits, whether it fits. The page's card,
 * the range error and the tests read this; it is computed from the same rows as the fixup, but by exact integers, so it
 * also serves as the fixup loop's check.
 */
import type { Arch } from '../arch/arch'
import type { CompiledFixup } from '../arch/edge-rows'
import { asFieldNumber, fits, limitsOf } from '../arch/fields'
import { evaluate } from '../arch/formula'
import type { Operand } from '../arch/operands'
import type { EdgeId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { EdgeFlag } from '../graph/schema'
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

/** Explains a relocation edge; `got` holds each file's GOT address. KeepAlive and requests have nothing to compute. */
export function explainEdge(graph: LinkGraph, arch: Arch, e: EdgeId, got: readonly bigint[]): EdgeExplanation | undefined {
  const fixup = arch.fixups[graph.edges.kind[e]]
  if (!fixup) return undefined
  const b = graph.edges.block[e]
  const target = graph.edges.target[e]
  const values = {
    S: graph.addressOf(target),
    A: graph.edges.addend.big[e],
    P: BigInt.asUintN(64, graph.blocks.address.big[b] + BigInt(graph.edges.offset[e])),
    GOT: got[graph.sections.file[graph.blocks.section[b]]] ?? 0n,
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
