/**
 * Edges as what is drawn of them. Where few edges lead from one lane to another, each is a path of its own; where there
 * are more than an eye can follow, they become one ribbon with a count. What lanes are depends on the stop of the zoom. From near by in a large picture, edges of what is
 * on screen are drawn one by one, with only their beginning if they lead far away. What is drawn in no way is counted, so
 * that everything adds up.
 */
import type { Describer } from '../engine/arch/describe'
import { OUTSIDE } from '../engine/graph/crossings'
import type { EdgeId } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import type { EdgeEnds } from './ends'
import { heightIn, NOT_DRAWN } from './ends'
import type { EdgePath, Layout, Ribbon } from './geometry'
import type { Lanes } from './lanes'
import { blockLanes, sectionLanes } from './lanes'
import { GUTTER_ROOM, placeRibbons } from './ribbons'
import type { End } from './routes'
import { bowInGutter, stubIn, stubOut, wayBetween, wayOut } from './routes'
import type { Traffic } from './traffic'
import { counterFor, OFF_UNIT, unitsOfRows } from './traffic'

/** At least so many edges between two lanes are drawn as a ribbon. */
export const RIBBON_FROM = 17
/** Most ribbons within a policy, by stop; of those between policies nearly all are drawn. */
const MOST_RIBBONS = { files: 36, sections: 36, blocks: 110, edges: 0 } as const
const MOST_CROSSING_RIBBONS = 120
/** Most edges that are drawn one by one. */
export const MOST_SINGLES = 600

export interface EdgeScene {
  readonly paths: readonly EdgePath[]
  readonly ribbons: readonly Ribbon[]
  /** What its ribbons and loops are between. */
  readonly lanes: Lanes
  /** Lane → edges that stay within it and are not drawn one by one. */
  readonly loops: ReadonlyMap<number, number>
  /** Edges that are drawn in no way. */
  readonly other: number
  /** Edges in view: those drawn, those within units and the others. */
  readonly inView: number
}

export interface EdgeQuery {
  readonly graph: LinkGraph
  readonly describer: Describer
  readonly layout: Layout
  readonly ends: EdgeEnds
  /** 0 for edges that are filtered out. */
  readonly mask: Uint8Array | undefined
}

/** The edges of a whole picture, or of those of its lanes for which `sees` holds. `traffic` is counted between the lanes. */
export function edgeScene(
  query: EdgeQuery,
  traffic: Traffic,
  sees: (lane: number) => boolean = () => true,
  lanes: Lanes = sectionLanes(query.layout),
): EdgeScene {
  const { layout } = query
  const least = lanes.stop === 'sections' ? singlesBelow(layout, traffic) : 0
  const chosen: number[] = []
  const loops = new Map<number, number>()
  const few = new Set<number>()
  let inView = 0
  for (let pair = 0; pair < traffic.count.length; pair++) {
    const [from, to, count] = [traffic.from[pair]!, traffic.to[pair]!, traffic.count[pair]!]
    if (!sees(from) && (to === OFF_UNIT || !sees(to))) continue
    inView += count
    if (count < least) few.add(from * (layout.units.length + 1) + to)
    else if (from === to) loops.set(from, count)
    else chosen.push(pair)
  }
  const { drawn, other } = chooseRibbons(lanes, traffic, chosen)
  const ribbons = placeRibbons(
    layout,
    lanes,
    drawn.map((pair) => ({ from: traffic.from[pair]!, to: traffic.to[pair]!, count: traffic.count[pair]! })),
  )
  return { paths: few.size > 0 ? singlesOf(query, few) : [], ribbons, lanes, loops, other, inView }
}

/** Pairs with fewer edges than this are drawn edge by edge. A picture in strips has no room for lines across it. */
function singlesBelow(layout: Layout, { count }: Traffic): number {
  if (layout.chrome > 1) return 0
  for (let least = RIBBON_FROM; least > 0; least = least >> 1) {
    let singles = 0
    for (const edges of count) if (edges < least) singles += edges
    if (singles <= MOST_SINGLES) return least
  }
  return 0
}

function singlesOf(query: EdgeQuery, few: ReadonlySet<number>): EdgePath[] {
  const { layout, ends, mask } = query
  const unitOf = unitsOfRows(layout)
  const paths: EdgePath[] = []
  for (let e = 0; e < ends.length; e++) {
    if (ends.from[e] === NOT_DRAWN || mask?.[e] === 0) continue
    const to = ends.to[e]! < 0 ? OFF_UNIT : unitOf[ends.to[e]!]!
    if (few.has(unitOf[ends.from[e]!]! * (layout.units.length + 1) + to)) paths.push(edgePath(query, e as EdgeId)!)
  }
  return paths
}

/** All ribbons between policies, and the strongest of the rest. */
function chooseRibbons(
  { boxes, stop }: Lanes,
  { from, to, count }: Traffic,
  pairs: number[],
): { readonly drawn: readonly number[]; readonly other: number } {
  const crosses = (pair: number): boolean =>
    to[pair] !== OFF_UNIT && boxes[from[pair]!]!.policy !== boxes[to[pair]!]!.policy
  pairs.sort((a, b) => count[b]! - count[a]! || a - b)
  const crossing = pairs.filter(crosses).slice(0, MOST_CROSSING_RIBBONS)
  const drawn = [...pairs.filter((pair) => !crosses(pair)).slice(0, MOST_RIBBONS[stop]), ...crossing]
  const sum = (list: readonly number[]): number => list.reduce((total, pair) => total + count[pair]!, 0)
  return { drawn, other: sum(pairs) - sum(drawn) }
}

/** Rows on screen, as ranges [first, end) one after the other: `first, end, first, end …`. */
export type RowRanges = readonly number[]

/** The edges of what is on screen in a large picture, from near by: edges with at least one end in these rows. */
export function nearScene(query: EdgeQuery, visible: RowRanges): EdgeScene {
  const { layout, ends, mask } = query
  const seen = new Uint8Array(layout.rows.length)
  for (let i = 0; i < visible.length; i += 2) seen.fill(1, visible[i], visible[i + 1])
  const paths: EdgePath[] = []
  let inView = 0
  for (let e = 0; e < ends.length; e++) {
    const [from, to] = [ends.from[e]!, ends.to[e]!]
    if (from === NOT_DRAWN || mask?.[e] === 0) continue
    const [leaves, arrives] = [seen[from] === 1, to >= 0 && seen[to] === 1]
    if (!leaves && !arrives) continue
    inView++
    if (paths.length < MOST_SINGLES) paths.push(nearPath(query, e as EdgeId, leaves, arrives))
  }
  return { paths, ribbons: [], lanes: nearLanes(layout), loops: new Map(), other: inView - paths.length, inView }
}

const nearLanes = (layout: Layout): Lanes => ({ ...sectionLanes(layout), stop: 'edges' })

/** The same in bundles from block to block, for views in which edges would lie on top of each other. */
export function blockScene(query: EdgeQuery, visible: RowRanges): EdgeScene {
  const { layout, ends, mask } = query
  const lanes = blockLanes(layout, visible)
  const { of, boxes, onScreen } = lanes
  const counter = counterFor(boxes.length)
  let total = 0
  for (let e = 0; e < ends.length; e++) {
    const row = ends.from[e]!
    if (row === NOT_DRAWN || mask?.[e] === 0) continue
    const from = of[row]!
    const to = ends.to[e]! < 0 ? boxes.length : of[ends.to[e]!]!
    if (from >= onScreen && (to >= onScreen || to === boxes.length)) continue
    counter.add(from, to, 1)
    total++
  }
  return edgeScene(query, { total, all: total, ...counter.pairs() }, (lane) => lane < onScreen, lanes)
}

/** The scene with some edges drawn one by one, whole, although they are part of a ribbon or only begun. */
export function withSingles(query: EdgeQuery, scene: EdgeScene, wanted: Iterable<EdgeId>): EdgeScene {
  const known = new Map(scene.paths.map((path) => [path.edge, path]))
  const extra: EdgePath[] = []
  for (const e of wanted) {
    const there = known.get(e)
    if (there && !there.stub) continue
    const path = edgePath(query, e)
    if (path) extra.push(path)
  }
  return extra.length === 0 ? scene : { ...scene, paths: [...scene.paths, ...extra] }
}

/** The whole path of one edge; undefined if it is not drawn. */
export function edgePath(query: EdgeQuery, e: EdgeId): EdgePath | undefined {
  const { layout, ends } = query
  if (e >= ends.length || ends.from[e] === NOT_DRAWN) return undefined
  const source = endAt(layout, query.graph, ends.from[e]!, query.graph.edges.offset[e])
  if (ends.to[e]! < 0) return { edge: e, from: source.policy, to: OUTSIDE, stub: undefined, ...wayOut(source) }
  const target = targetEnd(query, e)
  return { edge: e, from: source.policy, to: target.policy, stub: undefined, ...wayBetween(layout, source, target) }
}

function targetEnd({ layout, graph, describer, ends }: EdgeQuery, e: EdgeId): End {
  return endAt(layout, graph, ends.to[e]!, describer.targetOffset(e))
}

function endAt(layout: Layout, graph: LinkGraph, row: number, offset: number): End {
  const { strips, pieces, rows } = layout
  const strip = pieces.strip[rows.piece[row]!]!
  return {
    box: { x: strips.x[strip]!, w: strips.w[strip]! },
    policy: strips.policy[strip]!,
    y: heightIn(layout, graph, row, offset),
  }
}

function nearPath(query: EdgeQuery, e: EdgeId, leaves: boolean, arrives: boolean): EdgePath {
  const { layout, graph, ends } = query
  const source = endAt(layout, graph, ends.from[e]!, graph.edges.offset[e])
  const away = ends.to[e]! < 0
  if (away) return { edge: e, from: source.policy, to: OUTSIDE, stub: undefined, ...wayOut(source) }
  const target = targetEnd(query, e)
  const pair = { edge: e, from: source.policy, to: target.policy }
  const together = source.box.x === target.box.x && source.box.w === target.box.w
  if (leaves && arrives && together) return { ...pair, stub: undefined, ...bowInGutter(source, target, GUTTER_ROOM) }
  const up = target.y < source.y
  return leaves
    ? { ...pair, stub: 'leaves', ...stubOut(source, up) }
    : { ...pair, stub: 'arrives', ...stubIn(target, !up) }
}
