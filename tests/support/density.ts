/** A picture from afar as pixels, for tests. */
import { holesOf, rasterise } from '../../src/scene/density'
import type { TestScene } from './scene'

const GREY = [128, 128, 128] as const
const INKS = {
  content: [GREY, GREY, GREY],
  zeroFill: [GREY, GREY, GREY],
  waiting: [GREY, GREY, GREY],
  written: [GREY, GREY, GREY],
  removed: GREY,
  hole: GREY,
}

export function density(
  { graph, layout, finder, ends }: TestScene,
  height: number,
): { readonly pixels: Uint32Array; readonly width: number; readonly scale: number } {
  const scale = height / layout.height
  const width = Math.ceil(layout.width * scale)
  const pixels = new Uint32Array(width * height)
  const holes = holesOf(layout, graph, ends)
  rasterise(
    { graph, layout, finder, holes, inks: INKS },
    { x: 0, y: 0, w: layout.width, h: layout.height },
    scale,
    pixels,
    width,
  )
  return { pixels, width, scale }
}
