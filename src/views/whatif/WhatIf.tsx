/**
 * What if: everything that people can change about this link. Each change links again at once, can be undone, and is
 * told under "Differences". What differs from the linker's defaults is marked.
 */
import { plural } from '../../base/plural'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'
import { defaultsFor, sameSettings } from '../../store/settings'
import { ActionSettings } from './ActionSettings'
import { CompatSettings } from './CompatSettings'
import { CrossingSettings } from './CrossingSettings'
import { KeepSettings } from './KeepSettings'
import { MemorySettings } from './MemorySettings'
import { PluginSettings } from './PluginSettings'
import { PolicyRules } from './PolicyRules'

export function WhatIf({ session }: { session: Session | undefined }) {
  const catalogue = useDesk((desk) => desk.catalogue)
  const settings = useDesk((desk) => desk.settings)
  if (!catalogue) return <p className="muted">The linker has not said yet what it can do.</p>
  const shared = { settings, defaults: defaultsFor(catalogue, settings) }
  return (
    <section className="what-if" aria-label="What if">
      <History />
      <PolicyRules settings={settings} session={session} />
      <CrossingSettings {...shared} />
      <PluginSettings {...shared} plugins={catalogue.plugins} />
      <MemorySettings {...shared} />
      <KeepSettings {...shared} session={session} />
      <ActionSettings settings={settings} session={session} />
      <CompatSettings settings={settings} quirks={catalogue.quirks} />
    </section>
  )
}

function History() {
  const settings = useDesk((desk) => desk.settings)
  const start = useDesk((desk) => desk.start)
  const past = useDesk((desk) => desk.past)
  const future = useDesk((desk) => desk.future)
  const undo = useDesk((desk) => desk.undo)
  const redo = useDesk((desk) => desk.redo)
  const reset = useDesk((desk) => desk.reset)
  const changed = Object.keys(settings).length
  const fromSample = Object.keys(start).length > 0
  return (
    <div className="history">
      <h2>
        {changed === 0
          ? 'Nothing is changed: the linker does as it does by itself.'
          : `${plural(changed, 'setting')} changed${fromSample && sameSettings(settings, start) ? ', by the sample' : ''}.`}
      </h2>
      <span>
        <button
          type="button"
          disabled={past.length === 0}
          title={past.at(-1) && `Undo: ${past.at(-1)!.sentence}`}
          onClick={() => void undo()}
        >
          Undo
        </button>
        <button
          type="button"
          disabled={future.length === 0}
          title={future.at(-1) && `Redo: ${future.at(-1)!.sentence}`}
          onClick={() => void redo()}
        >
          Redo
        </button>
        <button
          type="button"
          disabled={sameSettings(settings, start)}
          title={fromSample ? 'Back to the settings of the sample' : 'Back to the defaults'}
          onClick={() => void reset()}
        >
          Reset
        </button>
      </span>
    </div>
  )
}
