/** Ribbons with places: their ends are spread along the borders of units in such an order that few of them cross. */
import { OUTSIDE } from '../engine/graph/crossings'
import type { Layout, Ribbon, Unit } from './geometry'
import type { End } from './routes'
import { wayBetween, wayOut } from './routes'
import { OFF_UNIT } from './traffic'

export interface RibbonDraft {
  readonly from: number
  /** A unit, or OFF_UNIT. */
  readonly to: number
  readonly count: number
}

/** Parts of a unit's height that its ribbons leave free, above and below. */
const AIR = 0.12
/** How far the shortest bow goes, as a part of the room. */
const SHORTEST = 0.22

export function placeRibbons(layout: Layout, drafts: readonly RibbonDraft[]): Ribbon[] {
  const ports = new Ports(layout, drafts)
  const reaches = nest(drafts, ports)
  return drafts.map((draft, i) => {
    const source = endOf(layout.units[draft.from]!, ports.height(2 * i))
    const counted = { fromUnit: draft.from, toUnit: draft.to, count: draft.count, from: source.policy }
    if (draft.to === OFF_UNIT) return { ...counted, to: OUTSIDE, ...wayOut(source) }
    const target = endOf(layout.units[draft.to]!, ports.height(2 * i + 1))
    return { ...counted, to: target.policy, ...wayBetween(layout, source, target, reaches[i]) }
  })
}

/** Bows within a column lie inside one another: the longer, the further out. */
function nest(drafts: readonly RibbonDraft[], ports: Ports): Float64Array {
  const spans = drafts.map((_, i) => Math.abs(ports.height(2 * i) - ports.height(2 * i + 1)))
  const order = drafts.map((_, i) => i).sort((a, b) => spans[a]! - spans[b]! || a - b)
  const reaches = new Float64Array(drafts.length)
  order.forEach((draft, i) => {
    reaches[draft] = SHORTEST + ((1 - SHORTEST) * (i + 1)) / drafts.length
  })
  return reaches
}

function endOf({ x, w, policy }: Unit, y: number): End {
  return { box: { x, w }, policy, y }
}

/** Where the ends of ribbons go along each unit's height. End 2i is where ribbon i begins, 2i + 1 where it ends. */
class Ports {
  readonly #heights: Float64Array

  constructor({ units }: Layout, drafts: readonly RibbonDraft[]) {
    this.#heights = new Float64Array(2 * drafts.length)
    const ends = new Map<number, { readonly end: number; readonly other: number }[]>()
    const middle = (unit: number): number => (unit === OFF_UNIT ? Infinity : units[unit]!.y + units[unit]!.h / 2)
    const add = (unit: number, end: number, other: number): void => {
      if (unit === OFF_UNIT) return
      const list = ends.get(unit)
      if (list) list.push({ end, other: middle(other) })
      else ends.set(unit, [{ end, other: middle(other) }])
    }
    drafts.forEach(({ from, to }, i) => {
      add(from, 2 * i, to)
      add(to, 2 * i + 1, from)
    })
    for (const [unit, list] of ends) this.#spread(units[unit]!, list)
  }

  height(end: number): number {
    return this.#heights[end]!
  }

  #spread({ y, h, head }: Unit, list: { readonly end: number; readonly other: number }[]): void {
    const top = y + head + (h - head) * AIR
    const room = (h - head) * (1 - 2 * AIR)
    // Within one policy, ways bow out to the same side: those that lead far up or down go outside.
    list.sort((a, b) => a.other - b.other || a.end - b.end)
    list.forEach(({ end }, i) => {
      this.#heights[end] = top + (room * (i + 0.5)) / list.length
    })
  }
}
