/** Where memory comes from: the memory manager, the first address, the size of a page and of the address space. */
import { hex, parseAddress } from '../../base/hex'
import { MANAGERS } from '../../engine/graph/managers'
import { rowIn, rowTitle } from '../../scene/row-words'
import type { Message } from '../../messages/messages'
import { later, sayWords } from '../../messages/messages'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import { changeSettings, problemWith } from '../../store/settings'
import type { SettingsChange } from '../../store/settings'
import type { SettingsProps } from './CrossingSettings'
import { Choice, Entry, Setting } from './parts'

export function MemorySettings({ settings, defaults }: SettingsProps) {
  const say = useSay()
  const change = useDesk((desk) => desk.change)
  const base = settings.base ?? defaults.base
  const pageSize = settings.pageSize ?? defaults.pageSize
  const slabSize = settings.slabSize ?? defaults.slabSize
  /** Takes a number if the linker can work with it, else says why not. */
  const enter =
    (changeFor: (value: bigint) => SettingsChange, sentence: (value: bigint) => Message) =>
    (text: string): string | undefined => {
      const value = parseAddress(text)
      if (value === undefined) return say('what-if.memory.not-a-number', { text })
      const wanted = changeFor(value)
      const problem = problemWith(changeSettings(settings, wanted), defaults)
      if (!problem) void change(wanted, sentence(value))
      return problem && sayWords(say, problem)
    }
  return (
    <>
      <h3>{say('what-if.memory.title')}</h3>
      <Choice
        title={say('what-if.memory.manager')}
        rows={MANAGERS.map((row) => rowIn(say, 'managers', row))}
        value={settings.manager ?? defaults.manager}
        usual={defaults.manager}
        onChoose={(manager, chosen) =>
          void change(
            { manager },
            later('what-if.memory.manager-change', { title: rowTitle('managers', MANAGERS, chosen) }),
          )
        }
      />
      <Setting
        title={say('what-if.memory.base')}
        spot="base"
        says={say('what-if.memory.base-says')}
        differs={base !== defaults.base}
        onDefault={() =>
          void change({ base: undefined }, later('what-if.memory.base-change', { address: hex(defaults.base) }))
        }
      >
        <Entry
          label={say('what-if.memory.base')}
          value={hex(base)}
          onEnter={enter(
            (value) => ({ base: value === defaults.base ? undefined : value }),
            (value) => later('what-if.memory.base-change', { address: hex(value) }),
          )}
        />
      </Setting>
      <Setting
        title={say('what-if.memory.page')}
        spot="page-size"
        says={say('what-if.memory.page-says')}
        differs={pageSize !== defaults.pageSize}
        onDefault={() =>
          void change({ pageSize: undefined }, later('what-if.memory.page-change', { count: defaults.pageSize }))
        }
      >
        <Entry
          label={say('what-if.memory.page')}
          value={String(pageSize)}
          onEnter={enter(
            (value) => ({ pageSize: Number(value) === defaults.pageSize ? undefined : Number(value) }),
            (value) => later('what-if.memory.page-change', { count: Number(value) }),
          )}
        />
      </Setting>
      <Setting
        title={say('what-if.memory.space')}
        says={say('what-if.memory.space-says')}
        differs={slabSize !== defaults.slabSize}
        onDefault={() =>
          void change({ slabSize: undefined }, later('what-if.memory.space-change', { size: hex(defaults.slabSize) }))
        }
      >
        <Entry
          label={say('what-if.memory.space')}
          value={hex(slabSize)}
          onEnter={enter(
            (value) => ({ slabSize: value === defaults.slabSize ? undefined : value }),
            (value) => later('what-if.memory.space-change', { size: hex(value) }),
          )}
        />
      </Setting>
    </>
  )
}
