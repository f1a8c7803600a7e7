/**
 * The bytes around the field that a question asks about, for paper: the field itself is empty, other fields that nobody
 * has filled yet are marked, everything else is what the file has there.
 */
import { hex, hexByte } from '../../base/hex'
import { FIRST_RELOCATION_KIND, NO_SEGMENT } from '../../engine/graph/ids'
import type { BlockId, EdgeId } from '../../engine/graph/ids'
import type { AskedLink } from './asked-link'
import type { Question } from './question'

export interface ByteCell {
  /** Two digits; empty for the field that is asked about. */
  readonly text: string
  readonly is: 'byte' | 'field' | 'hole'
}

export interface ByteLine {
  /** Address of the first byte, or where it is in its block while that has no address. */
  readonly label: string
  readonly cells: readonly ByteCell[]
}

const IN_A_LINE = 16
/** Longer blocks are shown around the field only: this many lines before it and behind it. */
const LINES_AROUND = 1
const MOST_LINES = 4

/** Of a question about a field, with the tables as they are at this moment; undefined for other questions. */
export function fieldTable(link: AskedLink, { reveal: { thing } }: Question): readonly ByteLine[] | undefined {
  if (thing?.kind !== 'edge') return undefined
  const { graph } = link
  const e = thing.id as EdgeId
  const b = graph.edges.block[e]
  const content = graph.originalContent(b)
  const field = fieldEnd(link, e)
  if (!content || field === undefined) return undefined
  const cells = cellsOf(link, b, content)
  const at = graph.edges.offset[e]
  for (let i = at; i < field && i < cells.length; i++) cells[i] = { text: '', is: 'field' }
  return linesAround(link, b, cells, at)
}

function cellsOf(link: AskedLink, b: BlockId, content: Uint8Array): ByteCell[] {
  const cells: ByteCell[] = Array.from(content, (byte) => ({ text: hexByte(byte), is: 'byte' }))
  const { block, offset, kind, length } = link.graph.edges
  for (let e = 0 as EdgeId; e < length; e++) {
    if (block[e] !== b || kind[e] < FIRST_RELOCATION_KIND) continue
    for (let i = offset[e]; i < Math.min(fieldEnd(link, e) ?? 0, cells.length); i++)
      cells[i] = { text: cells[i]!.text, is: 'hole' }
  }
  return cells
}

/** Behind the last byte of an edge's field, from the block's start. */
function fieldEnd({ graph, arch }: AskedLink, e: EdgeId): number | undefined {
  const field = arch.fixups[graph.edges.kind[e]]?.field
  return field && graph.edges.offset[e] + field.bytes
}

function linesAround({ graph }: AskedLink, b: BlockId, cells: readonly ByteCell[], at: number): ByteLine[] {
  const { segment, address } = graph.blocks
  const lines: ByteLine[] = []
  for (let start = 0; start < cells.length; start += IN_A_LINE)
    lines.push({
      label: segment[b] === NO_SEGMENT ? `+0x${start.toString(16)}` : hex(address.big[b] + BigInt(start)),
      cells: cells.slice(start, start + IN_A_LINE),
    })
  if (lines.length <= MOST_LINES) return lines
  const here = Math.floor(at / IN_A_LINE)
  return lines.slice(Math.max(0, here - LINES_AROUND), here + LINES_AROUND + 1)
}
