/**
 * An overview beside or over the map: where the blocks of the whole picture are, how dense they are, what was found, and
 * which part of it is on screen. A long picture has a strip on its left; a folded one a small copy in its corner.
 */
import { useEffect, useMemo, useRef } from 'react'
import type { DensityQuery } from '../../scene/density'
import { rasterise } from '../../scene/density'
import type { Point } from '../../scene/geometry'
import type { Size, View } from '../../scene/view'
import { boxesOf } from './painter'
import type { Picture } from './picture'
import { imageOf } from './tiles'

export interface MinimapProps {
  readonly picture: Picture
  readonly density: DensityQuery
  /** Undefined until the map has one: whether there will be a minimap at all is known then. */
  readonly view: View | undefined
  readonly size: Size
  /** Asked to show this point of the world in the middle. */
  readonly onGo: (point: Point) => void
}

const STRIP = 14
const COPY = 132
/** Pixels: what is found nearer to another mark shares it. */
const MARK = 2

export function Minimap({ picture, density, view, size, onGo }: MinimapProps) {
  const ref = useRef<HTMLCanvasElement>(null)
  const { layout } = picture
  const copy = layout.chrome > 1
  const width = copy ? COPY : STRIP
  const height = copy ? Math.round((COPY * layout.height) / layout.width) : size.height
  const whole = copy && (!view || view.k * layout.height <= size.height * 1.15)
  const image = useMemo(() => (whole ? undefined : draw(density, width, height)), [whole, density, width, height])
  useEffect(() => {
    if (!image || !view) return
    const canvas = ref.current
    const ctx = canvas?.getContext('2d')
    if (!canvas || !ctx) return
    const dpr = window.devicePixelRatio || 1
    canvas.width = width * dpr
    canvas.height = height * dpr
    ctx.scale(dpr, dpr)
    ctx.drawImage(image, 0, 0, width, height)
    frame(ctx, picture, view, size, width, height)
  }, [image, picture, view, size, width, height])
  const go = (event: React.PointerEvent<HTMLCanvasElement>): void => {
    if (event.buttons === 0) return
    const bounds = event.currentTarget.getBoundingClientRect()
    onGo({
      x: ((event.clientX - bounds.left) / bounds.width) * layout.width,
      y: ((event.clientY - bounds.top) / bounds.height) * layout.height,
    })
  }
  return (
    <canvas
      ref={ref}
      className={copy ? 'minimap copy' : 'minimap'}
      style={{ width, height, display: whole ? 'none' : 'block' }}
      onPointerDown={go}
      onPointerMove={go}
      aria-label={picture.say('map.overview')}
    />
  )
}

/** The whole picture, small: made once for a moment. */
function draw(density: DensityQuery, width: number, height: number): HTMLCanvasElement {
  const { layout } = density
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, width)
  canvas.height = Math.max(1, Math.round(height))
  const pixels = new Uint32Array(canvas.width * canvas.height)
  const scale = canvas.height / layout.height
  if (layout.chrome > 1)
    rasterise(density, { x: 0, y: 0, w: layout.width, h: layout.height }, scale, pixels, canvas.width)
  else squeeze(density, scale, pixels, canvas.width)
  canvas.getContext('2d')?.putImageData(imageOf(pixels, canvas.width), 0, 0)
  return canvas
}

/** In a strip each column of the map gets a third of the width. */
function squeeze(density: DensityQuery, scale: number, pixels: Uint32Array, width: number): void {
  const { layout, inks, graph, finder, holes } = density
  const strong = { layout, graph, finder, holes, inks: { ...inks, content: inks.written } }
  const height = pixels.length / width
  const part = width / layout.columns.length
  layout.columns.forEach((column, i) => {
    const lane = new Uint32Array(Math.max(1, Math.floor(part) - 1) * height)
    const laneWidth = lane.length / height
    const whole = new Uint32Array(Math.max(1, Math.ceil(column.w * scale)) * height)
    const wholeWidth = whole.length / height
    rasterise(strong, { x: column.x, y: 0, w: column.w, h: layout.height }, scale, whole, wholeWidth)
    for (let y = 0; y < height; y++) {
      const colour = firstOf(whole.subarray(y * wholeWidth, (y + 1) * wholeWidth))
      lane.fill(colour, y * laneWidth, (y + 1) * laneWidth)
      pixels.set(lane.subarray(y * laneWidth, (y + 1) * laneWidth), y * width + Math.round(i * part))
    }
  })
}

const firstOf = (line: Uint32Array): number => line.find((pixel) => pixel !== 0) ?? 0

function frame(
  ctx: CanvasRenderingContext2D,
  picture: Picture,
  view: View,
  size: Size,
  width: number,
  height: number,
): void {
  const { layout, found, colours } = picture
  const [sx, sy] = [width / layout.width, height / layout.height]
  ctx.fillStyle = colours.found
  const taken = new Set<number>()
  for (const box of boxesOf(picture, found)) {
    const x = layout.chrome > 1 ? box.x * sx - 1 : 0
    const mark = Math.floor((box.y * sy) / MARK) * width + Math.floor(x / MARK)
    if (taken.has(mark)) continue
    taken.add(mark)
    ctx.fillRect(x, box.y * sy - 1, layout.chrome > 1 ? 3 : width, Math.max(2, box.h * sy))
  }
  const top = Math.max(0.75, (-view.y / view.k) * sy)
  const bottom = Math.min(height - 0.75, ((size.height - view.y) / view.k) * sy)
  const from = layout.chrome > 1 ? Math.max(0.75, (-view.x / view.k) * sx) : 0.75
  const to = layout.chrome > 1 ? Math.min(width - 0.75, ((size.width - view.x) / view.k) * sx) : width - 0.75
  ctx.strokeStyle = colours.strong
  ctx.lineWidth = 1.5
  ctx.strokeRect(from, top, Math.max(2, to - from), Math.max(2, bottom - top))
}
