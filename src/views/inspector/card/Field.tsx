/** The field of an edge, drawn with the bytes that the fixup writes. */
import type { EdgeExplanation } from '../../../engine/arch/explain'
import { written } from '../../../engine/arch/fields'
import { useSay } from '../../../store/language'
import type { Session } from '../../../store/session'
import { FieldDrawing } from './FieldDrawing'
import { SplitDrawing } from './SplitDrawing'

export function Field({ session, explanation }: { session: Session; explanation: EdgeExplanation }) {
  const say = useSay()
  const { field, value, fits, isAligned, tombstone } = explanation
  if (!fits || !isAligned) return null
  const held = tombstone === undefined ? value : BigInt(tombstone)
  const number = written(field, wordOf(session, explanation), BigInt.asUintN(64, held))
  if (field.pieces) {
    return (
      <details className="field" open>
        <summary>{say('inspector.bits-in-instruction')}</summary>
        <SplitDrawing field={field} value={BigInt.asUintN(64, held)} word={number} />
      </details>
    )
  }
  const order = session.arch.byteOrder.data
  const bytes = Array.from({ length: field.bytes }, (_, i) => Number((number >> BigInt(8 * i)) & 0xffn))
  if (order === 'big') bytes.reverse()
  return (
    <details className="field" open>
      <summary>{say('inspector.bits-in-memory', { n: 8 * field.bytes })}</summary>
      <FieldDrawing bytes={bytes} order={order} />
    </details>
  )
}

/** The number that stands in the field's bytes now; its other bits stay. */
function wordOf({ graph, arch }: Session, { edge, field }: EdgeExplanation): bigint {
  const at = graph.edges.offset[edge]
  const bytes = [...(graph.content(graph.edges.block[edge])?.subarray(at, at + field.bytes) ?? [])]
  if (arch.byteOrder[field.instruction ? 'code' : 'data'] === 'big') bytes.reverse()
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
}
