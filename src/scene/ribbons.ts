/** Ribbons with places: their ends are spread along the borders of lanes in such an order that few of them cross. */
import { OUTSIDE } from '../engine/graph/crossings'
import type { Layout, Ribbon } from './geometry'
import type { Lane, Lanes } from './lanes'
import type { End, Way } from './routes'
import { bowInGutter, stubIn, stubOut, wayAcross, wayBetween, wayOut } from './routes'
import { OFF_UNIT } from './traffic'

export interface RibbonDraft {
  readonly from: number
  /** A lane, or OFF_UNIT. */
  readonly to: number
  readonly count: number
}

/** Parts of a lane's height that its ribbons leave free, above and below. */
const AIR = 0.12
/** How far the shortest bow goes, as a part of the room. */
const SHORTEST = 0.22

/** How far a bow may reach into the gutter between two strips. */
export const GUTTER_ROOM = 26

export function placeRibbons(layout: Layout, lanes: Lanes, drafts: readonly RibbonDraft[]): Ribbon[] {
  const ports = new Ports(lanes.boxes, drafts)
  const reaches = nest(drafts, ports)
  return drafts.map((draft, i) => {
    const source = endOf(lanes.boxes[draft.from]!, ports.height(2 * i))
    const counted = { fromLane: draft.from, toLane: draft.to, count: draft.count, from: source.policy }
    if (draft.to === OFF_UNIT) return { ...counted, to: OUTSIDE, ...wayOut(source) }
    const target = endOf(lanes.boxes[draft.to]!, ports.height(2 * i + 1))
    const way =
      lanes.stop === 'blocks'
        ? wayOfBlocks(lanes, draft, source, target)
        : wayBetween(layout, source, target, reaches[i])
    return { ...counted, to: target.policy, ...way }
  })
}

/** Between blocks: in the gutter beside a strip, or from strip to strip. Where one end is not on screen, only the other. */
function wayOfBlocks({ onScreen }: Lanes, { from, to }: RibbonDraft, source: End, target: End): Way {
  if (to >= onScreen) return stubOut(source, target.y < source.y)
  if (from >= onScreen) return stubIn(target, source.y < target.y)
  const together = source.box.x === target.box.x && source.box.w === target.box.w
  return together ? bowInGutter(source, target, GUTTER_ROOM) : wayAcross(source, target)
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

function endOf({ x, w, policy }: Lane, y: number): End {
  return { box: { x, w }, policy, y }
}

/** Where the ends of ribbons go along each lane's height. End 2i is where ribbon i begins, 2i + 1 where it ends. */
class Ports {
  readonly #heights: Float64Array

  constructor(lanes: readonly Lane[], drafts: readonly RibbonDraft[]) {
    this.#heights = new Float64Array(2 * drafts.length)
    const ends = new Map<number, { readonly end: number; readonly other: number }[]>()
    const middle = (lane: number): number => (lane === OFF_UNIT ? Infinity : lanes[lane]!.y + lanes[lane]!.h / 2)
    const add = (lane: number, end: number, other: number): void => {
      if (lane === OFF_UNIT) return
      const list = ends.get(lane)
      if (list) list.push({ end, other: middle(other) })
      else ends.set(lane, [{ end, other: middle(other) }])
    }
    drafts.forEach(({ from, to }, i) => {
      add(from, 2 * i, to)
      add(to, 2 * i + 1, from)
    })
    for (const [lane, list] of ends) this.#spread(lanes[lane]!, list)
  }

  height(end: number): number {
    return this.#heights[end]!
  }

  #spread({ y, h, head }: Lane, list: { readonly end: number; readonly other: number }[]): void {
    const top = y + head + (h - head) * AIR
    const room = (h - head) * (1 - 2 * AIR)
    // Within one policy, ways bow out to the same side: those that lead far up or down go outside.
    list.sort((a, b) => a.other - b.other || a.end - b.end)
    list.forEach(({ end }, i) => {
      this.#heights[end] = top + (room * (i + 0.5)) / list.length
    })
  }
}
