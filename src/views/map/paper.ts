/** How large the map's paper is: what a picture is laid out for. */
import type { Size } from '../../scene/view'

/** Beside the canvas: the strip that shows all of the picture. */
const BESIDE = 20
/** Narrower pictures cannot be read; they are panned instead, and then need not be narrow at all. */
const LEAST = 660
const PANNED = 820
/** What the desk takes of a window for everything else. */
const AROUND = { least: 300, part: 0.23, most: 380, above: 315 }

export const canvasIn = ({ width, height }: Size): Size => ({ width: width - BESIDE, height })

/** The paper in a map of this size; smaller, down to what can be read, where it is looked at from nearer. */
export const paperFor = (map: Size, nearness = 1): Size => {
  const width = map.width - BESIDE
  return {
    width: width < LEAST ? PANNED : Math.max(LEAST, width / nearness),
    height: map.height / nearness,
  }
}

/** What the paper in a window probably will be, before there is a map: so that the first picture need not wait for it. */
export function paperInWindow({ width, height }: Size): Size {
  const side = Math.min(AROUND.most, Math.max(AROUND.least, AROUND.part * width))
  return paperFor({ width: width - side, height: Math.max(200, height - AROUND.above) })
}
