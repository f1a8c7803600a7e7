/** A value that does not fit: how far off it is, where the target would have to be, and what people do about it. */
import { hex } from '../../../base/hex'
import type { EdgeExplanation } from '../../../engine/arch/explain'
import { distanceText, reachOf } from '../../../scene/reach'
import type { Session } from '../../../store/session'

export function OutOfReach({ session, explanation }: { session: Session; explanation: EdgeExplanation }) {
  if (explanation.fits && !explanation.isAligned) return <Misaligned session={session} explanation={explanation} />
  const reach = reachOf(explanation)
  if (!reach?.side) return null
  const { describer, graph } = session
  const target = describer.symbol(graph.edges.target[explanation.edge])
  const relative = explanation.fixup.family === 'relative'
  return (
    <div className="verdict error out-of-reach">
      <p>
        <b>{`${target} is out of reach by ${distanceText(reach.misses)}.`}</b>
      </p>
      <p>
        {`From here the field reaches from ${hex(reach.from)} to ${hex(reach.to)}; ${target} is at ${hex(explanation.values.S)}.`}
      </p>
      <p>{relative ? NEARER : LOWER}</p>
    </div>
  )
}

/** A value within the limits whose lowest bits the instruction does not have. */
function Misaligned({ session, explanation }: { session: Session; explanation: EdgeExplanation }) {
  const { describer } = session
  const { field, value } = explanation
  return (
    <div className="verdict error out-of-reach">
      <p>
        <b>{`${describer.target(explanation.edge)} is not where this instruction can point: ${hex(value)} is no multiple of ${field.multipleOf}.`}</b>
      </p>
      <p>
        The instruction counts in units and has no bits for less. Align the target, or add the rest in another
        instruction.
      </p>
    </div>
  )
}

const NEARER =
  'Any of these would fix it: place the two closer together; compile with -fPIC, so that the access goes through the GOT, or a call through a stub; compile with -mcmodel=large, which writes whole addresses.'
const LOWER =
  'Any of these would fix it: place the target low enough; compile with -fPIC, so that code names places by their distance; use a field that holds all 64 bits.'
