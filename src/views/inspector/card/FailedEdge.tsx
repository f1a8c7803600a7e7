/** The way from a failed link to the edge whose value does not fit. */
import { useDesk } from '../../../store/context'
import { useSay } from '../../../store/language'
import { missesOf } from '../../../store/selectors/misses'
import type { Session } from '../../../store/session'
import { Go } from '../parts'
import { Written } from '../Written'

export function FailedEdge({ session }: { session: Session }) {
  const say = useSay()
  const position = useDesk((desk) => desk.position)
  const failed = missesOf(session, position)
  const [first] = failed
  if (first === undefined) return null
  return (
    <p>
      <Go to={{ kind: 'edge', id: first }}>
        <Written text={say('inspector.explain', { edge: session.describer.edge(first) })} />
      </Go>
      {failed.size > 1 && (
        <span className="muted"> {say('inspector.more-that-do-not-fit', { n: failed.size - 1 })}</span>
      )}
    </p>
  )
}
