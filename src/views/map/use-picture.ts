/** Everything that the painter needs, remade only as far as something changed. */
import { useMemo } from 'react'
import type { EdgeId } from '../../engine/graph/ids'
import type { DensityQuery } from '../../scene/density'
import type { EdgeQuery, EdgeScene } from '../../scene/edges'
import { edgeScene, nearScene, withSingles } from '../../scene/edges'
import { Finder } from '../../scene/find'
import type { Layout } from '../../scene/geometry'
import { layOut } from '../../scene/layout'
import type { Things } from '../../scene/marks'
import type { EdgesNow } from '../../scene/map-edges'
import { MapEdges } from '../../scene/map-edges'
import { changedBy, touching } from '../../scene/marks'
import type { Traffic } from '../../scene/traffic'
import { trafficOf } from '../../scene/traffic'
import type { Size, View } from '../../scene/view'
import { layoutWidth, seenBox } from '../../scene/view'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'
import type { MapColours } from './colours'
import { densityInks } from './colours'
import { MOST_ROWS } from './painter'
import type { Picture } from './picture'

export interface Drawn {
  readonly picture: Picture
  readonly density: DensityQuery
}

/** Nearer than this, rows of a folded picture can be told apart, and edges are drawn from them. */
const NEAR_FROM = 0.45

/** One of the two layouts of a session, from the tables as they are at its moment; a picture too high may get wider. */
function layoutOf(
  { graph, describer, outgoing, replay, allocateAt, log }: Session,
  size: Size,
  byAddress: boolean,
): Layout {
  const here = replay.position
  replay.seek(byAddress ? log.length : allocateAt)
  const make = (width: number): Layout =>
    layOut({
      graph,
      describer,
      edges: outgoing,
      byAddress,
      width,
      minHeight: (size.height * width) / size.width,
    })
  let layout = make(size.width)
  const width = layoutWidth(layout.height, size)
  if (width !== size.width) layout = make(width)
  replay.seek(here)
  return layout
}

/** The layout at this moment; each is made when it is first needed, and kept. */
function useLayout(session: Session, size: Size, byAddress: boolean): Layout {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a session or a size of its own has layouts of its own
  const known = useMemo(() => new Map<boolean, Layout>(), [session, size])
  return useMemo(() => {
    const layout = known.get(byAddress) ?? layoutOf(session, size, byAddress)
    known.set(byAddress, layout)
    return layout
  }, [known, session, size, byAddress])
}

/** What is known of all edges at this moment; kept while no event moves one. */
function useEdges(session: Session, layout: Layout, position: number): EdgesNow {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is made where the graph is, and moves from there
  const edges = useMemo(() => new MapEdges({ ...session, layout }, session, position), [session, layout])
  return edges.at(position)
}

/** The edges in view: of the whole picture, or of what is on screen in a large one. */
function useScene(query: EdgeQuery, all: Traffic, finder: Finder, settled: View, size: Size): EdgeScene {
  const { layout, ends, mask } = query
  const traffic = useMemo(() => (mask ? trafficOf(layout, ends, mask) : all), [all, layout, ends, mask])
  const whole = useMemo(() => (layout.chrome === 1 ? edgeScene(query, traffic) : undefined), [query, traffic, layout])
  return useMemo(() => {
    if (whole) return whole
    const seen = seenBox(settled, size)
    if (settled.k >= NEAR_FROM && finder.countIn(seen, MOST_ROWS) < MOST_ROWS)
      return nearScene(query, finder.rowsIn(seen))
    const units = new Set(finder.unitsIn(seen))
    return edgeScene(query, traffic, (unit) => units.has(unit))
  }, [whole, query, traffic, finder, settled, size])
}

/** `settled`: the view when it last stood still. */
export function usePicture(
  session: Session,
  size: Size,
  screen: Size,
  colours: MapColours,
  settled: View,
  mask: Uint8Array | undefined,
  found: Things,
): Drawn {
  const position = useDesk((desk) => desk.position)
  const selection = useDesk((desk) => desk.selection)
  const hover = useDesk((desk) => desk.hover)
  const layout = useLayout(session, size, position > session.allocateAt)
  const finder = useMemo(() => new Finder(layout), [layout])
  const { ends, holes, traffic } = useEdges(session, layout, position)
  const query: EdgeQuery = useMemo(
    () => ({ graph: session.graph, describer: session.describer, layout, ends, mask }),
    [session, layout, ends, mask],
  )
  const scene = useScene(query, traffic, finder, settled, screen)
  const density = useMemo(
    () => ({ graph: session.graph, layout, finder, holes, inks: densityInks(colours), position }),
    [session, layout, finder, holes, colours, position],
  )
  const marks = useMemo(() => {
    const { graph, log } = session
    return {
      changed: position < log.length ? changedBy(graph, log, position) : changedBy(graph, log, 0),
      selected: touching(graph, session, selection),
    }
  }, [session, position, selection])
  const hovered = useMemo(() => touching(session.graph, session, hover), [session, hover])
  const chosen = useMemo(() => withSingles(query, scene, edgesOf(marks.changed, marks.selected)), [query, scene, marks])
  const edges = useMemo(() => withSingles(query, chosen, edgesOf(hovered)), [query, chosen, hovered])
  // One object until something changes: panning and zooming must not make anything again.
  const picture = useMemo(
    () => ({ session, layout, finder, ends, edges, colours, hovered, mask, found, ...marks }),
    [session, layout, finder, ends, edges, colours, hovered, mask, found, marks],
  )
  return useMemo(() => ({ picture, density }), [picture, density])
}

function* edgesOf(...things: readonly Things[]): Generator<EdgeId> {
  for (const { edges } of things) yield* edges
}
