/** Why the edge is of this kind: the relocation in the file, what the compiler did not know, and where to read on. */
import type { EdgeId } from '../../../engine/graph/ids'
import { NO_RELOCATION } from '../../../engine/graph/schema'
import { sayRow } from '../../../messages/messages'
import { useDesk } from '../../../store/context'
import { useSay } from '../../../store/language'
import type { Session } from '../../../store/session'
import type { RelocationName } from '../../../worker/protocol'

/** The relocation that an edge came from; undefined for edges that the linker made. */
export function useRelocation({ graph, arch }: Session, edge: EdgeId): RelocationName | undefined {
  const names = useDesk((desk) => desk.catalogue?.relocations)
  const type = graph.edges.relocation[edge]
  if (type === NO_RELOCATION) return undefined
  const file = graph.files[graph.sections.file[graph.blocks.section[graph.edges.block[edge]]]]!
  return names?.find((row) => row.format === file.format && row.arch === arch.id && row.type === type)
}

export function RelocationTag({ session, edge }: { session: Session; edge: EdgeId }) {
  const say = useSay()
  const row = useRelocation(session, edge)
  const type = session.graph.edges.relocation[edge]
  if (type === NO_RELOCATION) return <span className="quiet">{say('inspector.made-by-linker')}</span>
  return <span className="quiet mono">{row?.name ?? say('inspector.relocation', { type })}</span>
}

export function WhyKind({ session, edge }: { session: Session; edge: EdgeId }) {
  const say = useSay()
  const row = useRelocation(session, edge)
  if (!row || row.reason === '') return null
  return (
    <details className="why-kind" open>
      <summary>
        <h3>{say('inspector.why-kind')}</h3>
      </summary>
      <p>{sayRow(say, `relocations.${row.reasonId}.reason`, row.reason)}</p>
      <p className="muted">
        {say('inspector.relocation-source', { name: row.name, type: row.type, document: row.document })}
      </p>
    </details>
  )
}
