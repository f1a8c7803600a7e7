/** What finalize actions do, and their twins, in the language of the page. */
import type { Describer } from '../engine/arch/describe'
import { actionKindOf } from '../engine/graph/action-kinds'
import type { ActionId } from '../engine/graph/ids'
import { NO_SYMBOL } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import type { Say } from '../messages/messages'
import { sayRow } from '../messages/messages'

interface Described {
  readonly graph: LinkGraph
  readonly describer: Describer
}

export const actionText = (say: Say, { graph, describer }: Described, a: ActionId): string =>
  said(say, `actions.${actionKindOf(graph.actions.kind[a]).id}.does`, describer.actionSubject(a), describer.action(a))

/** Undefined if it has no twin. */
export function twinText(say: Say, { graph, describer }: Described, a: ActionId): string | undefined {
  const english = describer.twin(a)
  if (english === undefined) return undefined
  const { twin, kind } = graph.actions
  return twin[a] === NO_SYMBOL
    ? said(say, `actions.${actionKindOf(kind[a]).id}.undoes`, describer.actionSubject(a), english)
    : said(say, 'actions.call.does', describer.symbol(twin[a]), english)
}

const said = (say: Say, id: string, subject: string, english: string): string => sayRow(say, id, english, { subject })
