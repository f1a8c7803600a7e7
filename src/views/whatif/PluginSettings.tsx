/** Each plugin with its switch. */
import { useDesk } from '../../store/context'
import { isPluginOn, switchPlugin } from '../../store/settings'
import type { PluginDescription } from '../../store/settings'
import type { SettingsProps } from './CrossingSettings'
import { Switch } from './parts'

export function PluginSettings({
  settings,
  defaults,
  plugins,
}: SettingsProps & { plugins: readonly PluginDescription[] }) {
  const change = useDesk((desk) => desk.change)
  return (
    <>
      <h3>Plugins</h3>
      {plugins.map(({ id, title, says }) => (
        <Switch
          key={id}
          title={title}
          says={says}
          on={isPluginOn(settings, defaults, id)}
          usual={defaults.plugins.includes(id)}
          onSwitch={(on) =>
            void change(switchPlugin(settings, defaults, id, on), `${title.toLowerCase()} ${on ? 'on' : 'off'}`)
          }
        />
      ))}
    </>
  )
}
