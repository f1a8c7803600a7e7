/**
 * A picture of a link for one size of paper, with what is known of its edges, as data that can move between threads. Of a
 * large link it is made in the linker's worker, so that the page stays free; a small one the page lays out at once.
 */
import type { Arch } from '../engine/arch/arch'
import type { Describer } from '../engine/arch/describe'
import { EVENT_CODE } from '../engine/graph/events'
import type { LinkGraph } from '../engine/graph/link-graph'
import type { EventId, EventLog } from '../engine/graph/log'
import type { Replay } from '../engine/graph/replay'
import type { Layout } from './geometry'
import { layOut } from './layout'
import type { EdgesStart } from './map-edges'
import { MapEdges } from './map-edges'
import type { Timeline } from './touched'
import type { Size } from './view'
import { layoutWidth } from './view'

export interface LaidOut {
  readonly layout: Layout
  /** The paper that it was made for. */
  readonly paper: Size
  /** Absent: they are found when somebody looks at the picture. */
  readonly edges?: EdgesStart
}

export interface LinkToLayOut extends Timeline {
  readonly graph: LinkGraph
  readonly arch: Arch
  readonly describer: Describer
  readonly replay: Replay
}

/** Links with fewer blocks and names than this are laid out in a few milliseconds. */
const LARGE = 6000

export const isLarge = ({ blocks, symbols }: LinkGraph): boolean => blocks.length + symbols.length >= LARGE

/** Number of events before the first block moved to its address; the log's length if none did. None does before `from`. */
export function allocateAt(log: EventLog, from = 0): number {
  for (let e = from as EventId; e < log.length; e++) if (log.events.type[e] === EVENT_CODE.segmentReserved) return e
  return log.length
}

/**
 * One of the two pictures of a link, from the tables as they are at its moment: at the end, or right before allocation. A
 * picture that is too high may get wider. Leaves the graph where it was.
 */
export function layOutLink(link: LinkToLayOut, paper: Size, byAddress: boolean): Required<LaidOut> {
  const { graph, arch, replay } = link
  const here = replay.position
  const position = seekPicture(link, byAddress)
  const layout = layOutHere(link, paper, byAddress)
  const edges = new MapEdges({ graph, arch, layout }, link, position).toStart()
  replay.seek(here)
  return { layout, paper, edges }
}

/** The same without its edges, of which nothing is known until somebody looks at it. */
export function layOutBlocks(link: LinkToLayOut, paper: Size, byAddress: boolean): LaidOut {
  const here = link.replay.position
  seekPicture(link, byAddress)
  const layout = layOutHere(link, paper, byAddress)
  link.replay.seek(here)
  return { layout, paper }
}

/** Goes to the moment of a picture. */
function seekPicture({ log, replay }: LinkToLayOut, byAddress: boolean): number {
  const position = byAddress ? log.length : allocateAt(log)
  replay.seek(position)
  return position
}

function layOutHere({ graph, describer, outgoing }: LinkToLayOut, paper: Size, byAddress: boolean): Layout {
  const make = (width: number): Layout =>
    layOut({ graph, describer, edges: outgoing, byAddress, width, minHeight: (paper.height * width) / paper.width })
  const layout = make(paper.width)
  const width = layoutWidth(layout.height, paper)
  return width === paper.width ? layout : make(width)
}

/** The buffers of a picture, which can be moved to another thread instead of being copied. */
export function buffersOfLayout({ layout, edges }: LaidOut): ArrayBuffer[] {
  const { rows, pieces, slots, groups, names, slotOf } = layout
  const tables = [{ slotOf }, rows, pieces, slots, groups, names, edges ?? {}]
  const columns = tables.flatMap((table): unknown[] => Object.values(table))
  const buffers = columns.filter((column) => ArrayBuffer.isView(column)).map(({ buffer }) => buffer as ArrayBuffer)
  return [...new Set(buffers)]
}
