/** Phases of the link in their order: memory is given out before names are known, and bytes are written after both. */
import type { PhaseId } from '../../../engine/graph/events'
import { PHASES } from '../../../engine/graph/events'
import type { KindRow } from '../draft'
import { cannot, wrong } from '../draft'
import { phasesOf } from '../moments'
import type { Answer, Option } from '../question'
import { shuffled, someOf } from '../random'

/** More in one question is a test of patience. */
const MOST_PHASES = 6

export const phases: KindRow<'phases'> = {
  gate: 'read',
  stock: () => [],

  make(link, { phases: wanted }, random) {
    const known = PHASES.map(({ id }) => id)
    const chosen = wanted ? known.filter((id) => wanted.includes(id)) : someOf(phasesOf(link), MOST_PHASES, random)
    if (chosen.length < 2) return cannot('questions.cannot.few')
    const order = (keys: readonly string[]): Answer => ({ is: 'order', keys })
    const options: Option[] = chosen.map((id) => ({ key: id, label: { id: 'questions.phase', args: { phase: id } } }))
    return {
      about: chosen.join(' '),
      asks: { id: 'questions.phases.asks', args: { count: chosen.length } },
      form: { is: 'order', options: shuffled(options, random) },
      answer: order(chosen),
      wrong: [
        wrong('resolve-before-allocate', order(moved(chosen, 'resolve', 'allocate'))),
        wrong('fixup-before-addresses', order(moved(chosen, 'fixup', 'allocate'))),
        wrong('reversed', order([...chosen].reverse())),
      ],
      because: [{ id: 'questions.phases.because' }],
    }
  },
}

/** The order with one phase right before another; the same if one of them is not in it. */
function moved(order: readonly PhaseId[], what: PhaseId, before: PhaseId): PhaseId[] {
  if (!order.includes(what) || !order.includes(before)) return [...order]
  const rest = order.filter((id) => id !== what)
  rest.splice(rest.indexOf(before), 0, what)
  return rest
}
