/** Everything that the painter needs, remade only as far as something changed. */
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { EdgeId } from '../../engine/graph/ids'
import type { DensityMoment } from '../../scene/density'
import type { EdgeQuery, EdgeScene } from '../../scene/edges'
import { blockScene, edgeScene, nearScene, withSingles } from '../../scene/edges'
import { Finder } from '../../scene/find'
import type { LaidOut } from '../../scene/laid-out'
import { fileLanes, trafficOfFiles } from '../../scene/lanes'
import type { Things } from '../../scene/marks'
import { changedRows } from '../../scene/changed-rows'
import { changedBy, touching } from '../../scene/marks'
import type { Traffic } from '../../scene/traffic'
import { trafficOf } from '../../scene/traffic'
import type { Size, View } from '../../scene/view'
import { fitAll, seenBox } from '../../scene/view'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import { afterPicture } from '../../store/first-picture'
import { useWriter } from '../../store/names'
import { useReading } from '../../store/reading'
import { missesOf } from '../../store/selectors/misses'
import type { Session } from '../../store/session'
import type { MapColours } from './colours'
import { densityInks } from './colours'
import { MOST_ROWS } from './painter'
import type { Picture } from './picture'

export interface Drawn {
  readonly picture: Picture
  readonly density: DensityMoment
}

export interface Laid {
  readonly laid: LaidOut
  /** The picture of this moment is still being made elsewhere; this is an older one. */
  readonly isStandIn: boolean
}

/** Nearer than this, rows of a folded picture can be told apart, and edges are drawn from them. */
const NEAR_FROM = 0.45
/** Nearer than this, blocks are high enough for bundles of their own to end at them; below, bundles would hide them. */
const BLOCKS_FROM = 0.22
/** A view that is not nearer than so many times the whole picture shows files; nearer, their sections. */
const FILES_BELOW = 1.4

/**
 * Where everything is at this moment. The picture of a large link comes from the worker; until it is there, an older one is
 * shown. The one for the other moment is fetched once this one has been painted, for which it would take the processor
 * away: before somebody goes to that moment, mostly.
 */
export function useLaidOut({ layouts, allocateAt }: Session, paper: Size): Laid {
  const byAddress = useDesk((desk) => desk.position > allocateAt)
  useSyncExternalStore(layouts.subscribe, layouts.arrivals)
  const fitting = layouts.get(byAddress, paper)
  const next = fitting ? !byAddress : byAddress
  const isThere = fitting !== undefined
  useEffect(() => {
    const fetch = (): void => void layouts.fetch(next, paper)
    if (isThere) return afterPicture(fetch)
    fetch()
    return undefined
  }, [layouts, next, paper, isThere])
  return { laid: fitting ?? layouts.standIn(byAddress, paper), isStandIn: fitting === undefined }
}

/** The edges in view: of the whole picture, or of what is on screen in a large one. */
function useScene(query: EdgeQuery, all: Traffic, finder: Finder, settled: View, size: Size): EdgeScene {
  const { layout, ends, mask, graph } = query
  const traffic = useMemo(() => (mask ? trafficOf(layout, ends, mask) : all), [all, layout, ends, mask])
  const whole = useMemo(() => (layout.chrome === 1 ? edgeScene(query, traffic) : undefined), [query, traffic, layout])
  const files = useMemo(() => (layout.chrome === 1 ? undefined : fileLanes(layout, graph)), [layout, graph])
  return useMemo(() => {
    if (whole) return whole
    const seen = seenBox(settled, size)
    if (settled.k >= BLOCKS_FROM && finder.countIn(seen, MOST_ROWS) < MOST_ROWS) {
      const rows = finder.rowsIn(seen)
      return settled.k >= NEAR_FROM ? nearScene(query, rows) : blockScene(query, rows)
    }
    if (files && settled.k < FILES_BELOW * fitAll(layout, size).k)
      return edgeScene(query, trafficOfFiles(files, traffic), undefined, files)
    const units = new Set(finder.unitsIn(seen))
    return edgeScene(query, traffic, (unit) => units.has(unit))
  }, [whole, files, query, layout, traffic, finder, settled, size])
}

/** `settled`: the view when it last stood still. */
export function usePicture(
  session: Session,
  laid: LaidOut,
  screen: Size,
  colours: MapColours,
  settled: View,
  mask: Uint8Array | undefined,
  found: Things,
): Drawn {
  const position = useDesk((desk) => desk.position)
  const selection = useDesk((desk) => desk.selection)
  const hover = useDesk((desk) => desk.hover)
  const { layout } = laid
  const finder = useMemo(() => new Finder(layout), [layout])
  const { ends, holes, traffic } = session.layouts.edgesOf(laid).at(position)
  const query: EdgeQuery = useMemo(
    () => ({ graph: session.graph, describer: session.describer, layout, ends, mask }),
    [session, layout, ends, mask],
  )
  const scene = useScene(query, traffic, finder, settled, screen)
  const inks = useMemo(() => densityInks(colours), [colours])
  const density = useMemo(
    () => ({
      ...{ graph: session.graph, layout, finder, holes, inks, position },
      changedSince: (from: number) => changedRows(session, { layout, ends }, from, position),
    }),
    [session, layout, finder, holes, ends, inks, position],
  )
  const marks = useMemo(() => {
    const { graph, log } = session
    return {
      changed: position < log.length ? changedBy(graph, log, position) : changedBy(graph, log, 0),
      selected: touching(graph, session, selection),
    }
  }, [session, position, selection])
  const write = useWriter()
  const say = useSay()
  const lit = useReading((state) => state.lit)
  const hovered = useMemo(() => touching(session.graph, session, hover), [session, hover])
  const chosen = useMemo(() => withSingles(query, scene, edgesOf(marks.changed, marks.selected)), [query, scene, marks])
  const edges = useMemo(() => withSingles(query, chosen, edgesOf(hovered)), [query, chosen, hovered])
  const misses = missesOf(session, position)
  // One object until something changes: panning and zooming must not make anything again.
  const picture = useMemo(
    () => ({ session, layout, finder, ends, edges, colours, say, write, lit, hovered, mask, found, misses, ...marks }),
    [session, layout, finder, ends, edges, colours, say, write, lit, hovered, mask, found, misses, marks],
  )
  return useMemo(() => ({ picture, density }), [picture, density])
}

function* edgesOf(...things: readonly Things[]): Generator<EdgeId> {
  for (const { edges } of things) yield* edges
}
