/**
 * Finds symbols, sections, blocks and edges by parts of their names and by what they are; Enter goes there. Results are
 * grouped and counted, and only the lines on screen are in the document: there may be a million.
 */
import { useEffect, useMemo, useRef, useState } from 'react'
import { sayQueryProblem } from '../../scene/query/problems'
import type { Query } from '../../scene/query/parse'
import { TERMS } from '../../scene/query/terms'
import { useDesk } from '../../store/context'
import { sayRow } from '../../messages/messages'
import { useSay } from '../../store/language'
import { useQuery } from '../../store/searching'
import type { Selection } from '../../store/selection'
import type { Session } from '../../store/session'
import { NO_FILTER } from '../../store/filter'
import { Results } from './Results'
import type { FoundList, Result } from './found-list'
import { foundList } from './found-list'

export function Search() {
  const session = useDesk((desk) => desk.session)
  const openSheet = useDesk((desk) => desk.openSheet)
  const say = useSay()
  const text = useDesk((desk) => desk.query)
  const setText = useDesk((desk) => desk.search)
  const [open, setOpen] = useState(false)
  const query = useQuery(text)
  const list = useResults(session, text, query, open)
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const go = useGo(() => {
    // Found: the keys belong to the map again. What is marked stays marked.
    setOpen(false)
    input.current?.blur()
  })
  const enter = useEnter(list, at, go)
  const showEdges = useShowEdges(text)
  const shown = list?.length ?? 0
  const onKey = (event: React.KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE }[event.key]
    if (step !== undefined) setAt(Math.max(0, Math.min(shown - 1, at + step)))
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) showEdges()
    else if (event.key === 'Enter') enter()
    else if (event.key === 'Escape' && text === '') input.current?.blur()
    else if (event.key === 'Escape') setText('')
    else return
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
        aria-expanded={open && shown > 0}
        aria-controls="search-results"
        aria-activedescendant={open && shown > 0 ? `search-${at}` : undefined}
        aria-describedby="search-terms"
        autoComplete="off"
        spellCheck={false}
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
      <p className="off-screen" id="search-terms">
        {say('header.search-terms', { terms: TERMS.map(({ example }) => example).join(' ') })}
      </p>
      {session && open && (
        <div className="results">
          {query.problems
            .map((problem) => sayQueryProblem(say, problem))
            .map((text) => (
              <p key={text} className="query-problem" role="status">
                {text}
              </p>
            ))}
          {text.trim() === '' ? (
            <Terms onChoose={setText} />
          ) : (
            list && <Results session={session} list={list} query={query} at={at} onGo={go} onShowEdges={showEdges} />
          )}
        </div>
      )}
      {!(session && open && list && text.trim() !== '') && (
        <div id="search-results" role="listbox" aria-label={say('header.results')} />
      )}
    </search>
  )
}

const PAGE = 8

/** What the search has found for this text; undefined while that is not known. */
function useResults(session: Session | undefined, text: string, query: Query, open: boolean): FoundList | undefined {
  const found = useDesk((desk) => desk.found)
  const isReady = useDesk((desk) => desk.foundFor === text.trim())
  return useMemo(
    () => (session && open && isReady ? foundList(session, found, query) : undefined),
    [session, found, isReady, query, open],
  )
}

function useGo(then: () => void): (result: Result) => void {
  const select = useDesk((desk) => desk.select)
  const look = useDesk((desk) => desk.look)
  return ({ kind, id }) => {
    select({ kind, id } as Selection)
    look('reveal')
    then()
  }
}

/** Goes to the chosen result; if they are not there yet, as soon as they are. */
function useEnter(list: FoundList | undefined, at: number, go: (result: Result) => void): () => void {
  const [waiting, setWaiting] = useState(false)
  const first = list?.at(at)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the coming of the list that is waited for
  useEffect(() => {
    if (!waiting || !list) return
    setWaiting(false)
    if (first) go(first)
  }, [waiting, list])
  return () => (list ? first && go(first) : setWaiting(true))
}

/** Leaves the edges that the text finds on the map, and dims the others. */
function useShowEdges(text: string): () => void {
  const narrow = useDesk((desk) => desk.narrow)
  return () => narrow({ ...NO_FILTER, query: text.trim() })
}

/** What can be asked, while nothing is. A click begins with it. */
function Terms({ onChoose }: { onChoose: (text: string) => void }) {
  const say = useSay()
  return (
    <div className="query-terms">
      <p>{say('header.terms')}</p>
      <dl>
        {TERMS.map(({ id, says, example }) => (
          <div key={id}>
            <dt>
              <button
                type="button"
                tabIndex={-1}
                onPointerDown={(event) => {
                  event.preventDefault()
                  onChoose(example)
                }}
              >
                {example}
              </button>
            </dt>
            <dd>{sayRow(say, `terms.${id}.says`, says)}</dd>
          </div>
        ))}
      </dl>
      <p>{say('header.terms-joined')}</p>
    </div>
  )
}
