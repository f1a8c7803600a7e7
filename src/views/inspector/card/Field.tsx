/** The field of an edge, drawn with the bytes that the fixup writes. */
import type { EdgeExplanation } from '../../../engine/arch/explain'
import { FieldDrawing } from './FieldDrawing'

export function Field({ explanation }: { explanation: EdgeExplanation }) {
  const { fixup, value, fits, tombstone } = explanation
  if (!fits || fixup.field.pieces) return null
  const word = BigInt.asUintN(64, tombstone === undefined ? value : BigInt(tombstone))
  const bytes = Array.from({ length: fixup.field.bytes }, (_, i) => Number((word >> BigInt(8 * i)) & 0xffn))
  return (
    <details className="field" open>
      <summary>{`How ${fixup.field.says.replace(/^(un)?signed, /, '')} lie in memory`}</summary>
      <FieldDrawing explanation={explanation} bytes={bytes} />
    </details>
  )
}
