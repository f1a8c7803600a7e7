/** Along an edge and up again: from a block or a name to its first edge, from an edge to its other end. */
import { definitionOf } from '../../engine/graph/crossings'
import type { BlockId, EdgeId } from '../../engine/graph/ids'
import { Base, NO_BLOCK } from '../../engine/graph/ids'
import type { Desk } from '../desk'
import { edgesAt, edgesFrom, edgesTo } from '../edges-of'
import type { Selection } from '../selection'
import type { Session } from '../session'
import type { Outcome } from './outcome'
import { DONE, refused } from './outcome'
import { later } from '../../messages/messages'

type Place = Extract<Selection, { kind: 'block' | 'symbol' }>

/** Forwards (1) or backwards (-1). */
export function followEdge(desk: Desk, direction: 1 | -1): Outcome {
  const { session, selection } = desk
  const next = session && selection && endOf(session, selection, direction)
  if (!next) return refused(later('refusals.no-way'))
  desk.select(next)
  desk.look('reveal')
  return DONE
}

function endOf(session: Session, selection: Selection, direction: 1 | -1): Selection | undefined {
  const { graph } = session
  switch (selection.kind) {
    case 'edge':
      return direction > 0
        ? { kind: 'symbol', id: definitionOf(graph, graph.edges.target[selection.id]) }
        : { kind: 'block', id: graph.edges.block[selection.id] }
    case 'block':
    case 'symbol':
      return firstEdge(session, selection, direction)
    default:
      return undefined
  }
}

function firstEdge(session: Session, thing: Place, direction: 1 | -1): Selection | undefined {
  const [first] = direction > 0 ? edgesOutOf(session, thing) : edgesInto(session, thing)
  return first === undefined ? undefined : { kind: 'edge', id: first }
}

const edgesInto = (session: Session, { kind, id }: Place): EdgeId[] =>
  kind === 'block' ? edgesTo(session, id) : edgesAt(session, id)

function edgesOutOf(session: Session, thing: Place): EdgeId[] {
  const block = blockOf(session.graph, thing)
  return block === undefined ? [] : edgesFrom(session, block)
}

function blockOf({ symbols }: Session['graph'], thing: Place): BlockId | undefined {
  if (thing.kind === 'block') return thing.id
  const block = symbols.base[thing.id] === Base.Defined ? symbols.block[thing.id] : NO_BLOCK
  return block === NO_BLOCK ? undefined : block
}

/** Edge → its block → its section → nothing. */
export function goUp(desk: Desk): void {
  const { session, selection } = desk
  if (!session || !selection) return
  const { graph } = session
  if (selection.kind === 'edge') desk.select({ kind: 'block', id: graph.edges.block[selection.id] })
  else if (selection.kind === 'symbol' && graph.symbols.base[selection.id] === Base.Defined)
    desk.select({ kind: 'block', id: graph.symbols.block[selection.id] })
  else if (selection.kind === 'block') desk.select({ kind: 'section', id: graph.blocks.section[selection.id] })
  else desk.select(undefined)
}
