/** In which phase something happens for the first time, to a thing or to any. */
import type { EventType, PhaseId } from '../../../engine/graph/events'
import { EVENT_CODE, EVENTS, PHASES } from '../../../engine/graph/events'
import type { EventId } from '../../../engine/graph/log'
import type { AskedLink } from '../asked-link'
import type { CannotAsk, KindRow } from '../draft'
import { cannot, wrong } from '../draft'
import { phasesOf } from '../moments'
import { findEdge, findPlace, placeText } from '../places'
import type { Answer, Option } from '../question'
import type { WishOf } from '../wish'

const key = (phase: string): Answer => ({ is: 'choice', key: phase })

export const when: KindRow<'when'> = {
  gate: ({ gate = 'read' }) => gate,
  stock: () => [],

  make(link, wish) {
    const type = EVENTS.find((row) => row.type === wish.event)
    if (!type) return cannot('questions.cannot.event', { event: wish.event })
    const subject = wish.at === undefined ? undefined : subjectOf(link, wish, type.a)
    if (typeof subject === 'object') return subject
    const right = firstPhase(link, type.type, subject)
    const place = wish.at === undefined ? 'none' : placeText(wish.at)
    if (right === undefined) return cannot('questions.cannot.never', { event: wish.event, place })
    const options: Option[] = phasesOf(link).map((id) => ({
      key: id,
      label: { id: 'questions.phase', args: { phase: id } },
    }))
    const neighbours = PHASES.map(({ id }) => id)
    const at = neighbours.indexOf(right)
    return {
      about: `${wish.event} ${place}`,
      asks: { id: 'questions.when.asks', args: { event: wish.event, place } },
      form: { is: 'choice', options },
      answer: key(right),
      wrong: [
        wrong('fixup-before-addresses', key('read')),
        wrong('late', key('fixup')),
        wrong(
          at > neighbours.indexOf('allocate') ? 'resolve-before-allocate' : 'late',
          key(at > 5 ? 'build' : 'fixup'),
        ),
      ],
      because: [{ id: 'questions.when.because', args: { phase: right } }],
    }
  },
}

/** The id of the thing at the place, of the kind that the event speaks of. */
function subjectOf(link: AskedLink, { at }: WishOf<'when'>, kind: string): number | CannotAsk {
  if (kind === 'edge') return findEdge(link, at!)
  const place = findPlace(link, at!)
  if ('cannot' in place) return place
  if (kind === 'symbol' && place.symbol !== undefined) return place.symbol
  return place.block
}

function firstPhase({ log }: AskedLink, type: EventType, subject: number | undefined): PhaseId | undefined {
  const { events } = log
  for (let e = 0 as EventId; e < events.length; e++)
    if (events.type[e] === EVENT_CODE[type] && (subject === undefined || events.a[e] === subject)) return log.phaseOf(e)
  return undefined
}
