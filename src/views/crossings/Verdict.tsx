/** The verdict on an edge, where it occurs: what, why, from when on, and what can be done. */
import type { Crossing } from '../../engine/graph/crossings'
import { crossingOf } from '../../engine/graph/crossings'
import type { EdgeId, SegmentId } from '../../engine/graph/ids'
import { danglesFrom } from '../../scene/dangling'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'
import { homesOf, lifeOf } from '../memory/model'

const NAMES: Readonly<Record<Crossing['verdict'], string>> = {
  fine: '',
  note: 'Note',
  warning: 'Warning',
  error: 'Error',
}

export function Verdict({ session, edge }: { session: Session; edge: EdgeId }) {
  const { graph, judge } = session
  const { verdict, says, wayOut } = crossingOf(graph, edge, judge)
  if (verdict === 'fine') return null
  return (
    <div className={`verdict ${verdict}`}>
      <p>
        <b>{NAMES[verdict]}.</b> {says}
      </p>
      <When session={session} edge={edge} />
      <p>
        <b>Way out.</b> {wayOut}
      </p>
    </div>
  )
}

/** From which event on the target is gone; the moment can be visited, just before it and just after. */
function When({ session, edge }: { session: Session; edge: EdgeId }) {
  const position = useDesk((desk) => desk.position)
  const seek = useDesk((desk) => desk.seek)
  const homes = homesOf(session)
  const at = danglesFrom(session.graph, lifeOf(session), (b) => homes[b]! as SegmentId, edge)
  if (at === undefined) return null
  const target = session.describer.target(edge)
  const moment = (to: number, text: string) => (
    <button type="button" className="moment" onClick={() => seek(to)}>
      {text}
    </button>
  )
  return (
    <p>
      <b>When.</b>{' '}
      {position < at ? (
        <>
          {`The pages of ${target} are there until they go back`} {moment(at, `at event ${at}`)}.
        </>
      ) : (
        <>
          {`The pages of ${target} went back at event ${at};`} {moment(at - 1, 'just before')}, they were there.
        </>
      )}
    </p>
  )
}
