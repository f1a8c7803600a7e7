/** Which symbols are roots: kept for their own sake, whether anything refers to them or not. */
import { Scope } from '../../../engine/graph/ids'
import type { SymbolId } from '../../../engine/graph/ids'
import { atMoment } from '../asked-link'
import type { KindRow } from '../draft'
import { cannot, set, wrong } from '../draft'
import { endOf, subjectsOf } from '../moments'
import { fileNamed } from '../places'
import { someOf } from '../random'
import { keysOf, MOST_OPTIONS, namedSymbolsOf, optionsOf } from '../things'

export const roots: KindRow<'roots'> = {
  gate: 'prepare',

  stock(link) {
    const named = atMoment(link, endOf(link, 'prepare'), () => namedSymbolsOf(link))
    return named.length > 1 ? [{ kind: 'roots' }] : []
  },

  make(link, { file }, random) {
    const only = file === undefined ? undefined : fileNamed(link, file)
    if (typeof only === 'object') return only
    const { graph } = link
    const { file: home, scope } = graph.symbols
    return atMoment(link, endOf(link, 'prepare'), () => {
      const named = namedSymbolsOf(link).filter((s) => only === undefined || home[s] === only)
      if (named.length < 2) return cannot('questions.cannot.few')
      const offered = someOf(named, MOST_OPTIONS, random)
      const options = optionsOf(link, 'symbol', offered)
      const marked = subjectsOf(link, 'rootMarked')
      const visible = offered.filter((s) => scope[s] !== Scope.Local)
      const isAsked = visible.some((s) => !marked.includes(s))
      const functions = offered.filter((s) => isFunction(link, s))
      return {
        about: file ?? 'all files',
        asks: { id: 'questions.roots.asks', args: { count: offered.length } },
        form: { is: 'set', options },
        answer: set(keysOf(options, marked)),
        wrong: [
          wrong('all-roots', set(options.map(({ key }) => key))),
          wrong('no-roots', set([])),
          wrong('visible-are-roots', set(keysOf(options, visible))),
          wrong('functions-are-roots', set(keysOf(options, functions))),
          wrong(
            'main-is-root',
            set(
              keysOf(
                options,
                named.filter((s) => graph.nameOf(s) === 'main'),
              ),
            ),
          ),
          wrong(
            'locals-are-roots',
            set(
              keysOf(
                options,
                named.filter((s) => scope[s] === Scope.Local),
              ),
            ),
          ),
        ],
        because: [
          {
            id: 'questions.roots.because',
            args: { count: keysOf(options, marked).length, rule: isAsked ? 'asked' : 'visible' },
          },
        ],
      }
    })
  },
}

const isFunction = ({ graph }: Parameters<typeof namedSymbolsOf>[0], s: SymbolId): boolean =>
  (graph.sections.protection[graph.blocks.section[graph.symbols.block[s]]] & 4) !== 0
