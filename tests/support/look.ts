/** Ways to look at a finished link by names instead of ids, for tests; and a link of objects written by the test itself. */
import { hexBytes } from '../../src/base/hex'
import type { BlockId, EdgeId, SectionId, SegmentId, SymbolId } from '../../src/engine/graph/ids'
import { EVENTS } from '../../src/engine/graph/events'
import type { EventId, EventLog } from '../../src/engine/graph/log'
import { SymbolFlag } from '../../src/engine/graph/schema'
import type { LinkOptions } from '../../src/engine/passes/pass'
import type { LinkHooks, LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { PAGE_OPTIONS } from '../../src/engine/session/options'
import type { ObjectSpec } from './object-writer'
import { writeObject } from './object-writer'

/** Links objects named a.o, b.o, ... with the page's options, but stops where the link is live. */
export function linkObjects(
  objects: readonly ObjectSpec[],
  options: Partial<LinkOptions> = {},
  watch?: LinkHooks['watch'],
): LinkResult {
  const inputs = objects.map((object, i) => ({ name: `${'abcdef'[i]}.o`, bytes: writeObject(object) }))
  const asked: LinkOptions = { ...PAGE_OPTIONS, ending: 'live', ...options }
  return link(inputs, asked, watch ? { log: true, watch } : { log: true })
}

const all = <Id extends number>({ length }: { readonly length: number }): Id[] => [...Array(length).keys()] as Id[]

export function symbolNamed({ graph }: LinkResult, name: string, file = 0): SymbolId {
  const { symbols } = graph
  const found = all<SymbolId>(symbols).find(
    (s) => graph.nameOf(s) === name && symbols.file[s] === file && !(symbols.flags[s] & SymbolFlag.Removed),
  )
  if (found === undefined) throw new Error(`no symbol ${name}`)
  return found
}

export const addressNamed = (result: LinkResult, name: string, file = 0): bigint =>
  result.graph.addressOf(symbolNamed(result, name, file))

export function sectionNamed({ graph }: LinkResult, name: string, file = 0): SectionId {
  const found = all<SectionId>(graph.sections).find(
    (x) => graph.sectionName(x) === name && graph.sections.file[x] === file,
  )
  if (found === undefined) throw new Error(`no section ${name}`)
  return found
}

/** Blocks of a section that are still in the graph. */
export function blocksOf(result: LinkResult, name: string, file = 0): BlockId[] {
  const { graph } = result
  const x = sectionNamed(result, name, file)
  return all<BlockId>(graph.blocks).filter((b) => graph.blocks.section[b] === x && !graph.isRemoved(b))
}

export const blockOf = (result: LinkResult, name: string, file = 0): BlockId => blocksOf(result, name, file)[0]!

export const hasSection = (result: LinkResult, name: string): boolean =>
  all<SectionId>(result.graph.sections).some((x) => result.graph.sectionName(x) === name)

/** Content of a section's first block, as hex. */
export const bytesOf = (result: LinkResult, name: string, file = 0): string =>
  hexBytes(result.graph.content(blockOf(result, name, file))!)

/** Eight bytes, little-endian. */
export const word = (value: bigint | number): string => {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, BigInt(value)), true)
  return hexBytes(bytes)
}

export const segmentsOf = ({ graph }: LinkResult): SegmentId[] => all<SegmentId>(graph.segments)

/** Edges of the section's blocks that are relocations, by offset. */
export function edgesOf(result: LinkResult, name: string, file = 0): EdgeId[] {
  const { edges } = result.graph
  const blocks = new Set(blocksOf(result, name, file))
  return all<EdgeId>(edges)
    .filter((e) => blocks.has(edges.block[e]) && edges.kind[e] >= 2)
    .sort((a, b) => edges.offset[a] - edges.offset[b])
}

/** Types of the events of some kinds, with their first subject: `actionRun 0`. */
export function story({ log }: LinkResult, types: readonly string[]): string[] {
  return eventsOf(log!).flatMap(({ type, a }) => (types.includes(type) ? [`${type} ${a}`] : []))
}

export function eventsOf(log: EventLog): { type: string; phase: string; a: number; b: number }[] {
  return all<EventId>(log.events).map((e) => ({
    type: EVENTS[log.events.type[e]]!.type,
    phase: log.phaseOf(e),
    a: log.events.a[e],
    b: log.events.b[e],
  }))
}

export const errorsOf = ({ diagnostics }: LinkResult): string[] =>
  diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)
