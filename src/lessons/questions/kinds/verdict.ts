/** What is to be said about one edge: fine, a note, a warning, an error. */
import type { Crossing } from '../../../engine/graph/crossings'
import { crossingOf } from '../../../engine/graph/crossings'
import { VERDICTS } from '../../../engine/graph/crossing-rules'
import { FINALIZE, LIFETIMES, NO_ALLOC } from '../../../engine/graph/lifetimes'
import type { KindRow } from '../draft'
import { wrong } from '../draft'
import { findEdge } from '../places'
import type { Answer, Diagnosis } from '../question'

const key = (verdict: string): Answer => ({ is: 'choice', key: verdict })

export const verdict: KindRow<'verdict'> = {
  gate: 'fixup',
  stock: () => [],

  make(link, { at }) {
    const e = findEdge(link, at)
    if (typeof e !== 'number') return e
    const crossing = crossingOf(link.graph, e, link.judge)
    const letter = (policy: number): string => LIFETIMES[policy]?.name ?? 'outside'
    const [from, to] = [letter(crossing.from), letter(crossing.to)]
    return {
      about: link.describer.source(e),
      asks: {
        id: 'questions.verdict.asks',
        args: { place: link.describer.source(e), target: link.describer.target(e), from, to },
      },
      form: {
        is: 'choice',
        options: VERDICTS.map((name) => ({ key: name, label: { id: `questions.verdict.${name}` } })),
      },
      answer: key(crossing.verdict),
      wrong: wrongVerdicts(crossing),
      because: [{ id: 'questions.verdict.because', args: { from, to, verdict: crossing.verdict } }],
      thing: { kind: 'edge', id: e },
    }
  },
}

/** What somebody thinks who says something else of this crossing. */
function wrongVerdicts({ from, to, verdict: right }: Crossing): Diagnosis[] {
  const within = from === to
  return [
    wrong('no-crossing', key('fine')),
    wrong(within ? 'every-crossing' : from === NO_ALLOC ? 'direction' : 'link-fails', key('error')),
    wrong(within || to !== NO_ALLOC ? 'every-crossing' : 'handles-are-senseless', key('warning')),
    ...(right === 'warning' ? [wrong(to === FINALIZE ? 'finalize-stays' : 'distance-is-handle', key('note'))] : []),
  ]
}
