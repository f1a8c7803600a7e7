/** What is kept, and what happens to names that nobody defines. */
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'
import type { SettingsProps } from './CrossingSettings'
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
    </>
  )
}
