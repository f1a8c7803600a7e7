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
import type { LinkOptions, Pass, PassContext } from './pass'

export const markRoots: Pass = {
  id: 'mark-roots',
  phase: 'prepare',
  says: 'Marks what is kept for its own sake: definitions that other files can see, and sections that ask to be kept.',
  run(context) {
    const { graph } = context
    for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
      if (graph.symbols.base[s] === Base.Defined && isRoot(context, s)) {
        graph.event('rootMarked', s)
        graph.addSymbolFlag(s, SymbolFlag.Live)
      }
    }
    if (!context.options.quirks.has('strip-retained')) rootSections(graph, SectionFlag.Retain)
    if (context.options.keepNoAlloc === 'live') rootSections(graph, SectionFlag.KeptMetadata)
  },
}

function isRoot({ graph, options }: PassContext, s: SymbolId): boolean {
  const { name, scope } = graph.symbols
  if (name[s] !== NO_NAME && isEntry(graph.nameOf(s), options)) return true
  return options.roots === 'non-local' && scope[s] !== Scope.Local && name[s] !== NO_NAME
}

function isEntry(name: string, { entries, aliases }: LinkOptions): boolean {
  return entries.includes(name) || (aliases.size > 0 && entries.some((entry) => meaningOf(entry, aliases) === name))
}

/** Whole sections as roots, whether or not anything in them has a name: those that ask for it, or, as LLVM's plugin does, metadata. */
function rootSections(graph: LinkGraph, flag: number): void {
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (!(graph.sections.flags[graph.blocks.section[b]] & flag)) continue
    graph.event('blockRooted', b)
    graph.addBlockFlag(b, BlockFlag.Live)
  }
}
