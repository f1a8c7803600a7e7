/** Where a thing is in the picture of the map. */
import { Base } from '../../engine/graph/ids'
import { rowIn } from '../../scene/ends'
import type { Box, Layout } from '../../scene/geometry'
import { blockBox, groupBox, rowBox } from '../../scene/geometry'
import type { Selection } from '../../store/selection'
import type { Picture } from './picture'

/** A section's box, with its title. */
export function sectionBox(layout: Layout, section: number): Box | undefined {
  const g = layout.groups.section.indexOf(section)
  return g < 0 ? undefined : groupBox(layout, g)
}

/** Its box, in units of the picture; undefined if the picture does not show it. */
export function boxOf({ layout, edges, session }: Picture, selection: Selection | undefined): Box | undefined {
  if (!selection) return undefined
  if (selection.kind === 'section') return sectionBox(layout, selection.id)
  if (selection.kind === 'block') return blockBox(layout, selection.id)
  if (selection.kind === 'symbol') {
    const { symbols } = session.graph
    if (symbols.base[selection.id] !== Base.Defined) return undefined
    const row = rowIn(layout, symbols.block[selection.id], symbols.offset.words[2 * selection.id]!)
    return row < 0 ? undefined : rowBox(layout, row)
  }
  const path = edges.paths.find(({ edge, stub }) => edge === selection.id && !stub)
  if (selection.kind !== 'edge' || !path) return undefined
  const { start, pieces } = path.curve
  const end = pieces.at(-1)![2]
  const [left, top] = [Math.min(start.x, end.x) - 80, Math.min(start.y, end.y) - 40]
  return { x: left, y: top, w: Math.abs(end.x - start.x) + 160, h: Math.abs(end.y - start.y) + 80 }
}
