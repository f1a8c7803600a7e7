/** Sentences of the card that need more than one table to be said. */
import type { RequestRow } from '../../../engine/arch/edge-rows'
import { isFixup, isRequest } from '../../../engine/arch/edge-rows'
import type { SymbolId } from '../../../engine/graph/ids'
import { Base, NO_BLOCK } from '../../../engine/graph/ids'
import type { EdgeState } from '../../../scene/edge-history'
import { sumText } from '../../../scene/operand-text'
import type { Session } from '../../../store/session'

/** A symbol by name; a table entry by what it is. */
export function nameOfTarget({ graph, arch, describer }: Session, s: SymbolId): string {
  const block = graph.symbols.base[s] === Base.Defined ? graph.symbols.block[s] : NO_BLOCK
  const name = describer.symbol(s)
  const inGot = block !== NO_BLOCK && graph.sectionName(graph.blocks.section[block]) === arch.tables.got.section
  return inGot ? name.replace(/^→ /, 'GOT entry of ') : name
}

/** Where a request sends an access, by its `via`. */
const VIA: Readonly<Record<RequestRow['via'], string>> = {
  got: 'GOT entry of',
  stub: 'stub for',
  tls: 'descriptor of',
  descriptor: 'descriptor of',
  thread: 'thread-local',
  offset: 'offset of',
  indirect: 'slot for',
}

/** What will stand in a field that is not written yet: `total − 4`, `GOT entry of errno − 4`. */
export function holdsText(session: Session, { kind, target, addend }: EdgeState): string {
  const row = session.arch.edges[kind]
  const name = nameOfTarget(session, target)
  const via = row && isRequest(row) ? `${VIA[row.via]} ${name}` : name
  const size = row && isFixup(row) && session.arch.fixups[kind]?.formula.coefficient.Z !== 0
  return sumText(size ? `size of ${via}` : via, BigInt.asIntN(64, addend))
}
