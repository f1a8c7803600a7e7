/** The section that is selected, or in which what is selected lies. */
import type { BlockId, SectionId } from '../../engine/graph/ids'
import { Base } from '../../engine/graph/ids'
import type { DeskState } from '../desk'

export function selectedSection({
  session,
  selection,
}: Pick<DeskState, 'session' | 'selection'>): SectionId | undefined {
  if (!session || !selection) return undefined
  const { graph } = session
  const sectionOf = (b: BlockId): SectionId => graph.blocks.section[b]
  if (selection.kind === 'section') return selection.id
  if (selection.kind === 'block') return sectionOf(selection.id)
  if (selection.kind === 'edge') return sectionOf(graph.edges.block[selection.id])
  if (selection.kind !== 'symbol' || graph.symbols.base[selection.id] !== Base.Defined) return undefined
  return sectionOf(graph.symbols.block[selection.id])
}
