/** What passes made of an edge before its fixup: sent through a table entry, or spared the detour again. */
import { isRequest, isSigned } from '../../../engine/arch/edge-rows'
import { edgeKindName } from '../../../engine/arch/arch'
import { KIND_KEEP_ALIVE } from '../../../engine/graph/ids'
import { SymbolFlag } from '../../../engine/graph/schema'
import type { EdgeChange } from '../../../scene/edge-history'
import { useDesk } from '../../../store/context'
import type { Say } from '../../../store/language'
import { useSay } from '../../../store/language'
import type { Session } from '../../../store/session'
import { holdsText, isStub, nameOfTarget } from './says'

export function WhatHappened({ session, changes }: { session: Session; changes: readonly EdgeChange[] }) {
  const say = useSay()
  const seek = useDesk((desk) => desk.seek)
  const told = changes.filter(({ type }) => type === 'edgeLowered' || type === 'edgeRelaxed')
  if (told.length === 0) return null
  return (
    <>
      <h3>{say('inspector.became')}</h3>
      <ol className="changes">
        {told.map((change) => (
          <li key={change.event}>
            <p>{sentence(say, session, change)}</p>
            <p className="was mono">
              {`${edgeKindName(session.arch, change.before.kind)} ‹${holdsText(say, session, change.before)}›`}
              <br />
              {`→ ${edgeKindName(session.arch, change.after.kind)} ‹${holdsText(say, session, change.after)}›`}
            </p>
            <button type="button" className="go" onClick={() => seek(change.event + 1)}>
              {say('inspector.event', { n: change.event + 1 })}
            </button>
          </li>
        ))}
      </ol>
    </>
  )
}

function sentence(say: Say, session: Session, { type, before, after }: EdgeChange): string {
  const { arch } = session
  const row = arch.edges[before.kind]
  const asked = nameOfTarget(say, session, before.target)
  const target = nameOfTarget(say, session, after.target)
  if (isSigned(arch.edges[after.kind])) return say('inspector.became-to-sign')
  if (isSigned(row))
    return say(after.kind === KIND_KEEP_ALIVE ? 'inspector.became-signed' : 'inspector.became-null', { target })
  if (after.kind === KIND_KEEP_ALIVE) return say('inspector.became-keep-alive', { asked, target })
  if (type === 'edgeRelaxed') {
    if (arch.fixups[after.kind]?.formula.coefficient.TP) return say('inspector.became-local', { target })
    return say('inspector.became-direct', { target, entry: isStub(session, before.target) ? 'stub' : 'got' })
  }
  if (session.graph.symbols.flags[before.target] & SymbolFlag.Indirect)
    return say('inspector.became-indirect', { asked, target })
  if (row && isRequest(row)) return say('inspector.became-entry', { asked, target })
  return say('inspector.became-stub', { asked, target, entry: isStub(session, after.target) ? 'stub' : 'other' })
}
