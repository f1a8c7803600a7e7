/** The part of the map that is on screen, as a place: a block in or near the middle, and where in the block the middle is. */
import type { Finder } from '../../scene/find'
import type { Box, Layout, Point } from '../../scene/geometry'
import { blockBox } from '../../scene/geometry'
import type { Size, View } from '../../scene/view'
import { toWorld } from '../../scene/view'
import type { MapWindow } from '../../store/desk'

/** So many strips around the middle are looked at, in growing circles of the window's size. */
const CIRCLES = [0, 0.02, 0.1, 0.3, 0.5]

/** Undefined if there is nothing near the middle. */
export function windowOf(layout: Layout, finder: Finder, view: View, size: Size): MapWindow | undefined {
  const middle = toWorld(view, { x: size.width / 2, y: size.height / 2 })
  const block = blockNear(layout, finder, middle, size.width / view.k)
  const box = block === undefined ? undefined : blockBox(layout, block)
  if (block === undefined || !box) return undefined
  return { scale: view.k, block, across: part(middle.x, box.x, box.w), down: part(middle.y, box.y, box.h) }
}

const part = (at: number, start: number, length: number): number => (length > 0 ? (at - start) / length : 0)

function blockNear(layout: Layout, finder: Finder, middle: Point, width: number): MapWindow['block'] | undefined {
  for (const circle of CIRCLES) {
    const reach = circle * width
    const strips = finder.stripsIn({ x: middle.x - reach, y: middle.y - reach, w: 2 * reach, h: 2 * reach })
    for (const strip of strips) {
      const piece = Math.max(finder.pieceFrom(strip, middle.y), layout.strips.firstPiece[strip]!)
      const slot = layout.pieces.slot[piece]
      if (slot !== undefined) return layout.slots.block[slot] as MapWindow['block']
    }
  }
  return undefined
}

/** The view that shows a window again; undefined if its block is not in this picture. */
export function viewOf(layout: Layout, { scale, block, across, down }: MapWindow, size: Size): View | undefined {
  const box: Box | undefined = blockBox(layout, block)
  if (!box) return undefined
  const x = size.width / 2 - (box.x + across * box.w) * scale
  const y = size.height / 2 - (box.y + down * box.h) * scale
  return { k: scale, x, y }
}
