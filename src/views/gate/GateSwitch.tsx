/** Switches the gate on and off, beside the timeline's other tools. */
import { useDesk } from '../../store/context'

export function GateSwitch() {
  const gating = useDesk((desk) => desk.gating)
  const setGating = useDesk((desk) => desk.setGating)
  return (
    <button
      type="button"
      className="gate-switch"
      aria-pressed={gating}
      title="Be asked before each phase what will happen (P)"
      onClick={() => setGating(!gating)}
    >
      predict
    </button>
  )
}
