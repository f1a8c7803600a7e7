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
import type { Pass, PassContext } from './pass'

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
    if (context.options.keepNoAlloc === 'live') rootMetadata(graph)
  },
}

function isRoot({ graph, options }: PassContext, s: SymbolId): boolean {
  const { name, scope, block } = graph.symbols
  if (name[s] !== NO_NAME && options.entries.includes(graph.nameOf(s))) return true
  if (options.roots === 'non-local' && scope[s] !== Scope.Local && name[s] !== NO_NAME) return true
  if (options.quirks.has('strip-retained')) return false
  return (graph.sections.flags[graph.blocks.section[block[s]]] & SectionFlag.Retain) !== 0
}

/** As LLVM's plugin does: metadata is kept, and everything that it refers to as well. */
function rootMetadata(graph: LinkGraph): void {
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (graph.sections.flags[graph.blocks.section[b]] & SectionFlag.KeptMetadata) graph.addBlockFlag(b, BlockFlag.Live)
  }
}
