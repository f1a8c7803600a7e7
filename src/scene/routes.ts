/**
 * Ways of edges across the map. Edges between columns cross the gap between them; Finalize and NoAlloc have Standard
 * between them, so their edges pass through a channel between its segments; edges within a column bow out to one side.
 */
import { FINALIZE, NO_ALLOC, STANDARD } from '../engine/graph/lifetimes'
import type { Box, Curve, EdgePath, Layout, Point } from './geometry'
import { COLUMN_ORDER } from './layout'

const OUTSIDE_REACH = 26
/** Space between a block and the border of its column. */
const INSET = 20
const MIN_BOW = 40
const STUB_REACH = 20
export const LEFT = -1
export const RIGHT = 1

export type Way = Pick<EdgePath, 'curve' | 'middle' | 'leaves' | 'enters'>

/** One end of a way: a box at whose border it begins or ends, the policy of its column, and the height. */
export interface End {
  readonly box: Pick<Box, 'x' | 'w'>
  readonly policy: number
  readonly y: number
}

/** `reach`: how far a bow within a column goes, as a part of the room beside it; by default as its length asks for. */
export function wayBetween(layout: Layout, source: End, target: End, reach?: number): Way {
  const { policy: from } = source
  const { policy: to } = target
  if (from === to) return bow(layout, source, target, from === FINALIZE ? LEFT : RIGHT, reach)
  const leaves = columnOf(to) > columnOf(from) ? RIGHT : LEFT
  const start = { x: borderOf(source, leaves), y: source.y }
  const finish = { x: borderOf(target, -leaves), y: target.y }
  const far = (from === FINALIZE && to === NO_ALLOC) || (from === NO_ALLOC && to === FINALIZE)
  const curve = far ? aroundStandard(layout, start, finish) : across(start, finish)
  return { curve, middle: middleOf(curve), leaves, enters: -leaves }
}

/** A short way out, to the side where the gap is: the target is not on the map. */
export function wayOut({ box, y }: End): Way {
  const start = { x: box.x + box.w, y }
  const end = { x: start.x + OUTSIDE_REACH, y: y + 8 }
  const curve: Curve = { start, pieces: [[{ x: start.x + 12, y }, { x: end.x - 8, y: end.y }, end]] }
  return { curve, middle: end, leaves: RIGHT, enters: RIGHT }
}

/** The beginning of a way whose other end is far: right beside the block, inside the gutter. */
export function stubOut({ box, y }: End, rises: boolean): Way {
  const start = { x: box.x + box.w, y }
  const end = { x: start.x + STUB_REACH, y: y + (rises ? -6 : 6) }
  const curve: Curve = { start, pieces: [[{ x: start.x + 10, y }, { x: end.x, y }, end]] }
  return { curve, middle: end, leaves: RIGHT, enters: RIGHT }
}

/** The end of a way whose beginning is far. */
export function stubIn({ box, y }: End, fromAbove: boolean): Way {
  const end = { x: box.x + box.w, y }
  const start = { x: end.x + STUB_REACH, y: y + (fromAbove ? -6 : 6) }
  const curve: Curve = { start, pieces: [[{ x: start.x, y }, { x: end.x + 10, y }, end]] }
  return { curve, middle: start, leaves: RIGHT, enters: RIGHT }
}

/** From strip to strip, straight through whatever is between them. */
export function wayAcross(source: End, target: End): Way {
  const leaves = target.box.x > source.box.x ? RIGHT : LEFT
  const curve = across({ x: borderOf(source, leaves), y: source.y }, { x: borderOf(target, -leaves), y: target.y })
  return { curve, middle: middleOf(curve), leaves, enters: -leaves }
}

/** Both ends in one strip: a bow that stays in the gutter beside it. */
export function bowInGutter(source: End, target: End, room: number): Way {
  const start = { x: borderOf(source, RIGHT), y: source.y }
  const finish = { x: borderOf(target, RIGHT), y: target.y }
  // A cubic comes three quarters of the way to its handles.
  const out = start.x + Math.min(room / 0.75, 14 + Math.abs(finish.y - start.y) * 0.2)
  const curve: Curve = { start, pieces: [[{ x: out, y: start.y }, { x: out, y: finish.y }, finish]] }
  return { curve, middle: middleOf(curve), leaves: RIGHT, enters: RIGHT }
}

const columnOf = (policy: number): number => (COLUMN_ORDER as readonly number[]).indexOf(policy)

const borderOf = ({ box }: End, side: number): number => (side === LEFT ? box.x : box.x + box.w)

/** Where on its way from column to column an edge rises or falls, as a part of the way. */
const TURN = 0.36

/**
 * From one column to its neighbour. It turns near its own end of the gap, so that an edge and one back do not lie on each
 * other.
 */
function across(start: Point, end: Point): Curve {
  const x = start.x + (end.x - start.x) * TURN
  return { start, pieces: [[{ x, y: start.y }, { x, y: end.y }, end]] }
}

/** Out of a column and back into it, on one side. The longer the way, the wider the bow. */
function bow(layout: Layout, source: End, target: End, side: number, part: number | undefined): Way {
  const start = { x: borderOf(source, side), y: source.y }
  const finish = { x: borderOf(target, side), y: target.y }
  const wanted = 20 * layout.chrome + Math.abs(finish.y - start.y) * 0.16
  const room = roomFor(layout, source.policy, side)
  const reach = part === undefined ? Math.min(room, wanted) : room * part
  const out = side === LEFT ? Math.min(start.x, finish.x) - reach : Math.max(start.x, finish.x) + reach
  const curve: Curve = { start, pieces: [[{ x: out, y: start.y }, { x: out, y: finish.y }, finish]] }
  return { curve, middle: middleOf(curve), leaves: side, enters: side }
}

/** How far a bow may reach without touching the next column; a cubic comes three quarters of the way to its handles. */
function roomFor(layout: Layout, policy: number, side: number): number {
  const i = layout.columns.findIndex((column) => column.policy === policy)
  const column = layout.columns[i]!
  const next = layout.columns[i + side]
  const gap = side === RIGHT ? (next?.x ?? layout.width) - column.x - column.w : column.x - (next ? next.x + next.w : 0)
  return Math.max(MIN_BOW * layout.chrome, (gap + INSET) * 1.15)
}

/** Between Finalize and NoAlloc: through the gap, along the nearest channel, through the other gap. */
function aroundStandard(layout: Layout, start: Point, end: Point): Curve {
  const standard = layout.columns.find(({ policy }) => policy === STANDARD)!
  const detour = (y: number): number => Math.abs(start.y - y) + Math.abs(end.y - y)
  const y = layout.channels.reduce((best, candidate) => (detour(candidate) < detour(best) ? candidate : best))
  const [near, far] = start.x < end.x ? [standard.x, standard.x + standard.w] : [standard.x + standard.w, standard.x]
  const first = { x: near, y }
  const second = { x: far, y }
  const bend = (a: Point, b: Point): readonly [Point, Point, Point] => [
    { x: (a.x + b.x) / 2, y: a.y },
    { x: (a.x + b.x) / 2, y: b.y },
    b,
  ]
  return { start, pieces: [bend(start, first), [first, second, second], bend(second, end)] }
}

/** The point halfway along the middle piece. */
export function middleOf({ start, pieces }: Curve): Point {
  const i = pieces.length >> 1
  const from = i === 0 ? start : pieces[i - 1]![2]
  return pointOn(from, pieces[i]!, 0.5)
}

/** A point of a cubic piece; `t` from 0 to 1. */
export function pointOn(from: Point, [a, b, to]: readonly [Point, Point, Point], t: number): Point {
  const u = 1 - t
  const mix = (p: number, q: number, r: number, s: number): number =>
    u * u * u * p + 3 * u * u * t * q + 3 * u * t * t * r + t * t * t * s
  return { x: mix(from.x, a.x, b.x, to.x), y: mix(from.y, a.y, b.y, to.y) }
}

/** Points along a curve, `samples` for each of its pieces. */
export function flatten({ start, pieces }: Curve, samples: number): Point[] {
  const points = [start]
  let from = start
  for (const piece of pieces) {
    for (let i = 1; i <= samples; i++) points.push(pointOn(from, piece, i / samples))
    from = piece[2]
  }
  return points
}
