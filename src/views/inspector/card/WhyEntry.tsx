/** Why a table entry exists: which edge asked for it first, who else uses it, and who no longer does. */
import { CELL } from '../../../engine/graph/cells'
import type { BlockId, EdgeId, SymbolId } from '../../../engine/graph/ids'
import { EVENT_CODE } from '../../../engine/graph/events'
import type { EventId } from '../../../engine/graph/log'
import { useSay } from '../../../store/language'
import type { Session } from '../../../store/session'
import { Go } from '../parts'
import { Said } from '../Said'
import { Written } from '../Written'
import { edgesTo } from '../../../store/edges-of'

const MADE = [
  EVENT_CODE.gotEntryAdded,
  EVENT_CODE.stubAdded,
  EVENT_CODE.tlsEntryAdded,
  EVENT_CODE.indirectSlotAdded,
  EVENT_CODE.descriptorAdded,
] as readonly number[]

export function WhyEntry({ session, block }: { session: Session; block: BlockId }) {
  const say = useSay()
  const made = madeAt(session, block)
  if (made === undefined) return null
  const all = edgesTo(session, block)
  const first = firstAsker(session, made, block) ?? all[0]
  const users = all.filter((e) => e !== first)
  const left = first !== undefined && !all.includes(first)
  return (
    <>
      <h3>{say('inspector.why-exists')}</h3>
      {first !== undefined && (
        <p>
          <Said
            id={left ? 'inspector.asked-first-left' : 'inspector.asked-first'}
            args={{
              place: (
                <Go to={{ kind: 'edge', id: first }}>
                  <Written text={session.describer.source(first)} />
                </Go>
              ),
              kind: session.describer.kind(first),
            }}
          />
        </p>
      )}
      <p>{say(left ? 'inspector.other-users-left' : 'inspector.other-users', { n: users.length })}</p>
    </>
  )
}

function madeAt({ log }: Session, block: BlockId): EventId | undefined {
  for (let e = 0 as EventId; e < log.length; e++) {
    if (log.events.a[e] === block && MADE.includes(log.events.type[e])) return e
  }
  return undefined
}

/** An entry is made when an edge needs it, and that edge is lowered next; an entry that a stub needs has no such edge. */
function firstAsker({ log, graph }: Session, made: EventId, block: BlockId): EdgeId | undefined {
  for (let e = (made + 1) as EventId; e < log.length; e++) {
    if (log.events.phase[e] !== log.events.phase[made]) return undefined
    if (log.events.type[e] !== EVENT_CODE.edgeLowered) continue
    const [from, to] = log.recordsOf(e)
    for (let r = from; r < to; r++) {
      if (log.records.cell[r] !== CELL.edgeTarget) continue
      const target = log.records.after[r] as SymbolId
      return graph.symbols.block[target] === block ? (log.events.a[e] as EdgeId) : undefined
    }
  }
  return undefined
}
