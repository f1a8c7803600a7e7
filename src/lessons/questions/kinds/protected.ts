/** Which segments cannot be written any more once they are protected. */
import { Protection } from '../../../engine/graph/ids'
import type { SegmentId } from '../../../engine/graph/ids'
import type { KindRow } from '../draft'
import { cannot, set, wrong } from '../draft'
import { happens } from '../moments'
import { someOf } from '../random'
import { keysOf, MOST_OPTIONS, optionsOf, segmentsOf } from '../things'

export const protectedSegments: KindRow<'protected'> = {
  gate: 'finalize',

  stock: (link) => (happens(link, 'finalize') && link.graph.segments.length > 1 ? [{ kind: 'protected' }] : []),

  make(link, _, random) {
    const offered = someOf(segmentsOf(link), MOST_OPTIONS, random)
    if (offered.length < 2) return cannot('questions.cannot.few')
    const { protection } = link.graph.segments
    const options = optionsOf(link, 'segment', offered)
    const having = (fits: (g: SegmentId) => boolean): string[] => keysOf(options, offered.filter(fits))
    return {
      about: 'segments',
      asks: { id: 'questions.protected.asks', args: { count: offered.length } },
      form: { is: 'set', options },
      answer: set(having((g) => !(protection[g] & Protection.Write))),
      wrong: [
        wrong('all-protected', set(options.map(({ key }) => key))),
        wrong('code-only-protected', set(having((g) => (protection[g] & Protection.Exec) !== 0))),
        wrong('none-protected', set([])),
      ],
      because: [{ id: 'questions.protected.because' }],
    }
  },
}
