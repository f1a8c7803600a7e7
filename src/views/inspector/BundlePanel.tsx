/** Many edges at once: those of a ribbon or of a cell of the matrix, counted by kind and verdict, and listed. */
import { crossingOf, isCounted } from '../../engine/graph/crossings'
import type { EdgeId } from '../../engine/graph/ids'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Bundle } from '../../store/selection'
import type { Session } from '../../store/session'
import { Fact, Facts, Go } from './parts'
import { Written } from './Written'

/** More would not be read. */
const MOST_LINES = 200

export function BundlePanel({ session, bundle }: { session: Session; bundle: Bundle }) {
  const say = useSay()
  const narrow = useDesk((desk) => desk.narrow)
  const onlyThese = useDesk((desk) => desk.filter.selection)
  const { graph, describer } = session
  const edges = [...bundle.edges].filter((e) => e < graph.edges.length && isCounted(graph, e as EdgeId)) as EdgeId[]
  return (
    <>
      <h2>{bundle.title}</h2>
      <p className="tags">
        <span className="tag strong">{say('inspector.edges', { n: edges.length })}</span>
      </p>
      <Facts>
        {tally(edges, (e) => describer.kind(e)).map(([kind, count]) => (
          <Fact key={kind} name={kind}>
            {say('inspector.number', { n: count })}
          </Fact>
        ))}
        {tally(edges, (e) => crossingOf(graph, e, session.judge).verdict)
          .filter(([verdict]) => verdict !== 'fine')
          .map(([verdict, count]) => (
            <Fact key={verdict} name={say(`inspector.${verdict}s`)}>
              {say('inspector.number', { n: count })}
            </Fact>
          ))}
      </Facts>
      <button type="button" className="wide" aria-pressed={onlyThese} onClick={() => narrow({ selection: !onlyThese })}>
        {say(onlyThese ? 'inspector.show-all' : 'inspector.show-only-these')}
      </button>
      <h3>{say('inspector.edges-counted', { n: edges.length })}</h3>
      <ul className="edge-list">
        {edges.slice(0, MOST_LINES).map((e) => (
          <li key={e}>
            <Go to={{ kind: 'edge', id: e }}>
              <b>
                <Written text={describer.edge(e)} />
              </b>{' '}
              <span>{describer.kind(e)}</span>
            </Go>
          </li>
        ))}
      </ul>
      {edges.length > MOST_LINES && (
        <p className="muted">{say('inspector.more-edges', { n: edges.length - MOST_LINES })}</p>
      )}
    </>
  )
}

/** How often each word occurs, most frequent first. */
function tally(edges: readonly EdgeId[], word: (e: EdgeId) => string): [string, number][] {
  const counts = new Map<string, number>()
  for (const e of edges) counts.set(word(e), (counts.get(word(e)) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])
}
