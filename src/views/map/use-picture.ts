/** Everything that the painter needs, remade only as far as something changed. */
import { useMemo } from 'react'
import type { EdgeScene } from '../../scene/edges'
import { edgeScene, withSingles } from '../../scene/edges'
import type { Layout } from '../../scene/geometry'
import { layOut } from '../../scene/layout'
import type { Things } from '../../scene/marks'
import type { Size } from '../../scene/view'
import { layoutWidth } from '../../scene/view'
import { changedBy, touching } from '../../scene/marks'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'
import type { MapColours } from './colours'
import type { Picture } from './painter'

interface Layouts {
  readonly byFile: Layout
  readonly byAddress: Layout
}

/** The two layouts of a session, of one width. Each is made from the tables as they are at its moment. */
function layoutsOf({ graph, describer, outgoing, replay, allocateAt, log }: Session, size: Size): Layouts {
  const here = replay.position
  const make = (byAddress: boolean, width: number): Layout => {
    replay.seek(byAddress ? log.length : allocateAt)
    return layOut({
      graph,
      describer,
      edges: outgoing,
      byAddress,
      width,
      minHeight: (size.height * width) / size.width,
    })
  }
  let layouts = { byFile: make(false, size.width), byAddress: make(true, size.width) }
  const width = layoutWidth(layouts.byAddress.height, size)
  if (width !== size.width) layouts = { byFile: make(false, width), byAddress: make(true, width) }
  replay.seek(here)
  return layouts
}

export function usePicture(session: Session, size: Size, colours: MapColours): Picture {
  const position = useDesk((desk) => desk.position)
  const selection = useDesk((desk) => desk.selection)
  const hover = useDesk((desk) => desk.hover)
  const byAddress = position > session.allocateAt
  const layouts = useMemo(() => layoutsOf(session, size), [session, size])
  const layout = byAddress ? layouts.byAddress : layouts.byFile
  const query = useMemo(() => ({ graph: session.graph, describer: session.describer, layout }), [session, layout])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is at `position`
  const base: EdgeScene = useMemo(() => edgeScene(query), [query, position])
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

function* wanted({
  changed,
  selected,
  hovered,
}: Record<'changed' | 'selected' | 'hovered', Things>): Generator<Things['edges'] extends Set<infer E> ? E : never> {
  yield* changed.edges
  yield* selected.edges
  yield* hovered.edges
}
