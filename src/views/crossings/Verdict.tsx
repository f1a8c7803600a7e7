/** The verdict on an edge, where it occurs: what, why, from when on, and what can be done. */
import { grouped } from '../../base/plural'
import type { Crossing } from '../../engine/graph/crossings'
import { crossingOf } from '../../engine/graph/crossings'
import type { EdgeId, SegmentId } from '../../engine/graph/ids'
import { crossingSays, crossingWayOut } from '../../scene/crossing-words'
import { danglesFrom } from '../../scene/dangling'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { Said } from '../inspector/Said'
import { Written } from '../inspector/Written'
import { homesOf, lifeOf } from '../memory/model'

/** Messages. */
const NAMES: Readonly<Record<Crossing['verdict'], string>> = {
  fine: '',
  note: 'crossings.a-note',
  warning: 'crossings.a-warning',
  error: 'crossings.an-error',
}

export function Verdict({ session, edge }: { session: Session; edge: EdgeId }) {
  const { graph, judge } = session
  const say = useSay()
  const crossing = crossingOf(graph, edge, judge)
  const { verdict } = crossing
  if (verdict === 'fine') return null
  return (
    <div className={`verdict ${verdict}`}>
      <p>
        <b>{say(NAMES[verdict])}</b> {crossingSays(say, crossing)}
      </p>
      <When session={session} edge={edge} />
      <p>
        <b>{say('crossings.way-out')}</b> {crossingWayOut(say, crossing)}
      </p>
    </div>
  )
}

/** From which event on the target is gone; the moment can be visited, just before it and just after. */
function When({ session, edge }: { session: Session; edge: EdgeId }) {
  const say = useSay()
  const position = useDesk((desk) => desk.position)
  const seek = useDesk((desk) => desk.seek)
  const homes = homesOf(session)
  const at = danglesFrom(session.graph, lifeOf(session), (b) => homes[b]! as SegmentId, edge)
  if (at === undefined) return null
  const target = <Written text={session.describer.target(edge)} />
  const moment = (to: number, text: string) => (
    <button type="button" className="moment" onClick={() => seek(to)}>
      {text}
    </button>
  )
  return (
    <p>
      <b>{say('crossings.when')}</b>{' '}
      {position < at ? (
        <Said id="crossings.until" args={{ target, moment: moment(at, say('crossings.at-event', { at })) }} />
      ) : (
        <Said
          id="crossings.since"
          args={{ target, at: grouped(at), moment: moment(at - 1, say('crossings.just-before')) }}
        />
      )}
    </p>
  )
}
