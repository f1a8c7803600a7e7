/** The instruction that holds an edge's field, before and after: asked of the reader when it is first shown. */
import type { EdgeId } from '../../../engine/graph/ids'
import { Protection } from '../../../engine/graph/ids'
import { fieldIn, fieldWidth } from '../../../scene/bytes'
import type { Answer } from '../../../store/reader'
import { reader, useAnswer } from '../../../store/reader'
import { useReading } from '../../../store/reading'
import type { Session } from '../../../store/session'
import type { FieldInstruction } from '../../../worker/reader-protocol'

/** Bytes behind the field that its instruction may still have: an immediate of eight bytes at most. */
const TAIL = 8
/** A function may be long; from this far in front of the field instructions are read at most. */
const MOST_BYTES = 1 << 16

/** Offsets of an instruction in its block. */
export interface PlacedInstruction extends FieldInstruction {
  readonly at: number
}

/**
 * `at`: offset of the field; `original`: in the file's bytes instead of those of this moment. Undefined for fields outside
 * code.
 */
export function useInstruction(
  session: Session,
  edge: EdgeId,
  at: number,
  original: boolean,
): Answer<PlacedInstruction | undefined> {
  const syntax = useReading((state) => state.syntax)
  const { graph, arch, describer, generation } = session
  const block = graph.edges.block[edge]
  const width = fieldWidth(arch, graph.edges.kind[edge])
  const code = graph.sections.protection[graph.blocks.section[block]] & Protection.Exec
  const content = original ? graph.originalContent(block) : graph.content(block)
  const start = describer.startOf(block, at)
  const near = at - start <= MOST_BYTES
  const bytes = code && width > 0 && near ? content?.subarray(start, at + width + TAIL) : undefined
  const address = graph.blocks.address.big[block] + BigInt(start)
  const field = bytes && Array.from(bytes.subarray(Math.max(0, at - start - 8))).join()
  const key = bytes && `${generation} ${edge} ${at} ${original} ${syntax} ${address} ${field}`
  return useAnswer(key, async () => {
    const field = fieldIn(arch, graph.edges.kind[edge], bytes!, at - start)
    const own = { at: at - start, width, pieces: field?.pieces }
    const ask = { processor: arch.processor, bytes: bytes!.slice(), address, syntax, ...own }
    const found = await reader().ask('field', ask)
    return found && { ...found, at: start + found.start }
  })
}
