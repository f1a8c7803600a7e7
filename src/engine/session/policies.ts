/**
 * Policy rules: which section gets which lifetime, whatever the builder said. No ordinary object carries Finalize
 * sections, so rules are how people meet that policy.
 */
import { tell } from '../graph/phrases/phrase'
import type { Protection, SectionId } from '../graph/ids'
import type { Diagnostic } from '../graph/diagnostics'
import type { LifetimeId } from '../graph/lifetimes'
import { LIFETIMES } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { SectionFlag } from '../graph/schema'
import type { PolicyRule } from '../passes/pass'

/**
 * Applies the rules in order; a later rule overrides an earlier one. File bookkeeping is left alone. Returns
 * the last rule that changed each section.
 */
export function applyPolicies(graph: LinkGraph, rules: readonly PolicyRule[]): ReadonlyMap<SectionId, PolicyRule> {
  const changedBy = new Map<SectionId, PolicyRule>()
  for (const rule of rules) {
    for (let x = 0 as SectionId; x < graph.sections.length; x++) {
      if (!isMeant(graph, rule, x)) continue
      const lifetime = (rule.lifetime ?? graph.sections.lifetime[x]) as LifetimeId
      const protection = (rule.protection ?? graph.sections.protection[x]) as Protection
      if (lifetime === graph.sections.lifetime[x] && protection === graph.sections.protection[x]) continue
      graph.event('policySet', x)
      graph.setLifetime(x, lifetime)
      graph.setProtection(x, protection)
      changedBy.set(x, rule)
    }
  }
  return changedBy
}

/**
 * Rules that are about nothing but sections which the linker has made, and made when policies were settled already: they
 * change nothing, and people are told so. Ask once the tables are there.
 */
export function lateRules(graph: LinkGraph, rules: readonly PolicyRule[]): Diagnostic[] {
  return rules.flatMap((rule) => {
    const meant: SectionId[] = []
    for (let x = 0 as SectionId; x < graph.sections.length; x++) if (isMeant(graph, rule, x)) meant.push(x)
    const [first] = meant
    const isLate = meant.every((x) => graph.sections.flags[x] & SectionFlag.Synthetic)
    return first !== undefined && isLate ? [lateRule(graph, rule, first)] : []
  })
}

function lateRule(graph: LinkGraph, { pattern }: PolicyRule, x: SectionId): Diagnostic {
  const name = graph.sectionName(x)
  const stays = LIFETIMES[graph.sections.lifetime[x]]!.name
  return {
    code: 'policy-too-late',
    severity: 'warning',
    file: graph.files[graph.sections.file[x]]!.name,
    structure: tell('section', { name }),
    found: tell('rule-for', { pattern }),
    expected: tell('section-of-file'),
    detail: tell('linker-makes-late', { name, policy: stays }),
  }
}

function isMeant(graph: LinkGraph, { pattern, file }: PolicyRule, x: SectionId): boolean {
  if (graph.sections.flags[x] & SectionFlag.Bookkeeping) return false
  if (file !== undefined && graph.files[graph.sections.file[x]]!.name !== file) return false
  return matches(pattern, graph.sectionName(x))
}

/** Whether a name matches a pattern in which `*` stands for anything. Linear in the name for each star. */
export function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*')
  if (parts.length === 1) return pattern === name
  const head = parts[0]!
  const tail = parts[parts.length - 1]!
  if (!name.startsWith(head) || !name.endsWith(tail) || name.length < head.length + tail.length) return false
  let at = head.length
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at)
    if (found < 0 || found + part.length > name.length - tail.length) return false
    at = found + part.length
  }
  return true
}
