/**
 * The search on the desk: what the text in the search field finds is on the desk as ids, for the list of results, the map
 * and its overview. It stays until there is another search, or Escape.
 */
import { useEffect, useMemo, useState } from 'react'
import { lazy } from '../base/lazy'
import { namesByBlock } from '../scene/names-in'
import type { Searched } from '../scene/query/compile'
import { findThings, NOTHING_FOUND, passingEdges } from '../scene/query/find-things'
import type { Query } from '../scene/query/parse'
import { isTyped, parseQuery, wantsPatterns } from '../scene/query/parse'
import type { Patterns } from '../scene/query/patterns'
import type { SymbolId } from '../engine/graph/ids'
import { useDesk } from './context'
import { knownName, learnNames, useKnownNames } from './names'
import type { Session } from './session'
import { inSlices } from './slices'

/** What a query is asked of: the link as it is now. */
function searchedIn({ graph, arch, judge, outgoing, incoming, describer }: Session): Searched {
  const names = lazy(() => namesByBlock(graph))
  return {
    graph,
    arch,
    judge,
    outgoing,
    incoming,
    describer,
    get names() {
      return names()
    },
    written: knownName,
  }
}

let patterns: Patterns | undefined

/** Regular expressions cannot be read yet. */
const isWaiting = ({ terms }: Query): boolean => terms.some((term) => term.id === 're' && !term.test)

/** What a text asks. With a regular expression in it, that is known when expressions can be read. */
export function useQuery(text: string): Query {
  const wants = wantsPatterns(text)
  const [there, setThere] = useState(() => patterns)
  useEffect(() => {
    if (!wants || there) return undefined
    let wanted = true
    void import('../scene/query/patterns')
      .then(({ loadPatterns }) => loadPatterns())
      .then((loaded) => {
        patterns = loaded
        if (wanted) setThere(() => loaded)
      })
    return () => {
      wanted = false
    }
  }, [wants, there])
  return useMemo(() => parseQuery(text, there), [text, there])
}

/** Searches whenever the text, the link or what is known of names is another; of a query about the moment, also then. */
export function useSearching(): void {
  const session = useDesk((desk) => desk.session)
  const text = useDesk((desk) => desk.query.trim())
  const find = useDesk((desk) => desk.find)
  const query = useQuery(text)
  const position = useDesk((desk) => (isTyped(query) ? desk.position : -1))
  const known = useKnownNames()
  useLearning(session, text !== '')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is at `position`, names as they are known
  useEffect(() => {
    if (isWaiting(query)) return undefined
    if (!session || query.terms.length === 0) {
      find(NOTHING_FOUND, text)
      return undefined
    }
    return inSlices(findThings(searchedIn(session), query), (found) => find(found, text))
  }, [session, query, position, known, find])
}

/** The edges that pass a query, found in slices; undefined while there is none or it is not known yet. */
export function usePassing(session: Session, text: string): Uint8Array | undefined {
  const query = useQuery(text)
  const position = useDesk((desk) => (text === '' ? -1 : desk.position))
  const known = useKnownNames()
  const [passing, setPassing] = useState<{
    readonly session: Session
    readonly query: Query
    readonly mask: Uint8Array
  }>()
  useLearning(session, text !== '')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is at `position`, names as they are known
  useEffect(() => {
    if (query.terms.length === 0 || isWaiting(query)) return undefined
    return inSlices(passingEdges(searchedIn(session), query), (mask) => setPassing({ session, query, mask }))
  }, [session, query, position, known])
  return passing?.session === session && passing.query === query ? passing.mask : undefined
}

const learnt = new WeakSet<Session>()

/** Asks for every name of a link, once, when somebody first searches in it: people type names as they wrote them. */
function useLearning(session: Session | undefined, wanted: boolean): void {
  useEffect(() => {
    if (!session || !wanted || learnt.has(session)) return undefined
    return inSlices(learnAll(session), () => learnt.add(session))
  }, [session, wanted])
}

/** Names looked at between two pauses. */
const STEP = 1000

function* learnAll({ graph }: Session): Generator<undefined, void> {
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (s % STEP === STEP - 1) yield undefined
    learnNames(graph.nameOf(s))
  }
}
