/** What passes made of an edge before its fixup: sent through a table entry, or spared the detour again. */
import { isRequest } from '../../../engine/arch/edge-rows'
import { edgeKindName } from '../../../engine/arch/arch'
import { KIND_KEEP_ALIVE } from '../../../engine/graph/ids'
import { SymbolFlag } from '../../../engine/graph/schema'
import type { EdgeChange } from '../../../scene/edge-history'
import { useDesk } from '../../../store/context'
import type { Session } from '../../../store/session'
import { holdsText, nameOfTarget } from './says'

export function WhatHappened({ session, changes }: { session: Session; changes: readonly EdgeChange[] }) {
  const seek = useDesk((desk) => desk.seek)
  const told = changes.filter(({ type }) => type === 'edgeLowered' || type === 'edgeRelaxed')
  if (told.length === 0) return null
  return (
    <>
      <h3>What became of it</h3>
      <ol className="changes">
        {told.map((change) => (
          <li key={change.event}>
            <p>{sentence(session, change)}</p>
            <p className="was mono">
              {`${edgeKindName(session.arch, change.before.kind)} ‹${holdsText(session, change.before)}›`}
              <br />
              {`→ ${edgeKindName(session.arch, change.after.kind)} ‹${holdsText(session, change.after)}›`}
            </p>
            <button type="button" className="go" onClick={() => seek(change.event + 1)}>
              {`event ${(change.event + 1).toLocaleString('en-US')}`}
            </button>
          </li>
        ))}
      </ol>
    </>
  )
}

function sentence(session: Session, { type, before, after }: EdgeChange): string {
  const { arch } = session
  const row = arch.edges[before.kind]
  const [asked, target] = [nameOfTarget(session, before.target), nameOfTarget(session, after.target)]
  if (after.kind === KIND_KEEP_ALIVE)
    return `What was asked of ${asked} is known without it. The edge writes nothing any more and stays, so that ${target} lives as long as this code.`
  if (type === 'edgeRelaxed') {
    if (arch.fixups[after.kind]?.formula.coefficient.TP)
      return `${target} is thread-local and in this link, so its distance from the thread pointer is known: no table and no call are needed.`
    return `${target} is in reach after all, so the detour through its ${asked.startsWith('stub') ? 'stub' : 'GOT entry'} was taken out: one load from memory less. The entry stays, in case others use it.`
  }
  if (session.graph.symbols.flags[before.target] & SymbolFlag.Indirect)
    return `Which function ${asked} means, a resolver decides when the link is finalized; until then nobody knows the address, so the access goes through a slot: ${target}.`
  if (row && isRequest(row)) return `${asked} may be anywhere, so the access goes through a table entry: ${target}.`
  return `${asked} is outside this link and may be out of reach of a call, so the call goes to a ${target.startsWith('stub') ? 'stub' : target}, which jumps on.`
}
