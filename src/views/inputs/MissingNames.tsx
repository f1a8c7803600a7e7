/** Names that the files need and nobody defines: who asks for each, and what is known of it that would help. */
import { useMemo } from 'react'
import { plural } from '../../base/plural'
import { namesOutside } from '../../scene/names-outside'
import type { OutsideName } from '../../scene/names-outside'
import { definitionsOf, hintsFor } from '../../engine/graph/missing-names'
import type { Definitions, MissingHint } from '../../engine/graph/missing-names'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'
import { Go } from '../inspector/parts'
import { Written } from '../inspector/Written'

/** More names than this are not listed: a long list helps nobody. */
const MOST_NAMES = 30
const MOST_ASKERS = 3

interface Missed {
  readonly names: readonly OutsideName[]
  readonly definitions: Definitions
}

export function MissingNames({ session }: { session: Session }) {
  const isDecided = useIsDecided(session)
  const { names, definitions } = useMemo(() => (isDecided ? findMissing(session) : NOTHING), [session, isDecided])
  if (names.length === 0) return null
  return (
    <>
      <h3>{`Names that nobody defines (${names.length})`}</h3>
      <ul className="missing">
        {names.slice(0, MOST_NAMES).map((name) => (
          <Missing key={name.name} session={session} name={name} definitions={definitions} />
        ))}
      </ul>
      {names.length > MOST_NAMES && <p className="muted">{`and ${plural(names.length - MOST_NAMES, 'more name')}`}</p>}
    </>
  )
}

/** Whether it is known at this moment who defines what: that is decided before memory is allocated, once and for all. */
export function useIsDecided({ allocateAt }: Session): boolean {
  return useDesk(({ position }) => position >= allocateAt)
}

const NOTHING: Missed = { names: [], definitions: new Map() }

function findMissing(session: Session): Missed {
  return { names: namesOutside(session.graph), definitions: definitionsOf(session.graph) }
}

function Missing({
  session,
  name: { name, symbols },
  definitions,
}: {
  session: Session
  name: OutsideName
  definitions: Definitions
}) {
  const { graph } = session
  const askers = [...new Set(symbols.map((s) => graph.files[graph.symbols.file[s]]!.name))]
  const more = askers.length > MOST_ASKERS ? ` and ${plural(askers.length - MOST_ASKERS, 'other')}` : ''
  return (
    <li>
      <Go to={{ kind: 'symbol', id: symbols[0]! }}>
        <Written text={name} />
      </Go>{' '}
      <span className="muted">{`asked for by ${askers.slice(0, MOST_ASKERS).join(', ')}${more}`}</span>
      <Hints hints={hintsFor(graph, name, definitions)} />
    </li>
  )
}

/** What would help, the most telling first. */
export function Hints({ hints }: { hints: readonly MissingHint[] }) {
  return hints.map(({ id, says, near }) => (
    <p key={id} className="hint">
      {says} {near !== undefined && <Go to={{ kind: 'symbol', id: near }}>show it</Go>}
    </p>
  ))
}
