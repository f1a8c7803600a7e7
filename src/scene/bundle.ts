/** The edges behind a ribbon. */
import type { EdgeEnds } from './ends'
import { NOT_DRAWN } from './ends'
import type { Layout, Ribbon } from './geometry'
import { OFF_UNIT, unitsOfRows } from './traffic'

export interface BundleQuery {
  readonly layout: Layout
  readonly ends: EdgeEnds
  readonly mask: Uint8Array | undefined
}

/** Ids of all edges that a ribbon stands for. */
export function edgesOfRibbon(
  { layout, ends, mask }: BundleQuery,
  { fromUnit, toUnit }: Pick<Ribbon, 'fromUnit' | 'toUnit'>,
): Uint32Array {
  const unitOf = unitsOfRows(layout)
  const found: number[] = []
  for (let e = 0; e < ends.length; e++) {
    if (ends.from[e] === NOT_DRAWN || mask?.[e] === 0 || unitOf[ends.from[e]!] !== fromUnit) continue
    const to = ends.to[e]! < 0 ? OFF_UNIT : unitOf[ends.to[e]!]!
    if (to === toUnit) found.push(e)
  }
  return Uint32Array.from(found)
}
