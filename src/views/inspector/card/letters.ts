/** The letters of a formula: what each stands for in this link, and the thing on the map that it lights. */
import type { EdgeExplanation } from '../../../engine/arch/explain'
import type { Operand } from '../../../engine/arch/operands'
import { NO_RELOCATION } from '../../../engine/graph/schema'
import { placeOfLetter as placeIn } from '../../../scene/letter-places'
import type { Session } from '../../../store/session'

/** The letters that a formula uses, in the order in which people read them. */
export const lettersOf = ({ fixup }: EdgeExplanation): readonly Operand[] => fixup.formula.uses

/** What a letter is for just this edge: a message, and the name in it, if there is one. Undefined: what it always is. */
export function meaningOf(
  { describer, graph, arch }: Session,
  { edge }: EdgeExplanation,
  letter: Operand,
): { readonly id: string; readonly name?: string } | undefined {
  if (letter === 'S') return { id: 'inspector.letter-target', name: describer.symbol(graph.edges.target[edge]) }
  if (letter === 'Z') return { id: 'inspector.letter-size', name: describer.symbol(graph.edges.target[edge]) }
  if (letter === 'A' && graph.edges.relocation[edge] === NO_RELOCATION) return { id: 'inspector.letter-own-addend' }
  if (letter === 'TP' && arch.threadPointer !== 'behind') return { id: 'inspector.letter-thread-in-front' }
  return undefined
}

/** What lights up on the map when a letter is pointed at. */
export const placeOfLetter = ({ graph, arch }: Session, { edge }: EdgeExplanation, letter: Operand) =>
  placeIn(graph, arch, edge, letter)
