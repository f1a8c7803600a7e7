/** Which names nobody defines. A weak reference among them means 0 and fails nothing. */
import type { SymbolId } from '../../../engine/graph/ids'
import { Base, NO_SYMBOL } from '../../../engine/graph/ids'
import { SymbolFlag } from '../../../engine/graph/schema'
import type { AskedLink } from '../asked-link'
import type { KindRow } from '../draft'
import { cannot, set, wrong } from '../draft'
import { someOf } from '../random'
import { keysOf, MOST_OPTIONS, optionsOf } from '../things'

export const unresolved: KindRow<'unresolved'> = {
  gate: 'resolve',

  stock: (link) => (externalsOf(link).length > 0 ? [{ kind: 'unresolved' }] : []),

  make(link, _, random) {
    const externals = someOf(externalsOf(link), MOST_OPTIONS, random)
    if (externals.length === 0) return cannot('questions.cannot.few')
    const { flags } = link.graph.symbols
    const options = optionsOf(link, 'symbol', externals)
    const missing = externals.filter((s) => isMissing(link, s))
    const weak = missing.filter((s) => flags[s] & SymbolFlag.WeaklyReferenced)
    return {
      about: 'names',
      asks: { id: 'questions.unresolved.asks', args: { count: externals.length } },
      form: { is: 'set', options },
      answer: set(keysOf(options, missing)),
      wrong: [
        wrong('all-undefined', set(options.map(({ key }) => key))),
        wrong('all-found', set([])),
        wrong(
          'weak-is-defined',
          set(
            keysOf(
              options,
              missing.filter((s) => !weak.includes(s)),
            ),
          ),
        ),
      ],
      because: [{ id: 'questions.unresolved.because', args: { count: missing.length, weak: weak.length } }],
    }
  },
}

/** Names that files use and do not define, one symbol for each file that does. */
function externalsOf({ graph }: AskedLink): SymbolId[] {
  const { base, flags } = graph.symbols
  const found: SymbolId[] = []
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++)
    if (base[s] === Base.External && !(flags[s] & SymbolFlag.Removed) && graph.nameOf(s) !== '') found.push(s)
  return found
}

/** Nobody defines it: its address is assumed, or it has none. */
function isMissing({ graph }: AskedLink, s: SymbolId): boolean {
  const { flags, definition } = graph.symbols
  if (definition[s] !== NO_SYMBOL) return false
  return (flags[s] & SymbolFlag.Assumed) !== 0 || !(flags[s] & SymbolFlag.Resolved)
}
