/** What is kept, and what happens to names that nobody defines. */
import { hex } from '../../base/hex'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'
import { giveAddress, setStrength } from '../../store/settings'
import type { SettingsProps } from './CrossingSettings'
import type { StrengthRule } from '../../worker/protocol'
import { definedNames } from './names'
import { Choice, Entry, Setting, Switch } from './parts'
import { ARCHIVE_ROWS, KEEP_ROWS, ROOT_ROWS } from './rows'

export function KeepSettings({ settings, defaults, session }: SettingsProps & { session: Session | undefined }) {
  const change = useDesk((desk) => desk.change)
  const entries = settings.entries ?? []
  return (
    <>
      <h3>What is kept</h3>
      <Choice
        title="Roots"
        rows={ROOT_ROWS}
        value={settings.roots ?? defaults.roots}
        usual={defaults.roots}
        onChoose={(roots, title) => void change({ roots }, `roots: ${title}`)}
      />
      <Choice
        title="Members of archives"
        rows={ARCHIVE_ROWS}
        value={settings.archives ?? defaults.archives}
        usual={defaults.archives}
        onChoose={(archives, title) => void change({ archives }, `members of archives: ${title}`)}
      />
      <Setting
        title="Names to keep"
        says="Roots in any case, separated by spaces."
        differs={entries.length > 0}
        onDefault={() => void change({ entries: [] }, 'no names to keep')}
      >
        <Entry
          label="Names to keep"
          value={entries.join(' ')}
          placeholder="main"
          onEnter={(text) => {
            const names = text.split(/[\s,]+/).filter(Boolean)
            const known = session && definedNames(session)
            const missing = names.find((name) => known && !known.has(name))
            if (missing) return `These files do not define “${missing}”.`
            void change({ entries: names }, names.length > 0 ? `keep ${names.join(', ')}` : 'no names to keep')
            return undefined
          }}
        />
      </Setting>
      <Choice
        title="Metadata"
        rows={KEEP_ROWS}
        value={settings.keepNoAlloc ?? defaults.keepNoAlloc}
        usual={defaults.keepNoAlloc}
        onChoose={(keepNoAlloc, title) => void change({ keepNoAlloc }, `metadata ${title}`)}
      />
      <Switch
        title="Link strictly"
        says="A name that nobody defines fails the link. Without it, the name gets an assumed address."
        on={settings.strict === true}
        usual={false}
        onSwitch={(strict) => void change({ strict }, strict ? 'link strictly' : 'assume addresses')}
      />
      <Switch
        title="Keep detours"
        says="References through GOT entries and stubs stay as they are, even where the target turns out to be in reach: no relaxation."
        on={settings.keepDetours === true}
        usual={false}
        onSwitch={(keepDetours) => void change({ keepDetours }, keepDetours ? 'keep detours' : 'take out detours')}
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
  const change = useDesk((desk) => desk.change)
  return (
    <Setting
      title="Strength of definitions"
      says="Whatever the files say: a strong definition goes before weak ones. Given where a symbol is explained."
      differs={true}
      onDefault={() => void change({ strengths: [] }, 'strengths as the files say')}
    >
      <ul className="rules">
        {strengths.map(({ name, file, strength }) => (
          <li key={`${name} ${file}`}>
            <span className="mono">{`${name}${file ? ` of ${file}` : ''}: ${strength}`}</span>
            <button
              type="button"
              aria-label={`Take the strength of ${name} back`}
              onClick={() => void change(setStrength(settings, name, file, undefined), `${name} as its file says`)}
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
  const change = useDesk((desk) => desk.change)
  return (
    <Setting
      title="Addresses of names"
      says="Given by hand to names that these files do not define; they are edited below the map."
      differs={true}
      onDefault={() => void change({ addresses: new Map() }, 'no addresses by hand')}
    >
      <ul className="rules">
        {[...addresses].map(([name, address]) => (
          <li key={name}>
            <span className="mono">{`${name} = ${hex(address)}`}</span>
            <button
              type="button"
              aria-label={`Take the address of ${name} back`}
              onClick={() => void change(giveAddress(settings, name, undefined), `${name} has no address of its own`)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </Setting>
  )
}
