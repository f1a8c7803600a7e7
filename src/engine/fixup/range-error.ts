/** A target out of reach, explained: from where, to what, how far it is, how far the field reaches, by how much it misses. */
import { hex } from '../../base/hex'
import { Refusal } from '../graph/diagnostics'
import type { EdgeId, SymbolId } from '../graph/ids'
import { Base, NO_SYMBOL } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { NO_NAME } from '../table/name-table'
import type { EdgeExplanation } from '../arch/explain'

/** Which byte of which section a field starts at. */
export const placeOf = (graph: LinkGraph, e: EdgeId): string =>
  `section ${graph.sectionName(graph.blocks.section[graph.edges.block[e]])} + 0x${graph.edges.offset[e].toString(16)}`

export function refuseOutOfRange(graph: LinkGraph, explanation: EdgeExplanation | undefined): Refusal {
  if (!explanation) return new Refusal('unsupported-edge')
  const { edge, fixup, field, values, value, low, high, fits } = explanation
  if (fits) return refuseMisaligned(graph, explanation)
  const section = graph.blocks.section[graph.edges.block[edge]]
  const target = graph.edges.target[edge]
  const name = graph.symbols.name[target] === NO_NAME ? 'a place without a name' : graph.nameOf(target)
  const excess = value > high ? value - high : low - value
  return new Refusal('out-of-range', {
    file: graph.files[graph.sections.file[section]]!.name,
    structure: `${placeOf(graph, edge)}, the ${fixup.row.name} field at ${hex(values.P)}`,
    detail: `${name} is at ${hex(values.S)}, and ${fixup.row.formula} is ${value}, which is ${excess} beyond the limit${whyThere(graph, target)}`,
    found: `${value}`,
    expected: `${low} to ${high} (${field.says})`,
  })
}

/** A name at 0 is mostly one that nobody defines: then its place is no fact, and another one may do. */
function whyThere({ symbols }: LinkGraph, target: SymbolId): string {
  const isMissing = symbols.base[target] === Base.External && symbols.definition[target] === NO_SYMBOL
  if (!isMissing || symbols.address.big[target] !== 0n) return ''
  return '. Nobody defines it, so it was put at 0: add the file that does, or give it an address within reach'
}

/** A value within the limits, of which the field cannot hold the lowest bits. */
function refuseMisaligned(graph: LinkGraph, { edge, fixup, field, values, value }: EdgeExplanation): Refusal {
  const section = graph.blocks.section[graph.edges.block[edge]]
  return new Refusal('misaligned-target', {
    file: graph.files[graph.sections.file[section]]!.name,
    structure: `${placeOf(graph, edge)}, the ${fixup.row.name} field at ${hex(values.P)}`,
    found: `${fixup.row.formula} = ${value}`,
    expected: `a multiple of ${field.multipleOf} (${field.says})`,
  })
}
