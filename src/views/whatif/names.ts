/** Names that the files of a link define. */
import type { SymbolId } from '../../engine/graph/ids'
import { Base } from '../../engine/graph/ids'
import { NO_NAME } from '../../engine/table/name-table'
import type { Session } from '../../store/session'

const known = new WeakMap<Session, ReadonlySet<string>>()

/** All of them, whatever was stripped; collected once for a session, wherever in time it is. */
export function definedNames(session: Session): ReadonlySet<string> {
  const before = known.get(session)
  if (before) return before
  const names = new Set<string>()
  const { graph, replay, log } = session
  const here = replay.position
  replay.seek(log.length)
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++)
    if (graph.symbols.base[s] === Base.Defined && graph.symbols.name[s] !== NO_NAME) names.add(graph.nameOf(s))
  replay.seek(here)
  known.set(session, names)
  return names
}
