/** A target out of reach, explained: from where, to what, how far it is, how far the field reaches, by how much it misses. */
import { hex } from '../../base/hex'
import { Refusal } from '../graph/diagnostics'
import type { EdgeId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { NO_NAME } from '../table/name-table'
import type { EdgeExplanation } from '../arch/explain'

/** Which byte of which section a field starts at. */
export const placeOf = (graph: LinkGraph, e: EdgeId): string =>
  `section ${graph.sectionName(graph.blocks.section[graph.edges.block[e]])} + 0x${graph.edges.offset[e].toString(16)}`

export function refuseOutOfRange(graph: LinkGraph, explanation: EdgeExplanation | undefined): Refusal {
  if (!explanation) return new Refusal('unsupported-edge')
  const { edge, fixup, values, value, low, high } = explanation
  const section = graph.blocks.section[graph.edges.block[edge]]
  const target = graph.edges.target[edge]
  const name = graph.symbols.name[target] === NO_NAME ? 'a place without a name' : graph.nameOf(target)
  const excess = value > high ? value - high : low - value
  return new Refusal('out-of-range', {
    file: graph.files[graph.sections.file[section]]!.name,
    structure: `${placeOf(graph, edge)}, the ${fixup.row.name} field at ${hex(values.P)}`,
    detail: `${name} is at ${hex(values.S)}, and ${fixup.row.formula} is ${value}, which is ${excess} beyond the limit`,
    found: `${value}`,
    expected: `${low} to ${high} (${fixup.field.says})`,
  })
}
