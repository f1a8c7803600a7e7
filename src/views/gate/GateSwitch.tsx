/** Switches the gate on and off, beside the timeline's other tools. */
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'

export function GateSwitch() {
  const say = useSay()
  const gating = useDesk((desk) => desk.gating)
  const setGating = useDesk((desk) => desk.setGating)
  return (
    <button
      type="button"
      className="gate-switch"
      aria-pressed={gating}
      title={say('timeline.predict-says')}
      onClick={() => setGating(!gating)}
    >
      {say('timeline.predict')}
    </button>
  )
}
