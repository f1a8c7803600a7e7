/** Above the stage: which picture of the link is on it, and how large it is. */
import { useDesk } from '../../store/context'
import { Place } from './Place'
import { STAGES } from './stages'
import { ZoomButtons } from './ZoomButtons'

export function StageBar() {
  const stage = useDesk((desk) => desk.stage)
  const show = useDesk((desk) => desk.show)
  const hasMap = useDesk((desk) => desk.stage === 'map' || (desk.stage === 'runs' && desk.before !== undefined))
  return (
    <div className="stage-bar">
      <fieldset className="stages" aria-label="What the stage shows">
        {STAGES.map(({ id, title, says }) => (
          <button key={id} type="button" title={says} aria-pressed={id === stage} onClick={() => show(id)}>
            {title}
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
