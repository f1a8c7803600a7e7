/**
 * LLVM 22 takes down which names an object exports before it builds the graph, and refuses the object if one of them is
 * not there afterwards: a fixed address (which it makes local), a name in a section that it leaves out.
 *
 * Source: ORC's getCOFFObjectFileSymbolInfo and materialization responsibility.
 */
import { tell } from '../../graph/phrases/phrase'
import type { Refusal } from '../../graph/diagnostics'
import type { SymbolId } from '../../graph/ids'
import { Base, NO_SYMBOL, Scope } from '../../graph/ids'
import { CLASS, SECTION_NUMBER, WEAK_SEARCH } from './constants'
import type { SymbolBuilder } from './symbols'

export function findMissing(symbols: SymbolBuilder): Refusal | undefined {
  const { coff, graph, ids } = symbols
  for (let i = 0; i < ids.length; ) {
    const at = coff.symbolOffset(i)
    if (isExport(symbols, at)) {
      const s = ids[i]! as SymbolId
      const isThere =
        s !== NO_SYMBOL && graph.symbols.base[s] !== Base.External && graph.symbols.scope[s] !== Scope.Local
      if (!isThere) return symbols.refuse('coff-symbol-dropped', i, tell('dropped-export'), tell('kept-export'))
    }
    i += 1 + coff.auxiliaries(at)
  }
  return undefined
}

function isExport({ coff }: SymbolBuilder, at: number): boolean {
  const storage = coff.storageClass(at)
  if (storage === CLASS.WEAK_EXTERNAL) return coff.view.getUint32(at + coff.symbolBytes + 4, true) === WEAK_SEARCH.ALIAS
  if (storage !== CLASS.EXTERNAL) return false
  return coff.sectionNumber(at) !== SECTION_NUMBER.UNDEFINED || coff.view.getUint32(at + 8, true) !== 0
}
