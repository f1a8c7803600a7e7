/** Zoom by button; the scale is the map's. */
import { useDesk } from '../../store/context'

export function ZoomButtons() {
  const scale = useDesk((desk) => desk.scale)
  const look = useDesk((desk) => desk.look)
  return (
    <fieldset className="zoom" aria-label="Zoom">
      <button type="button" onClick={() => look('farther')} aria-label="Zoom out">
        −
      </button>
      <span>{Math.round(scale * 100)}%</span>
      <button type="button" onClick={() => look('closer')} aria-label="Zoom in">
        +
      </button>
      <button type="button" onClick={() => look('all')} title="Fit all (0)">
        fit
      </button>
    </fieldset>
  )
}
