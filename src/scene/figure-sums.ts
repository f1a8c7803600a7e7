/**
 * The headline figures as sums that can be checked by hand: each with the sections or segments that it is made of, as
 * they are now. Adding up the terms gives the figure; a test holds the two equal at every event.
 */
import { hex } from '../base/hex'
import { grouped } from '../base/plural'
import { filesIn } from '../engine/graph/figures'
import type { BlockId, SectionId, SegmentId } from '../engine/graph/ids'
import { protectionText } from '../engine/graph/ids'
import { LIFETIMES } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'
import type { Say } from '../messages/messages'
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

/** What a figure is called and what it counts are the messages `figures.NAME.title` and `figures.NAME.says`. */
export interface FigureRow {
  terms(graph: LinkGraph, page: number, say: Say): Term[]
}

export const FIGURES: Readonly<Record<FigureName, FigureRow>> = {
  toTransmit: {
    terms: (graph, _, say) => contentTerms(graph, true, say),
  },
  resident: {
    terms: (graph, page, say) =>
      segmentTerms(graph, page, say, (g) =>
        graph.segments.state[g] === SegmentState.Released ? 'released' : undefined,
      ),
  },
  afterFinalize: {
    terms: (graph, page, say) => {
      const abandoned = filesIn(graph, AllocationState.Abandoned)
      const failed = filesIn(graph, AllocationState.Failed)
      return segmentTerms(graph, page, say, (g) => {
        if (abandoned.has(graph.segments.file[g])) return 'abandoned'
        return graph.segments.goesBack[g] && !failed.has(graph.segments.file[g]) ? 'goes-back' : undefined
      })
    },
  },
  peak: {
    terms: (graph, page, say) => segmentTerms(graph, page, say, () => undefined),
  },
  graphOnly: {
    terms: (graph, _, say) => contentTerms(graph, false, say),
  },
}

export const sumOf = (terms: readonly Term[]): bigint => terms.reduce((sum, { bytes }) => sum + bytes, 0n)

/** Up to this many blocks a term lists their sizes. */
const MOST_ADDENDS = 6

function contentTerms(graph: LinkGraph, allocated: boolean, say: Say): Term[] {
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
      bytes: sizes.reduce((sum, size) => sum + size, 0n),
      section: x,
      // Put into words when they are shown: there may be a hundred thousand sections, and nobody sees most of them.
      get label() {
        const file = graph.files[graph.sections.file[x]]!.name
        return say('figures.term.section', { section: graph.sectionName(x), file })
      },
      get note() {
        return noteOn(say, sizes, blocks.length - filled.length)
      },
    }
  })
}

function noteOn(say: Say, sizes: readonly bigint[], zero: number): string {
  const count = sizes.length
  if (count === 0) return zero > 0 ? say('figures.term.zero', { zero }) : ''
  if (count === 1 || count > MOST_ADDENDS)
    return say(zero > 0 ? 'figures.term.blocks-zero' : 'figures.term.blocks', { count, zero })
  return say(zero > 0 ? 'figures.term.sizes-zero' : 'figures.term.sizes', {
    count,
    sizes: sizes.map(grouped).join(' + '),
    zero,
  })
}

/** Why a segment does not count. */
type Without = 'released' | 'abandoned' | 'goes-back'

/** `without` says why a segment does not count, or nothing if it does. */
function segmentTerms(
  graph: LinkGraph,
  page: number,
  say: Say,
  without: (g: SegmentId) => Without | undefined,
): Term[] {
  const { reserved, lifetime, protection, address, file } = graph.segments
  const terms: Term[] = []
  for (let g = 0 as SegmentId; g < graph.segments.length; g++) {
    const bytes = reserved.big[g]
    const why = without(g)
    const args = { pages: Number(bytes / BigInt(page)), page }
    terms.push({
      key: `g${g}`,
      policy: lifetime[g],
      label: say('figures.term.segment', {
        address: hex(address.big[g]),
        protection: protectionText(protection[g]),
        file: graph.files[file[g]]!.name,
      }),
      note: say(why ? `figures.term.pages-${why}` : 'figures.term.pages', args),
      bytes: why ? 0n : bytes,
      section: undefined,
    })
  }
  return terms
}
