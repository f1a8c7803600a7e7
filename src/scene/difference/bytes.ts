/** Blocks whose finished bytes or sizes differ: where, from what to what, and which edge wrote them. */
import type { BlockId, EdgeId } from '../../engine/graph/ids'
import { NO_EDGE } from '../../engine/graph/ids'
import type { Matches } from './match'
import { byOffset, NONE } from './match'
import type { Run } from './run'
import type { Some } from './some'
import { Collector, isShown } from './some'

export interface ByteChange {
  readonly block: BlockId
  /** Bytes that differ as far as both runs have them. */
  readonly bytes: number
  readonly size: { readonly before: number; readonly after: number }
  /** The first places. */
  readonly places: readonly BytePlace[]
}

export interface BytePlace {
  readonly offset: number
  /** The whole field, if an edge wrote it; else the bytes in a row that differ. */
  readonly before: Uint8Array
  readonly after: Uint8Array
  /** The edge of the later run that wrote them, or NO_EDGE. */
  readonly edge: EdgeId
}

const MOST_PLACES = 3

export function compareBytes(before: Run, after: Run, { blocks }: Matches): Some<ByteChange> {
  const found = new Collector<ByteChange>()
  for (let b = 0 as BlockId; b < after.graph.blocks.length; b++) {
    const old = blocks[b]! as BlockId
    if ((old as number) === NONE || !isShown(after.graph, b) || !isShown(before.graph, old)) continue
    const was = before.graph.content(old)
    const is = after.graph.content(b)
    if (!was || !is) continue
    const bytes = countDifferent(was, is)
    if (bytes === 0 && was.length === is.length) continue
    found.add(() => ({
      block: b,
      bytes,
      size: { before: was.length, after: is.length },
      places: firstPlaces(after, b, was, is),
    }))
  }
  return found.some()
}

function countDifferent(a: Uint8Array, b: Uint8Array): number {
  const common = Math.min(a.length, b.length)
  let count = 0
  for (let i = 0; i < common; i++) if (a[i] !== b[i]) count++
  return count
}

function firstPlaces(after: Run, b: BlockId, was: Uint8Array, is: Uint8Array): BytePlace[] {
  const edges = byOffset(after, b)
  const { offset } = after.graph.edges
  const end = Math.min(was.length, is.length)
  const places: BytePlace[] = []
  let next = 0
  for (let i = 0; i < end && places.length < MOST_PLACES; i++) {
    if (was[i] === is[i]) continue
    while (next < edges.length && offset[edges[next] as EdgeId] + widthOf(after, edges[next]!) <= i) next++
    const e = next < edges.length && offset[edges[next] as EdgeId] <= i ? (edges[next]! as EdgeId) : NO_EDGE
    const start = e === NO_EDGE ? i : offset[e]
    const stop = Math.min(end, e === NO_EDGE ? runEnd(was, is, i) : start + widthOf(after, e))
    places.push({ offset: start, before: was.slice(start, stop), after: is.slice(start, stop), edge: e })
    i = stop - 1
  }
  return places
}

function runEnd(was: Uint8Array, is: Uint8Array, start: number): number {
  let end = start
  const common = Math.min(was.length, is.length)
  while (end < common && end - start < 8 && was[end] !== is[end]) end++
  return end
}

/** Bytes that an edge writes; 0 if it writes none. */
function widthOf({ arch, graph }: Run, e: number): number {
  return arch.fixups[graph.edges.kind[e as EdgeId]]?.field.bytes ?? 0
}
