/** Gives one section another lifetime or protection, however people say so: by a button, by a key, by dragging it. */
import { protectionText } from '../engine/graph/ids'
import type { SectionId } from '../engine/graph/ids'
import { LIFETIMES } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'
import { SectionFlag } from '../engine/graph/schema'
import { COLUMN_ORDER } from '../scene/layout'
import type { Desk } from './desk'
import { addRule } from './settings'
import type { Message } from '../messages/messages'
import { later } from '../messages/messages'

/** Why a section's policy cannot be changed, in a sentence; undefined if it can. */
export function whyFixed(graph: LinkGraph, x: SectionId): Message | undefined {
  const flags = graph.sections.flags[x]
  const name = graph.sectionName(x)
  if (flags & SectionFlag.Bookkeeping) return later('refusals.bookkeeping', { section: name })
  if (flags & SectionFlag.Synthetic) return later('refusals.made', { section: name })
  return undefined
}

/** Adds a rule for this section of this file, and links again. Says why, if it cannot be. */
export async function givePolicy(
  { session, settings, change, say: announce }: Desk,
  x: SectionId,
  wish: { readonly lifetime?: number; readonly protection?: number },
): Promise<void> {
  if (!session) return
  const { graph } = session
  const fixed = whyFixed(graph, x)
  if (fixed) {
    announce(fixed)
    return
  }
  const name = graph.sectionName(x)
  const words = wish.lifetime === undefined ? protectionText(wish.protection ?? 0) : LIFETIMES[wish.lifetime]!.name
  const rule = { pattern: name, file: graph.files[graph.sections.file[x]]!.name, ...wish }
  await change(addRule(settings, rule), later('what-if.policies.is', { pattern: name, policy: words }))
}

/** The policy whose column of the map is beside that of another: -1 to its left, +1 to its right. */
export function policyBeside(policy: number, step: number): number | undefined {
  const columns: readonly number[] = COLUMN_ORDER
  return columns[columns.indexOf(policy) + step]
}
