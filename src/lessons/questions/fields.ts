/**
 * What stands in a field, and what people think that stands there: the edge's own formula with an operand changed, each
 * with the thought behind it. Nothing here knows a formula; it takes the architecture's rows.
 */
import type { EdgeExplanation } from '../../engine/arch/explain'
import { explainEdge } from '../../engine/arch/explain'
import type { ByteOrder } from '../../engine/arch/arch'
import type { FieldRow } from '../../engine/arch/fields'
import { written } from '../../engine/arch/fields'
import { evaluate } from '../../engine/arch/formula'
import { placesOf } from '../../engine/arch/places'
import { policyOfSymbol } from '../../engine/graph/crossings'
import type { EdgeId } from '../../engine/graph/ids'
import { EdgeFlag } from '../../engine/graph/schema'
import { bytesOf, numberOf } from './answers'
import type { AskedLink } from './asked-link'
import type { MisconceptionId } from './misconceptions'
import { edgesOf } from './things'

/** An edge with all its numbers; undefined for kinds that compute nothing, and for fields outside of their block. */
export type Explainer = (e: EdgeId) => EdgeExplanation | undefined

/** Explains edges of the tables as they are now: where tables and templates are is found out once. */
export function explainer({ graph, arch }: AskedLink): Explainer {
  const places = placesOf(graph, arch)
  return (e) => {
    const found = explainEdge(graph, arch, e, places)
    if (!found) return undefined
    const end = BigInt(graph.edges.offset[e] + found.field.bytes)
    return end <= graph.blocks.size.big[graph.edges.block[e]] ? found : undefined
  }
}

export const explained = (link: AskedLink, e: EdgeId): EdgeExplanation | undefined => explainer(link)(e)

/** Edges whose fields have been written with what their formula says, and can be read as whole bytes. */
export const writtenFields = (link: AskedLink): EdgeId[] => appliedEdges(link, ({ pieces }) => pieces === undefined)

/** Edges whose fields are such, and have been written with what their formula says. */
export function appliedEdges(link: AskedLink, isSuch: (field: FieldRow) => boolean): EdgeId[] {
  const { graph, arch } = link
  const { flags, kind, block } = graph.edges
  return edgesOf(link).filter((e) => {
    const field = arch.fixups[kind[e]]?.field
    const isWritten = (flags[e] & (EdgeFlag.Applied | EdgeFlag.Tombstone)) === EdgeFlag.Applied
    return field !== undefined && isSuch(field) && isWritten && graph.content(block[e]) !== undefined
  })
}

/** The field's bytes as they are now, or as they were in the file. */
export function fieldBytes({ graph }: AskedLink, e: EdgeId, count: number, original = false): number[] {
  const { block, offset } = graph.edges
  const b = block[e]
  const content = original ? graph.originalContent(b) : graph.content(b)
  return Array.from(content?.subarray(offset[e], offset[e] + count) ?? [])
}

/** The field's bytes if this value were in it; bits that are not the value's stay as they are. */
export function encode({ field }: EdgeExplanation, before: readonly number[], value: bigint, order: ByteOrder) {
  return bytesOf(written(field, numberOf(before, order), value), before.length, order)
}

export interface Thought {
  readonly misconception: MisconceptionId
  readonly value: bigint
}

/** Values that people come to, with the operand that they take for another. */
export function thoughtsAbout(link: AskedLink, found: EdgeExplanation): Thought[] {
  const { fixup, values, edge } = found
  const { graph } = link
  const { S, A, P } = values
  const { formula } = fixup
  const b = graph.edges.block[edge]
  const isRelative = fixup.family === 'relative'
  const start = graph.blocks.address.big[b] + BigInt(link.describer.startOf(b, graph.edges.offset[edge]))
  const withValues = (changed: Partial<typeof values>): bigint => evaluate(formula, { ...values, ...changed })
  const thoughts: Thought[] = [
    { misconception: 'no-addend', value: withValues({ A: 0n }) },
    { misconception: 'section-offset', value: withValues({ S: S - homeAddress(link, edge) }) },
  ]
  if (isRelative) {
    thoughts.push(
      { misconception: 'from-field', value: S - P },
      { misconception: 'from-function', value: withValues({ P: start }) },
      { misconception: 'absolute', value: S },
      { misconception: 'absolute', value: S + A },
      { misconception: 'sign', value: -evaluate(formula, values) },
      { misconception: 'one-addend-fits-all', value: S - P - 4n },
    )
  } else {
    thoughts.push({ misconception: 'relative', value: S + A - P }, { misconception: 'relative', value: S + A - P - 4n })
  }
  return thoughts
}

/** Where the target's segment begins: what is left of an address without it is an offset. 0 for what has no segment. */
function homeAddress({ graph }: AskedLink, e: EdgeId): bigint {
  const target = graph.edges.target[e]
  const block = graph.symbols.block[target]
  const segment = block < graph.blocks.length ? graph.blocks.segment[block] : graph.segments.length
  const isHere = policyOfSymbol(graph, target) < 2 && segment < graph.segments.length
  return isHere ? graph.segments.address.big[segment as never] : 0n
}
