/** Where memory comes from: the memory manager, the first address, the size of a page and of the address space. */
import { hex, parseAddress } from '../../base/hex'
import { plural } from '../../base/plural'
import { MANAGERS } from '../../engine/graph/managers'
import { useDesk } from '../../store/context'
import { changeSettings, problemWith } from '../../store/settings'
import type { SettingsChange } from '../../store/settings'
import type { SettingsProps } from './CrossingSettings'
import { Choice, Entry, Setting } from './parts'

export function MemorySettings({ settings, defaults }: SettingsProps) {
  const change = useDesk((desk) => desk.change)
  const base = settings.base ?? defaults.base
  const pageSize = settings.pageSize ?? defaults.pageSize
  const slabSize = settings.slabSize ?? defaults.slabSize
  /** Takes a number if the linker can work with it, else says why not. */
  const enter =
    (changeFor: (value: bigint) => SettingsChange, sentence: (value: bigint) => string) =>
    (text: string): string | undefined => {
      const value = parseAddress(text)
      if (value === undefined) return `“${text}” is not a number: write 0x and up to 16 digits, or a decimal number.`
      const wanted = changeFor(value)
      const problem = problemWith(changeSettings(settings, wanted), defaults)
      if (!problem) void change(wanted, sentence(value))
      return problem
    }
  return (
    <>
      <h3>Memory</h3>
      <Choice
        title="Memory manager"
        rows={MANAGERS}
        value={settings.manager ?? defaults.manager}
        usual={defaults.manager}
        onChoose={(manager, title) => void change({ manager }, `${title} memory manager`)}
      />
      <Setting
        title="Base address"
        says="Where the first segment goes: a multiple of the page size. Above 2 GiB, 32-bit fields are out of reach."
        differs={base !== defaults.base}
        onDefault={() => void change({ base: undefined }, `base ${hex(defaults.base)}`)}
      >
        <Entry
          label="Base address"
          value={hex(base)}
          onEnter={enter(
            (value) => ({ base: value === defaults.base ? undefined : value }),
            (value) => `base ${hex(value)}`,
          )}
        />
      </Setting>
      <Setting
        title="Page size"
        says="Bytes, a power of two. Protections and lifetimes change from page to page, never within one. 16384 on Apple’s processors."
        differs={pageSize !== defaults.pageSize}
        onDefault={() => void change({ pageSize: undefined }, `pages of ${defaults.pageSize} bytes`)}
      >
        <Entry
          label="Page size"
          value={String(pageSize)}
          onEnter={enter(
            (value) => ({ pageSize: Number(value) === defaults.pageSize ? undefined : Number(value) }),
            (value) => `pages of ${plural(value, 'byte')}`,
          )}
        />
      </Setting>
      <Setting
        title="Address space"
        says="Bytes that the link may use, from the base address on. If they do not suffice, the link fails."
        differs={slabSize !== defaults.slabSize}
        onDefault={() => void change({ slabSize: undefined }, `address space of ${hex(defaults.slabSize)}`)}
      >
        <Entry
          label="Address space"
          value={hex(slabSize)}
          onEnter={enter(
            (value) => ({ slabSize: value === defaults.slabSize ? undefined : value }),
            (value) => `address space of ${hex(value)}`,
          )}
        />
      </Setting>
    </>
  )
}
