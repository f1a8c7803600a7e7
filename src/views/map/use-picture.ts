/** Everything that the painter needs, remade only as far as something changed. */
import { useMemo } from 'react'
import type { EdgeScene } from '../../scene/edges'
import { edgeScene, withSingles } from '../../scene/edges'
import type { Layout } from '../../scene/geometry'
import { layOut } from '../../scene/layout'
import type { Things } from '../../scene/marks'
import { changedBy, touching } from '../../scene/marks'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'
import type { MapColours } from './colours'
import type { Picture } from './painter'

/** The two layouts of a session. Each is made from the tables as they are at its moment. */
function layoutOf(session: Session, byAddress: boolean, width: number): Layout {
  const { graph, describer, outgoing, replay, allocateAt, log } = session
  const here = replay.position
  replay.seek(byAddress ? log.length : allocateAt)
  const layout = layOut({ graph, describer, edges: outgoing, byAddress, width })
  replay.seek(here)
  return layout
}

export function usePicture(session: Session, width: number, colours: MapColours): Picture {
  const position = useDesk((desk) => desk.position)
  const selection = useDesk((desk) => desk.selection)
  const hover = useDesk((desk) => desk.hover)
  const byAddress = position > session.allocateAt
  const layout = useMemo(() => layoutOf(session, byAddress, width), [session, byAddress, width])
  const query = useMemo(() => ({ graph: session.graph, describer: session.describer, layout }), [session, layout])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is at `position`
  const base: EdgeScene = useMemo(() => edgeScene(query), [query, position])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is at `position`
  const marks = useMemo(() => {
    const { graph, log } = session
    return {
      changed: position < log.length ? changedBy(graph, log, position) : changedBy(graph, log, 0),
      selected: touching(graph, session, selection),
      hovered: touching(graph, session, hover),
    }
  }, [session, position, selection, hover])
  const edges = useMemo(() => withSingles(query, base, wanted(marks)), [query, base, marks])
  return { session, layout, byAddress, edges, colours, ...marks }
}

function* wanted({ changed, selected, hovered }: Record<'changed' | 'selected' | 'hovered', Things>): Generator<Things['edges'] extends Set<infer E> ? E : never> {
  yield* changed.edges
  yield* selected.edges
  yield* hovered.edges
}
