/** Finds names by a part of them. A large link has hundreds of thousands, so the search pauses now and then. */
import type { SectionId, SymbolId } from '../engine/graph/ids'
import { Base } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import { SectionFlag, SymbolFlag } from '../engine/graph/schema'
import { NO_NAME } from '../engine/table/name-table'

export interface FoundNames {
  readonly symbols: Uint32Array
  readonly sections: Uint32Array
  readonly blocks: Uint32Array
}

/** Names looked at between two pauses: a few milliseconds' worth. */
const STEP = 3000
/** More marks would say nothing. */
const MOST_FOUND = 20_000

/** Yields while there is more to look at; returns what was found. */
export function* findNames(graph: LinkGraph, text: string): Generator<undefined, FoundNames> {
  const part = text.toLowerCase()
  const symbols: number[] = []
  for (let s = 0 as SymbolId; s < graph.symbols.length && symbols.length < MOST_FOUND; s++) {
    if (s % STEP === STEP - 1) yield undefined
    if (isThere(graph, s) && graph.nameOf(s).toLowerCase().includes(part)) symbols.push(s)
  }
  const sections: number[] = []
  for (let x = 0 as SectionId; x < graph.sections.length && sections.length < MOST_FOUND; x++) {
    if (x % STEP === STEP - 1) yield undefined
    if (graph.sections.flags[x] & SectionFlag.Bookkeeping) continue
    if (graph.sectionName(x).toLowerCase().includes(part)) sections.push(x)
  }
  return { symbols: Uint32Array.from(symbols), sections: Uint32Array.from(sections), blocks: new Uint32Array(0) }
}

function isThere({ symbols }: LinkGraph, s: SymbolId): boolean {
  return symbols.name[s] !== NO_NAME && symbols.base[s] === Base.Defined && !(symbols.flags[s] & SymbolFlag.Removed)
}
