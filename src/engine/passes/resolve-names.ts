/**
 * Looks up the names that a file uses but does not define: first in the other files, then among the addresses given by
 * hand. A weak reference that nobody answers is 0. For other unanswered names the caller chooses: an error (strict),
 * zero, or an assumed address behind the image, which the page shows and lets people edit.
 *
 * Source: ORC's external symbol lookup; System V ABI, "Symbol Table" (weak references).
 */
import { hex } from '../../base/hex'
import type { Phrase } from '../graph/phrases/phrase'
import { tell, tellSome } from '../graph/phrases/phrase'
import { Refusal } from '../graph/diagnostics'
import type { EdgeId, SegmentId, SymbolId } from '../graph/ids'
import { Base, Linkage, NO_SYMBOL, Scope } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { definitionsOf, hintsFor } from '../graph/missing-names'
import { SectionFlag, SymbolFlag } from '../graph/schema'
import type { NameId } from '../table/name-table'
import { meaningOf } from './aliases'
import type { LinkOptions, Pass, PassContext } from './pass'

/** Assumed addresses start at the next multiple of this behind the image, so that they look round. */
const ASSUMED_ALIGNMENT = 0x10000n
/** Distance between two assumed addresses. */
const ASSUMED_STRIDE = 0x100n

/** By name, the references that nobody answers. */
type Missing = ReadonlyMap<NameId, readonly SymbolId[]>

export const resolveNames: Pass = {
  id: 'resolve-names',
  phase: 'resolve',
  says: 'Looks up names that a file uses but does not define.',
  run(context) {
    const { graph } = context
    const { aliases } = context.options
    const { base, flags, name } = graph.symbols
    const missing = new Map<NameId, SymbolId[]>()
    for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
      if (base[s] !== Base.External || flags[s] & SymbolFlag.Removed || answer(context, s)) continue
      const meaning = aliases.size === 0 ? name[s] : graph.names.internText(meaningOf(graph.nameOf(s), aliases))
      const wanted = graph.alternatives.get(meaning) ?? meaning
      const others = missing.get(wanted)
      if (others) others.push(s)
      else missing.set(wanted, [s])
    }
    if (missing.size > 0) supply(context, missing)
  },
}

/** Resolves one name if anything defines it. */
function answer({ graph, options }: PassContext, s: SymbolId): boolean {
  const { definition, linkage, scope, flags } = graph.symbols
  const winner = definition[s]
  if (winner !== NO_SYMBOL) {
    const exported = scope[winner] === Scope.Default ? Scope.Default : Scope.Hidden
    settle(graph, s, graph.addressOf(winner), isCommon(graph, winner) ? Linkage.Strong : linkage[winner], exported)
    return true
  }
  const { absolutes } = options
  const given = absolutes.size === 0 ? undefined : absoluteOf(graph, s, options)
  if (given !== undefined) {
    settle(graph, s, given, Linkage.Strong, Scope.Default)
    return true
  }
  return (flags[s] & SymbolFlag.WeaklyReferenced) !== 0
}

/** The address given by hand to a name, or to its alternative. */
function absoluteOf(graph: LinkGraph, s: SymbolId, { absolutes, aliases }: LinkOptions): bigint | undefined {
  const given = absolutes.get(meaningOf(graph.nameOf(s), aliases))
  const other = graph.alternatives.get(graph.symbols.name[s])
  return given ?? (other === undefined ? undefined : absolutes.get(graph.names.text(other)))
}

/** A common is weak where it competes with others; whoever finds it finds a strong name. */
function isCommon(graph: LinkGraph, s: SymbolId): boolean {
  if (graph.symbols.base[s] !== Base.Defined) return false
  return (graph.sections.flags[graph.blocks.section[graph.symbols.block[s]]] & SectionFlag.Commons) !== 0
}

function settle(graph: LinkGraph, s: SymbolId, address: bigint, linkage: Linkage, scope: Scope): void {
  graph.event('symbolResolved', s)
  graph.setAddress(s, address)
  graph.setLinkage(s, linkage, scope)
  graph.addSymbolFlag(s, SymbolFlag.Resolved)
}

function supply(context: PassContext, missing: Missing): void {
  const { graph, options, diagnostics } = context
  if (options.undefined === 'strict') throw refuseMissing(graph, missing)
  let next = options.undefined === 'zero' ? 0n : firstAssumed(graph, options.base)
  for (const [name, symbols] of missing) {
    for (const s of symbols) {
      settle(graph, s, next, Linkage.Strong, Scope.Default)
      if (options.undefined === 'assume') graph.addSymbolFlag(s, SymbolFlag.Assumed)
    }
    if (options.undefined !== 'assume') continue
    diagnostics.push({
      code: 'assumed-address',
      severity: 'note',
      detail: tell('taken-to-be-at', { name: graph.names.text(name), address: hex(next) }),
    })
    next += ASSUMED_STRIDE
  }
}

/** Names that a message lists. */
const MOST_NAMED = 8

function refuseMissing(graph: LinkGraph, missing: Missing): Refusal {
  const names = [...missing.keys()]
  const texts = names.map((name) => graph.names.text(name))
  const first = missing.get(names[0]!)![0]!
  const used = tell('used-undefined', { names: tellSome(texts, MOST_NAMED) })
  const hint = hintOf(graph, texts.slice(0, MOST_NAMED))
  return new Refusal('undefined-symbol', {
    file: graph.files[graph.symbols.file[first]]!.name,
    structure: firstUse(graph, first),
    detail: hint ? tell('sentences', { first: used, next: hint }) : used,
  })
}

/** What is known of the first name of which anything is known. */
function hintOf(graph: LinkGraph, names: readonly string[]): Phrase | undefined {
  const definitions = definitionsOf(graph)
  for (const name of names) {
    const [hint] = hintsFor(graph, name, definitions)
    if (hint) return tell('hint-for', { name, hint: hint.says })
  }
  return undefined
}

/** Where a name is used first. */
function firstUse(graph: LinkGraph, s: SymbolId): Phrase {
  const { block, offset, target } = graph.edges
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    if (target[e] !== s || graph.isRemoved(block[e])) continue
    return tell('section-at', { name: graph.sectionName(graph.blocks.section[block[e]]), offset: hex(offset[e]) })
  }
  return tell('symbol', { name: graph.nameOf(s) })
}

function firstAssumed(graph: LinkGraph, base: bigint): bigint {
  let end = base
  const { address, reserved } = graph.segments
  for (let g = 0 as SegmentId; g < graph.segments.length; g++) {
    const segmentEnd = address.big[g] + reserved.big[g]
    if (segmentEnd > end) end = segmentEnd
  }
  return (end / ASSUMED_ALIGNMENT + 1n) * ASSUMED_ALIGNMENT
}
