/**
 * The headline figures as sums that can be checked by hand: each with the sections or segments that it is made of, as
 * they are now. Adding up the terms gives the figure; a test holds the two equal at every event.
 */
import { hex } from '../base/hex'
import { grouped, plural } from '../base/plural'
import { filesIn } from '../engine/graph/figures'
import type { BlockId, SectionId, SegmentId } from '../engine/graph/ids'
import { protectionText } from '../engine/graph/ids'
import { LIFETIMES } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'
import { AllocationState, SectionFlag, SegmentState } from '../engine/graph/schema'

export type FigureName = 'toTransmit' | 'resident' | 'afterFinalize' | 'peak' | 'graphOnly'

export interface Term {
  readonly key: string
  readonly policy: number
  readonly label: string
  /** How its number comes about. */
  readonly note: string
  /** What it adds to the sum, in bytes; 0 if it is listed only to say why it does not count. */
  readonly bytes: bigint
  readonly section: SectionId | undefined
}

export interface FigureRow {
  readonly title: string
  /** What is counted and what is not. */
  readonly says: string
  terms(graph: LinkGraph, page: number): Term[]
}

export const FIGURES: Readonly<Record<FigureName, FigureRow>> = {
  toTransmit: {
    title: 'to transmit',
    says: 'Content of Standard and Finalize blocks: what is sent to the executor. Zero-fill and padding are not sent.',
    terms: (graph) => contentTerms(graph, true),
  },
  resident: {
    title: 'resident now',
    says: 'Executor memory reserved at this moment, in whole pages.',
    terms: (graph, page) =>
      segmentTerms(graph, page, (g) => (graph.segments.state[g] === SegmentState.Released ? 'given back' : '')),
  },
  afterFinalize: {
    title: 'after finalize',
    says: 'What stays once the finalize actions have run: all pages but those that go back then.',
    terms: (graph, page) => {
      const abandoned = filesIn(graph, AllocationState.Abandoned)
      const failed = filesIn(graph, AllocationState.Failed)
      return segmentTerms(graph, page, (g) => {
        if (abandoned.has(graph.segments.file[g])) return 'abandoned'
        return graph.segments.goesBack[g] && !failed.has(graph.segments.file[g]) ? 'goes back after the actions' : ''
      })
    },
  },
  peak: {
    title: 'peak',
    says: 'The most executor memory reserved at any moment so far. All pages are reserved before any goes back.',
    terms: (graph, page) => segmentTerms(graph, page, () => ''),
  },
  graphOnly: {
    title: 'graph only',
    says: 'Content of NoAlloc blocks: fixed up, but never sent and never in memory.',
    terms: (graph) => contentTerms(graph, false),
  },
}

export const sumOf = (terms: readonly Term[]): bigint => terms.reduce((sum, { bytes }) => sum + bytes, 0n)

/** Up to this many blocks a term lists their sizes. */
const MOST_ADDENDS = 6

function contentTerms(graph: LinkGraph, allocated: boolean): Term[] {
  const bySection = new Map<SectionId, BlockId[]>()
  const { section } = graph.blocks
  const { lifetime, flags } = graph.sections
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const x = section[b]
    if (graph.isRemoved(b) || flags[x] & SectionFlag.Bookkeeping) continue
    if (LIFETIMES[lifetime[x]]!.allocates !== allocated) continue
    const known = bySection.get(x)
    if (known) known.push(b)
    else bySection.set(x, [b])
  }
  return [...bySection].map(([x, blocks]) => {
    const filled = blocks.filter((b) => !graph.isZeroFill(b))
    const sizes = filled.map((b) => graph.blocks.size.big[b])
    return {
      key: `x${x}`,
      policy: lifetime[x],
      label: `${graph.sectionName(x)} of ${graph.files[graph.sections.file[x]]!.name}`,
      note: noteOn(sizes, blocks.length - filled.length),
      bytes: sizes.reduce((sum, size) => sum + size, 0n),
      section: x,
    }
  })
}

function noteOn(sizes: readonly bigint[], zeroFill: number): string {
  const zero = zeroFill > 0 ? `${plural(zeroFill, 'block')} of zero-fill not counted` : ''
  if (sizes.length === 0) return zero
  const blocks =
    sizes.length === 1
      ? '1 block'
      : sizes.length <= MOST_ADDENDS
        ? `${sizes.length} blocks: ${sizes.map(grouped).join(' + ')}`
        : plural(sizes.length, 'block')
  return zero ? `${blocks}; ${zero}` : blocks
}

/** `without` says why a segment does not count, or nothing if it does. */
function segmentTerms(graph: LinkGraph, page: number, without: (g: SegmentId) => string): Term[] {
  const { reserved, lifetime, protection, address, file } = graph.segments
  const terms: Term[] = []
  for (let g = 0 as SegmentId; g < graph.segments.length; g++) {
    const bytes = reserved.big[g]
    const why = without(g)
    const pages = `${plural(bytes / BigInt(page), 'page')} × ${grouped(page)} B`
    terms.push({
      key: `g${g}`,
      policy: lifetime[g],
      label: `${hex(address.big[g])} ${protectionText(protection[g])} of ${graph.files[file[g]]!.name}`,
      note: why ? `${pages} not counted: ${why}` : pages,
      bytes: why ? 0n : bytes,
      section: undefined,
    })
  }
  return terms
}
