/** The stage of two runs while there is only one: how to get a second. */
import { useDesk } from '../../store/context'
import { sameSettings } from '../../store/settings'

export function NothingToCompare() {
  const openTab = useDesk((desk) => desk.openTab)
  const reset = useDesk((desk) => desk.reset)
  const undo = useDesk((desk) => desk.undo)
  const isChanged = useDesk((desk) => !sameSettings(desk.settings, desk.start))
  return (
    <section className="runs-empty" aria-label="Two runs">
      <h2>There is one run so far</h2>
      <p>
        Change something under “What if”, give a section another policy, or drag it to another column. The link runs
        again, and both runs stand here beside each other: the same moment, the same thing selected, differences marked.
      </p>
      <p>
        <button type="button" className="plain" onClick={() => openTab('what-if')}>
          What if
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
            Compare with the settings that it was opened with
          </button>
        )}
      </p>
    </section>
  )
}
