/**
 * What if: everything that people can change about this link. Each change links again at once, can be undone, and is
 * told under "Differences". What differs from the linker's defaults is marked.
 */
import { sayWords } from '../../messages/messages'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
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
  const say = useSay()
  const catalogue = useDesk((desk) => desk.catalogue)
  const settings = useDesk((desk) => desk.settings)
  if (!catalogue) return <p className="muted">{say('what-if.no-catalogue')}</p>
  const shared = { settings, defaults: defaultsFor(catalogue, settings) }
  return (
    <section className="what-if" aria-label={say('what-if.title')}>
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
  const say = useSay()
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
          ? say('what-if.unchanged')
          : say('what-if.changed', {
              count: changed,
              sample: fromSample && sameSettings(settings, start) ? 'yes' : 'no',
            })}
      </h2>
      <span>
        <button
          type="button"
          disabled={past.length === 0}
          title={past.at(-1) && say('what-if.undo-what', { what: sayWords(say, past.at(-1)!.sentence) })}
          onClick={() => void undo()}
        >
          {say('what-if.undo')}
        </button>
        <button
          type="button"
          disabled={future.length === 0}
          title={future.at(-1) && say('what-if.redo-what', { what: sayWords(say, future.at(-1)!.sentence) })}
          onClick={() => void redo()}
        >
          {say('what-if.redo')}
        </button>
        <button
          type="button"
          disabled={sameSettings(settings, start)}
          title={say(fromSample ? 'what-if.reset-sample' : 'what-if.reset-defaults')}
          onClick={() => void reset()}
        >
          {say('what-if.reset')}
        </button>
      </span>
    </div>
  )
}
