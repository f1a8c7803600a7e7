/** Which detours over the GOT or a stub are taken out, now that it is known how far the targets are. */
import type { EdgeId } from '../../../engine/graph/ids'
import type { AskedLink } from '../asked-link'
import { atMoment } from '../asked-link'
import type { KindRow } from '../draft'
import { cannot, set, wrong } from '../draft'
import { startOf, subjectsOf } from '../moments'
import { someOf } from '../random'
import { edgesOf, keysOf, MOST_OPTIONS, optionsOf } from '../things'

export const bypassed: KindRow<'bypassed'> = {
  gate: 'relax',

  stock: (link) =>
    atMoment(link, startOf(link, 'relax'), () => detoursOf(link).length) > 0 ? [{ kind: 'bypassed' }] : [],

  make(link, _, random) {
    const relaxed = subjectsOf(link, 'edgeRelaxed')
    return atMoment(link, startOf(link, 'relax'), () => {
      const detours = someOf(detoursOf(link), MOST_OPTIONS, random)
      if (detours.length === 0) return cannot('questions.cannot.few')
      const { kind } = link.graph.edges
      const options = optionsOf(link, 'edge', detours)
      const isCall = (e: EdgeId): boolean => kind[e] === link.arch.branch.toStub
      return {
        about: 'detours',
        asks: { id: 'questions.bypassed.asks', args: { count: detours.length } },
        form: { is: 'set', options },
        answer: set(keysOf(options, relaxed)),
        wrong: [
          wrong('none-relaxed', set([])),
          wrong('all-relaxed', set(options.map(({ key }) => key))),
          wrong('calls-only', set(keysOf(options, detours.filter(isCall)))),
          wrong(
            'loads-only',
            set(
              keysOf(
                options,
                detours.filter((e) => !isCall(e)),
              ),
            ),
          ),
        ],
        because: [{ id: 'questions.bypassed.because', args: { count: keysOf(options, relaxed).length } }],
      }
    })
  },
}

/** Loads from GOT entries, and calls of stubs, that may be taken out; none where the linker takes out no detours at all. */
function detoursOf(link: AskedLink): EdgeId[] {
  const { arch, graph } = link
  if (arch.branch.toStub === arch.branch.toFixedStub) return []
  return edgesOf(link).filter(
    (e) => arch.relaxableLoads.includes(graph.edges.kind[e]) || graph.edges.kind[e] === arch.branch.toStub,
  )
}
