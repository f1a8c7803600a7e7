/** How many GOT entries or stubs the linker adds. One serves all references of a file to a name. */
import type { EdgeId } from '../../../engine/graph/ids'
import { Base } from '../../../engine/graph/ids'
import { isRequest } from '../../../engine/arch/edge-rows'
import type { AskedLink } from '../asked-link'
import { atMoment } from '../asked-link'
import type { KindRow } from '../draft'
import { number, wrong } from '../draft'
import { startOf, subjectsOf } from '../moments'
import { edgesOf } from '../things'
import type { WishOf } from '../wish'

export const tables: KindRow<'tables'> = {
  gate: 'tables',

  stock(link) {
    const { loads, calls, branches } = askingEdges(link)
    const what: WishOf<'tables'>['what'][] = []
    if (loads.length + calls.length > 0) what.push('got')
    if (branches.length > 0) what.push('stubs')
    return what.map((one) => ({ kind: 'tables', what: one }))
  },

  make(link, { what }) {
    const { loads, calls, branches, names } = askingEdges(link)
    const entries = subjectsOf(link, 'gotEntryAdded').length
    const stubs = subjectsOf(link, 'stubAdded').length
    const right = what === 'got' ? entries : stubs
    return {
      about: what,
      asks: { id: `questions.tables.asks-${what}` },
      form: { is: 'number', unit: what === 'got' ? 'entries' : 'stubs' },
      answer: number(right),
      wrong:
        what === 'got'
          ? [
              wrong('entry-per-use', number(loads.length + calls.length)),
              wrong('entry-per-use', number(loads.length)),
              wrong('no-tables', number(0)),
              wrong('stub-needs-no-entry', number(names - stubs)),
            ]
          : [
              wrong('entry-per-use', number(calls.length)),
              wrong('stub-per-call', number(branches.length)),
              wrong('stub-per-entry', number(entries)),
              wrong('no-tables', number(0)),
            ],
      because: [
        {
          id: `questions.tables.because-${what}`,
          args: { entries, stubs, loads: loads.length, calls: calls.length },
        },
      ],
    }
  },
}

interface Asking {
  /** Edges that ask for a GOT entry. */
  readonly loads: readonly EdgeId[]
  /** Branches to names outside. */
  readonly calls: readonly EdgeId[]
  /** All branches. */
  readonly branches: readonly EdgeId[]
  /** How many names loads and calls lead to. */
  readonly names: number
}

/** A link's edges are as they were: three questions in a row ask for the same ones. */
const known = new WeakMap<AskedLink['log'], Asking>()

/** At the beginning of the phase, when nothing has been lowered yet. */
function askingEdges(link: AskedLink): Asking {
  const asking = known.get(link.log) ?? atMoment(link, startOf(link, 'tables'), () => findAsking(link))
  known.set(link.log, asking)
  return asking
}

function findAsking(link: AskedLink): Asking {
  const { graph, arch } = link
  const { kind, target } = graph.edges
  const edges = edgesOf(link)
  const branches = edges.filter((e) => kind[e] === arch.branch.kind)
  const calls = branches.filter((e) => graph.symbols.base[target[e]] !== Base.Defined)
  const loads = edges.filter((e) => {
    const row = arch.edges[kind[e]]!
    return isRequest(row) && row.via === 'got'
  })
  const names = new Set<number>()
  for (const e of loads) names.add(target[e])
  for (const e of calls) names.add(target[e])
  return { loads, calls, branches, names: names.size }
}
