/**
 * Rules that forbid crossings. The first draft looks at the whole graph, once after the build and once after whoever may
 * have changed it, and names the culprit. A build with assertions looks at each edge when it is about to be fixed up.
 */
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
export function forbidCrossings(court: Court, culpritOf: (e: EdgeId) => string): void {
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
  const others = count > 1 ? `, and ${count - 1} more` : ''
  throw refuse(court, first, `${others}; brought in by ${culpritOf(first)}`)
}

/**
 * Under the rules of a build with assertions: throws a Refusal if this edge is an error. The assertion looks at targets
 * that the edge's own graph defines; a name that another file defines is an external there, and passes.
 */
export function forbidEdge(court: Court, e: EdgeId): void {
  if (court.graph.symbols.base[court.graph.edges.target[e]] !== Base.Defined) return
  if (severityOf(court.graph, e, court.judge) === ERROR)
    throw refuse(court, e, '; the assertion in fixUpBlocks stops here')
}

/** The policy rule that gave one of an edge's ends its policy; undefined if the file did. */
export function ruleBehind(
  graph: LinkGraph,
  changedBy: ReadonlyMap<SectionId, PolicyRule>,
  e: EdgeId,
): string | undefined {
  const { block, target } = graph.edges
  const s = definitionOf(graph, target[e])
  const home =
    graph.symbols.base[s] === Base.Defined ? changedBy.get(graph.blocks.section[graph.symbols.block[s]]) : undefined
  const rule = home ?? changedBy.get(graph.blocks.section[block[e]])
  return rule && `the policy rule for ${rule.pattern}`
}

function refuse({ graph, arch, judge }: Court, e: EdgeId, rest: string): Refusal {
  const { from, to, says } = crossingOf(graph, e, judge)
  const describer = new Describer(graph, arch, indexEdges(graph))
  const section = graph.blocks.section[graph.edges.block[e]]
  return new Refusal('crossing-forbidden', {
    file: graph.files[graph.sections.file[section]]!.name,
    structure: `section ${graph.sectionName(section)}, ${describer.source(e)}`,
    detail: `${PAIR_LETTERS[from]}→${PAIR_LETTERS[to]} to ${describer.target(e)}${rest}. ${says.replace(/\.$/, '')}`,
  })
}
