/**
 * Edges as paths. An edge leaves its block at the height of its field and arrives at the height of the place that it
 * means. Edges between columns cross the gap between them; Finalize and NoAlloc have Standard between them, so their
 * edges pass through a channel between its segments; edges within a column bow out to one side.
 *
 * Where two sections share more edges than an eye can follow, they become one ribbon with a count; those of a thing that
 * is pointed at are drawn one by one.
 */
import type { Describer } from '../engine/arch/describe'
import { definitionOf, isCounted, OUTSIDE } from '../engine/graph/crossings'
import type { BlockId, EdgeId, SectionId } from '../engine/graph/ids'
import { Base, NO_BLOCK } from '../engine/graph/ids'
import { FINALIZE, NO_ALLOC, STANDARD } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'
import type { BlockBox, Curve, EdgePath, Layout, Point, Ribbon, RowBox } from './geometry'
import { COLUMN_ORDER } from './layout'
import { rowAt } from './rows'

/** More edges than this between two sections are drawn as a ribbon. */
export const RIBBON_FROM = 17

const OUTSIDE_REACH = 26
/** Space between a block and the border of its column. */
const INSET = 20
const MIN_BOW = 40
const LEFT = -1
const RIGHT = 1

export interface EdgeScene {
  readonly paths: readonly EdgePath[]
  readonly ribbons: readonly Ribbon[]
}

export interface EdgeQuery {
  readonly graph: LinkGraph
  readonly describer: Describer
  readonly layout: Layout
}

/** The paths of all edges of the graph as it is now. */
export function edgeScene(query: EdgeQuery): EdgeScene {
  const { graph, layout } = query
  const pairs = new Map<string, EdgeId[]>()
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    const b = graph.edges.block[e]
    if (!isCounted(graph, e) || b >= layout.boxOf.length || layout.boxOf[b]! < 0) continue
    const key = `${graph.blocks.section[b]}:${targetSection(graph, e)}`
    const list = pairs.get(key)
    if (list) list.push(e)
    else pairs.set(key, [e])
  }
  const paths: EdgePath[] = []
  const ribbons: Ribbon[] = []
  for (const edges of pairs.values()) {
    if (edges.length >= RIBBON_FROM) {
      const ribbon = ribbonOf(query, edges)
      if (ribbon) ribbons.push(ribbon)
      continue
    }
    for (const e of edges) {
      const path = edgePath(query, e)
      if (path) paths.push(path)
    }
  }
  return { paths, ribbons }
}

/** The scene with some edges drawn one by one although they are part of a ribbon. */
export function withSingles(query: EdgeQuery, scene: EdgeScene, wanted: Iterable<EdgeId>): EdgeScene {
  const drawn = new Set(scene.paths.map(({ edge }) => edge))
  const extra: EdgePath[] = []
  for (const e of wanted) {
    if (drawn.has(e) || e >= query.graph.edges.length || !isCounted(query.graph, e)) continue
    const path = edgePath(query, e)
    if (path) extra.push(path)
  }
  return extra.length === 0 ? scene : { ...scene, paths: [...scene.paths, ...extra] }
}

function targetSection(graph: LinkGraph, e: EdgeId): SectionId | -1 {
  const block = targetBlock(graph, e)
  return block === NO_BLOCK ? -1 : graph.blocks.section[block]
}

/** The block at an edge's other end, or NO_BLOCK if it is outside. */
export function targetBlock(graph: LinkGraph, e: EdgeId): BlockId {
  const s = definitionOf(graph, graph.edges.target[e])
  return graph.symbols.base[s] === Base.Defined ? graph.symbols.block[s] : NO_BLOCK
}

/** Height of an offset in a block. */
export function heightOf(box: BlockBox, offset: number): number {
  const row = rowOf(box, offset)
  const inner = row.h - 12
  const span = Math.max(1, row.end - row.start)
  return row.y + 6 + (inner * Math.min(span, Math.max(0, offset - row.start))) / span
}

export function rowOf(box: BlockBox, offset: number): RowBox {
  return box.rows[
    rowAt(
      box.rows.map(({ start }) => start),
      offset,
    )
  ]!
}

/** The path of one edge, or undefined if one of its ends is not on the map. */
export function edgePath({ graph, describer, layout }: EdgeQuery, e: EdgeId): EdgePath | undefined {
  const source = boxAt(layout, graph.edges.block[e])
  if (!source) return undefined
  const y = heightOf(source, graph.edges.offset[e])
  const block = targetBlock(graph, e)
  if (block === NO_BLOCK) return outsidePath(e, source, y)
  const target = boxAt(layout, block)
  if (!target) return undefined
  const end = heightOf(target, describer.targetOffset(e))
  return { edge: e, ...route(layout, source, y, target, end) }
}

const boxAt = (layout: Layout, b: BlockId): BlockBox | undefined => layout.blocks[layout.boxOf[b] ?? -1]

type Route = Omit<EdgePath, 'edge'>

/** A short way out, to the side where the gap is: the target is not on the map. */
function outsidePath(edge: EdgeId, source: BlockBox, y: number): EdgePath {
  const start = { x: source.x + source.w, y }
  const end = { x: start.x + OUTSIDE_REACH, y: y + 8 }
  const curve = { start, pieces: [[{ x: start.x + 12, y }, { x: end.x - 8, y: end.y }, end]] as const }
  return { edge, from: source.policy, to: OUTSIDE, curve, middle: end, leaves: RIGHT, enters: RIGHT }
}

function route(layout: Layout, source: BlockBox, y: number, target: BlockBox, end: number): Route {
  const from = source.policy
  const to = target.policy
  const ends = { from, to }
  if (from === to) return { ...ends, ...bow(layout, source, y, target, end, from === FINALIZE ? LEFT : RIGHT) }
  const rightwards = columnOf(to) > columnOf(from)
  const leaves = rightwards ? RIGHT : LEFT
  const start = { x: edgeOf(source, leaves), y }
  const finish = { x: edgeOf(target, -leaves), y: end }
  const far = (from === FINALIZE && to === NO_ALLOC) || (from === NO_ALLOC && to === FINALIZE)
  const curve = far ? aroundStandard(layout, start, finish) : across(start, finish)
  return { ...ends, curve, middle: middleOf(curve), leaves, enters: -leaves }
}

const columnOf = (policy: number): number => (COLUMN_ORDER as readonly number[]).indexOf(policy)

const edgeOf = (box: BlockBox, side: number): number => (side === LEFT ? box.x : box.x + box.w)

/** From one column to its neighbour. */
function across(start: Point, end: Point): Curve {
  const bend = (end.x - start.x) * 0.5
  return { start, pieces: [[{ x: start.x + bend, y: start.y }, { x: end.x - bend, y: end.y }, end]] }
}

/** Out of a column and back into it, on one side. The longer the way, the wider the bow. */
function bow(
  layout: Layout,
  source: BlockBox,
  y: number,
  target: BlockBox,
  end: number,
  side: number,
): Omit<Route, 'from' | 'to'> {
  const start = { x: edgeOf(source, side), y }
  const finish = { x: edgeOf(target, side), y: end }
  const reach = Math.min(roomFor(layout, source.policy, side), 20 + Math.abs(end - y) * 0.16)
  const out = side === LEFT ? Math.min(start.x, finish.x) - reach : Math.max(start.x, finish.x) + reach
  const curve: Curve = { start, pieces: [[{ x: out, y }, { x: out, y: end }, finish]] }
  return { curve, middle: middleOf(curve), leaves: side, enters: side }
}

/** How far a bow may reach without touching the next column; a cubic comes three quarters of the way to its handles. */
function roomFor(layout: Layout, policy: number, side: number): number {
  const i = layout.columns.findIndex((column) => column.policy === policy)
  const column = layout.columns[i]!
  const next = layout.columns[i + side]
  const gap = side === RIGHT ? (next?.x ?? layout.width) - column.x - column.w : column.x - (next ? next.x + next.w : 0)
  return Math.max(MIN_BOW, (gap + INSET) * 1.15)
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

function ribbonOf({ graph, layout }: EdgeQuery, edges: readonly EdgeId[]): Ribbon | undefined {
  const first = edges[0]!
  const fromSection = graph.blocks.section[graph.edges.block[first]]
  const block = targetBlock(graph, first)
  if (block === NO_BLOCK) return undefined
  const toSection = graph.blocks.section[block]
  const source = layout.sections.find(({ section }) => section === fromSection)
  const target = layout.sections.find(({ section }) => section === toSection)
  if (!source || !target || fromSection === toSection) return undefined
  const bar = (box: typeof source): BlockBox => ({ ...box, x: box.x + 10, w: box.w - 20, block: NO_BLOCK, rows: [] })
  const { curve, middle, from, to } = route(
    layout,
    bar(source),
    source.y + source.h / 2,
    bar(target),
    target.y + target.h / 2,
  )
  return { from, to, fromSection, toSection, count: edges.length, curve, middle }
}
