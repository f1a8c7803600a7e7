/**
 * Keeps the unwind records of COFF functions alive. On Windows `.pdata` holds three distances for each function: where it
 * starts, where it ends, and where in `.xdata` it says how to unwind it. The record refers to the function, nothing refers
 * to the record; so everything that a block of `.pdata` refers to gets an edge back that keeps the block alive.
 *
 * Source: JITLink's SEHFrameKeepAlivePass; Microsoft PE/COFF Specification, "The .pdata Section".
 */
import type { EdgeIndex } from '../graph/edge-index'
import { indexEdges } from '../graph/edge-index'
import type { BlockId, EdgeId, SectionId } from '../graph/ids'
import { Base, KIND_KEEP_ALIVE, Linkage, Scope } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { NO_RELOCATION } from '../graph/schema'
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
    const { section } = graph.blocks
    const isUnwind = unwindSections(graph, plainOnly)
    let keeper: Keeper | undefined
    const count = graph.blocks.length
    for (let b = 0 as BlockId; b < count; b++) {
      if (!isUnwind[section[b]]) continue
      keeper ??= new Keeper(graph)
      keeper.keepRecords(b)
    }
  },
}

/** By section, 1 if it holds unwind records. */
function unwindSections({ sections, names }: LinkGraph, plainOnly: boolean): Uint8Array {
  const found = new Uint8Array(sections.length)
  for (let x = 0 as SectionId; x < sections.length; x++) {
    const name = sections.name[x]
    const isPart = !plainOnly && names.startsWith(name, `${UNWIND_SECTION}$`)
    found[x] = isPart || names.is(name, UNWIND_SECTION) ? 1 : 0
  }
  return found
}

class Keeper {
  readonly #graph: LinkGraph
  readonly #index: EdgeIndex
  /** By block, which block of records was the last to refer to it, plus one. */
  readonly #seenBy: Uint32Array

  constructor(graph: LinkGraph) {
    this.#graph = graph
    this.#index = indexEdges(graph)
    this.#seenBy = graph.scratch('blocks that unwind records refer to', graph.blocks.length)
  }

  /** Gives each block that the records of `b` refer to an edge back to them. */
  keepRecords(b: BlockId): void {
    const graph = this.#graph
    const homes = this.#homesOf(b)
    graph.event('unwindKept', b, homes.length)
    const file = graph.sections.file[graph.blocks.section[b]]
    const record = graph.addSymbolInWords(Base.Defined, file, NO_NAME, Linkage.Strong, Scope.Local, 0)
    graph.placeSymbolInWords(record, b, 0, 0, 0, 0)
    for (const home of homes) graph.addEdgeInWords(home, 0, KIND_KEEP_ALIVE, record, 0, 0, NO_RELOCATION)
  }

  #homesOf(b: BlockId): BlockId[] {
    const { target } = this.#graph.edges
    const { base, block } = this.#graph.symbols
    const { start, edge } = this.#index
    const homes: BlockId[] = []
    for (let i = start[b]!; i < start[b + 1]!; i++) {
      const s = target[edge[i]! as EdgeId]
      if (base[s] !== Base.Defined || this.#seenBy[block[s]] === b + 1) continue
      this.#seenBy[block[s]] = b + 1
      homes.push(block[s])
    }
    return homes
  }
}
