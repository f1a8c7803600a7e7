/** A strip beside the map: where the blocks of the whole picture are, and which part of it is on screen. */
import { useEffect, useRef } from 'react'
import type { Layout } from '../../scene/geometry'
import type { Size, View } from '../../scene/view'
import type { MapColours } from './colours'

export interface MinimapProps {
  readonly layout: Layout
  readonly view: View
  readonly size: Size
  readonly colours: MapColours
  /** Asked to show this world height in the middle. */
  readonly onGo: (y: number) => void
}

const WIDTH = 14

export function Minimap({ layout, view, size, colours, onGo }: MinimapProps) {
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const canvas = ref.current
    const ctx = canvas?.getContext('2d')
    if (!canvas || !ctx) return
    const dpr = window.devicePixelRatio || 1
    canvas.width = WIDTH * dpr
    canvas.height = size.height * dpr
    ctx.scale(dpr, dpr)
    draw(ctx, layout, view, size, colours)
  }, [layout, view, size, colours])
  const go = (event: React.PointerEvent<HTMLCanvasElement>): void => {
    if (event.buttons === 0) return
    const { top, height } = event.currentTarget.getBoundingClientRect()
    onGo(((event.clientY - top) / height) * layout.height)
  }
  return (
    <canvas
      ref={ref}
      className="minimap"
      style={{ width: WIDTH, height: size.height }}
      onPointerDown={go}
      onPointerMove={go}
      aria-label="Overview strip"
    />
  )
}

function draw(ctx: CanvasRenderingContext2D, layout: Layout, view: View, size: Size, colours: MapColours): void {
  const scale = size.height / layout.height
  ctx.clearRect(0, 0, WIDTH, size.height)
  const part = WIDTH / layout.columns.length
  for (const { policy, y, h } of layout.blocks) {
    const column = layout.columns.findIndex((candidate) => candidate.policy === policy)
    ctx.fillStyle = colours.policies[policy]!.line
    ctx.fillRect(column * part + 0.5, y * scale, part - 1, Math.max(1, h * scale))
  }
  const top = (-view.y / view.k) * scale
  const height = (size.height / view.k) * scale
  ctx.strokeStyle = colours.strong
  ctx.lineWidth = 1.5
  ctx.strokeRect(0.75, Math.max(0.75, top), WIDTH - 1.5, Math.min(size.height - 1.5, height))
}
