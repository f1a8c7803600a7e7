/** Sentences of the card that need more than one table to be said. */
import type { RequestRow } from '../../../engine/arch/edge-rows'
import { isFixup, isRequest, isSigned } from '../../../engine/arch/edge-rows'
import { signatureOf } from '../../../engine/arch/signature'
import type { SymbolId } from '../../../engine/graph/ids'
import { Base, KIND_KEEP_ALIVE, NO_BLOCK } from '../../../engine/graph/ids'
import type { EdgeState } from '../../../scene/edge-history'
import { sumText } from '../../../scene/operand-text'
import type { Say } from '../../../store/language'
import type { Session } from '../../../store/session'

/** The section of a symbol's block, by name; empty for what has none. */
function sectionOf({ graph }: Session, s: SymbolId): string {
  const block = graph.symbols.base[s] === Base.Defined ? graph.symbols.block[s] : NO_BLOCK
  return block === NO_BLOCK ? '' : graph.sectionName(graph.blocks.section[block])
}

/** Whether a symbol stands for a stub. */
export const isStub = (session: Session, s: SymbolId): boolean =>
  sectionOf(session, s) === session.arch.tables.stub?.section

/** A symbol by name; a table entry by what it is. */
export function nameOfTarget(say: Say, session: Session, s: SymbolId): string {
  const name = session.describer.symbol(s)
  if (sectionOf(session, s) !== session.arch.tables.got.section || !name.startsWith('→ ')) return name
  return say('inspector.via-got', { name: name.slice(2) })
}

/** Where a request sends an access, by its `via`. */
const VIA: Readonly<Record<RequestRow['via'], string>> = {
  got: 'inspector.via-got',
  stub: 'inspector.via-stub',
  tls: 'inspector.via-descriptor',
  descriptor: 'inspector.via-descriptor',
  thread: 'inspector.via-thread',
  offset: 'inspector.via-offset',
  indirect: 'inspector.via-slot',
}

/** What will stand in a field that is not written yet: `total − 4`, `GOT entry of errno − 4`. */
export function holdsText(say: Say, session: Session, { kind, target, addend }: EdgeState): string {
  const row = session.arch.edges[kind]
  const name = nameOfTarget(say, session, target)
  if (kind === KIND_KEEP_ALIVE) return name
  if (isSigned(row)) {
    const { addend: own, key, number, withPlace } = signatureOf(addend)
    const place = withPlace ? 'yes' : 'no'
    return say('inspector.signed', { what: sumText(name, own), key, number, place })
  }
  const via = row && isRequest(row) ? say(VIA[row.via], { name }) : name
  const size = row && isFixup(row) && session.arch.fixups[kind]?.formula.coefficient.Z !== 0
  return sumText(size ? say('inspector.size-of', { name: via }) : via, BigInt.asIntN(64, addend))
}
