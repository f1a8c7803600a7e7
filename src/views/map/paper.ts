/** How large the map's paper is: what a picture is laid out for. */
import type { Size } from '../../scene/view'
import { NARROWEST, READABLE } from '../../scene/view'

/** Beside the canvas: the strip that shows all of the picture. */
const BESIDE = 20
/** A picture that cannot be read when its width fits is panned instead, and then need not be narrow at all. */
const PANNED = 820
/** What the desk takes of a window for everything else. */
const AROUND = { least: 300, part: 0.23, most: 380, above: 315 }

export const canvasIn = ({ width, height }: Size): Size => ({ width: width - BESIDE, height })

/**
 * The paper in a map of this size; smaller, down to what can be laid out, where it is looked at from nearer. In a map that
 * is narrower than that the whole picture is shown smaller, as long as it can be read.
 */
export const paperFor = (map: Size, nearness = 1): Size => {
  const width = map.width - BESIDE
  const part = width / NARROWEST
  if (part < READABLE) return { width: PANNED, height: map.height / nearness }
  if (part < 1) return { width: NARROWEST, height: map.height / part }
  return { width: Math.max(NARROWEST, width / nearness), height: map.height / nearness }
}

/** What the paper in a window probably will be, before there is a map: so that the first picture need not wait for it. */
export function paperInWindow({ width, height }: Size): Size {
  const side = Math.min(AROUND.most, Math.max(AROUND.least, AROUND.part * width))
  return paperFor({ width: width - side, height: Math.max(200, height - AROUND.above) })
}
