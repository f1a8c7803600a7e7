/**
 * Two COMDAT sections of one name: which of them counts is what their files say. A file that says otherwise than another,
 * or a section that is not as it has to be, ends the link, with both named.
 *
 * LLVM 22 takes the first without a look; then nothing is known here (`coff-comdat-unchecked`).
 */
import { spacedBytes } from '../../base/hex'
import { plural } from '../../base/plural'
import type { Comdat, SelectionRow } from '../graph/comdat-selections'
import { COMDAT_SELECTIONS, commonSelection } from '../graph/comdat-selections'
import { Refusal } from '../graph/diagnostics'
import type { SymbolId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'

/** The one of two definitions that counts; undefined if they are not both leaders of COMDAT sections. */
export function chooseComdat(graph: LinkGraph, first: SymbolId, next: SymbolId): SymbolId | undefined {
  const ours = graph.selections.get(first)
  const theirs = graph.selections.get(next)
  if (ours === undefined || theirs === undefined) return undefined
  const selection = commonSelection(ours, theirs)
  if (selection === undefined) throw refuse(graph, first, next, `“${theirs}”`, `“${ours}”`)
  const row: SelectionRow = COMDAT_SELECTIONS[selection]
  const [a, b] = [comdatOf(graph, first), comdatOf(graph, next)]
  if (!row.agree(a, b)) throw refuse(graph, first, next, whatIs(b), `${row.expected} (“${selection}”): ${whatIs(a)}`)
  return row.later?.(a, b) ? next : first
}

function comdatOf(graph: LinkGraph, s: SymbolId): Comdat {
  const b = graph.symbols.block[s]
  return { size: graph.blocks.size.words[2 * b]!, content: graph.isZeroFill(b) ? undefined : graph.originalContent(b) }
}

const FEW = 8

/** "6 bytes, b8 01 00 00 00 c3". */
function whatIs({ size, content }: Comdat): string {
  const bytes = spacedBytes((content ?? new Uint8Array(0)).slice(0, FEW))
  return `${plural(size, 'byte')}${bytes === '' ? ' of zeros' : `, ${bytes}`}${size > FEW && content ? ' …' : ''}`
}

function refuse(graph: LinkGraph, first: SymbolId, next: SymbolId, found: string, expected: string): Refusal {
  const { file, block } = graph.symbols
  const home = graph.files[file[first]]!.name
  return new Refusal('coff-comdat-rivals', {
    file: graph.files[file[next]]!.name,
    structure: `the COMDAT section of ${graph.nameOf(next)}`,
    offset: graph.blocks.sourceOffset[block[next]],
    found,
    expected: `${expected}, as ${home} has it`,
  })
}
