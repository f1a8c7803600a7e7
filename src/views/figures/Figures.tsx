/** The headline figures and the twelve crossings, as they are at this event. */
import { useMemo } from 'react'
import { plural } from '../../base/plural'
import { countCrossings, crossingOf, isCounted, PAIR_LETTERS } from '../../engine/graph/crossings'
import { figuresOf } from '../../engine/graph/figures'
import type { EdgeId } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'

export function Figures({ session }: { session: Session }) {
  const position = useDesk((desk) => desk.position)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is at `position`
  const figures = useMemo(() => figuresOf(session.graph), [session, position])
  const page = BigInt(session.pageSize)
  return (
    <section className="figures" aria-label="Figures">
      <dl>
        <Figure
          name="to transmit"
          value={plural(figures.toTransmit, 'B', 'B')}
          says="Content of Standard and Finalize blocks: what is sent to the executor. Zero-fill and padding are not."
        />
        <Figure
          name="resident now"
          value={withPages(figures.resident, page)}
          says="Executor memory reserved at this moment, in whole pages."
        />
        <Figure
          name="after finalize"
          value={withPages(figures.afterFinalize, page)}
          says="What stays once the finalize actions have run and Finalize memory is given back."
        />
        <Figure
          name="peak"
          value={plural(figures.peak / page, 'page')}
          says="The most executor memory reserved at any moment so far."
        />
        <Figure
          name="graph only"
          value={plural(figures.graphOnly, 'B', 'B')}
          says="Content of NoAlloc blocks: fixed up, but never sent and never in memory."
        />
      </dl>
      <Matrix session={session} position={position} />
      <Warnings session={session} position={position} />
    </section>
  )
}

function withPages(bytes: bigint, page: bigint): string {
  return bytes === 0n ? '0 B' : `${plural(bytes, 'B', 'B')} · ${plural(bytes / page, 'page')}`
}

function Figure({ name, value, says }: { name: string; value: string; says: string }) {
  return (
    <div title={says}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** Rows and columns in the order in which people see them: Standard, Finalize, NoAlloc, outside. */
function Matrix({ session, position }: { session: Session; position: number }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is at `position`
  const { count, warnings } = useMemo(() => countCrossings(session.graph, session.judge), [session, position])
  return (
    <div className="matrix">
      <span id="matrix-title">edges from → to</span>
      <table aria-labelledby="matrix-title">
        <tbody>
          {LIFETIMES.map(({ letter }, from) => (
            <tr key={letter}>
              {PAIR_LETTERS.map((name, to) => {
                const value = count[4 * from + to]!
                const bad = warnings[4 * from + to]! > 0
                const state = `${bad ? ' bad' : ''}${value === 0 ? ' none' : ''}${from !== to && to < LIFETIMES.length ? ' cross' : ''}`
                return (
                  <td key={name} className={`pair-${letter}${state}`}>
                    <span>{`${letter}→${name}`}</span>
                    <b>{`${value}${bad ? '!' : ''}`}</b>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const WORDS: Readonly<Record<string, [string, string]>> = {
  'S→F': ['pointer dangles after finalize', 'pointers dangle after finalize'],
  'S→N': ['distance to a place without memory', 'distances to places without memory'],
  'F→N': ['distance to a place without memory', 'distances to places without memory'],
}

/** The worst pair in words; a click selects its first edge. */
function Warnings({ session, position }: { session: Session; position: number }) {
  const select = useDesk((desk) => desk.select)
  const look = useDesk((desk) => desk.look)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is at `position`
  const found = useMemo(() => findWarnings(session), [session, position])
  const first = found[0]
  if (!first) return null
  const { graph, judge, describer } = session
  const { from, to } = crossingOf(graph, first, judge)
  const pair = `${PAIR_LETTERS[from]}→${PAIR_LETTERS[to]}`
  const same = found.filter((e) => {
    const crossing = crossingOf(graph, e, judge)
    return crossing.from === from && crossing.to === to
  })
  const [one, many] = WORDS[pair] ?? ['edge that makes no sense', 'edges that make no sense']
  return (
    <button
      type="button"
      className="warnings"
      onClick={() => {
        select({ kind: 'edge', id: first })
        look('reveal')
      }}
    >
      <b>{plural(same.length, one, many)}</b>
      <span>{describer.edge(first)}</span>
    </button>
  )
}

function findWarnings({ graph, judge }: Session): EdgeId[] {
  const found: EdgeId[] = []
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    if (!isCounted(graph, e)) continue
    const { verdict } = crossingOf(graph, e, judge)
    if (verdict === 'warning' || verdict === 'error') found.push(e)
  }
  return found
}
