/** Which edges make no sense, by the rows for crossings: it matters from where to where, and what the edge says. */
import { pairOfEdge, severityOf } from '../../../engine/graph/crossings'
import { VERDICTS } from '../../../engine/graph/crossing-rules'
import type { EdgeId } from '../../../engine/graph/ids'
import { LIFETIMES, NO_ALLOC } from '../../../engine/graph/lifetimes'
import type { AskedLink } from '../asked-link'
import type { KindRow } from '../draft'
import { cannot, set, wrong } from '../draft'
import { edgesOf, keysOf, mixed, optionsOf } from '../things'

const MOST_EDGES = 8
const WARNING = VERDICTS.indexOf('warning')

export const senseless: KindRow<'senseless'> = {
  gate: 'fixup',

  stock: (link) => (crossingsOf(link).length > 1 ? [{ kind: 'senseless' }] : []),

  make(link, _, random) {
    const crossings = crossingsOf(link)
    if (crossings.length < 2) return cannot('questions.cannot.few')
    const isBad = (e: EdgeId): boolean => severityOf(link.graph, e, link.judge) >= WARNING
    const offered = mixed(crossings, isBad, MOST_EDGES, random)
    const options = optionsOf(link, 'edge', offered)
    const from = (fits: (from: number, to: number) => boolean): string[] =>
      keysOf(
        options,
        offered.filter((e) => fits(...pairOf(link, e))),
      )
    return {
      about: 'edges',
      asks: { id: 'questions.senseless.asks', args: { count: offered.length } },
      form: { is: 'set', options },
      answer: set(keysOf(options, offered.filter(isBad))),
      wrong: [
        wrong('no-crossing', set([])),
        wrong('every-crossing', set(options.map(({ key }) => key))),
        wrong('direction', set(from((start) => start === NO_ALLOC))),
        wrong('handles-are-senseless', set(from((start, end) => start !== NO_ALLOC && end === NO_ALLOC))),
      ],
      because: [{ id: 'questions.senseless.because', args: { count: offered.filter(isBad).length } }],
    }
  },
}

const pairOf = ({ graph }: AskedLink, e: EdgeId): [from: number, to: number] => {
  const pair = pairOfEdge(graph, e)
  return [Math.floor(pair / (LIFETIMES.length + 1)), pair % (LIFETIMES.length + 1)]
}

/** Edges from one policy to another, both within the link. */
function crossingsOf(link: AskedLink): EdgeId[] {
  return edgesOf(link).filter((e) => {
    const [from, to] = pairOf(link, e)
    return from !== to && to < LIFETIMES.length
  })
}
