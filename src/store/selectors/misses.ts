/** The edges over which a link failed: values that do not fit their fields. */
import { explainEdge } from '../../engine/arch/explain'
import { placesOf } from '../../engine/arch/places'
import type { EdgeId } from '../../engine/graph/ids'
import type { Session } from '../session'

const NONE: ReadonlySet<EdgeId> = new Set()

/** Number of events when a link had failed; undefined if it did not, or was abandoned because people wished so. */
export function failedAt({ ok, phases, log, diagnostics }: Session): number | undefined {
  if (ok || diagnostics.some(({ code }) => code === 'abandoned-on-request')) return undefined
  return phases.find(({ id }) => id === 'abandon')?.first ?? log.length
}

const KNOWN = new WeakMap<Session, ReadonlySet<EdgeId>>()

/**
 * All edges whose value does not fit, not only the one at which the linker stopped; none before it has. What stood when it
 * stopped stands from then on, so they are looked for once.
 */
export function missesOf(session: Session, position: number): ReadonlySet<EdgeId> {
  const from = failedAt(session)
  if (from === undefined || position < from || !session.diagnostics.some(isMiss)) return NONE
  const known = KNOWN.get(session) ?? findMisses(session)
  KNOWN.set(session, known)
  return known
}

const isMiss = ({ code }: Session['diagnostics'][number]): boolean =>
  code === 'out-of-range' || code === 'misaligned-target'

function findMisses({ graph, arch }: Session): ReadonlySet<EdgeId> {
  const places = placesOf(graph, arch)
  const found = new Set<EdgeId>()
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    if (graph.isRemoved(graph.edges.block[e])) continue
    const explanation = explainEdge(graph, arch, e, places)
    if (explanation && !(explanation.fits && explanation.isAligned)) found.add(e)
  }
  return found
}
