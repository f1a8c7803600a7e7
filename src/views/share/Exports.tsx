/** What can be taken along as a file: the picture, the tables, the graph, each a button that runs the command. */
import { perform } from '../../store/commands/run-command'
import { useDesk, useDeskStore } from '../../store/context'
import { useExporting } from '../../store/exporting'
import type { ExportRow } from '../../store/exports'
import { EXPORTS } from '../../store/exports'
import { ExportProgress } from './ExportProgress'

export function Exports() {
  const hasSession = useDesk((desk) => desk.session !== undefined)
  const isMap = useDesk((desk) => desk.stage === 'map')
  const busy = useExporting()
  if (!hasSession) return null
  return (
    <section aria-label="Files">
      <h3>Picture</h3>
      <div className="share-row">
        <SaveButtons from={['the map']} disabled={!isMap} />
        <span>
          {isMap ? 'The map as it is on screen, with title, legend and link.' : 'Show the map to take it along.'}
        </span>
      </div>
      <h3>Tables and graph</h3>
      <div className="share-row">
        {busy ? (
          <ExportProgress exporting={busy} />
        ) : (
          <>
            <SaveButtons from={['the tables', 'the graph']} />
            <span>The live link, as llvm-jitlink prints it, as our command does, or for Graphviz.</span>
          </>
        )}
      </div>
    </section>
  )
}

export function SaveButtons({ from, disabled }: { from: readonly ExportRow['from'][]; disabled?: boolean }) {
  const store = useDeskStore()
  return EXPORTS.filter((row) => from.includes(row.from)).map(({ id, label }) => (
    <button
      key={id}
      type="button"
      className="plain"
      disabled={disabled}
      onClick={() => void perform(store, { id: 'export', as: id })}
    >
      {label}
    </button>
  ))
}
