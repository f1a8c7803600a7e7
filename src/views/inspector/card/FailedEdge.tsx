/** The way from a failed link to the edge whose value does not fit. */
import { explainEdge } from '../../../engine/arch/explain'
import { placesOf } from '../../../engine/arch/places'
import type { EdgeId } from '../../../engine/graph/ids'
import { useSay } from '../../../store/language'
import type { Session } from '../../../store/session'
import { Go } from '../parts'
import { Written } from '../Written'

export function FailedEdge({ session }: { session: Session }) {
  const say = useSay()
  const failed = failedEdges(session)
  const first = failed[0]
  if (first === undefined) return null
  return (
    <p>
      <Go to={{ kind: 'edge', id: first }}>
        <Written text={say('inspector.explain', { edge: session.describer.edge(first) })} />
      </Go>
      {failed.length > 1 && (
        <span className="muted"> {say('inspector.more-that-do-not-fit', { n: failed.length - 1 })}</span>
      )}
    </p>
  )
}

/** Edges of this moment whose value does not fit. */
function failedEdges({ graph, arch }: Session): EdgeId[] {
  const places = placesOf(graph, arch)
  const found: EdgeId[] = []
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    if (graph.isRemoved(graph.edges.block[e])) continue
    const explanation = explainEdge(graph, arch, e, places)
    if (explanation && !(explanation.fits && explanation.isAligned)) found.push(e)
  }
  return found
}
