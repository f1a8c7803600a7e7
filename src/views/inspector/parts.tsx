/** Parts that the inspector's panels share. */
import { hexByte } from '../../base/hex'
import type { ReactNode } from 'react'
import type { EdgeId } from '../../engine/graph/ids'
import { NO_EDGE } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { ByteCell } from '../../scene/bytes'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import { pick } from '../../store/reading'
import type { Selection } from '../../store/selection'
import type { Session } from '../../store/session'
import { Written } from './Written'

export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Selects a thing and brings it into view. `at`: bytes of the block that it leads to, [start, end), to be picked out there. */
export function Go({ to, at, children }: { to: Selection; at?: readonly [number, number]; children: ReactNode }) {
  const select = useDesk((desk) => desk.select)
  const look = useDesk((desk) => desk.look)
  return (
    <button
      type="button"
      className="go"
      onClick={() => {
        select(to)
        if (at && to.kind === 'block') pick([{ block: to.id, start: at[0], end: at[1] }])
        look('reveal')
      }}
    >
      {children}
    </button>
  )
}

export function PolicyChip({ policy }: { policy: number }) {
  const say = useSay()
  const row = LIFETIMES[policy]
  if (!row) return <span className="tag">{say('inspector.outside')}</span>
  return <span className={`tag policy-${row.letter}`}>{`${row.letter} ${row.name}`}</span>
}

const MOST_EDGES = 40

/** A list of edges, each a way to go there. */
export function EdgeList({
  session,
  edges,
  end,
}: {
  session: Session
  edges: readonly EdgeId[]
  /** Of each edge, the end at which the list is not. */
  end: 'source' | 'target'
}) {
  const say = useSay()
  const { describer } = session
  if (edges.length === 0) return null
  return (
    <>
      <h3>{say(end === 'target' ? 'inspector.edges-out' : 'inspector.edges-in', { n: edges.length })}</h3>
      <ul className="edge-list">
        {edges.slice(0, MOST_EDGES).map((e) => (
          <li key={e}>
            <Go to={{ kind: 'edge', id: e }}>
              <b>
                <Written text={end === 'target' ? `→ ${describer.target(e)}` : `${describer.source(e)} →`} />
              </b>{' '}
              <span>{describer.kind(e)}</span>
            </Go>
          </li>
        ))}
      </ul>
      {edges.length > MOST_EDGES && (
        <p className="muted">{say('inspector.more-edges', { n: edges.length - MOST_EDGES })}</p>
      )}
    </>
  )
}

/** Two digits for each byte; fields that are not written yet are holes. `lit`: which of them are picked out. */
export function Bytes({
  cells,
  mark,
  lit,
}: {
  cells: readonly ByteCell[]
  mark?: EdgeId
  lit?: (index: number) => boolean
}) {
  return (
    <span className="bytes">
      {cells.map((cell, i) => {
        const inField = cell.edge !== NO_EDGE
        const state = [
          inField ? (cell.hole ? 'hole' : 'written') : 'plain',
          mark !== undefined && cell.edge === mark && 'marked',
          lit?.(i) && 'lit',
        ]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a byte is its place
          <i key={i} data-byte={i} className={state.filter(Boolean).join(' ')}>
            {cell.hole ? '··' : hexByte(cell.value)}
          </i>
        )
      })}
    </span>
  )
}
