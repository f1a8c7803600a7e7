/** By which rules references between policies are judged. */
import { RULE_SETS } from '../../engine/graph/crossing-rules'
import { useDesk } from '../../store/context'
import type { Settings } from '../../store/settings'
import type { DefaultOptions } from '../../store/settings'
import { Choice } from './parts'

export interface SettingsProps {
  readonly settings: Settings
  readonly defaults: DefaultOptions
}

export function CrossingSettings({ settings, defaults }: SettingsProps) {
  const change = useDesk((desk) => desk.change)
  return (
    <>
      <h3>Crossings</h3>
      <Choice
        title="Judged by the rules"
        rows={RULE_SETS}
        value={settings.rules ?? defaults.rules}
        usual={defaults.rules}
        onChoose={(rules, title) => void change({ rules }, `rules ${title}`)}
      />
    </>
  )
}
