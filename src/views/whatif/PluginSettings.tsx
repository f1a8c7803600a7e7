/** Each plugin with its switch. */
import { rowIn, rowTitle } from '../../scene/row-words'
import { later } from '../../messages/messages'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import { isPluginOn, switchPlugin } from '../../store/settings'
import type { PluginDescription } from '../../store/settings'
import type { SettingsProps } from './CrossingSettings'
import { Switch } from './parts'

export function PluginSettings({
  settings,
  defaults,
  plugins,
}: SettingsProps & { plugins: readonly PluginDescription[] }) {
  const say = useSay()
  const change = useDesk((desk) => desk.change)
  return (
    <>
      <h3>{say('what-if.plugins.title')}</h3>
      {plugins
        .map((row) => rowIn(say, 'plugins', row))
        .map(({ id, title, says }) => (
          <Switch
            key={id}
            title={title}
            says={says}
            on={isPluginOn(settings, defaults, id)}
            usual={defaults.plugins.includes(id)}
            onSwitch={(on) =>
              void change(
                switchPlugin(settings, defaults, id, on),
                later('what-if.plugins.change', { title: rowTitle('plugins', plugins, id), on: on ? 'yes' : 'no' }),
              )
            }
          />
        ))}
    </>
  )
}
