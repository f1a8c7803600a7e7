/** What an event was about, as something that can be selected. */
import type { EventId } from '../../engine/graph/log'
import type { Selection } from '../selection'
import type { Session } from '../session'

/** The subject of the last of the first `position` events, if it is still something to be shown. */
export function subjectOf({ log, graph }: Session, position: number): Selection | undefined {
  if (position < 1) return undefined
  const e = (position - 1) as EventId
  const row = log.rowOf(e)
  const id = log.events.a[e]
  // Entries are named after their symbol, but it is the block that was made.
  if (row.a === 'edge' && id < graph.edges.length) return { kind: 'edge', id: id as never }
  if (row.a === 'block' && id < graph.blocks.length) return { kind: 'block', id: id as never }
  if (row.a === 'symbol' && id < graph.symbols.length) return { kind: 'symbol', id: id as never }
  if (row.a === 'section' && id < graph.sections.length) return { kind: 'section', id: id as never }
  return undefined
}
