/** The worst pair of policies in words, by what its edges write: "1 pointer and 1 distance dangle after finalize". */
import { plural } from '../base/plural'
import type { Judge } from '../engine/graph/crossings'
import { OUTSIDE, PAIR_LETTERS, pairOfEdge } from '../engine/graph/crossings'
import type { EdgeId } from '../engine/graph/ids'
import { FINALIZE, NO_ALLOC } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'

export interface Headline {
  /** See `pairOf`. */
  readonly pair: number
  /** Edges of that pair with a verdict worse than a note, in the order of their ids; at least one. */
  readonly edges: readonly EdgeId[]
  readonly text: string
}

/** What edges of a family are called, and in which order. The last is for those of any other family, or of none. */
const NOUNS = [
  { family: 'absolute', one: 'pointer', many: 'pointers' },
  { family: 'relative', one: 'distance', many: 'distances' },
  { family: 'size', one: 'request for a size', many: 'requests for sizes' },
  { family: undefined, one: 'edge', many: 'edges' },
] as const

/** By the lifetime of the target. */
const VERBS: Readonly<Record<number, readonly [one: string, many: string]>> = {
  [FINALIZE]: ['dangles after finalize', 'dangle after finalize'],
  [NO_ALLOC]: ['leads to a place without memory', 'lead to places without memory'],
  [OUTSIDE]: ['makes no sense', 'make no sense'],
}
const SENSELESS = VERBS[OUTSIDE]!

/** About the pair of the first edge with a warning, of all such edges; undefined if there are none. */
export function headlineOf(graph: LinkGraph, judge: Judge, found: readonly EdgeId[]): Headline | undefined {
  if (found.length === 0) return undefined
  const pair = pairOfEdge(graph, found[0]!)
  const edges = found.filter((e) => pairOfEdge(graph, e) === pair)
  return { pair, edges, text: `${countNouns(graph, judge, edges)} ${verbOf(pair)[edges.length === 1 ? 0 : 1]}` }
}

const verbOf = (pair: number): readonly [string, string] => VERBS[pair % PAIR_LETTERS.length] ?? SENSELESS

function countNouns({ edges: { kind } }: LinkGraph, { families }: Judge, edges: readonly EdgeId[]): string {
  const counts = NOUNS.map(() => 0)
  for (const e of edges) {
    const noun = NOUNS.findIndex(({ family }) => family === families[kind[e]])
    counts[noun < 0 ? NOUNS.length - 1 : noun]!++
  }
  const said = NOUNS.map(({ one, many }, n) => (counts[n]! > 0 ? plural(counts[n]!, one, many) : '')).filter(Boolean)
  return said.length === 1 ? said[0]! : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`
}
