/** Finds symbols, sections and addresses by a part of their name; Enter goes there. */
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { hex, parseAddress } from '../../base/hex'
import type { BlockId, SectionId, SymbolId } from '../../engine/graph/ids'
import { Base } from '../../engine/graph/ids'
import { SectionFlag, SymbolFlag } from '../../engine/graph/schema'
import { NO_NAME } from '../../engine/table/name-table'
import { Written } from '../inspector/Written'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Selection } from '../../store/selection'
import type { Session } from '../../store/session'

const MOST_RESULTS = 12

interface Found {
  readonly selection: Selection
  readonly label: string
  readonly note: string
}

export function Search() {
  const session = useDesk((desk) => desk.session)
  const select = useDesk((desk) => desk.select)
  const look = useDesk((desk) => desk.look)
  const openSheet = useDesk((desk) => desk.openSheet)
  const say = useSay()
  const text = useDesk((desk) => desk.query)
  const setText = useDesk((desk) => desk.search)
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const wanted = useDeferredValue(text.trim())
  const found = useMemo(() => (session && wanted && open ? search(session, wanted) : []), [session, wanted, open])
  const go = (result: Found | undefined): void => {
    if (!result) return
    select(result.selection)
    look('reveal')
    // Found: the keys belong to the map again. What is marked stays marked.
    setOpen(false)
    input.current?.blur()
  }
  const onKey = (event: React.KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1))
    else if (event.key === 'Enter') go(wanted === text.trim() ? found[at] : session && search(session, text.trim())[0])
    else if (event.key === 'Escape') {
      setText('')
    } else return
    event.preventDefault()
  }
  return (
    <search className="search">
      <input
        id="search"
        ref={input}
        type="search"
        placeholder={say('header.search')}
        aria-label={say('header.search-label')}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls="search-results"
        aria-activedescendant={found.length > 0 ? `search-${at}` : undefined}
        autoComplete="off"
        value={text}
        onChange={({ target }) => {
          // A command is wanted, not a name.
          if (target.value === '>') return openSheet('palette')
          setText(target.value)
          setOpen(true)
          setAt(0)
        }}
        onFocus={({ target }) => {
          // The last search stays to be read; what is typed now takes its place.
          target.select()
          setOpen(true)
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKey}
      />
      <kbd>/</kbd>
      <div
        id="search-results"
        role="listbox"
        aria-label={say('header.results')}
        className={found.length > 0 ? 'results open' : 'results'}
      >
        {found.map((result, i) => (
          <div
            key={`${result.selection.kind}${result.selection.id}`}
            id={`search-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            onPointerDown={(event) => {
              event.preventDefault()
              go(result)
            }}
          >
            <b>
              <Written text={result.label} />
            </b>{' '}
            <span>{result.note}</span>
          </div>
        ))}
      </div>
      {wanted && session && open && found.length === 0 && (
        <div className="results open" role="status">
          <p>{say('header.nothing-called', { name: wanted })}</p>
        </div>
      )}
    </search>
  )
}

function search(session: Session, text: string): Found[] {
  const address = parseAddress(text)
  const found = address === undefined ? [] : atAddress(session, address)
  return [...found, ...named(session, text.toLowerCase())].slice(0, MOST_RESULTS)
}

function atAddress({ graph, describer }: Session, address: bigint): Found[] {
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const start = graph.blocks.address.big[b]
    if (graph.isRemoved(b) || address < start || address >= start + graph.blocks.size.big[b]) continue
    if (graph.sections.flags[graph.blocks.section[b]] & SectionFlag.Bookkeeping) continue
    return [
      { selection: { kind: 'block', id: b }, label: describer.place(b, Number(address - start)), note: hex(address) },
    ]
  }
  return []
}

function named({ graph }: Session, text: string): Found[] {
  const found: Found[] = []
  for (let s = 0 as SymbolId; s < graph.symbols.length && found.length < MOST_RESULTS; s++) {
    if (
      graph.symbols.name[s] === NO_NAME ||
      graph.symbols.base[s] !== Base.Defined ||
      graph.symbols.flags[s] & SymbolFlag.Removed
    )
      continue
    const name = graph.nameOf(s)
    if (name.toLowerCase().includes(text))
      found.push({ selection: { kind: 'symbol', id: s }, label: name, note: hex(graph.addressOf(s)) })
  }
  for (let x = 0 as SectionId; x < graph.sections.length && found.length < MOST_RESULTS; x++) {
    const name = graph.sectionName(x)
    if (graph.sections.flags[x] & SectionFlag.Bookkeeping || !name.toLowerCase().includes(text)) continue
    found.push({
      selection: { kind: 'section', id: x },
      label: name,
      note: `section of ${graph.files[graph.sections.file[x]]!.name}`,
    })
  }
  return found
}
