/** Names about which the files of a link do not agree: wanted by some and defined by none, or defined twice. */
import { selectionOfSymbol } from '../engine/graph/definition-kinds'
import type { SymbolId } from '../engine/graph/ids'
import { Base, Linkage, NO_SYMBOL, Scope } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import { SymbolFlag } from '../engine/graph/schema'

export interface OutsideName {
  readonly name: string
  /** The references, one for each file that asks. */
  readonly symbols: readonly SymbolId[]
}

/** Names that some file needs and none defines, in the order of the files. Weak references are content without. */
export function namesOutside(graph: LinkGraph): OutsideName[] {
  const found = new Map<string, SymbolId[]>()
  const { base, definition, flags } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] !== Base.External || definition[s] !== NO_SYMBOL) continue
    if (flags[s] & (SymbolFlag.Removed | SymbolFlag.WeaklyReferenced)) continue
    const name = graph.nameOf(s)
    const others = found.get(name)
    if (others) others.push(s)
    else found.set(name, [s])
  }
  return [...found].map(([name, symbols]) => ({ name, symbols }))
}

/** The definitions of a name that quarrel: strong or COMDAT ones that other files can see. */
export function quarrelling(graph: LinkGraph, name: string): SymbolId[] {
  const wanted = graph.names.find(name)
  const { base, linkage, scope } = graph.symbols
  const all: SymbolId[] = []
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (graph.symbols.name[s] !== wanted || base[s] === Base.External) continue
    const isFirm = linkage[s] === Linkage.Strong || selectionOfSymbol(graph, s) !== undefined
    if (scope[s] !== Scope.Local && isFirm) all.push(s)
  }
  return all
}
