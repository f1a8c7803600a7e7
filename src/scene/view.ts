/** The view: which part of the picture is on screen, and how large. Screen = world × scale + offset. */
import type { Box, Layout, Point } from './geometry'

export interface View {
  readonly k: number
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** The picture of a million blocks is some hundred thousand units wide. */
export const MIN_SCALE = 0.002
export const MAX_SCALE = 12
/** Below this labels would be too small to read, so the first view shows the top instead of everything. */
export const READABLE = 0.64
/** A thing that is lower than this on screen cannot be made out: revealing it means going nearer. */
const SMALLEST = 8
/** Narrower pictures cannot be laid out so that they are read; in a narrower window they are shown smaller. */
export const NARROWEST = 660
const AIR = 24

/**
 * How wide to lay a picture out so that it fills the window when all of it is shown: a picture that is a little too high
 * is shown smaller, and may then be wider. The narrowest has been made smaller already.
 */
export function layoutWidth(height: number, size: Size): number {
  const whole = size.height / height
  return whole < 1 && whole >= READABLE && size.width > NARROWEST ? size.width / whole : size.width
}

/**
 * The first view of a picture: all of it, if that is readable or folded to be so; else its full width from the top, if
 * at least that can be read.
 * `nearness`: how large a small picture may be shown, if there is room for its width; more than 1 for a projector.
 */
export function firstView(layout: Layout, size: Size, nearness = 1): View {
  if (layout.chrome > 1) return fitAll(layout, size)
  const fits = size.width / layout.width
  const wide = fits < 1 && fits >= READABLE ? fits : Math.max(1, Math.min(nearness, fits))
  const whole = Math.min(wide, size.height / layout.height)
  const k = whole >= READABLE ? whole : wide
  return { k, x: Math.max(0, (size.width - layout.width * k) / 2), y: 0 }
}

export function fitAll(layout: Layout, size: Size): View {
  const air = layout.chrome > 1 ? 0 : AIR
  return fitBox({ x: 0, y: 0, w: layout.width, h: layout.height }, size, 1, air)
}

/** Brings a box into the middle, at most at the given scale. */
export function fitBox(box: Box, size: Size, largest = 1.6, air = AIR): View {
  const k = Math.max(MIN_SCALE, Math.min(largest, (size.width - air) / box.w, (size.height - air) / box.h))
  return { k, x: size.width / 2 - (box.x + box.w / 2) * k, y: size.height / 2 - (box.y + box.h / 2) * k }
}

/** Moves as little as possible to bring a box on screen, nearer if it is too small to see; the same view if it is there. */
export function reveal(view: View, box: Box, size: Size): View {
  if (box.h * view.k < SMALLEST) return fitBox(box, size, 1)
  const left = box.x * view.k + view.x
  const top = box.y * view.k + view.y
  const right = left + box.w * view.k
  const bottom = top + box.h * view.k
  const visible = left >= 0 && top >= 0 && right <= size.width && bottom <= size.height
  if (visible) return view
  const shift = (low: number, high: number, room: number): number => {
    if (high - low > room - 2 * AIR) return AIR - low
    if (low < AIR) return AIR - low
    return high > room - AIR ? room - AIR - high : 0
  }
  return { ...view, x: view.x + shift(left, right, size.width), y: view.y + shift(top, bottom, size.height) }
}

/** Of a folded picture the lower edge is behind the small copy of it and what is said of its edges: pixels. */
const FOOT = 76

/** Where nothing stands in front of the picture. */
export const clearOf = (layout: Layout, { width, height }: Size): Size => ({
  width,
  height: layout.chrome > 1 ? Math.max(height / 2, height - FOOT) : height,
})

export const toWorld = ({ k, x, y }: View, point: Point): Point => ({ x: (point.x - x) / k, y: (point.y - y) / k })

/** The part of the world that is on screen. */
export const seenBox = ({ k, x, y }: View, { width, height }: Size): Box => ({
  x: -x / k,
  y: -y / k,
  w: width / k,
  h: height / k,
})
