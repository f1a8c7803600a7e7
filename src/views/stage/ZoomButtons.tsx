/** How the map is looked at: which edges, and how near. */
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import { isOpen } from '../../store/filter'

export function ZoomButtons() {
  const say = useSay()
  const scale = useDesk((desk) => desk.scale)
  const look = useDesk((desk) => desk.look)
  const asking = useDesk((desk) => desk.asking)
  const ask = useDesk((desk) => desk.ask)
  const open = useDesk((desk) => isOpen(desk.filter))
  return (
    <fieldset className="zoom" aria-label={say('stage.view')}>
      <button type="button" aria-expanded={asking} aria-pressed={!open} onClick={() => ask(!asking)}>
        {say('stage.filter')}
      </button>
      <button type="button" onClick={() => look('farther')} aria-label={say('stage.zoom-out')}>
        −
      </button>
      <span>{scale < 0.1 ? `${(scale * 100).toFixed(1)}%` : `${Math.round(scale * 100)}%`}</span>
      <button type="button" onClick={() => look('closer')} aria-label={say('stage.zoom-in')}>
        +
      </button>
      <button type="button" onClick={() => look('all')} title={say('stage.fit-all')}>
        {say('stage.fit')}
      </button>
    </fieldset>
  )
}
