/** How many bytes alignment leaves empty in the segment where it leaves most. */
import type { SegmentId } from '../../../engine/graph/ids'
import type { AskedLink } from '../asked-link'
import type { KindRow } from '../draft'
import { cannot, number, wrong } from '../draft'
import { blocksOf, segmentsOf, wordFor } from '../things'

export const padding: KindRow<'padding'> = {
  gate: 'allocate',

  stock(link) {
    const widest = widestOf(link)
    return widest && widest.empty > 0n ? [{ kind: 'padding' }] : []
  },

  make(link) {
    const widest = widestOf(link)
    if (!widest) return cannot('questions.cannot.few')
    const { segment: g, empty, used } = widest
    const { reserved } = link.graph.segments
    return {
      about: wordFor(link, { kind: 'segment', id: g }),
      asks: { id: 'questions.padding.asks', args: { segment: wordFor(link, { kind: 'segment', id: g }) } },
      form: { is: 'number', unit: 'bytes' },
      answer: number(empty),
      wrong: [
        wrong('no-padding', number(0)),
        wrong('page-tail', number(reserved.big[g] - used)),
        wrong('page-tail', number(reserved.big[g] - used - empty)),
      ],
      because: [
        {
          id: 'questions.padding.because',
          args: { used: String(used), extent: String(used + empty), empty: String(empty) },
        },
      ],
      thing: { kind: 'segment', id: g },
    }
  },
}

interface Widest {
  readonly segment: SegmentId
  /** Bytes between blocks. */
  readonly empty: bigint
  /** Bytes of blocks. */
  readonly used: bigint
}

/** Of several with as much, the first. */
function widestOf(link: AskedLink): Widest | undefined {
  const { contentSize, zeroFillSize } = link.graph.segments
  const { segment, size } = link.graph.blocks
  const used = new Map<SegmentId, bigint>()
  for (const b of blocksOf(link)) used.set(segment[b], (used.get(segment[b]) ?? 0n) + size.big[b])
  const all = segmentsOf(link).map((g) => {
    const bytes = used.get(g) ?? 0n
    return { segment: g, used: bytes, empty: contentSize.big[g] + zeroFillSize.big[g] - bytes }
  })
  return all.reduce<Widest | undefined>((best, next) => (!best || next.empty > best.empty ? next : best), undefined)
}
