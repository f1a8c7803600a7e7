/** The worst pair of policies in words, by what its edges write: "1 pointer and 1 distance dangle after finalize". */
import type { Judge } from '../engine/graph/crossings'
import { OUTSIDE, PAIR_LETTERS, pairOfEdge } from '../engine/graph/crossings'
import type { EdgeId } from '../engine/graph/ids'
import { FINALIZE, NO_ALLOC } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'
import type { Say } from '../messages/messages'
import { sayList } from './list-words'

export interface Headline {
  /** See `pairOf`. */
  readonly pair: number
  /** Edges of that pair with a verdict worse than a note, in the order of their ids; at least one. */
  readonly edges: readonly EdgeId[]
  readonly text: string
}

/** What edges of a family are called, and in which order. The last is for those of any other family, or of none. */
const NOUNS = ['absolute', 'relative', 'size', 'edge'] as const

/** What is wrong, by the lifetime of the target. */
const FAULTS: Readonly<Record<number, string>> = {
  [FINALIZE]: 'dangle',
  [NO_ALLOC]: 'no-memory',
  [OUTSIDE]: 'senseless',
}

/** About the pair of the first edge with a warning, of all such edges; undefined if there are none. */
export function headlineOf(graph: LinkGraph, judge: Judge, found: readonly EdgeId[], say: Say): Headline | undefined {
  if (found.length === 0) return undefined
  const pair = pairOfEdge(graph, found[0]!)
  const edges = found.filter((e) => pairOfEdge(graph, e) === pair)
  const fault = FAULTS[pair % PAIR_LETTERS.length] ?? 'senseless'
  const what = countNouns(graph, judge, edges, say)
  return { pair, edges, text: say(`figures.worst.${fault}`, { what, count: edges.length }) }
}

function countNouns({ edges: { kind } }: LinkGraph, { families }: Judge, edges: readonly EdgeId[], say: Say): string {
  const counts = NOUNS.map(() => 0)
  for (const e of edges) {
    const noun = (NOUNS as readonly (string | undefined)[]).indexOf(families[kind[e]])
    counts[noun < 0 ? NOUNS.length - 1 : noun]!++
  }
  const said = NOUNS.map((noun, n) => (counts[n]! > 0 ? say(`figures.noun.${noun}`, { count: counts[n]! }) : ''))
  return sayList(say, said.filter(Boolean))
}
