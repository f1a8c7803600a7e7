/** What is to be said about one edge: fine, a note, a warning, an error. */
import { crossingOf } from '../../../engine/graph/crossings'
import { VERDICTS } from '../../../engine/graph/crossing-rules'
import { LIFETIMES } from '../../../engine/graph/lifetimes'
import type { KindRow } from '../draft'
import { wrong } from '../draft'
import { findEdge } from '../places'
import type { Answer } from '../question'

const key = (verdict: string): Answer => ({ is: 'choice', key: verdict })

export const verdict: KindRow<'verdict'> = {
  kind: 'verdict',
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
      wrong: [
        wrong('no-crossing', key('fine')),
        wrong(from === to ? 'every-crossing' : 'direction', key('error')),
        wrong('handles-are-senseless', key('warning')),
      ],
      because: [{ id: 'questions.verdict.because', args: { from, to, verdict: crossing.verdict } }],
      thing: { kind: 'edge', id: e },
    }
  },
}
