/** How many bytes are sent to the executor, or stay in the graph: content, no zero-fill, no padding, no metadata. */
import { figuresOf } from '../../../engine/graph/figures'
import { policyOfBlock } from '../../../engine/graph/crossings'
import type { BlockId } from '../../../engine/graph/ids'
import { NO_ALLOC } from '../../../engine/graph/lifetimes'
import { SectionFlag } from '../../../engine/graph/schema'
import { atMoment } from '../asked-link'
import type { KindRow } from '../draft'
import { number, wrong } from '../draft'
import { wrongByExpression } from '../expressions'
import { startOf } from '../moments'
import { blocksOf, segmentsOf } from '../things'

export const figure: KindRow<'figure'> = {
  gate: 'allocate',

  stock: (link) => [
    { kind: 'figure', figure: 'to-transmit' },
    ...(figuresOf(link.graph).graphOnly > 0n ? [{ kind: 'figure', figure: 'graph-only' } as const] : []),
  ],

  make(link, { figure: which, wrong: ours }) {
    const { graph } = link
    const { toTransmit, graphOnly } = figuresOf(graph)
    const sum = (fits: (b: BlockId) => boolean): bigint =>
      blocksOf(link).reduce((total, b) => total + (fits(b) ? graph.blocks.size.big[b] : 0n), 0n)
    const inMemory = (b: BlockId): boolean => policyOfBlock(graph, b) !== NO_ALLOC
    const isMade = (b: BlockId): boolean =>
      (graph.sections.flags[graph.blocks.section[b]] & SectionFlag.Synthetic) !== 0
    const { reserved, contentSize } = graph.segments
    const total = (column: typeof reserved): bigint => segmentsOf(link).reduce((all, g) => all + column.big[g], 0n)
    const isSent = which === 'to-transmit'
    const unpruned = atMoment(link, startOf(link, 'prune'), () => figuresOf(graph).toTransmit)
    const own = wrongByExpression(link, ours, number)
    if ('cannot' in own) return own
    const right = isSent ? toTransmit : graphOnly
    return {
      about: which,
      asks: { id: `questions.figure.asks-${which}` },
      form: { is: 'number', unit: 'bytes' },
      answer: number(right),
      wrong: isSent
        ? [
            ...own.diagnoses,
            wrong('zero-fill-sent', number(sum(inMemory))),
            wrong('metadata-loaded', number(toTransmit + graphOnly)),
            wrong('tables-vanish', number(toTransmit - sum((b) => inMemory(b) && isMade(b)))),
            wrong('nothing-dies', number(unpruned)),
            wrong('pages-sent', number(total(reserved))),
            wrong('padding-sent', number(total(contentSize))),
          ]
        : [
            ...own.diagnoses,
            wrong('metadata-loaded', number(0)),
            wrong('noalloc-has-memory', number(toTransmit + graphOnly)),
            wrong('noalloc-has-memory', number(toTransmit)),
          ],
      because: [
        {
          id: `questions.figure.because-${which}`,
          args: {
            bytes: String(right),
            blocks: blocksOf(link).filter((b) => inMemory(b) === isSent && !graph.isZeroFill(b)).length,
          },
        },
      ],
    }
  },
}
