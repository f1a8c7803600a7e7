/** What a section or a run of small ones is called on the map, and what is said of it beside its title. */
import { hex } from '../base/hex'
import type { BlockId, SectionId } from '../engine/graph/ids'
import { NO_ALLOC } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'
import type { Words } from '../messages/messages'
import { familiesOf } from './families'
import type { Unit } from './geometry'
import type { Order } from './order'

const NO_NAME = { id: 'map.no-name' }

export interface UnitGroups {
  readonly policy: number
  readonly firstGroup: number
  readonly endGroup: number
  /** After allocation. */
  readonly byAddress: boolean
}

export function unitWords(
  graph: LinkGraph,
  { groupSection, groupStart, block }: Order,
  { policy, firstGroup, endGroup, byAddress }: UnitGroups,
): Pick<Unit, 'section' | 'title' | 'note'> {
  const single = endGroup === firstGroup + 1
  const section = groupSection[firstGroup]! as SectionId
  const [first, end] = [groupStart[firstGroup]!, groupStart[endGroup]!]
  const { words } = graph.blocks.size
  let [low, high] = [0, 0]
  let zeroFill = true
  for (let slot = first; slot < end; slot++) {
    const b = block[slot]! as BlockId
    low += words[2 * b]!
    high += words[2 * b + 1]!
    zeroFill &&= graph.isZeroFill(b)
  }
  const size = (BigInt(high) << 32n) + BigInt(low)
  const isFileOffset = single && policy === NO_ALLOC && byAddress
  const from = isFileOffset ? hex(graph.blocks.address.big[block[first]! as BlockId]) : 'none'
  return {
    section: single ? section : -1,
    title: single
      ? graph.sectionName(section) || NO_NAME
      : runTitle(graph, groupSection.subarray(firstGroup, endGroup)),
    note: { id: 'map.note', args: { zeroFill: `${zeroFill}`, size, blocks: end - first, from } },
  }
}

/** `.text.* and others · 1,204 sections`. */
function runTitle(graph: LinkGraph, sections: Uint32Array): Words {
  const families = familiesOf(graph, sections)
  const [largest] = [...families].sort((a, b) => b[1] - a[1])
  return { id: 'map.run', args: { family: largest![0], families: families.size, sections: sections.length } }
}

/** The shortest that a run can be called: its largest family. A section’s name is shortened as names are. */
export const shortTitle = (title: Words): string | undefined =>
  typeof title === 'object' && title.id === 'map.run' ? `${title.args?.family}…` : undefined
