/** Above the stage: which picture of the link is on it, and how large it is. */
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import { STAGE_IDS } from '../../store/views'
import { Place } from './Place'
import { ZoomButtons } from './ZoomButtons'

export function StageBar() {
  const say = useSay()
  const stage = useDesk((desk) => desk.stage)
  const show = useDesk((desk) => desk.show)
  const hasMap = useDesk((desk) => desk.stage === 'map' || (desk.stage === 'runs' && desk.before !== undefined))
  return (
    <div className="stage-bar">
      <fieldset className="stages" aria-label={say('stage.switch')}>
        {STAGE_IDS.map((id) => (
          <button
            key={id}
            type="button"
            title={say(`stage.${id}.says`)}
            aria-pressed={id === stage}
            onClick={() => show(id)}
          >
            {say(`stage.${id}.title`)}
          </button>
        ))}
      </fieldset>
      <kbd>V</kbd>
      {stage === 'map' && <Place />}
      <span className="spring" />
      {hasMap && <ZoomButtons />}
    </div>
  )
}
