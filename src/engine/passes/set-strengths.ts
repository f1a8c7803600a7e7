/**
 * Makes definitions weak or strong because somebody asked "what if": the same link with another winner, without the
 * compiler. It runs before definitions are chosen, so everything behind it sees the strength as if the file had it. A
 * COMDAT definition becomes an ordinary weak or strong one.
 *
 * Source: System V ABI, "Symbol Table" (STB_GLOBAL, STB_WEAK).
 */
import { SELECTION_FLAGS } from '../graph/comdat-selections'
import type { SymbolId } from '../graph/ids'
import { Base, Linkage, Scope } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import type { Pass, StrengthRule } from './pass'

export const setStrengths: Pass = {
  id: 'set-strengths',
  phase: 'prepare',
  says: 'Makes definitions weak or strong where somebody asked for it.',
  run({ graph, options }) {
    for (const rule of options.strengths) apply(graph, rule)
  },
}

function apply(graph: LinkGraph, { name, file, strength }: StrengthRule): void {
  const wanted = graph.names.find(name)
  if (wanted === undefined) return
  const linkage = strength === 'weak' ? Linkage.Weak : Linkage.Strong
  const { base, scope, linkage: linkages, name: names, file: files, flags } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (names[s] !== wanted || base[s] === Base.External || scope[s] === Scope.Local) continue
    if (file !== undefined && graph.files[files[s]]!.name !== file) continue
    if (linkages[s] === linkage && (flags[s] & SELECTION_FLAGS) === 0) continue
    graph.event('strengthSet', s)
    graph.setLinkage(s, linkage, scope[s] as Scope)
    graph.clearSymbolFlag(s, SELECTION_FLAGS)
  }
}
