/**
 * Rows of the picture "the life of every page": one for each segment as long as there are few, else one for each policy
 * of a file, else one for each policy. Below them, apart, what never gets a page: NoAlloc content, which lives in the
 * graph. Bars and ticks are positions in the log; the axis says where those are.
 */
import { least } from '../base/extremes'
import { hex } from '../base/hex'
import type { BlockId, FileId, SectionId } from '../engine/graph/ids'
import { protectionText } from '../engine/graph/ids'
import { LIFETIMES, NO_ALLOC } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'
import type { ReleaseReason } from '../engine/graph/schema'
import { ASKERS, SectionFlag } from '../engine/graph/schema'
import type { Say } from '../messages/messages'
import { sayRow } from '../messages/messages'
import type { MemoryLife, SegmentLife } from './memory-life'
import type { SegmentMemory } from './memory-pages'

/** Reserved: pages that hold nothing yet. Held: bytes are there. Leaked: nobody will give them back. */
export type BarLook = 'working' | 'reserved' | 'held' | 'leaked' | 'file' | 'graph'

/** From one moment to another; `to` is undefined where it lasts longer than the log. */
export interface LifeBar {
  readonly look: BarLook
  readonly from: number
  readonly to: number | undefined
}

export interface LifeTick {
  readonly at: number
  readonly what: 'reserved' | 'protected' | 'released' | 'copied'
  readonly says: string
}

export interface LifeRow {
  readonly key: string
  readonly policy: number
  /** In a few words: what is in it. */
  readonly label: string
  /** The same in full. */
  readonly says: string
  /** `2 pages`. */
  readonly size: string
  readonly bars: readonly LifeBar[]
  readonly ticks: readonly LifeTick[]
  /** Why its pages went back, or what becomes of them; empty while nothing is to be said. */
  readonly fate: string
}

const MOST_ROWS = 40

/** Why pages went back, in a message. */
export const FATE_IDS: Readonly<Record<ReleaseReason, string>> = {
  finalized: 'memory.fate-finalized',
  deallocated: 'memory.fate-deallocated',
  abandoned: 'memory.fate-abandoned',
}

/** At most `most` rows, if grouping can do it. The graph must be in its final state; `page` is in bytes. */
export function segmentRows(
  say: Say,
  graph: LinkGraph,
  life: MemoryLife,
  memories: readonly SegmentMemory[],
  page: number,
  most = MOST_ROWS,
): LifeRow[] {
  const { file, lifetime } = graph.segments
  const keys: ((life: SegmentLife) => string)[] = [
    ({ segment }) => `g${segment}`,
    ({ segment }) => `f${file[segment]}:${lifetime[segment]}`,
    ({ segment }) => `p${lifetime[segment]}`,
  ]
  for (const [i, keyOf] of keys.entries()) {
    const groups = new Map<string, SegmentLife[]>()
    for (const segment of life.segments) {
      const key = keyOf(segment)
      const known = groups.get(key)
      if (known) known.push(segment)
      else groups.set(key, [segment])
    }
    if (groups.size <= most || i === keys.length - 1)
      return [...groups].map(([key, segments]) => segmentRow(say, graph, life, memories, page, key, segments))
  }
  return []
}

function segmentRow(
  say: Say,
  graph: LinkGraph,
  life: MemoryLife,
  memories: readonly SegmentMemory[],
  page: number,
  key: string,
  group: readonly SegmentLife[],
): LifeRow {
  const { file, lifetime, protection, reserved: bytes, address } = graph.segments
  const first = group[0]!.segment
  const pages = group.reduce((sum, { segment }) => sum + Number(bytes.big[segment]) / page, 0)
  const owner = graph.files[file[first]]!.name
  const names = memories[first]!.sections.map((x) => graph.sectionName(x)).join(' ')
  const n = group.length
  const policy = LIFETIMES[lifetime[first]]!.name
  const [label, says] =
    n === 1
      ? [
          `${protectionText(protection[first])} ${names}`,
          say('memory.of', { what: `${hex(address.big[first])} ${protectionText(protection[first])} ${names}`, owner }),
        ]
      : key.startsWith('f')
        ? [say('memory.segments-of', { n, owner }), say('memory.segments-of-with', { n, owner, policy })]
        : [say('memory.segments-with', { n, policy }), say('memory.segments-with', { n, policy })]
  return {
    key,
    policy: lifetime[first],
    label,
    says,
    size: say('memory.pages', { n: pages }),
    ...barsOf(say, life, file[first], group, (segment) => hex(address.big[segment])),
  }
}

function barsOf(
  say: Say,
  life: MemoryLife,
  file: FileId,
  group: readonly SegmentLife[],
  name: (segment: SegmentLife['segment']) => string,
): Pick<LifeRow, 'bars' | 'ticks' | 'fate'> {
  const reserved = least(group.map((segment) => segment.reserved))
  const protectedAt = earliest(group.map((segment) => segment.protectedAt))
  const releases = group.map(({ released }) => released)
  const gone = releases.every((released) => released !== undefined)
  const last = gone ? releases.reduce((a, b) => (a!.at >= b!.at ? a : b)) : undefined
  const allocation = life.allocations.get(file)
  const failed = allocation?.ended?.how === 'failed' ? allocation.ended.at : undefined
  const end = last?.at
  const bars: LifeBar[] = [
    { look: 'working', from: reserved, to: allocation?.finalized ?? allocation?.ended?.at },
    { look: 'reserved', from: reserved, to: protectedAt ?? end },
  ]
  if (protectedAt !== undefined) bars.push({ look: 'held', from: protectedAt, to: end ?? failed })
  if (failed !== undefined && end === undefined) bars.push({ look: 'leaked', from: failed, to: undefined })
  const fate = last ? say(FATE_IDS[last.reason]) : failed !== undefined ? say('memory.fate-leaked') : ''
  return { bars, ticks: group.length === 1 ? ticksOf(say, group[0]!, name) : [], fate }
}

function earliest(moments: readonly (number | undefined)[]): number | undefined {
  const known = moments.filter((at) => at !== undefined)
  return known.length === 0 ? undefined : least(known)
}

function ticksOf(
  say: Say,
  { segment, reserved, protectedAt, released }: SegmentLife,
  name: (segment: SegmentLife['segment']) => string,
): LifeTick[] {
  const place = name(segment)
  const ticks: LifeTick[] = [{ at: reserved, what: 'reserved', says: say('memory.tick-reserved', { place }) }]
  if (protectedAt !== undefined)
    ticks.push({ at: protectedAt, what: 'protected', says: say('memory.tick-protected', { place }) })
  if (released)
    ticks.push({
      at: released.at,
      what: 'released',
      says: say('memory.tick-released', { place, fate: say(FATE_IDS[released.reason]) }),
    })
  return ticks
}

/** Who asked for a copy of a block's content; `code`: a row of ASKERS. */
export const sayAsker = (say: Say, code: number): string =>
  sayRow(say, `askers.${ASKERS[code]!.id.replace(' ', '-')}`, ASKERS[code]!.says)

/** NoAlloc content of one section, or of all such sections of a file. */
export interface GraphContent {
  readonly key: string
  readonly file: FileId
  readonly sections: readonly SectionId[]
  readonly bytes: number
  readonly blocks: readonly BlockId[]
  /** When the first of its blocks was copied to graph memory, and who asked (a row of ASKERS). */
  readonly copied: { readonly at: number; readonly asker: number } | undefined
}

/** What lives in the graph only. The graph must be in its final state. */
export function graphContents(graph: LinkGraph, copies: ReadonlyMap<BlockId, number>): GraphContent[] {
  const { section } = graph.blocks
  const bySection = new Map<SectionId, BlockId[]>()
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const x = section[b]
    if (graph.isRemoved(b) || graph.sections.lifetime[x] !== NO_ALLOC) continue
    if (graph.sections.flags[x] & SectionFlag.Bookkeeping) continue
    const known = bySection.get(x)
    if (known) known.push(b)
    else bySection.set(x, [b])
  }
  const single = bySection.size <= MOST_ROWS / 2
  const groups = new Map<string, { sections: SectionId[]; blocks: BlockId[] }>()
  for (const [x, blocks] of bySection) {
    const key = single ? `x${x}` : `n${graph.sections.file[x]}`
    const known = groups.get(key)
    if (known) {
      known.sections.push(x)
      for (const b of blocks) known.blocks.push(b)
    } else groups.set(key, { sections: [x], blocks })
  }
  return [...groups].map(([key, { sections, blocks }]) => {
    const first = blocks
      .filter((b) => copies.has(b))
      .reduce<BlockId | undefined>((a, b) => (a === undefined || copies.get(b)! < copies.get(a)! ? b : a), undefined)
    return {
      key,
      file: graph.sections.file[sections[0]!],
      sections,
      blocks,
      bytes: blocks.reduce((sum, b) => sum + Number(graph.blocks.size.big[b]), 0),
      copied: first === undefined ? undefined : { at: copies.get(first)!, asker: graph.blocks.askedBy[first] },
    }
  })
}

/** Rows for NoAlloc content: the file's bytes, then the graph's copy, which dies with the graph. */
export function graphRows(say: Say, graph: LinkGraph, contents: readonly GraphContent[], built: number): LifeRow[] {
  return contents.slice(0, MOST_ROWS).map(({ key, file, sections, bytes, copied }) => {
    const name =
      sections.length === 1 ? graph.sectionName(sections[0]!) : say('memory.sections', { n: sections.length })
    const bars: LifeBar[] = [{ look: 'file', from: built, to: copied?.at }]
    if (copied) bars.push({ look: 'graph', from: copied.at, to: undefined })
    const asker = copied ? sayAsker(say, copied.asker) : ''
    return {
      key,
      policy: NO_ALLOC,
      label: name,
      says: say('memory.content', { name, owner: graph.files[file]!.name, bytes }),
      size: say('memory.no-page'),
      bars,
      ticks: copied ? [{ at: copied.at, what: 'copied', says: say('memory.tick-copied', { name, asker }) }] : [],
      fate: say(copied ? 'memory.fate-graph' : 'memory.fate-file'),
    }
  })
}
