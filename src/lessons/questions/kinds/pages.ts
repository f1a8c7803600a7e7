/** How many pages of executor memory the link takes: at first, or when the finalize actions have run. */
import type { AskedLink } from '../asked-link'
import { atMoment } from '../asked-link'
import type { KindRow } from '../draft'
import { number, wrong } from '../draft'
import { endOf, happens } from '../moments'
import type { Diagnosis } from '../question'
import { blocksOf, segmentsOf } from '../things'
import { policyOfBlock } from '../../../engine/graph/crossings'
import { NO_ALLOC } from '../../../engine/graph/lifetimes'
import { SegmentState } from '../../../engine/graph/schema'

export const pages: KindRow<'pages'> = {
  gate: ({ when }) => (when === 'reserved' ? 'allocate' : 'finalize'),

  stock: (link) => [
    { kind: 'pages', when: 'reserved' },
    ...(happens(link, 'finalize') ? [{ kind: 'pages', when: 'after-finalize' } as const] : []),
  ],

  make(link, { when }) {
    const { graph, pageSize } = link
    const { reserved, state } = graph.segments
    const pagesIn = (bytes: bigint): bigint => (bytes + BigInt(pageSize) - 1n) / BigInt(pageSize)
    const count = (isThere: (state: number) => boolean): bigint =>
      segmentsOf(link).reduce((sum, g) => sum + (isThere(state[g]) ? reserved.big[g] : 0n), 0n) / BigInt(pageSize)
    const first = count(() => true)
    const left = atMoment(link, endOf(link, 'finalize'), () => count((now) => now !== SegmentState.Released))
    const shared = { form: { is: 'number', unit: 'pages' }, args: { pageSize } } as const
    if (when === 'after-finalize')
      return {
        about: when,
        asks: { id: 'questions.pages.asks-after', args: { pageSize, first: Number(first) } },
        form: shared.form,
        answer: number(left),
        wrong: [
          wrong('finalize-stays', number(first)),
          wrong('finalize-kills-all', number(0)),
          wrong('finalize-only', number(first - left)),
        ],
        because: [{ id: 'questions.pages.because-after', args: { first: Number(first), left: Number(left) } }],
      }
    return {
      about: when,
      asks: { id: 'questions.pages.asks', args: shared.args },
      form: shared.form,
      answer: number(first),
      wrong: wrongPages(link, pagesIn),
      because: [
        { id: 'questions.pages.because', args: { segments: graph.segments.length, pages: Number(first), pageSize } },
      ],
    }
  },
}

function wrongPages(link: AskedLink, pagesIn: (bytes: bigint) => bigint): Diagnosis[] {
  const { graph } = link
  const { contentSize } = graph.segments
  const blocks = blocksOf(link)
  const sum = (list: typeof blocks): bigint => list.reduce((total, b) => total + graph.blocks.size.big[b], 0n)
  const inMemory = blocks.filter((b) => policyOfBlock(graph, b) !== NO_ALLOC)
  const withoutZeroFill = segmentsOf(link).reduce((total, g) => total + pagesIn(contentSize.big[g]), 0n)
  const metadata = blocks.filter((b) => policyOfBlock(graph, b) === NO_ALLOC)
  const all = segmentsOf(link).reduce((total, g) => total + pagesIn(graph.segments.reserved.big[g]), 0n)
  return [
    wrong('bytes-not-pages', number(pagesIn(sum(inMemory)))),
    wrong('zero-fill-free', number(withoutZeroFill)),
    wrong('metadata-loaded', number(all + pagesIn(sum(metadata)))),
    wrong('page-per-section', number(new Set(inMemory.map((b) => graph.blocks.section[b])).size)),
  ]
}
