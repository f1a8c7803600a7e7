/**
 * Records a finalize action with its twin, and says so if its function has no memory to run in: because its section has
 * the policy NoAlloc, or because a twin's pages have gone back long before it is called. Like edges, actions cross from
 * policy to policy; unlike edges, a wrong one is always a mistake.
 *
 * Source: ORC's AllocActionCallPair; JITLink's lifetimes.
 */
import { tell } from '../graph/phrases/phrase'
import { ACTION_KIND } from '../graph/action-kinds'
import { definitionOf } from '../graph/crossings'
import type { NewAction } from '../graph/graph-parts'
import type { ActionId, SectionId, SymbolId } from '../graph/ids'
import { Base, NO_EDGE, NO_SECTION, NO_SYMBOL } from '../graph/ids'
import { LIFETIMES } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { managerById } from '../graph/managers'
import type { PassContext } from './pass'

/** What the action, and what its twin, needs in memory. */
interface Needs {
  readonly now: readonly SectionId[]
  readonly later: readonly SectionId[]
}

export function recordAction({ graph, options, diagnostics }: PassContext, action: NewAction): void {
  graph.event('actionRecorded', graph.actions.length)
  const a = graph.addAction(action)
  const { now, later } = needsOf(graph, a)
  const goesBack = managerById(options.manager).releasesFinalize
  const lifetimeOf = (x: SectionId) => LIFETIMES[graph.sections.lifetime[x]]!
  const missing = [...now, ...later].find((x) => !lifetimeOf(x).allocates)
  const gone = goesBack ? later.find((x) => lifetimeOf(x).allocates && !lifetimeOf(x).survivesFinalize) : undefined
  const culprit = missing ?? gone
  if (culprit === undefined) return
  const name = graph.sectionName(culprit)
  diagnostics.push({
    code: 'action-without-memory',
    severity: 'warning',
    file: graph.files[action.file]!.name,
    structure: tell('action', { n: a + 1 }),
    detail: missing === undefined ? tell('twin-needs', { section: name }) : tell('action-needs', { section: name }),
  })
}

function needsOf(graph: LinkGraph, a: ActionId): Needs {
  const { subject, section, edge, twin, hasTwin, kind } = graph.actions
  const about = [...homeOf(graph, subject[a]), ...(section[a] === NO_SECTION ? [] : [section[a]])]
  const array = edge[a] === NO_EDGE ? [] : [graph.blocks.section[graph.edges.block[edge[a]]]]
  const atEnd = twin[a] === NO_SYMBOL ? about : homeOf(graph, twin[a])
  return kind[a] === ACTION_KIND['call-later']
    ? { now: array, later: about }
    : { now: [...about, ...array], later: hasTwin[a] ? atEnd : [] }
}

/** The section in which a symbol is defined; none if that is outside. */
function homeOf(graph: LinkGraph, reference: SymbolId): SectionId[] {
  if (reference === NO_SYMBOL) return []
  const s = definitionOf(graph, reference)
  return graph.symbols.base[s] === Base.Defined ? [graph.blocks.section[graph.symbols.block[s]]] : []
}
