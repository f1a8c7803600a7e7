/** A value that does not fit: how far off it is, where the target would have to be, and what people do about it. */
import { hex } from '../../../base/hex'
import type { EdgeExplanation } from '../../../engine/arch/explain'
import { distanceText, reachOf } from '../../../scene/reach'
import { useSay } from '../../../store/language'
import type { Session } from '../../../store/session'
import { Written } from '../Written'

export function OutOfReach({ session, explanation }: { session: Session; explanation: EdgeExplanation }) {
  const say = useSay()
  if (explanation.fits && !explanation.isAligned) return <Misaligned session={session} explanation={explanation} />
  const reach = reachOf(explanation)
  if (!reach?.side) return null
  const { describer, graph } = session
  const target = describer.symbol(graph.edges.target[explanation.edge])
  const relative = explanation.fixup.family === 'relative'
  return (
    <div className="verdict error out-of-reach">
      <p>
        <b>
          <Written text={say('inspector.out-of-reach', { target, distance: distanceText(say, reach.misses) })} />
        </b>
      </p>
      <p>
        <Written
          text={say('inspector.reaches', {
            from: hex(reach.from),
            to: hex(reach.to),
            target,
            at: hex(explanation.values.S),
          })}
        />
      </p>
      <p>{say(relative ? 'inspector.bring-nearer' : 'inspector.bring-lower')}</p>
    </div>
  )
}

/** A value within the limits whose lowest bits the instruction does not have. */
function Misaligned({ session, explanation }: { session: Session; explanation: EdgeExplanation }) {
  const say = useSay()
  const { field, value } = explanation
  const target = session.describer.target(explanation.edge)
  return (
    <div className="verdict error out-of-reach">
      <p>
        <b>
          <Written text={say('inspector.misaligned', { target, value: hex(value), unit: field.multipleOf ?? 1 })} />
        </b>
      </p>
      <p>{say('inspector.align-it')}</p>
    </div>
  )
}
