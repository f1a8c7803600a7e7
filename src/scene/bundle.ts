/** The edges behind a ribbon. */
import type { EdgeEnds } from './ends'
import { NOT_DRAWN } from './ends'
import type { Ribbon } from './geometry'
import type { Lanes } from './lanes'
import { OFF_UNIT } from './traffic'

export interface BundleQuery {
  readonly lanes: Lanes
  readonly ends: EdgeEnds
  readonly mask: Uint8Array | undefined
}

/** Ids of all edges that a ribbon stands for. */
export function edgesOfRibbon(
  { lanes, ends, mask }: BundleQuery,
  { fromLane, toLane }: Pick<Ribbon, 'fromLane' | 'toLane'>,
): Uint32Array {
  const found: number[] = []
  for (let e = 0; e < ends.length; e++) {
    if (ends.from[e] === NOT_DRAWN || mask?.[e] === 0 || lanes.of[ends.from[e]!] !== fromLane) continue
    const to = ends.to[e]! < 0 ? OFF_UNIT : lanes.of[ends.to[e]!]!
    if (to === toLane) found.push(e)
  }
  return Uint32Array.from(found)
}
