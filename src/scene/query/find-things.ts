/**
 * Finds what a query asks for. A large link has a million of everything, so the search pauses now and then; what it finds
 * is kept up to a number and counted beyond it.
 */
import { isCounted } from '../../engine/graph/crossings'
import type { BlockId, EdgeId, SectionId, SymbolId } from '../../engine/graph/ids'
import { Base, NO_SYMBOL } from '../../engine/graph/ids'
import type { LinkGraph } from '../../engine/graph/link-graph'
import { SectionFlag, SymbolFlag } from '../../engine/graph/schema'
import { NO_NAME } from '../../engine/table/name-table'
import type { Searched } from './compile'
import { compileEdgeTest, compileQuery } from './compile'
import type { Subject } from './terms'
import { SUBJECTS } from './terms'
import type { Query } from './parse'

/** What a search has found, or a comparison: ids in their order, exact names first, no more than MOST_FOUND of each. */
export interface FoundThings {
  readonly symbols: Uint32Array
  readonly sections: Uint32Array
  readonly blocks: Uint32Array
  readonly edges: Uint32Array
  /** How many there are, also of those that are not in the lists. */
  readonly counts: Readonly<Record<Subject, number>>
}

/** Things looked at between two pauses: a few milliseconds' worth. */
const STEP = 3000
/** The same where a single one may take long. */
const SLOW_STEP = 16
/** More marks and more lines would say nothing. */
export const MOST_FOUND = 20_000

const NONE = new Uint32Array(0)
const NO_COUNTS = { symbol: 0, section: 0, block: 0, edge: 0 } as const

export const NOTHING_FOUND: FoundThings = {
  symbols: NONE,
  sections: NONE,
  blocks: NONE,
  edges: NONE,
  counts: NO_COUNTS,
}

/** Yields while there is more to look at; returns what was found. */
export function* findThings(searched: Searched, query: Query): Generator<undefined, FoundThings> {
  const tests = compileQuery(searched, query)
  const found: { -readonly [K in keyof FoundThings]: FoundThings[K] } = { ...NOTHING_FOUND }
  const counts: Record<Subject, number> = { ...NO_COUNTS }
  const step = stepOf(query)
  const wantsDead = query.terms.some(({ id }) => id === 'dead')
  for (const subject of SUBJECTS) {
    const test = tests[subject]
    if (!test) continue
    const isThere = presence(searched.graph, subject, wantsDead)
    const exact: number[] = []
    const ids: number[] = []
    const isExact = exactness(searched, query, subject)
    const all = searched.graph[`${subject}s`].length
    for (let id = 0; id < all; id++) {
      if (id % step === step - 1) yield undefined
      if (!isThere(id) || !test(id)) continue
      counts[subject]++
      if (isExact(id)) exact.push(id)
      else if (ids.length < MOST_FOUND) ids.push(id)
    }
    found[`${subject}s`] = Uint32Array.from([...exact, ...ids].slice(0, MOST_FOUND))
  }
  return { ...found, counts }
}

/** Whether something is called just what was typed, as its file or its author has it. */
function exactness({ graph, written }: Searched, { terms }: Query, subject: Subject): (id: number) => boolean {
  const [only, ...others] = terms
  if (only?.id !== 'word' || only.not || others.length > 0 || subject === 'block' || subject === 'edge')
    return () => false
  const nameOf = (id: number): string =>
    subject === 'symbol' ? graph.nameOf(id as SymbolId) : graph.sectionName(id as SectionId)
  return (id) => {
    const name = nameOf(id)
    return name.toLowerCase() === only.text || written(name).toLowerCase() === only.text
  }
}

/** A byte for each edge that passes; yields while there is more to look at. */
export function* passingEdges(searched: Searched, query: Query): Generator<undefined, Uint8Array> {
  const { graph } = searched
  const passes = compileEdgeTest(searched, query)
  const step = stepOf(query)
  const mask = new Uint8Array(graph.edges.length)
  for (let e = 0 as EdgeId; e < mask.length; e++) {
    if (e % step === step - 1) yield undefined
    if (isCounted(graph, e) && passes(e)) mask[e] = 1
  }
  return mask
}

/** A regular expression takes up to a millisecond for a name. */
const stepOf = ({ terms }: Query): number => (terms.some(({ id }) => id === 're') ? SLOW_STEP : STEP)

/** A reference to what another file of the link defines: that definition is what people look for. */
const isDefinedElsewhere = ({ symbols }: LinkGraph, s: SymbolId): boolean =>
  symbols.base[s] === Base.External && symbols.definition[s] !== NO_SYMBOL

/** What can be found at all: what is there at this moment, and what was removed only if that is asked for. */
function presence(graph: LinkGraph, subject: Subject, wantsDead: boolean): (id: number) => boolean {
  const { symbols, sections, blocks } = graph
  switch (subject) {
    case 'symbol':
      return (s) =>
        symbols.name[s as SymbolId] !== NO_NAME &&
        !isDefinedElsewhere(graph, s as SymbolId) &&
        (wantsDead || !(symbols.flags[s as SymbolId] & SymbolFlag.Removed))
    case 'section':
      return (x) => !(sections.flags[x as SectionId] & SectionFlag.Bookkeeping)
    case 'block':
      return (b) =>
        (wantsDead || !graph.isRemoved(b as BlockId)) &&
        !(sections.flags[blocks.section[b as BlockId]] & SectionFlag.Bookkeeping)
    case 'edge':
      return (e) => isCounted(graph, e as EdgeId)
  }
}
