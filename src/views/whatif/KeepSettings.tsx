/** What is kept, and what happens to names that nobody defines. */
import { hex } from '../../base/hex'
import { later } from '../../messages/messages'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { giveAddress, setStrength } from '../../store/settings'
import { ARCHIVES, KEEP_NO_ALLOC, ROOTS } from '../../store/settings-json'
import type { SettingsProps } from './CrossingSettings'
import type { StrengthRule } from '../../worker/protocol'
import { definedNames } from './names'
import { Choice, Entry, Setting, Switch } from './parts'
import { choiceRows, choiceTitle } from './rows'

export function KeepSettings({ settings, defaults, session }: SettingsProps & { session: Session | undefined }) {
  const say = useSay()
  const change = useDesk((desk) => desk.change)
  const entries = settings.entries ?? []
  return (
    <>
      <h3>{say('what-if.keep.title')}</h3>
      <Choice
        title={say('what-if.keep.roots')}
        spot="roots"
        rows={choiceRows(say, 'roots', ROOTS)}
        value={settings.roots ?? defaults.roots}
        usual={defaults.roots}
        onChoose={(roots, chosen) =>
          void change({ roots }, later('what-if.keep.roots-change', { title: choiceTitle('roots', chosen) }))
        }
      />
      <Choice
        title={say('what-if.keep.archives')}
        rows={choiceRows(say, 'archives', ARCHIVES)}
        value={settings.archives ?? defaults.archives}
        usual={defaults.archives}
        onChoose={(archives, chosen) =>
          void change({ archives }, later('what-if.keep.archives-change', { title: choiceTitle('archives', chosen) }))
        }
      />
      <Setting
        title={say('what-if.keep.names')}
        spot="names"
        says={say('what-if.keep.names-says')}
        differs={entries.length > 0}
        onDefault={() => void change({ entries: [] }, later('what-if.keep.no-names'))}
      >
        <Entry
          label={say('what-if.keep.names')}
          value={entries.join(' ')}
          placeholder="main"
          onEnter={(text) => {
            const names = text.split(/[\s,]+/).filter(Boolean)
            const known = session && definedNames(session)
            const missing = names.find((name) => known && !known.has(name))
            if (missing) return say('what-if.not-defined', { name: missing })
            void change(
              { entries: names },
              names.length > 0
                ? later('what-if.keep.these', { names: names.join(', ') })
                : later('what-if.keep.no-names'),
            )
            return undefined
          }}
        />
      </Setting>
      <Choice
        title={say('what-if.keep.metadata')}
        spot="metadata"
        rows={choiceRows(say, 'metadata', KEEP_NO_ALLOC)}
        value={settings.keepNoAlloc ?? defaults.keepNoAlloc}
        usual={defaults.keepNoAlloc}
        onChoose={(keepNoAlloc, chosen) =>
          void change(
            { keepNoAlloc },
            later('what-if.keep.metadata-change', { title: choiceTitle('metadata', chosen) }),
          )
        }
      />
      <Switch
        title={say('what-if.keep.strict')}
        says={say('what-if.keep.strict-says')}
        on={settings.strict === true}
        usual={false}
        onSwitch={(strict) =>
          void change({ strict }, later(strict ? 'what-if.keep.strict-on' : 'what-if.keep.strict-off'))
        }
      />
      <Switch
        title={say('what-if.keep.detours')}
        says={say('what-if.keep.detours-says')}
        on={settings.keepDetours === true}
        usual={false}
        onSwitch={(keepDetours) =>
          void change({ keepDetours }, later(keepDetours ? 'what-if.keep.detours-on' : 'what-if.keep.detours-off'))
        }
      />
      {settings.strengths && <Strengths settings={settings} strengths={settings.strengths} />}
      {settings.addresses && <Addresses settings={settings} addresses={settings.addresses} />}
    </>
  )
}

/** Strengths given by hand where a symbol is explained. */
function Strengths({
  settings,
  strengths,
}: Pick<SettingsProps, 'settings'> & { readonly strengths: readonly StrengthRule[] }) {
  const say = useSay()
  const change = useDesk((desk) => desk.change)
  return (
    <Setting
      title={say('what-if.strengths.title')}
      says={say('what-if.strengths.says')}
      differs={true}
      onDefault={() => void change({ strengths: [] }, later('what-if.strengths.none'))}
    >
      <ul className="rules">
        {strengths.map(({ name, file, strength }) => (
          <li key={`${name} ${file}`}>
            <span className="mono">
              {file
                ? say('what-if.strengths.one-of', { name, file, strength })
                : say('what-if.strengths.one', { name, strength })}
            </span>
            <button
              type="button"
              aria-label={say('what-if.strengths.remove', { name })}
              onClick={() =>
                void change(setStrength(settings, name, file, undefined), later('what-if.strengths.change', { name }))
              }
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </Setting>
  )
}

/** Addresses given by hand below the map, where the names are. */
function Addresses({
  settings,
  addresses,
}: Pick<SettingsProps, 'settings'> & { readonly addresses: ReadonlyMap<string, bigint> }) {
  const say = useSay()
  const change = useDesk((desk) => desk.change)
  return (
    <Setting
      title={say('what-if.addresses.title')}
      says={say('what-if.addresses.says')}
      differs={true}
      onDefault={() => void change({ addresses: new Map() }, later('what-if.addresses.none'))}
    >
      <ul className="rules">
        {[...addresses].map(([name, address]) => (
          <li key={name}>
            <span className="mono">{`${name} = ${hex(address)}`}</span>
            <button
              type="button"
              aria-label={say('what-if.addresses.remove', { name })}
              onClick={() =>
                void change(giveAddress(settings, name, undefined), later('what-if.addresses.change', { name }))
              }
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </Setting>
  )
}
