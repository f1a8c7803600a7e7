/**
 * Rules that forbid crossings. The first draft looks at the whole graph, once after the build and once after whoever may
 * have changed it, and names the culprit. A build with assertions looks at each edge when it is about to be fixed up.
 */
import type { Phrase } from '../graph/phrases/phrase'
import { rowPhrase, tell } from '../graph/phrases/phrase'
import type { Arch } from '../arch/arch'
import { Describer } from '../arch/describe'
import type { Judge } from '../graph/crossings'
import { crossingOf, definitionOf, isCounted, PAIR_LETTERS, severityOf } from '../graph/crossings'
import { VERDICTS } from '../graph/crossing-rules'
import { Refusal } from '../graph/diagnostics'
import { indexEdges } from '../graph/edge-index'
import type { EdgeId, SectionId } from '../graph/ids'
import { Base } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import type { PolicyRule } from '../passes/pass'

/** Who judges what. */
export interface Court {
  readonly graph: LinkGraph
  readonly arch: Arch
  readonly judge: Judge
}

const ERROR = VERDICTS.indexOf('error')

/** Under the first draft's rules: throws a Refusal if any edge is an error, and names who brought it in. */
export function forbidCrossings(court: Court, culpritOf: (e: EdgeId) => Phrase): void {
  const { graph, judge } = court
  if (judge.rules !== 'first-draft') return
  let first: EdgeId | undefined
  let count = 0
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    if (!isCounted(graph, e) || severityOf(graph, e, judge) !== ERROR) continue
    first ??= e
    count++
  }
  if (first === undefined) return
  const [edge, n, culprit] = [first, count - 1, culpritOf(first)]
  throw refuse(court, edge, (crossing) =>
    n === 0 ? tell('brought-in', { crossing, culprit }) : tell('brought-in-with-more', { crossing, n, culprit }),
  )
}

/**
 * Under the rules of a build with assertions: throws a Refusal if this edge is an error. The assertion looks at targets
 * that the edge's own graph defines; a name that another file defines is an external there, and passes.
 */
export function forbidEdge(court: Court, e: EdgeId): void {
  if (court.graph.symbols.base[court.graph.edges.target[e]] !== Base.Defined) return
  if (severityOf(court.graph, e, court.judge) === ERROR)
    throw refuse(court, e, (crossing) => tell('assertion-stops', { crossing }))
}

/** The policy rule that gave one of an edge's ends its policy; undefined if the file did. */
export function ruleBehind(
  graph: LinkGraph,
  changedBy: ReadonlyMap<SectionId, PolicyRule>,
  e: EdgeId,
): Phrase | undefined {
  const { block, target } = graph.edges
  const s = definitionOf(graph, target[e])
  const home =
    graph.symbols.base[s] === Base.Defined ? changedBy.get(graph.blocks.section[graph.symbols.block[s]]) : undefined
  const rule = home ?? changedBy.get(graph.blocks.section[block[e]])
  return rule && tell('rule-for', { pattern: rule.pattern })
}

function refuse({ graph, arch, judge }: Court, e: EdgeId, circumstances: (crossing: Phrase) => Phrase): Refusal {
  const { from, to, id, says } = crossingOf(graph, e, judge)
  const describer = new Describer(graph, arch, indexEdges(graph))
  const section = graph.blocks.section[graph.edges.block[e]]
  const [target, letters] = [describer.target(e), { from: PAIR_LETTERS[from]!, to: PAIR_LETTERS[to]! }]
  const crossing = tell('crosses-to', { ...letters, target })
  return new Refusal('crossing-forbidden', {
    file: graph.files[graph.sections.file[section]]!.name,
    structure: tell('section-edge', { name: graph.sectionName(section), edge: describer.source(e) }),
    detail: tell('sentences', { first: circumstances(crossing), next: rowPhrase(`verdicts.${id}.says`, says) }),
  })
}
