/** The map that is on screen, for those who want to take it along. There is at most one. */
import type { DensityMoment } from '../../scene/density'
import type { Size, View } from '../../scene/view'
import type { Picture } from './picture'

export interface ShownMap {
  readonly picture: Picture
  readonly density: DensityMoment
  readonly view: View
  readonly size: Size
}

let shown: ShownMap | undefined

export const mapOnScreen = (): ShownMap | undefined => shown

/** `undefined` when the map goes. */
export function noteMap(map: ShownMap | undefined): void {
  shown = map
}
