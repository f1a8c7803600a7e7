/** The map: a canvas that follows the desk, with hover, click, pan and zoom. The outline says the same in text. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { OUTSIDE, PAIR_LETTERS, crossingOf } from '../../engine/graph/crossings'
import { hex } from '../../base/hex'
import type { BlockId, EdgeId, SymbolId } from '../../engine/graph/ids'
import { Base } from '../../engine/graph/ids'
import type { Box, Layout, Point } from '../../scene/geometry'
import type { Hit } from '../../scene/hit'
import { BoxHits, EdgeHits } from '../../scene/hit'
import { fitAll, firstView, fitBox, reveal, toWorld } from '../../scene/view'
import type { Size, View } from '../../scene/view'
import { useDesk } from '../../store/context'
import type { Selection } from '../../store/selection'
import type { Session } from '../../store/session'
import type { Camera } from './camera'
import { createCamera } from './camera'
import { DARK, LIGHT } from './colours'
import { Minimap } from './Minimap'
import type { Picture } from './painter'
import { paint } from './painter'
import { usePicture } from './use-picture'

const EDGE_REACH = 5
const GLIDE = 220
const MIN_WIDTH = 660
const ZOOM_STEP = 1.3

export interface MapViewProps {
  readonly session: Session
  readonly dark: boolean
}

export function MapView({ session, dark }: MapViewProps) {
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  return (
    <div className="map" ref={frame}>
      {size && <SizedMap session={session} dark={dark} size={size} />}
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
  const [view, setView] = useState<View>({ k: 1, x: 0, y: 0 })
  const [tip, setTip] = useState<{ at: Point; text: string }>()
  const colours = dark ? DARK : LIGHT
  const inner = useMemo(() => ({ width: size.width - 20, height: size.height }), [size])
  const paper = useMemo(() => ({ width: Math.max(MIN_WIDTH, inner.width), height: inner.height }), [inner])
  const picture = usePicture(session, paper, colours)
  const hit = useHits(picture)
  const select = useDesk((desk) => desk.select)
  const point = useDesk((desk) => desk.point)
  useCamera(canvas, camera, setView)
  useFirstView(session, picture.layout, inner, camera)
  useWishes(picture, view, inner, camera)
  usePaint(canvas, picture, view, inner)
  const noteScale = useDesk((desk) => desk.noteScale)
  useEffect(() => noteScale(view.k), [noteScale, view.k])

  const find = useCallback(
    (event: React.PointerEvent | React.MouseEvent) => {
      const bounds = event.currentTarget.getBoundingClientRect()
      const at = { x: event.clientX - bounds.left, y: event.clientY - bounds.top }
      return { at, hit: hit(toWorld(view, at), EDGE_REACH / view.k) }
    },
    [hit, view],
  )
  return (
    <>
      <Minimap
        layout={picture.layout}
        view={view}
        size={inner}
        colours={colours}
        onGo={(y) => camera.current?.go({ ...view, y: inner.height / 2 - y * view.k })}
      />
      <canvas
        ref={canvas}
        className="map-canvas"
        style={{ width: inner.width, height: inner.height, cursor: tip ? 'pointer' : 'grab' }}
        role="img"
        aria-label="Map of the link. The outline says the same in text."
        onPointerMove={(event) => {
          if (event.buttons !== 0) return
          const found = find(event)
          point(found.hit as Selection | undefined)
          setTip(found.hit && { at: found.at, text: tipText(session, found.hit) })
        }}
        onPointerLeave={() => {
          point(undefined)
          setTip(undefined)
        }}
        onClick={(event) => select(find(event).hit as Selection | undefined)}
      />
      {tip && (
        <div className="tip" style={tipPlace(tip.at, inner)} aria-hidden="true">
          {tip.text}
        </div>
      )}
    </>
  )
}

function tipPlace({ x, y }: Point, { width, height }: Size): React.CSSProperties {
  const horizontal = x > width * 0.6 ? { right: width - x + 8 } : { left: x + 34 }
  return { ...horizontal, ...(y > height - 60 ? { bottom: height - y + 10 } : { top: y + 16 }) }
}

/** What a thing is, in one line beside the pointer. */
function tipText({ graph, describer, judge }: Session, { kind, id }: Hit): string {
  if (kind === 'edge') {
    const { from, to } = crossingOf(graph, id as EdgeId, judge)
    const pair = `${PAIR_LETTERS[from]}→${to === OUTSIDE ? 'outside' : PAIR_LETTERS[to]}`
    return `${describer.edge(id as EdgeId)} · ${describer.kind(id as EdgeId)} · ${pair}`
  }
  if (kind === 'symbol')
    return `${graph.nameOf(id as SymbolId)} · ${hex(graph.addressOf(id as SymbolId))} · ${graph.symbols.size.big[id as SymbolId]} bytes`
  if (kind === 'block')
    return `${describer.block(id as BlockId)} · ${hex(graph.blocks.address.big[id as BlockId])} · ${graph.blocks.size.big[id as BlockId]} bytes`
  return graph.sectionName(id as never)
}

function useHits(picture: Picture): (point: Point, reach: number) => Hit | undefined {
  const boxes = useMemo(() => new BoxHits(picture.layout), [picture.layout])
  const edges = useMemo(() => new EdgeHits(picture.edges.paths), [picture.edges])
  return useCallback((point, reach) => edges.at(point, reach) ?? boxes.at(point), [boxes, edges])
}

function useCamera(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  camera: React.RefObject<Camera | null>,
  onView: (view: View) => void,
): void {
  useEffect(() => {
    if (!canvas.current) return undefined
    const made = createCamera(canvas.current, onView)
    camera.current = made
    return () => {
      made.destroy()
      camera.current = null
    }
  }, [canvas, camera, onView])
}

/** A new link starts with a view of its own; changing the window or stepping through time keeps the view. */
function useFirstView({ graph }: Session, layout: Layout, size: Size, camera: React.RefObject<Camera | null>): void {
  const shown = useRef<{ inputs: string; width: number }>(undefined)
  const inputs = graph.files.map(({ name }) => name).join()
  useEffect(() => {
    if (shown.current?.inputs === inputs && shown.current.width === size.width) return
    shown.current = { inputs, width: size.width }
    camera.current?.go(firstView(layout, size))
  }, [inputs, layout, size, camera])
}

function useWishes(picture: Picture, view: View, size: Size, camera: React.RefObject<Camera | null>): void {
  const wish = useDesk((desk) => desk.wish)
  const selection = useDesk((desk) => desk.selection)
  const done = useRef(wish)
  useEffect(() => {
    if (!wish || wish === done.current) return
    done.current = wish
    const box = boxOf(picture, selection)
    if (wish.what === 'all') camera.current?.go(fitAll(picture.layout, size), GLIDE)
    else if (wish.what === 'closer') camera.current?.zoomBy(ZOOM_STEP)
    else if (wish.what === 'farther') camera.current?.zoomBy(1 / ZOOM_STEP)
    else if (wish.what === 'selection')
      camera.current?.go(box ? fitBox(box, size) : fitAll(picture.layout, size), GLIDE)
    else if (box) camera.current?.go(reveal(view, box, size), GLIDE)
  }, [wish, picture, selection, view, size, camera])
}

/** Where the selected thing is. */
function boxOf({ layout, edges, session }: Picture, selection: Selection | undefined): Box | undefined {
  if (!selection) return undefined
  if (selection.kind === 'section') return layout.sections.find(({ section }) => section === selection.id)
  if (selection.kind === 'block') return layout.blocks[layout.boxOf[selection.id] ?? -1]
  if (selection.kind === 'symbol') {
    const { symbols } = session.graph
    const block =
      symbols.base[selection.id] === Base.Defined
        ? layout.blocks[layout.boxOf[symbols.block[selection.id]] ?? -1]
        : undefined
    return block?.rows.find(({ symbol }) => symbol === selection.id) ?? block
  }
  const path = edges.paths.find(({ edge }) => edge === selection.id)
  if (!path) return undefined
  const { start, pieces } = path.curve
  const end = pieces.at(-1)![2]
  const [left, top] = [Math.min(start.x, end.x) - 80, Math.min(start.y, end.y) - 40]
  return { x: left, y: top, w: Math.abs(end.x - start.x) + 160, h: Math.abs(end.y - start.y) + 80 }
}

/** Paints once per frame at most. */
function usePaint(canvas: React.RefObject<HTMLCanvasElement | null>, picture: Picture, view: View, size: Size): void {
  const fonts = useFonts()
  // biome-ignore lint/correctness/useExhaustiveDependencies: painted again once the fonts are there
  useEffect(() => {
    const handle = requestAnimationFrame(() => {
      const element = canvas.current
      const ctx = element?.getContext('2d')
      if (!element || !ctx) return
      const dpr = window.devicePixelRatio || 1
      const [width, height] = [Math.round(size.width * dpr), Math.round(size.height * dpr)]
      if (element.width !== width || element.height !== height) {
        element.width = width
        element.height = height
      }
      ctx.setTransform(dpr, 0, 0, dpr, 0, 0)
      paint(ctx, picture, view, size)
    })
    return () => cancelAnimationFrame(handle)
  }, [canvas, picture, view, size, fonts])
}

function useFonts(): boolean {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    // Where the font cannot be had, the next one in the list has been painted with already.
    document.fonts
      .load("12px 'JetBrains Mono'")
      .then(() => setReady(true))
      .catch(() => setReady(false))
  }, [])
  return ready
}
