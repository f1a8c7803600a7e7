/**
 * Keeps the unwind records of COFF functions alive. On Windows `.pdata` holds three distances for each function: where it
 * starts, where it ends, and where in `.xdata` it says how to unwind it. The record refers to the function, nothing refers
 * to the record; so everything that a block of `.pdata` refers to gets an edge back that keeps the block alive.
 *
 * Source: JITLink's SEHFrameKeepAlivePass; Microsoft PE/COFF Specification, "The .pdata Section".
 */
import type { EdgeIndex } from '../graph/edge-index'
import { edgesOf, indexEdges } from '../graph/edge-index'
import type { BlockId } from '../graph/ids'
import { Base, KIND_KEEP_ALIVE, Linkage, Scope } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { NO_NAME } from '../table/name-table'
import type { Pass } from './pass'

const UNWIND_SECTION = '.pdata'

export const keepUnwinding: Pass = {
  id: 'keep-unwinding',
  phase: 'prepare',
  only: { formats: ['coff'] },
  says: 'Lets functions of COFF objects keep their unwind records (.pdata) alive, which nothing refers to.',
  run({ graph, options }) {
    const plainOnly = options.quirks.has('coff-unwind-plain-only')
    let index: EdgeIndex | undefined
    const count = graph.blocks.length
    for (let b = 0 as BlockId; b < count; b++) {
      if (!isUnwindSection(graph, b, plainOnly)) continue
      index ??= indexEdges(graph)
      keepRecords(graph, index, b)
    }
  },
}

function isUnwindSection(graph: LinkGraph, b: BlockId, plainOnly: boolean): boolean {
  const x = graph.blocks.section[b]
  if (!graph.names.startsWith(graph.sections.name[x], UNWIND_SECTION)) return false
  const name = graph.sectionName(x)
  return name === UNWIND_SECTION || (!plainOnly && name.startsWith(`${UNWIND_SECTION}$`))
}

/** Gives each block that the records of `b` refer to an edge back to them. */
function keepRecords(graph: LinkGraph, index: EdgeIndex, b: BlockId): void {
  const { target } = graph.edges
  const { base, block } = graph.symbols
  const homes = new Set<BlockId>()
  for (const e of edgesOf(index, b)) if (base[target[e]] === Base.Defined) homes.add(block[target[e]])
  graph.event('unwindKept', b, homes.size)
  const file = graph.sections.file[graph.blocks.section[b]]
  const anonymous = { file, name: NO_NAME, size: 0n, linkage: Linkage.Strong, scope: Scope.Local, flags: 0 }
  const record = graph.addDefined(anonymous, b, 0n)
  for (const home of homes) graph.addEdge(home, 0, KIND_KEEP_ALIVE, record, 0n)
}
