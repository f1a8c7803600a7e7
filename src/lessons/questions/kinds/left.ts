/** Which segments are still there when a phase at the end of a link's life is over. */
import { FINALIZE, STANDARD } from '../../../engine/graph/lifetimes'
import { SegmentState } from '../../../engine/graph/schema'
import { atMoment } from '../asked-link'
import type { KindRow } from '../draft'
import { cannot, set, wrong } from '../draft'
import { endOf, happens } from '../moments'
import { someOf } from '../random'
import { keysOf, MOST_OPTIONS, optionsOf, segmentsOf } from '../things'

const ENDINGS = ['finalize', 'deallocate', 'abandon'] as const

export const left: KindRow<'left'> = {
  gate: ({ after }) => after,

  stock: (link) =>
    segmentsOf(link).length === 0
      ? []
      : ENDINGS.filter((after) => happens(link, after)).map((after) => ({ kind: 'left', after })),

  make(link, { after }, random) {
    const offered = someOf(segmentsOf(link), MOST_OPTIONS, random)
    if (offered.length === 0 || !happens(link, after)) return cannot('questions.cannot.phase', { phase: after })
    const { state, lifetime } = link.graph.segments
    const options = optionsOf(link, 'segment', offered)
    const there = atMoment(link, endOf(link, after), () => offered.filter((g) => state[g] !== SegmentState.Released))
    const having = (policy: number): string[] =>
      keysOf(
        options,
        offered.filter((g) => lifetime[g] === policy),
      )
    const stays =
      after === 'abandon' ? 'abandon-keeps' : after === 'deallocate' ? 'nothing-goes-back' : 'finalize-stays'
    return {
      about: after,
      asks: { id: 'questions.left.asks', args: { after, count: offered.length } },
      form: { is: 'set', options },
      answer: set(keysOf(options, there)),
      wrong: [
        wrong(stays, set(options.map(({ key }) => key))),
        wrong('finalize-kills-all', set([])),
        wrong(after === 'abandon' ? 'abandon-keeps' : 'finalize-stays', set(having(FINALIZE))),
        wrong(after === 'abandon' ? 'abandon-keeps' : 'nothing-goes-back', set(having(STANDARD))),
      ],
      because: [{ id: 'questions.left.because', args: { after, left: there.length, count: offered.length } }],
    }
  },
}
