/**
 * Names with a second choice. A weak external is a name with an alternative that is taken if nobody defines the name;
 * clang writes weak functions so, the alternative being the function itself under a name of its own. `/alternatename` in
 * `.drectve` does the same by text.
 *
 * The file says where the name is to be looked for before the alternative is taken: in the files of the link (no
 * library), in libraries as well (library), or nowhere in particular (alias). That is a question of which archive members
 * are linked; once they are, a definition that is there counts in all three cases. LLVM 22 makes names of the first two
 * kinds private to the file.
 *
 * Source: Microsoft PE/COFF Specification, "Auxiliary Format 3: Weak Externals"; JITLink's COFFLinkGraphBuilder.
 */
import { tell } from '../../graph/phrases/phrase'
import { SELECTION_FLAGS } from '../../graph/comdat-selections'
import type { SymbolId } from '../../graph/ids'
import { Base, Linkage, NO_SYMBOL, Scope } from '../../graph/ids'
import type { NameId } from '../../table/name-table'
import { WEAK_SEARCH } from './constants'
import type { Directives } from './directives'
import type { SymbolBuilder } from './symbols'

export class Alternatives {
  readonly #symbols: SymbolBuilder
  readonly #directives: Directives
  /** Records of weak externals. */
  readonly #weak: number[] = []

  constructor(symbols: SymbolBuilder, directives: Directives) {
    this.#symbols = symbols
    this.#directives = directives
  }

  /** Notes a weak external: its alternative may come later in the table. */
  weakExternal(index: number, at: number): void {
    const { coff } = this.#symbols
    if (coff.auxiliaries(at) === 0) {
      const expected = tell('alternative-record')
      throw this.#symbols.refuse('coff-weak-external', index, tell('no-auxiliary'), expected)
    }
    this.#weak.push(index)
  }

  addAll(): void {
    for (const index of this.#weak) this.#symbols.ids[index] = this.#addWeak(index)
    this.#addNamed()
  }

  #addWeak(index: number): SymbolId {
    const symbols = this.#symbols
    const { graph, coff, options } = symbols
    const at = coff.symbolOffset(index)
    const auxiliary = at + coff.symbolBytes
    const tag = coff.view.getUint32(auxiliary, true)
    const target = (symbols.ids[tag] ?? NO_SYMBOL) as SymbolId
    if (target === NO_SYMBOL)
      throw symbols.refuse('coff-weak-external', index, tell('alternative', { n: tag }), tell('symbol-in-graph'))
    const isAlias = coff.view.getUint32(auxiliary + 4, true) === WEAK_SEARCH.ALIAS
    const isPrivate = options.quirks.has('coff-weak-search') && !isAlias
    const name = symbols.nameOf(index, at)
    const scope = isPrivate ? Scope.Local : Scope.Default
    const base = graph.symbols.base[target]
    if (base !== Base.Defined && options.quirks.has('coff-weak-alternatives')) {
      const found = tell('alternative-elsewhere')
      throw symbols.refuse('coff-weak-external', index, found, tell('defined-here'))
    }
    if (base === Base.External) {
      graph.alternatives.set(name, graph.symbols.name[target])
      return symbols.external(name)
    }
    const size = graph.symbols.size.big[target]
    const flags = graph.symbols.flags[target] & ~SELECTION_FLAGS
    const symbol = { file: symbols.file, name, size, linkage: Linkage.Weak, scope, flags }
    if (base === Base.Absolute) return graph.addAbsolute(symbol, graph.symbols.address.big[target])
    return graph.addDefined(symbol, graph.symbols.block[target], graph.symbols.offset.big[target])
  }

  /** `/alternatename`. LLVM 22 takes the alternative at once if this file defines it, and never otherwise. */
  #addNamed(): void {
    const { graph, options } = this.#symbols
    const { alternatives } = this.#directives
    if (alternatives.size === 0) return
    const atOnce = options.quirks.has('coff-alternate-names')
    const defined = atOnce ? this.#definedNames() : new Map<NameId, SymbolId>()
    for (const [from, to] of alternatives) {
      const [name, other] = [graph.names.internText(from), graph.names.internText(to)]
      if (!atOnce) graph.alternatives.set(name, other)
      const alias = this.#symbols.findExternal(name)
      const target = defined.get(other)
      if (alias === undefined || target === undefined) continue
      const { block, offset } = graph.symbols
      graph.makeDefined(alias, block[target], offset.big[target], Linkage.Weak, Scope.Local)
    }
  }

  /** Exported definitions of the file's own sections. */
  #definedNames(): Map<NameId, SymbolId> {
    const { graph, ids, coff } = this.#symbols
    const defined = new Map<NameId, SymbolId>()
    for (let i = 0; i < ids.length; i++) {
      const s = ids[i]! as SymbolId
      if (s === NO_SYMBOL || graph.symbols.base[s] !== Base.Defined || graph.symbols.scope[s] === Scope.Local) continue
      if (coff.sectionNumber(coff.symbolOffset(i)) > 0) defined.set(graph.symbols.name[s], s)
    }
    return defined
  }
}
