/**
 * Marks the roots: what is kept for its own sake. By default these are all definitions that other files can see (a JIT
 * may be asked for any of them later), and sections that ask to be kept. "Only the entry" shows what dead stripping can
 * do when the whole program is known.
 *
 * Source: ORC's materialization responsibility (every non-local definition); SHF_GNU_RETAIN.
 */
import type { BlockId, SymbolId } from '../graph/ids'
import { Base, Scope } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { BlockFlag, SectionFlag, SymbolFlag } from '../graph/schema'
import { NO_NAME } from '../table/name-table'
import { meaningOf } from './aliases'
import type { Pass } from './pass'

export const markRoots: Pass = {
  id: 'mark-roots',
  phase: 'prepare',
  says: 'Marks what is kept for its own sake: definitions that other files can see, and sections that ask to be kept.',
  run({ graph, options }) {
    const { base, name, scope } = graph.symbols
    const entries = options.entries.flatMap((entry) => [entry, meaningOf(entry, options.aliases)])
    const named = new Set(entries.map((entry) => graph.names.find(entry)))
    const visible = options.roots === 'non-local'
    const namesakes = visible && options.quirks.has('namesakes-live') ? visibleNames(graph) : undefined
    for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
      if (base[s] !== Base.Defined || name[s] === NO_NAME) continue
      const asked = visible && (scope[s] !== Scope.Local || namesakes?.has(inFile(graph, s)))
      if (!asked && !named.has(name[s])) continue
      graph.event('rootMarked', s)
      graph.addSymbolFlag(s, SymbolFlag.Live)
    }
    if (!options.quirks.has('strip-retained')) rootSections(graph, SectionFlag.Retain)
    if (options.keepNoAlloc === 'live') rootSections(graph, SectionFlag.KeptMetadata)
  },
}

/** What files define for others. LLVM finds the definitions to keep by name alone, and so finds local ones of that name too. */
function visibleNames(graph: LinkGraph): ReadonlySet<number> {
  const { base, name, scope } = graph.symbols
  const names = new Set<number>()
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++)
    if (base[s] === Base.Defined && name[s] !== NO_NAME && scope[s] !== Scope.Local) names.add(inFile(graph, s))
  return names
}

/** A symbol's name and file as one number, below 2^48: files are counted in 16 bits, names in 32. */
const inFile = ({ symbols }: LinkGraph, s: SymbolId): number => symbols.name[s] * 0x10000 + symbols.file[s]

/** Whole sections as roots, whether or not anything in them has a name: those that ask for it, or, as LLVM's plugin does, metadata. */
function rootSections(graph: LinkGraph, flag: number): void {
  const { section } = graph.blocks
  const { flags } = graph.sections
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (!(flags[section[b]] & flag)) continue
    graph.event('blockRooted', b)
    graph.addBlockFlag(b, BlockFlag.Live)
  }
}
