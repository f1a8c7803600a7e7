/** What can be taken along as a file: the picture, the tables, the graph, each a button that runs the command. */
import { perform } from '../../store/commands/run-command'
import { useDesk, useDeskStore } from '../../store/context'
import { useSay } from '../../store/language'
import { useExporting } from '../../store/exporting'
import type { ExportRow } from '../../store/exports'
import { EXPORTS } from '../../store/exports'
import { ExportProgress } from './ExportProgress'

export function Exports() {
  const say = useSay()
  const hasSession = useDesk((desk) => desk.session !== undefined)
  const isMap = useDesk((desk) => desk.stage === 'map')
  const busy = useExporting()
  if (!hasSession) return null
  return (
    <section aria-label={say('share.files')}>
      <h3>{say('share.picture')}</h3>
      <div className="share-row">
        <SaveButtons from={['the map']} disabled={!isMap} />
        <span>{say(isMap ? 'share.picture-says' : 'share.no-picture')}</span>
      </div>
      <h3>{say('share.tables')}</h3>
      <div className="share-row">
        {busy ? (
          <ExportProgress exporting={busy} />
        ) : (
          <>
            <SaveButtons from={['the tables', 'the graph']} />
            <span>{say('share.tables-says')}</span>
          </>
        )}
      </div>
    </section>
  )
}

export function SaveButtons({ from, disabled }: { from: readonly ExportRow['from'][]; disabled?: boolean }) {
  const say = useSay()
  const store = useDeskStore()
  return EXPORTS.filter((row) => from.includes(row.from)).map(({ id, label }) => (
    <button
      key={id}
      type="button"
      className="plain"
      disabled={disabled}
      onClick={() => void perform(store, { id: 'export', as: id })}
    >
      {id === 'commands' ? say('share.save') : label}
    </button>
  ))
}
