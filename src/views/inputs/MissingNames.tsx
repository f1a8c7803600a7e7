/** Names that the files need and nobody defines: who asks for each, and what is known of it that would help. */
import { useMemo } from 'react'
import { namesOutside } from '../../scene/names-outside'
import type { OutsideName } from '../../scene/names-outside'
import { definitionsOf, hintsFor } from '../../engine/graph/missing-names'
import type { Definitions, MissingHint } from '../../engine/graph/missing-names'
import { sayPhrase } from '../../scene/diagnostic-words'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
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
  const say = useSay()
  const isDecided = useIsDecided(session)
  const { names, definitions } = useMemo(() => (isDecided ? findMissing(session) : NOTHING), [session, isDecided])
  if (names.length === 0) return null
  return (
    <>
      <h3>{say('inputs.missing', { count: names.length })}</h3>
      <ul className="missing">
        {names.slice(0, MOST_NAMES).map((name) => (
          <Missing key={name.name} session={session} name={name} definitions={definitions} />
        ))}
      </ul>
      {names.length > MOST_NAMES && (
        <p className="muted">{say('inputs.missing.more', { count: names.length - MOST_NAMES })}</p>
      )}
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
  const say = useSay()
  const { graph } = session
  const askers = [...new Set(symbols.map((s) => graph.files[graph.symbols.file[s]]!.name))]
  const files = askers.slice(0, MOST_ASKERS).join(', ')
  const count = askers.length - MOST_ASKERS
  return (
    <li>
      <Go to={{ kind: 'symbol', id: symbols[0]! }}>
        <Written text={name} />
      </Go>{' '}
      <span className="muted">
        {count > 0 ? say('inputs.missing.by-more', { files, count }) : say('inputs.missing.by', { files })}
      </span>
      <Hints hints={hintsFor(graph, name, definitions)} />
    </li>
  )
}

/** What would help, the most telling first. */
export function Hints({ hints }: { hints: readonly MissingHint[] }) {
  const say = useSay()
  return hints.map(({ id, says, near }) => (
    <p key={id} className="hint">
      {sayPhrase(say, says)}{' '}
      {near !== undefined && <Go to={{ kind: 'symbol', id: near }}>{say('inputs.missing.show')}</Go>}
    </p>
  ))
}
