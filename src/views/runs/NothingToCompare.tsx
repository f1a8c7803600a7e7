/** The stage of two runs while there is only one: how to get a second. */
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import { sameSettings } from '../../store/settings'

export function NothingToCompare() {
  const say = useSay()
  const openTab = useDesk((desk) => desk.openTab)
  const reset = useDesk((desk) => desk.reset)
  const undo = useDesk((desk) => desk.undo)
  const isChanged = useDesk((desk) => !sameSettings(desk.settings, desk.start))
  return (
    <section className="runs-empty" aria-label={say('runs.title')}>
      <h2>{say('runs.one')}</h2>
      <p>{say('runs.how')}</p>
      <p>
        <button type="button" className="plain" onClick={() => openTab('what-if')}>
          {say('runs.what-if')}
        </button>
        {isChanged && (
          <button
            type="button"
            className="plain"
            onClick={async () => {
              await reset()
              await undo()
            }}
          >
            {say('runs.compare')}
          </button>
        )}
      </p>
    </section>
  )
}
