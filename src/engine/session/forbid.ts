/**
 * Rules that forbid crossings. The first draft looks at the whole graph, once after the build and once after whoever may
 * have changed it, and names the culprit. A build with assertions looks at each edge when it is about to be fixed up.
 */
import type { Judge } from '../graph/crossings'
import { crossingOf, isCounted, PAIR_LETTERS, severityOf } from '../graph/crossings'
import { VERDICTS } from '../graph/crossing-rules'
import { Refusal } from '../graph/diagnostics'
import type { EdgeId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'

const ERROR = VERDICTS.indexOf('error')

/** Under the first draft's rules: throws a Refusal if any edge is an error. */
export function forbidCrossings(graph: LinkGraph, judge: Judge, culprit: string): void {
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
  throw refuse(graph, judge, first, `${others}; brought in by ${culprit}`)
}

/** Under the rules of a build with assertions: throws a Refusal if this edge is an error. */
export function forbidEdge(graph: LinkGraph, judge: Judge, e: EdgeId): void {
  if (severityOf(graph, e, judge) === ERROR) throw refuse(graph, judge, e, '; the assertion in fixUpBlocks stops here')
}

function refuse(graph: LinkGraph, judge: Judge, e: EdgeId, rest: string): Refusal {
  const { from, to, says } = crossingOf(graph, e, judge)
  const section = graph.blocks.section[graph.edges.block[e]]
  const place = `${graph.sectionName(section)}+0x${graph.edges.offset[e].toString(16)}`
  return new Refusal('crossing-forbidden', {
    file: graph.files[graph.sections.file[section]]!.name,
    structure: place,
    detail: `${PAIR_LETTERS[from]}→${PAIR_LETTERS[to]} to ${targetName(graph, e)}${rest}. ${says.replace(/\.$/, '')}`,
  })
}

function targetName(graph: LinkGraph, e: EdgeId): string {
  const target = graph.edges.target[e]
  const name = graph.nameOf(target)
  if (name !== '') return name
  return `a place in ${graph.sectionName(graph.blocks.section[graph.symbols.block[target]])}`
}
