/**
 * What edges are bundled between. From afar that is files, nearer sections, then the blocks on screen; from near by every
 * edge is drawn for itself. Which of these stops a view is at depends on its scale and on how much it shows.
 */
import type { BlockId } from '../engine/graph/ids'
import { LIFETIMES } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'
import type { Words } from '../messages/messages'
import type { RowRanges } from './edges'
import type { Box, Layout } from './geometry'
import { pieceBox } from './geometry'
import type { Traffic } from './traffic'
import { counterFor, OFF_UNIT, unitsOfRows } from './traffic'

/** From afar to near by. */
export const STOPS = ['files', 'sections', 'blocks', 'edges'] as const
export type Stop = (typeof STOPS)[number]

/** A box that edges are bundled at. */
export interface Lane extends Box {
  readonly policy: number
  /** Height of its title, which bundles leave free. */
  readonly head: number
  readonly title: Words
  /** A block, if it is one: what it is called is found out when somebody asks. */
  readonly block?: BlockId
}

export interface Lanes {
  readonly stop: Stop
  readonly boxes: readonly Lane[]
  /** Row → lane. */
  readonly of: Uint32Array
  /** Lanes from here on are all that is not on screen, a lane for each policy. */
  readonly onScreen: number
}

/** Sections, or runs of small ones. */
export function sectionLanes(layout: Layout): Lanes {
  return { stop: 'sections', boxes: layout.units, of: unitsOfRows(layout), onScreen: layout.units.length }
}

export interface FileLanes extends Lanes {
  /** Unit → lane. */
  readonly ofUnit: Uint32Array
}

/**
 * Files, a lane for each policy that they have something of. Undefined where that would be hardly fewer than sections:
 * that stop would say nothing new.
 */
export function fileLanes(layout: Layout, graph: LinkGraph): FileLanes | undefined {
  const lanes = new Map<number, number>()
  const boxes: Lane[] = []
  const ofUnit = Uint32Array.from(layout.units, (unit) => {
    const file = graph.sections.file[layout.groups.section[unit.firstGroup]! as never] as number
    const key = LIFETIMES.length * file + unit.policy
    const lane = lanes.get(key) ?? boxes.length
    lanes.set(key, lane)
    const own = { x: unit.x, y: unit.y, w: unit.w, h: unit.h, policy: unit.policy, head: 0 }
    boxes[lane] = boxes[lane] ? around(boxes[lane], own) : { ...own, title: graph.files[file]!.name }
    return lane
  })
  if (graph.files.length < 2 || 2 * boxes.length > layout.units.length) return undefined
  const of = unitsOfRows(layout).map((unit) => ofUnit[unit]!)
  return { stop: 'files', boxes, of, ofUnit, onScreen: boxes.length }
}

function around(lane: Lane, { x, y, w, h }: Box): Lane {
  const [left, top] = [Math.min(lane.x, x), Math.min(lane.y, y)]
  const [right, bottom] = [Math.max(lane.x + lane.w, x + w), Math.max(lane.y + lane.h, y + h)]
  return { ...lane, x: left, y: top, w: right - left, h: bottom - top }
}

/** Traffic between sections, summed up for files. */
export function trafficOfFiles({ ofUnit, boxes }: FileLanes, { from, to, count, ...rest }: Traffic): Traffic {
  const counter = counterFor(boxes.length)
  for (let i = 0; i < count.length; i++)
    counter.add(ofUnit[from[i]!]!, to[i] === OFF_UNIT ? boxes.length : ofUnit[to[i]!]!, count[i]!)
  return { ...rest, ...counter.pairs() }
}

/** The blocks on screen, each with the piece of it that is there; and all others by policy. */
export function blockLanes(layout: Layout, visible: RowRanges): Lanes {
  const { pieces, rows, strips, slots, columns } = layout
  const boxes: Lane[] = []
  const laneOf = new Map<number, number>()
  for (let i = 0; i < visible.length; i += 2) {
    for (let row = visible[i]!; row < visible[i + 1]!; row++) {
      const piece = rows.piece[row]!
      const slot = pieces.slot[piece]!
      if (laneOf.has(slot)) continue
      laneOf.set(slot, boxes.length)
      const block = slots.block[slot]! as BlockId
      const policy = strips.policy[pieces.strip[piece]!]!
      boxes.push({ ...pieceBox(layout, piece), policy, head: 0, title: '', block })
    }
  }
  const onScreen = boxes.length
  for (const [policy, { name }] of LIFETIMES.entries()) {
    const column = columns.find((candidate) => candidate.policy === policy)!
    const { x, y, w, h } = column
    boxes.push({ x, y, w, h, policy, head: 0, title: { id: 'map.elsewhere-in', args: { policy: name } } })
  }
  const of = new Uint32Array(rows.length)
  for (let piece = 0; piece < pieces.length; piece++)
    of.fill(onScreen + strips.policy[pieces.strip[piece]!]!, pieces.firstRow[piece], pieces.firstRow[piece + 1])
  for (const [slot, lane] of laneOf) of.fill(lane, slots.firstRow[slot], slots.firstRow[slot + 1])
  return { stop: 'blocks', boxes, of, onScreen }
}
