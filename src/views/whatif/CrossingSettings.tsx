/** By which rules references between policies are judged. */
import { RULE_SETS } from '../../engine/graph/crossing-rules'
import { rowIn, rowTitle } from '../../scene/row-words'
import { later } from '../../messages/messages'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Settings } from '../../store/settings'
import type { DefaultOptions } from '../../store/settings'
import { Choice } from './parts'

export interface SettingsProps {
  readonly settings: Settings
  readonly defaults: DefaultOptions
}

export function CrossingSettings({ settings, defaults }: SettingsProps) {
  const say = useSay()
  const change = useDesk((desk) => desk.change)
  return (
    <>
      <h3>{say('what-if.crossings.title')}</h3>
      <Choice
        title={say('what-if.crossings.rules')}
        spot="rules"
        rows={RULE_SETS.map((row) => rowIn(say, 'rules', row))}
        value={settings.rules ?? defaults.rules}
        usual={defaults.rules}
        onChoose={(rules, chosen) =>
          void change({ rules }, later('what-if.crossings.change', { title: rowTitle('rules', RULE_SETS, chosen) }))
        }
      />
    </>
  )
}
