/** The map: a canvas that follows the desk, with hover, click, pan and zoom. The outline says the same in text. */
import { pairOfLetters } from '../../scene/pair-words'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { hex } from '../../base/hex'
import { lazy } from '../../base/lazy'
import { crossingOf } from '../../engine/graph/crossings'
import type { BlockId, EdgeId, SectionId, SymbolId } from '../../engine/graph/ids'
import { edgesOfRibbon } from '../../scene/bundle'
import type { DensityMoment } from '../../scene/density'
import type { Box, Layout, Point, Ribbon } from '../../scene/geometry'
import type { Hit } from '../../scene/hit'
import { boxAt, EdgeHits } from '../../scene/hit'
import type { Things } from '../../scene/marks'
import { nothing, touching } from '../../scene/marks'
import type { EdgeMask } from '../../scene/mask'
import { maskOf } from '../../scene/mask'
import { OFF_UNIT } from '../../scene/traffic'
import { sayWords } from '../../messages/messages'
import { clearOf, fitAll, firstView, fitBox, reveal, toWorld } from '../../scene/view'
import type { Size, View } from '../../scene/view'
import { useDesk, useDeskStore } from '../../store/context'
import { afterFrames } from '../../store/after-frame'
import { isOpen } from '../../store/filter'
import { notePicture } from '../../store/first-picture'
import type { CameraWish } from '../../store/desk'
import type { Selection } from '../../store/selection'
import { useSay } from '../../store/language'
import { useIsProjected } from '../../store/projector'
import { pickThing } from '../../store/picks'
import { bundle } from '../../store/selection'
import { usePassing } from '../../store/searching'
import type { Session } from '../../store/session'
import type { Camera } from './camera'
import { createCamera } from './camera'
import type { MapColours } from './colours'
import { DARK, LIGHT, projected } from './colours'
import { CrossFade } from './cross-fade'
import { FilterBar } from './FilterBar'
import { Minimap } from './Minimap'
import { noteMap } from './on-screen'
import { canvasIn, paperFor } from './paper'
import { paint } from './painter'
import { exactWidths, Pen } from './pen'
import { usePlace } from './place'
import type { Picture } from './picture'
import { Tiles } from './tiles'
import { useLaidOut, usePicture } from './use-picture'
import { boxOf } from './box-of'
import { useSectionDrag } from './use-section-drag'
import { viewOf, windowOf } from './window'

const EDGE_REACH = 5
/** The faces that the map writes in. A face comes in parts, and only the parts for the characters asked for are fetched. */
const FACES = ['', '700 '].flatMap((weight) =>
  ['JetBrains Mono', 'Linkscape Arrows'].map((family) => `${weight}12px '${family}'`),
)
const CHARACTERS = 'a→'
const GLIDE = 220
/** The view stands still when it has not moved for so many milliseconds. */
const STILL = 90
/** The view before there is one. */
const UNSEEN: View = { k: 1, x: 0, y: 0 }
const ZOOM_STEP = 1.3

/** How much nearer the map is on a projector. */
const PROJECTED = 1.4

const coloursFor = (dark: boolean, isProjected: boolean): MapColours => {
  const colours = dark ? DARK : LIGHT
  return isProjected ? projected(colours) : colours
}

export interface MapViewProps {
  readonly session: Session
  readonly dark: boolean
}

export function MapView({ session, dark }: MapViewProps) {
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  const { subscribe, isThere } = session.layouts
  const isLaidOut = useSyncExternalStore(subscribe, isThere)
  const say = useSay()
  return (
    <div className="map" ref={frame} aria-busy={!isLaidOut}>
      {!isLaidOut && <p className="empty-map">{say('stage.laying-out')}</p>}
      {size && isLaidOut && <SizedMap session={session} dark={dark} size={size} />}
    </div>
  )
}

function useSize(ref: React.RefObject<HTMLElement | null>): Size | undefined {
  const [size, setSize] = useState<Size>()
  useEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const measure = (): void => setSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return size && size.width > 0 ? size : undefined
}

function SizedMap({ session, dark, size }: MapViewProps & { size: Size }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const camera = useRef<Camera>(null)
  const [view, setView] = useState<View>(UNSEEN)
  const [tip, setTip] = useState<{ at: Point; text: string }>()
  const isProjected = useIsProjected()
  const colours = useMemo(() => coloursFor(dark, isProjected), [dark, isProjected])
  const nearness = isProjected ? PROJECTED : 1
  const inner = useMemo(() => canvasIn(size), [size])
  const paper = useMemo(() => paperFor(size, nearness), [size, nearness])
  const notePaper = useDesk((desk) => desk.notePaper)
  useEffect(() => notePaper(paper), [notePaper, paper])
  const filtered = useMask(session)
  const found = useFound()
  const { laid, isStandIn } = useLaidOut(session, paper)
  const home = useMemo(() => firstView(laid.layout, inner, nearness), [laid, inner, nearness])
  const settled = useSettled(view, home)
  // One and the same view before there is one and at first: what is costly to make for it is made once.
  const shown = settled === UNSEEN || isSameView(settled, home) ? home : settled
  const { picture, density } = usePicture(session, laid, inner, colours, shown, filtered?.mask, found)
  const hit = useHits(picture)
  const point = useDesk((desk) => desk.point)
  const choose = useChoose(session, picture)
  useCamera(canvas, camera, inner, setView)
  useFirstView(session, picture, view, home, inner, nearness, camera)
  useWishes(picture, view, inner, camera)
  useNotes(picture, view, settled, inner, nearness)
  useMoves(picture, view, inner, nearness)
  const glide = useCallback((there: View) => camera.current?.go(there, GLIDE), [])
  usePlace(picture, settled, inner, glide)
  useEffect(() => {
    noteMap({ picture, density, view, size: inner })
    return () => noteMap(undefined)
  }, [picture, density, view, inner])
  usePaint(canvas, picture, density, view, inner)

  const find = useCallback(
    (event: React.PointerEvent | React.MouseEvent) => {
      const bounds = event.currentTarget.getBoundingClientRect()
      const at = { x: event.clientX - bounds.left, y: event.clientY - bounds.top }
      return { at, hit: hit(toWorld(view, at), EDGE_REACH / view.k) }
    },
    [hit, view],
  )
  const drag = useSectionDrag(session, picture.layout.columns, view, inner)
  const dragged = useRef(false)
  return (
    <>
      <Minimap
        picture={picture}
        density={density}
        view={view === UNSEEN ? undefined : view}
        size={inner}
        onGo={({ x, y }) =>
          camera.current?.go({
            ...view,
            y: inner.height / 2 - y * view.k,
            ...(picture.layout.chrome > 1 ? { x: inner.width / 2 - x * view.k } : {}),
          })
        }
      />
      <canvas
        ref={canvas}
        className="map-canvas"
        style={{ width: inner.width, height: inner.height, cursor: tip ? 'pointer' : 'grab' }}
        role="img"
        aria-busy={isStandIn || settled !== view}
        aria-label={picture.say('map.label')}
        onPointerDown={(event) => {
          dragged.current = false
          const { hit: under, at } = find(event)
          if (event.button !== 0 || under?.kind !== 'section' || !drag.grab(under.id as SectionId, at)) return
          camera.current?.hold(true)
          event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerUp={() => {
          dragged.current = drag.drop()
          camera.current?.hold(false)
        }}
        onPointerCancel={() => {
          drag.drop()
          camera.current?.hold(false)
        }}
        onPointerMove={(event) => {
          const found = find(event)
          if (drag.move(found.at)) setTip(undefined)
          if (event.buttons !== 0) return
          point(found.hit?.kind === 'ribbon' ? undefined : (found.hit as Selection | undefined))
          setTip(found.hit && { at: found.at, text: picture.write(tipText(picture, found.hit)) })
        }}
        onPointerLeave={() => {
          point(undefined)
          setTip(undefined)
        }}
        onClick={(event) => {
          if (!dragged.current) choose(find(event).hit)
        }}
      />
      <FilterBar session={session} counts={filtered} scene={picture.edges} />
      {drag.overlay}
      {tip && (
        <div className="tip" style={tipPlace(tip.at, inner)} aria-hidden="true">
          {tip.text}
        </div>
      )}
    </>
  )
}

/** The view when it last stood still for a moment: what is costly follows this one. */
function useSettled(view: View, home: View): View {
  const [settled, setSettled] = useState(view)
  useEffect(() => {
    const handle = setTimeout(() => setSettled(view), STILL)
    return () => clearTimeout(handle)
  }, [view])
  // The view with which a picture comes need not prove itself: nothing of it was drawn for another one.
  return settled === UNSEEN || isSameView(view, home) ? view : settled
}

/** Selects what was clicked; a ribbon as the edges that it stands for. */
function useChoose(session: Session, picture: Picture): (hit: Hit | undefined) => void {
  const select = useDesk((desk) => desk.select)
  return useCallback(
    (hit) => {
      const ribbon = hit?.kind === 'ribbon' ? picture.edges.ribbons[hit.id] : undefined
      if (!ribbon) {
        select(hit as Selection | undefined)
        pickThing(hit as Selection | undefined, session.graph)
        return
      }
      const edges = edgesOfRibbon({ ...picture, lanes: picture.edges.lanes }, ribbon)
      select(bundle(ribbonTitle(picture, ribbon), edges))
    },
    [session, picture, select],
  )
}

function ribbonTitle({ edges, session, say }: Picture, { fromLane, toLane }: Ribbon): string {
  const titleOf = (lane: number): string => {
    const { block, title } = edges.lanes.boxes[lane]!
    return block === undefined ? sayWords(say, title) : session.describer.block(block)
  }
  return `${titleOf(fromLane)} → ${toLane === OFF_UNIT ? say('map.outside') : titleOf(toLane)}`
}

/** The filter as a byte for each edge; undefined while everything passes. */
function useMask(session: Session): EdgeMask | undefined {
  const filter = useDesk((desk) => desk.filter)
  const selection = useDesk((desk) => (desk.filter.selection ? desk.selection : undefined))
  const position = useDesk((desk) => (isOpen(desk.filter) ? -1 : desk.position))
  const passing = usePassing(session, filter.query)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is at `position`
  return useMemo(() => {
    if (isOpen(filter)) return undefined
    const only = filter.selection ? touching(session.graph, session, selection, Infinity).edges : undefined
    return maskOf(session.graph, filter, { only, passing })
  }, [session, filter, selection, position, passing])
}

/** What the search has found, as sets. */
function useFound(): Things {
  const found = useDesk((desk) => desk.found)
  return useMemo(
    () => ({
      ...nothing(),
      symbols: new Set(found.symbols as Iterable<SymbolId>),
      sections: new Set(found.sections as Iterable<SectionId>),
      blocks: new Set(found.blocks as Iterable<BlockId>),
      edges: new Set(found.edges as Iterable<EdgeId>),
    }),
    [found],
  )
}

function tipPlace({ x, y }: Point, { width, height }: Size): React.CSSProperties {
  const horizontal = x > width * 0.6 ? { right: width - x + 8 } : { left: x + 34 }
  return { ...horizontal, ...(y > height - 60 ? { bottom: height - y + 10 } : { top: y + 16 }) }
}

/** What a thing is, in one line beside the pointer. */
function tipText(picture: Picture, { kind, id }: Hit): string {
  const { say } = picture
  const { graph, describer, judge } = picture.session
  switch (kind) {
    case 'ribbon': {
      const ribbon = picture.edges.ribbons[id]!
      return `${ribbonTitle(picture, ribbon)} · ${say('map.edges', { n: ribbon.count })}`
    }
    case 'edge': {
      const { from, to } = crossingOf(graph, id as EdgeId, judge)
      const pair = pairOfLetters(say, from, to)
      return `${describer.edge(id as EdgeId)} · ${describer.kind(id as EdgeId)} · ${pair}`
    }
    case 'symbol':
      return `${graph.nameOf(id as SymbolId)} · ${hex(graph.addressOf(id as SymbolId))} · ${say('map.bytes', { n: graph.symbols.size.big[id as SymbolId] })}`
    case 'block':
      return `${describer.block(id as BlockId)} · ${hex(graph.blocks.address.big[id as BlockId])} · ${say('map.bytes', { n: graph.blocks.size.big[id as BlockId] })}`
    case 'section':
      return graph.sectionName(id as SectionId)
  }
}

function useHits({ layout, finder, edges }: Picture): (point: Point, reach: number) => Hit | undefined {
  // Made when somebody points: a step through time makes other edges, and must not wait for that.
  const lines = useMemo(() => lazy(() => new EdgeHits(edges)), [edges])
  return useCallback(
    (point, reach) => lines().at(point, reach) ?? boxAt(layout, finder, point),
    [layout, finder, lines],
  )
}

function useCamera(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  camera: React.RefObject<Camera | null>,
  size: Size,
  onView: (view: View) => void,
): void {
  const now = useRef(size)
  useLayoutEffect(() => {
    now.current = size
  }, [size])
  useLayoutEffect(() => {
    if (!canvas.current) return undefined
    const made = createCamera(canvas.current, () => now.current, onView)
    camera.current = made
    return () => {
      made.destroy()
      camera.current = null
    }
  }, [canvas, camera, onView])
}

/**
 * A new link starts with a view of its own, or with the window that its address names. Changing settings or stepping
 * through time keeps the view; but if nobody has moved it, a picture that has become wider or higher by a change is shown
 * from its start again.
 */
function useFirstView(
  session: Session,
  picture: Picture,
  view: View,
  first: View,
  size: Size,
  nearness: number,
  camera: React.RefObject<Camera | null>,
): void {
  const store = useDeskStore()
  const { layout } = picture
  const shown = useRef<Shown>(undefined)
  const inputs = session.graph.files.map(({ name }) => name).join()
  // Before anything is painted: a picture is never seen in the view of another one.
  useLayoutEffect(() => {
    const last = shown.current
    const wasHome = last?.inputs === inputs && last.home !== undefined && isSameView(view, last.home)
    // A drawer that opens makes the window lower. Where somebody has gone by hand they stay; a first view is for its window.
    const isSameWindow = last?.width === size.width && (last.height === size.height || !wasHome)
    const isKept = last?.inputs === inputs && isSameWindow && last.nearness === nearness
    // Titles of a folded picture are as large as its first view makes them; one that comes later has one of its own.
    const isSame = last?.session === session && (last.layout === layout || layout.chrome === 1)
    if (isKept && isSame) return
    if (isKept && !(last.home && isSameView(view, last.home))) {
      shown.current = { ...last, session, layout }
      return
    }
    const { window, selection } = store.getState()
    // Whoever has not moved the map sees it from its start in a window of another size as well.
    const there = isKept || wasHome ? undefined : window && viewOf(layout, window, size)
    const home = keepInView(first, picture, last?.inputs === inputs ? selection : undefined, size)
    shown.current = { session, layout, inputs, ...size, nearness, home: there ? undefined : home }
    camera.current?.go(there ?? home)
  }, [session, inputs, picture, layout, view, first, size, nearness, camera, store])
}

/** A view moved as little as it takes to have what is selected in it. */
function keepInView(view: View, picture: Picture, selection: Selection | undefined, size: Size): View {
  const box = boxOf(picture, selection)
  return box ? reveal(view, box, clearOf(picture.layout, size)) : view
}

/** What a map showed last. */
interface Shown {
  readonly session: Session
  readonly layout: Layout
  readonly inputs: string
  readonly width: number
  readonly height: number
  readonly nearness: number
  /** The first view, if that is where the map went. */
  readonly home: View | undefined
}

const isSameView = (a: View, b: View): boolean => a.k === b.k && a.x === b.x && a.y === b.y

function useWishes(picture: Picture, view: View, size: Size, camera: React.RefObject<Camera | null>): void {
  const wish = useDesk((desk) => desk.wish)
  const selection = useDesk((desk) => desk.selection)
  const done = useRef(wish)
  useEffect(() => {
    if (!wish || wish === done.current) return
    done.current = wish
    if (wish.what === 'closer') camera.current?.zoomBy(ZOOM_STEP)
    else if (wish.what === 'farther') camera.current?.zoomBy(1 / ZOOM_STEP)
    else {
      const there = viewWished(wish, picture.layout, boxOf(picture, selection), view, size)
      if (there) camera.current?.go(there, wish.atOnce ? 0 : GLIDE)
    }
  }, [wish, picture, selection, view, size, camera])
}

/** The view that shows what is wished for; undefined if that is not in the picture. */
function viewWished(wish: CameraWish, layout: Layout, box: Box | undefined, view: View, size: Size): View | undefined {
  if (wish.what === 'all') return fitAll(layout, size)
  if (wish.window) return viewOf(layout, wish.window, size)
  if (wish.what === 'selection') return box ? fitBox(box, size) : fitAll(layout, size)
  return box && reveal(view, box, clearOf(layout, size))
}

/** Tells the desk how large things are, and where the map looks once it stands still; the first view is nowhere special. */
function useNotes({ layout, finder }: Picture, view: View, settled: View, size: Size, nearness: number): void {
  const noteScale = useDesk((desk) => desk.noteScale)
  const noteWindow = useDesk((desk) => desk.noteWindow)
  useEffect(() => noteScale(view.k), [noteScale, view.k])
  useEffect(() => {
    if (settled === UNSEEN) return
    const first = firstView(layout, size, nearness)
    const moved = Math.hypot(settled.x - first.x, settled.y - first.y) > 1 || Math.abs(settled.k / first.k - 1) > 0.001
    noteWindow(moved ? windowOf(layout, finder, settled, size) : undefined)
  }, [layout, finder, settled, size, nearness, noteWindow])
}

/** Tells whoever follows the map where it looks, at every move; the first view is nowhere special. */
function useMoves({ layout, finder }: Picture, view: View, size: Size, nearness: number): void {
  const onMove = useDesk((desk) => desk.onMove)
  const last = useRef(view)
  useEffect(() => {
    // Another picture under a view that stands still is no move.
    if (last.current === view) return
    last.current = view
    if (!onMove || isSameView(view, firstView(layout, size, nearness))) return
    const window = windowOf(layout, finder, view, size)
    if (window) onMove(window)
  }, [layout, finder, view, size, nearness, onMove])
}

/** Paints once per frame at most; again while parts seen from afar are still being drawn. */
function usePaint(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  picture: Picture,
  density: DensityMoment,
  view: View,
  size: Size,
): void {
  const fonts = useFonts()
  const tiles = useRef<Tiles>(null)
  tiles.current ??= new Tiles()
  const fade = useRef<CrossFade>(null)
  fade.current ??= new CrossFade()
  // biome-ignore lint/correctness/useExhaustiveDependencies: painted again once the fonts are there
  useEffect(() => {
    if (view === UNSEEN) return undefined
    // What is on the canvas is of another moment, until the next frame.
    if (canvas.current) canvas.current.ariaBusy = 'true'
    const frame = (): void => {
      const element = canvas.current
      const ctx = element?.getContext('2d')
      if (!element || !ctx) return
      const began = performance.now()
      const dpr = window.devicePixelRatio || 1
      const [width, height] = [Math.round(size.width * dpr), Math.round(size.height * dpr)]
      if (element.width !== width || element.height !== height) {
        element.width = width
        element.height = height
      }
      fade.current!.begin(element, picture.edges.lanes.stop, view)
      ctx.setTransform(dpr, 0, 0, dpr, 0, 0)
      exactWidths(ctx)
      const behind = paint(new Pen(ctx, view), picture, size, (at, room) => {
        tiles.current!.show(density)
        return tiles.current!.paint(ctx, at, room, dpr, began)
      })
      // Until the whole picture is that of this moment.
      if (element.ariaBusy !== String(behind)) element.ariaBusy = String(behind)
      if (!behind) afterFrames(1, notePicture)
      const fading = fade.current!.paint(ctx, size)
      if (behind || fading) handle = requestAnimationFrame(frame)
    }
    let handle = requestAnimationFrame(frame)
    return () => cancelAnimationFrame(handle)
  }, [canvas, picture, density, view, size, fonts])
}

function useFonts(): boolean {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    // Where the font cannot be had, the next one in the list has been painted with already.
    Promise.all(FACES.map((face) => document.fonts.load(face, CHARACTERS)))
      .then(() => setReady(true))
      .catch(() => setReady(false))
  }, [])
  return ready
}
