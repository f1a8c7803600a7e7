/** The letters of a formula: what each stands for in this link, and the thing on the map that it lights. */
import type { EdgeExplanation } from '../../../engine/arch/explain'
import type { Operand } from '../../../engine/arch/operands'
import { OPERANDS } from '../../../engine/arch/operands'
import { definitionOf } from '../../../engine/graph/crossings'
import type { BlockId, FileId, SectionId, SymbolId } from '../../../engine/graph/ids'
import { NO_RELOCATION, SectionFlag } from '../../../engine/graph/schema'
import type { Selection } from '../../../store/selection'
import type { Session } from '../../../store/session'

/** The letters that a formula uses, in the order in which people read them. */
export const lettersOf = ({ fixup }: EdgeExplanation): readonly Operand[] => fixup.formula.uses

/** What a letter is for this edge, in words around a name, if there is one. */
export function meaningOf(
  { describer, graph }: Session,
  { edge }: EdgeExplanation,
  letter: Operand,
): readonly [before: string, name?: string, after?: string] {
  if (letter === 'S') return ['where ', describer.symbol(graph.edges.target[edge]), ' is']
  if (letter === 'Z') return ['the size of ', describer.symbol(graph.edges.target[edge])]
  if (letter === 'A' && graph.edges.relocation[edge] === NO_RELOCATION) return ['the addend: the linker made this edge']
  return [OPERANDS[letter].says]
}

/** What lights up on the map when a letter is pointed at. */
export function placeOfLetter({ graph }: Session, { edge }: EdgeExplanation, letter: Operand): Selection | undefined {
  const block = graph.edges.block[edge]
  const target = definitionOf(graph, graph.edges.target[edge])
  if (letter === 'S' || letter === 'Z') return { kind: 'symbol', id: target }
  if (letter === 'A' || letter === 'P') return { kind: 'block', id: block }
  const section = letter === 'GOT' ? gotOf(graph, fileOf(graph, block)) : templateOf(graph, target)
  return section === undefined ? undefined : { kind: 'section', id: section }
}

type Graph = Session['graph']

const fileOf = ({ sections, blocks }: Graph, block: BlockId): FileId => sections.file[blocks.section[block]]

function gotOf(graph: Graph, file: FileId): SectionId | undefined {
  const { sections } = graph
  for (let x = 0 as SectionId; x < sections.length; x++) {
    if (sections.file[x] === file && graph.sectionName(x) === '$__GOT') return x
  }
  return undefined
}

function templateOf({ sections, symbols }: Graph, target: SymbolId): SectionId | undefined {
  for (let x = 0 as SectionId; x < sections.length; x++) {
    if (sections.file[x] === symbols.file[target] && sections.flags[x] & SectionFlag.Tls) return x
  }
  return undefined
}
