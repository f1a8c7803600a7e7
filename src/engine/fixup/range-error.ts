/** A target out of reach, explained: from where, to what, how far it is, how far the field reaches, by how much it misses. */
import { hex } from '../../base/hex'
import type { Phrase } from '../graph/phrases/phrase'
import { rowPhrase, tell, verbatim } from '../graph/phrases/phrase'
import { Refusal } from '../graph/diagnostics'
import type { EdgeId, SymbolId } from '../graph/ids'
import { Base, NO_SYMBOL } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { NO_NAME } from '../table/name-table'
import type { FieldRow } from '../arch/fields'
import type { EdgeExplanation } from '../arch/explain'

/** Which byte of which section a field starts at. */
export const placeOf = (graph: LinkGraph, e: EdgeId): Phrase =>
  tell('section-at', {
    name: graph.sectionName(graph.blocks.section[graph.edges.block[e]]),
    offset: hex(graph.edges.offset[e]),
  })

export function refuseOutOfRange(graph: LinkGraph, explanation: EdgeExplanation | undefined): Refusal {
  if (!explanation) return new Refusal('unsupported-edge')
  const { edge, fixup, field, values, value, low, high, fits } = explanation
  if (fits) return refuseMisaligned(graph, explanation)
  const section = graph.blocks.section[graph.edges.block[edge]]
  const target = graph.edges.target[edge]
  const name = graph.symbols.name[target] === NO_NAME ? tell('nameless-place') : graph.nameOf(target)
  const excess = value > high ? value - high : low - value
  const { formula } = fixup.row
  const beyond = tell('beyond-limit', { name, address: hex(values.S), formula, value, excess })
  return new Refusal('out-of-range', {
    file: graph.files[graph.sections.file[section]]!.name,
    structure: tell('field-at', { place: placeOf(graph, edge), kind: fixup.row.name, address: hex(values.P) }),
    detail: isPutAt0(graph, target) ? tell('sentences', { first: beyond, next: tell('put-at-0') }) : beyond,
    found: verbatim(value),
    expected: tell('range-of-field', { low, high, field: fieldPhrase(field) }),
  })
}

/** A name at 0 is mostly one that nobody defines: then its place is no fact, and another one may do. */
function isPutAt0({ symbols }: LinkGraph, target: SymbolId): boolean {
  const isMissing = symbols.base[target] === Base.External && symbols.definition[target] === NO_SYMBOL
  return isMissing && symbols.address.big[target] === 0n
}

const fieldPhrase = ({ id, says }: FieldRow): Phrase => rowPhrase(`fields.${id}`, says)

/** A value within the limits, of which the field cannot hold the lowest bits. */
function refuseMisaligned(graph: LinkGraph, { edge, fixup, field, values, value }: EdgeExplanation): Refusal {
  const section = graph.blocks.section[graph.edges.block[edge]]
  return new Refusal('misaligned-target', {
    file: graph.files[graph.sections.file[section]]!.name,
    structure: tell('field-at', { place: placeOf(graph, edge), kind: fixup.row.name, address: hex(values.P) }),
    found: verbatim(`${fixup.row.formula} = ${value}`),
    expected: tell('multiple-for-field', { n: field.multipleOf!, field: fieldPhrase(field) }),
  })
}
