/**
 * Bytes with their holes. Before its fixup, a field's bytes are not a number yet: they are a hole. This says for each byte
 * of a block which edge will write it, and whether it has.
 */
import type { Arch } from '../engine/arch/arch'
import { isRequest } from '../engine/arch/edge-rows'
import type { FieldRow } from '../engine/arch/fields'
import type { EdgeIndex } from '../engine/graph/edge-index'
import type { BlockId, EdgeId } from '../engine/graph/ids'
import { NO_EDGE } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import { EdgeFlag } from '../engine/graph/schema'

export interface ByteCell {
  readonly value: number
  /** The edge whose field this byte is in, or NO_EDGE. */
  readonly edge: EdgeId
  /** A field that has not been written: the value means nothing yet. */
  readonly hole: boolean
}

/** Bytes of the field that an edge writes, or will write once a pass has lowered it; 0 if it writes none. */
export const fieldWidth = (arch: Arch, kind: number): number => fieldOfKind(arch, kind)?.bytes ?? 0

function fieldOfKind({ fixups, edges }: Arch, kind: number): FieldRow | undefined {
  const row = edges[kind]
  if (!row || !isRequest(row)) return fixups[kind]?.field
  return fixups[edges.findIndex(({ name }) => name === row.lowersTo)]?.field
}

/** The same field as the instruction there has it. */
export function fieldIn(arch: Arch, kind: number, content: Uint8Array, at: number): FieldRow | undefined {
  const field = fieldOfKind(arch, kind)
  if (!field?.chosenBy || at + 4 > content.length) return field
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  return field.chosenBy(view.getUint32(at, arch.byteOrder.code === 'little'), 0, 0)
}

export interface ByteQuery {
  readonly graph: LinkGraph
  readonly arch: Arch
  readonly outgoing: EdgeIndex
}

/** Cells of [start, end) of a block as it is now; undefined for zero-fill. */
export function bytesOf(
  { graph, arch, outgoing }: ByteQuery,
  b: BlockId,
  start: number,
  end: number,
): ByteCell[] | undefined {
  const content = graph.content(b)
  if (!content) return undefined
  const last = Math.min(end, content.length)
  const owner = new Map<number, EdgeId>()
  for (let i = outgoing.start[b]!; i < outgoing.start[b + 1]!; i++) {
    const e = outgoing.edge[i]! as EdgeId
    if (e >= graph.edges.length || graph.edges.block[e] !== b) continue
    const at = graph.edges.offset[e]
    const width = fieldWidth(arch, graph.edges.kind[e])
    if (at + width <= start || at >= last) continue
    for (let k = 0; k < width; k++) owner.set(at + k, e)
  }
  const cells: ByteCell[] = []
  for (let at = Math.max(0, start); at < last; at++) {
    const edge = owner.get(at) ?? NO_EDGE
    const hole = edge !== NO_EDGE && !(graph.edges.flags[edge] & EdgeFlag.Applied)
    cells.push({ value: content[at]!, edge, hole })
  }
  return cells
}
