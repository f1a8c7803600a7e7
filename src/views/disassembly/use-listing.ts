/** The instructions of a stretch of code, as far as they have been looked at: more is read when the list nears its end. */
import { useState } from 'react'
import type { BlockId, EdgeId } from '../../engine/graph/ids'
import { fillField } from '../../engine/arch/fields'
import { EdgeFlag } from '../../engine/graph/schema'
import { fieldIn } from '../../scene/bytes'
import { cutOperand } from '../../scene/operand-text'
import { reader, useAnswer } from '../../store/reader'
import { firstPicked, useReading } from '../../store/reading'
import type { Session } from '../../store/session'
import { edgesFrom } from '../../store/edges-of'

export interface ListedInstruction {
  /** Offsets in the block. */
  readonly start: number
  readonly end: number
  readonly before: string
  /** What the field of an edge that is not written yet will decide; empty if there is none. */
  readonly hole: boolean
  readonly after: string
  /** The edge whose field is in it. */
  readonly edge: EdgeId | undefined
}

export interface Listing {
  readonly rows: readonly ListedInstruction[]
  readonly problem: string | undefined
  /** All of the stretch has been read. */
  readonly whole: boolean
  more(): void
}

const FIRST_BYTES = 1024
/** Two numbers, unlike in every digit, for fields that have none yet. */
const PROBES = [0x11, 0x22] as const

export function useListing(session: Session, block: BlockId, start: number, end: number): Listing {
  const [reach, setReach] = useState(FIRST_BYTES)
  const syntax = useReading((state) => state.syntax)
  // Somebody has jumped to a place that may be far beyond what has been looked at.
  const jumped = useReading((state) => firstPicked(state.picked, block, start, end)) ?? start
  const { graph, generation, replay } = session
  const last = Math.min(end, Math.max(start + reach, jumped + FIRST_BYTES))
  const key = `${generation} ${block} ${start} ${last} ${syntax} ${replay.position}`
  const answer = useAnswer(key, async () => {
    const edges = edgesFrom(session, block).filter(
      (e) => graph.edges.offset[e] >= start && graph.edges.offset[e] < last,
    )
    const address = graph.blocks.address.big[block] + BigInt(start)
    const [one, other] = PROBES.map((digit) => probed(session, block, start, last, edges, digit))
    const ask = (bytes: Uint8Array) =>
      reader().ask('instructions', {
        processor: session.arch.processor,
        bytes,
        address,
        syntax,
        most: Number.MAX_SAFE_INTEGER,
      })
    const [texts, others] = await Promise.all([ask(one!), ask(other!)])
    const same = texts.length === others.length
    const byOffset = edges.toSorted((a, b) => graph.edges.offset[a] - graph.edges.offset[b])
    let next = 0
    return texts.map(({ start: at, size, text }, i): ListedInstruction => {
      const cut = cutOperand([text, same ? others[i]!.text : text])
      const place = { start: start + at, end: start + at + size }
      while (next < byOffset.length && graph.edges.offset[byOffset[next]!] < place.start) next++
      const candidate = byOffset[next]
      const edge = candidate !== undefined && graph.edges.offset[candidate] < place.end ? candidate : undefined
      return { ...place, before: cut.before, hole: cut.operand !== '', after: cut.after, edge }
    })
  })
  const whole = last >= end
  return {
    rows: answer.value ?? [],
    problem: answer.problem,
    whole,
    more: () => {
      if (!whole && answer.value) setReach(2 * (last - start))
    },
  }
}

/** The bytes as they are now, with a digit in every field that is not written yet. */
function probed(
  { graph, arch }: Session,
  block: BlockId,
  start: number,
  end: number,
  edges: readonly EdgeId[],
  digit: number,
): Uint8Array {
  const bytes = graph.content(block)!.slice(start, end)
  for (const e of edges) {
    if (graph.edges.flags[e] & EdgeFlag.Applied) continue
    const at = graph.edges.offset[e] - start
    const field = fieldIn(arch, graph.edges.kind[e], bytes, at)
    if (field) fillField(field, bytes, at, digit)
  }
  return bytes
}
