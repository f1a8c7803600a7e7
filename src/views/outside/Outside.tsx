/** The Outside rail: names that the link needs and does not define, with the addresses that they have or are assumed to have. */
import { useMemo, useState } from 'react'
import { hex, parseAddress } from '../../base/hex'
import type { SymbolId } from '../../engine/graph/ids'
import { Base, NO_SYMBOL } from '../../engine/graph/ids'
import { SymbolFlag } from '../../engine/graph/schema'
import { Written } from '../inspector/Written'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'
import { giveAddress } from '../../store/settings'

/** More names than this are listed in the outline only. */
const MOST_NAMES = 40

interface OutsideName {
  readonly symbol: SymbolId
  readonly name: string
  readonly address: bigint
  readonly state: 'assumed' | 'given' | 'weak, so 0' | 'not yet looked up'
}

export function Outside({ session }: { session: Session }) {
  const position = useDesk((desk) => desk.panelsAt)
  const strict = useDesk((desk) => desk.settings.strict === true)
  const change = useDesk((desk) => desk.change)
  const setStrict = (on: boolean) => change({ strict: on }, on ? 'link strictly' : 'assume addresses')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is at `position`
  const names = useMemo(() => outsideNames(session), [session, position])
  const assumed = names.some(({ state }) => state === 'assumed')
  return (
    <section className="outside" aria-label="Outside">
      <b>Outside</b>
      {names.length === 0 && <span className="muted">Everything that these files need is in them.</span>}
      <ul>
        {names.slice(0, MOST_NAMES).map((name) => (
          <OutsideChip key={name.name} outside={name} />
        ))}
        {names.length > MOST_NAMES && <li className="muted">and {names.length - MOST_NAMES} more, in the outline</li>}
      </ul>
      {(assumed || strict) && (
        <label className="strict">
          <input type="checkbox" checked={strict} onChange={({ target }) => void setStrict(target.checked)} /> link
          strictly
        </label>
      )}
      {assumed && (
        <span className="muted note">Not defined in these files. Edit the address, add a file, or link strictly.</span>
      )}
    </section>
  )
}

function outsideNames({ graph }: Session): OutsideName[] {
  const found = new Map<string, OutsideName>()
  const { base, definition, flags } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] !== Base.External || definition[s] !== NO_SYMBOL || flags[s] & SymbolFlag.Removed) continue
    const name = graph.nameOf(s)
    if (!found.has(name)) found.set(name, { symbol: s, name, address: graph.addressOf(s), state: stateOf(flags[s]) })
  }
  return [...found.values()]
}

function stateOf(flags: number): OutsideName['state'] {
  if (flags & SymbolFlag.Assumed) return 'assumed'
  if (flags & SymbolFlag.Resolved) return 'given'
  return flags & SymbolFlag.WeaklyReferenced ? 'weak, so 0' : 'not yet looked up'
}

function OutsideChip({ outside: { symbol, name, address, state } }: { outside: OutsideName }) {
  const select = useDesk((desk) => desk.select)
  const selected = useDesk((desk) => desk.selection?.kind === 'symbol' && desk.selection.id === symbol)
  const settings = useDesk((desk) => desk.settings)
  const change = useDesk((desk) => desk.change)
  const say = useDesk((desk) => desk.say)
  const [draft, setDraft] = useState<string>()
  const settle = (text: string): void => {
    setDraft(undefined)
    const value = parseAddress(text)
    if (text.trim() === '') void change(giveAddress(settings, name, undefined), `${name} has no address of its own`)
    else if (value === undefined) say(`“${text}” is not an address: write 0x and up to 16 digits, or a decimal number.`)
    else if (value !== address) void change(giveAddress(settings, name, value), `${name} is at ${hex(value)}`)
  }
  return (
    <li className={`out-chip ${state === 'assumed' ? 'assumed' : ''}${selected ? ' selected' : ''}`}>
      <button type="button" onClick={() => select({ kind: 'symbol', id: symbol })}>
        <Written text={name} />
      </button>
      {state !== 'not yet looked up' && (
        <input
          aria-label={`Address of ${name}`}
          value={draft ?? hex(address)}
          size={Math.max(4, (draft ?? hex(address)).length)}
          spellCheck={false}
          onChange={({ target }) => setDraft(target.value)}
          onBlur={() => draft !== undefined && settle(draft)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') settle(event.currentTarget.value)
            if (event.key === 'Escape') setDraft(undefined)
          }}
        />
      )}
      <span>{state}</span>
    </li>
  )
}
