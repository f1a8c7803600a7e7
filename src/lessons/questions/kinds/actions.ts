/** Finalize actions in the order in which they run; their twins run in reverse when the memory is given back. */
import type { ActionId } from '../../../engine/graph/ids'
import type { AskedLink } from '../asked-link'
import type { KindRow } from '../draft'
import { cannot, wrong } from '../draft'
import { subjectsOf } from '../moments'
import type { Answer, Option } from '../question'
import { shuffled } from '../random'
import { MOST_OPTIONS, numbered, plainKey } from '../things'

export const actions: KindRow<'actions'> = {
  gate: 'finalize',

  stock: (link) => (isAsked(subjectsOf(link, 'actionRun').length) ? [{ kind: 'actions' }] : []),

  make(link, _, random) {
    const ran = subjectsOf(link, 'actionRun') as ActionId[]
    if (!isAsked(ran.length)) return cannot('questions.cannot.few')
    const options = optionsFor(link, ran)
    const keys = options.map(({ key }) => key)
    const order = (list: readonly string[]): Answer => ({ is: 'order', keys: list })
    return {
      about: 'actions',
      asks: { id: 'questions.actions.asks', args: { count: ran.length } },
      form: { is: 'order', options: shuffled(options, random) },
      answer: order(keys),
      wrong: [wrong('reversed-actions', order([...keys].reverse())), wrong('by-name', order([...keys].sort()))],
      because: [{ id: 'questions.actions.because' }],
    }
  },
}

const isAsked = (count: number): boolean => count > 1 && count <= MOST_OPTIONS

/** What the executor does, and a number if two do the same. */
const optionsFor = ({ describer }: AskedLink, ran: readonly ActionId[]): Option[] =>
  numbered(ran.map((a) => plainKey(describer.action(a)))).map((key) => ({ key, label: key }))
