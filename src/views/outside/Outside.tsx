/** The Outside rail: names that the link needs and does not define, with the addresses that they have or are assumed to have. */
import { useMemo, useState } from 'react'
import { hex, parseAddress } from '../../base/hex'
import type { SymbolId } from '../../engine/graph/ids'
import { Base, NO_SYMBOL } from '../../engine/graph/ids'
import { SymbolFlag } from '../../engine/graph/schema'
import type { NameId } from '../../engine/table/name-table'
import { Written } from '../inspector/Written'
import { later } from '../../messages/messages'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { giveAddress } from '../../store/settings'

/** More names than this are listed in the outline only. */
const MOST_NAMES = 40

interface OutsideName {
  readonly symbol: SymbolId
  readonly state: 'assumed' | 'given' | 'weak' | 'not-looked-up'
}

export function Outside({ session }: { session: Session }) {
  const say = useSay()
  const position = useDesk((desk) => desk.panelsAt)
  const strict = useDesk((desk) => desk.settings.strict === true)
  const change = useDesk((desk) => desk.change)
  const setStrict = (on: boolean) => change({ strict: on }, later(on ? 'outside.done-strict' : 'outside.done-assume'))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is at `position`
  const names = useMemo(() => outsideNames(session), [session, position])
  const built = session.phases.find(({ id }) => id === 'build')?.end ?? 0
  const assumed = names.some(({ state }) => state === 'assumed')
  return (
    <section className="outside" aria-label={say('outside.title')}>
      <b>{say('outside.title')}</b>
      {names.length === 0 && (
        <span className="muted">{say(position < built ? 'outside.not-known' : 'outside.nothing')}</span>
      )}
      <ul>
        {names.slice(0, MOST_NAMES).map(({ symbol, state }) => (
          <OutsideChip
            key={session.graph.nameOf(symbol)}
            symbol={symbol}
            state={state}
            name={session.graph.nameOf(symbol)}
            address={session.graph.addressOf(symbol)}
          />
        ))}
        {names.length > MOST_NAMES && (
          <li className="muted">{say('outside.more', { n: names.length - MOST_NAMES })}</li>
        )}
      </ul>
      {(assumed || strict) && (
        <label className="strict">
          <input type="checkbox" checked={strict} onChange={({ target }) => void setStrict(target.checked)} />{' '}
          {say('outside.strict')}
        </label>
      )}
      {assumed && <span className="muted note">{say('outside.assumed-note')}</span>}
    </section>
  )
}

/** Each name once. There may be very many, of which few are shown: no text is made here. */
function outsideNames({ graph }: Session): OutsideName[] {
  const found = new Map<NameId, OutsideName>()
  const { base, definition, flags, name } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] !== Base.External || definition[s] !== NO_SYMBOL || flags[s] & SymbolFlag.Removed) continue
    if (!found.has(name[s])) found.set(name[s], { symbol: s, state: stateOf(flags[s]) })
  }
  return [...found.values()]
}

function stateOf(flags: number): OutsideName['state'] {
  if (flags & SymbolFlag.Assumed) return 'assumed'
  if (flags & SymbolFlag.Resolved) return 'given'
  return flags & SymbolFlag.WeaklyReferenced ? 'weak' : 'not-looked-up'
}

interface OutsideChipProps extends OutsideName {
  readonly name: string
  readonly address: bigint
}

function OutsideChip({ symbol, name, address, state }: OutsideChipProps) {
  const select = useDesk((desk) => desk.select)
  const selected = useDesk((desk) => desk.selection?.kind === 'symbol' && desk.selection.id === symbol)
  const settings = useDesk((desk) => desk.settings)
  const change = useDesk((desk) => desk.change)
  const report = useDesk((desk) => desk.say)
  const say = useSay()
  const [draft, setDraft] = useState<string>()
  const settle = (text: string): void => {
    setDraft(undefined)
    const value = parseAddress(text)
    if (text.trim() === '')
      void change(giveAddress(settings, name, undefined), later('outside.done-no-address', { name }))
    else if (value === undefined) report(say('outside.no-address', { text }))
    else if (value !== address)
      void change(giveAddress(settings, name, value), later('outside.done-address', { name, address: hex(value) }))
  }
  return (
    <li className={`out-chip ${state === 'assumed' ? 'assumed' : ''}${selected ? ' selected' : ''}`}>
      <button type="button" onClick={() => select({ kind: 'symbol', id: symbol })}>
        <Written text={name} />
      </button>
      {state !== 'not-looked-up' && (
        <input
          aria-label={say('outside.address-of', { name })}
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
      <span>{say(`outside.${state}`)}</span>
    </li>
  )
}
