/** The letters of a formula: what each stands for in this link, and the thing on the map that it lights. */
import type { EdgeExplanation } from '../../../engine/arch/explain'
import type { Operand } from '../../../engine/arch/operands'
import type { BlockId, SymbolId } from '../../../engine/graph/ids'
import { Base, NO_BLOCK } from '../../../engine/graph/ids'
import { NO_RELOCATION, SectionFlag } from '../../../engine/graph/schema'
import { NO_NAME } from '../../../engine/table/name-table'
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
  if (letter === 'S') return meaningOfTarget({ describer, graph }, graph.edges.target[edge])
  if (letter === 'Z') return { id: 'inspector.letter-size', name: describer.symbol(graph.edges.target[edge]) }
  if (letter === 'A' && graph.edges.relocation[edge] === NO_RELOCATION) return { id: 'inspector.letter-own-addend' }
  if (letter === 'TP' && arch.threadPointer !== 'behind') return { id: 'inspector.letter-thread-in-front' }
  return undefined
}

/** The nameless symbol of a whole section is not the name that happens to stand at its start: the addend leads on from there. */
function meaningOfTarget(
  { describer, graph }: Pick<Session, 'describer' | 'graph'>,
  target: SymbolId,
): { readonly id: string; readonly name: string } {
  const { name, base, block, offset } = graph.symbols
  const b = block[target]
  if (name[target] === NO_NAME && base[target] === Base.Defined && b !== NO_BLOCK && offset.big[target] === 0n) {
    const { section } = graph.blocks
    const isWhole = section[(b - 1) as BlockId] !== section[b] && section[(b + 1) as BlockId] !== section[b]
    const isMade = (graph.sections.flags[section[b]] & SectionFlag.Synthetic) !== 0
    if (isWhole && !isMade && !describer.isFrame(b))
      return { id: 'inspector.letter-section', name: describer.section(section[b]) }
  }
  return { id: 'inspector.letter-target', name: describer.symbol(target) }
}

/** What lights up on the map when a letter is pointed at. */
export const placeOfLetter = ({ graph, arch }: Session, { edge }: EdgeExplanation, letter: Operand) =>
  placeIn(graph, arch, edge, letter)
