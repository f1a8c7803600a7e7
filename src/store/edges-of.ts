/** Relocation edges that leave or reach a thing, as they are at this moment. */
import { append } from '../base/append'
import { isCounted } from '../engine/graph/crossings'
import type { BlockId, EdgeId, SymbolId } from '../engine/graph/ids'
import { Base, KIND_KEEP_ALIVE } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import { NO_RELOCATION } from '../engine/graph/schema'
import type { Session } from './session'

/** Relocation edges that leave a block now. */
export function edgesFrom({ graph, outgoing }: Session, b: BlockId): EdgeId[] {
  return edgesIn(outgoing, b).filter((e) => e < graph.edges.length && graph.edges.block[e] === b && isListed(graph, e))
}

const isBond = (graph: LinkGraph, e: EdgeId): boolean => graph.edges.kind[e] === KIND_KEEP_ALIVE

/** A relocation, also one whose value other code writes: a signed pointer is a mere bond when the link is done. */
const isListed = (graph: LinkGraph, e: EdgeId): boolean =>
  !isBond(graph, e) || (graph.edges.relocation[e] !== NO_RELOCATION && !graph.isRemoved(graph.edges.block[e]))

/** Relocation edges that arrive at any symbol of a block. */
export function edgesTo(session: Session, b: BlockId): EdgeId[] {
  const { graph } = session
  const found: EdgeId[] = []
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (graph.symbols.base[s] === Base.Defined && graph.symbols.block[s] === b) append(found, edgesAt(session, s))
  }
  return found
}

/** Relocation edges that arrive at a symbol. */
export function edgesAt({ graph, incoming }: Session, s: SymbolId): EdgeId[] {
  return edgesIn(incoming, s).filter(
    (e) => e < graph.edges.length && (isCounted(graph, e) || (isBond(graph, e) && isListed(graph, e))),
  )
}

function edgesIn({ start, edge }: Session['outgoing'], row: number): EdgeId[] {
  return row + 1 < start.length ? (Array.from(edge.subarray(start[row], start[row + 1])) as EdgeId[]) : []
}
