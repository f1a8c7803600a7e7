/**
 * Puts the debug sections of a finished link into an ELF file, so that other tools read the very bytes that our reader
 * reads: fixed up, with the addresses of the link, and with nothing left to relocate.
 */
import { debugSectionName } from '../../src/engine/graph/debug-names'
import type { BlockId, FileId } from '../../src/engine/graph/ids'
import type { LinkGraph } from '../../src/engine/graph/link-graph'

const HEADER = 64

export interface Piece {
  readonly name: string
  readonly block: BlockId
  readonly bytes: Uint8Array
}

/** The debug blocks of a file that survived the link. */
export function debugPieces(graph: LinkGraph, file: FileId): Piece[] {
  const pieces: Piece[] = []
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const x = graph.blocks.section[b]
    const name = debugSectionName(graph.sectionName(x))
    const bytes = graph.content(b)
    if (graph.sections.file[x] !== file || graph.isRemoved(b) || !bytes || bytes.length === 0) continue
    if (name.startsWith('.debug_')) pieces.push({ name, block: b, bytes })
  }
  return pieces
}

/** An ELF64 executable for x86-64 with these sections and no program. */
export function elfOf(pieces: readonly Piece[]): Uint8Array {
  const encoder = new TextEncoder()
  const names = ['', '.shstrtab', ...pieces.map(({ name }) => name)]
  const strings = encoder.encode(`${names.join('\0')}\0`)
  const contents = [new Uint8Array(0), strings, ...pieces.map(({ bytes }) => bytes)]
  const size = contents.reduce((sum, bytes) => sum + bytes.length, HEADER)
  const table = Math.ceil(size / 8) * 8
  const file = new Uint8Array(table + 64 * contents.length)
  const view = new DataView(file.buffer)
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])
  view.setUint16(16, 2, true)
  view.setUint16(18, 62, true)
  view.setUint32(20, 1, true)
  view.setBigUint64(40, BigInt(table), true)
  view.setUint16(52, HEADER, true)
  view.setUint16(58, 64, true)
  view.setUint16(60, contents.length, true)
  view.setUint16(62, 1, true)
  let at = HEADER
  let name = 0
  contents.forEach((bytes, i) => {
    const header = table + 64 * i
    file.set(bytes, at)
    if (i > 0) {
      view.setUint32(header, name, true)
      view.setUint32(header + 4, i === 1 ? 3 : 1, true)
      view.setBigUint64(header + 24, BigInt(at), true)
      view.setBigUint64(header + 32, BigInt(bytes.length), true)
      view.setBigUint64(header + 48, 1n, true)
    }
    at += bytes.length
    name += names[i]!.length + 1
  })
  return file
}

/** Names and contents of the sections of a well-formed ELF64 file. */
export function sectionsOf(elf: Uint8Array): (readonly [name: string, bytes: Uint8Array])[] {
  const view = new DataView(elf.buffer, elf.byteOffset, elf.byteLength)
  const table = Number(view.getBigUint64(40, true))
  const field = (i: number, at: number): number => Number(view.getBigUint64(table + 64 * i + at, true))
  const names = field(view.getUint16(62, true), 24)
  return Array.from({ length: view.getUint16(60, true) }, (_, i) => {
    const start = names + view.getUint32(table + 64 * i, true)
    const name = new TextDecoder().decode(elf.subarray(start, elf.indexOf(0, start)))
    const empty = view.getUint32(table + 64 * i + 4, true) === 8
    return [name, empty ? elf.subarray(0, 0) : elf.subarray(field(i, 24), field(i, 24) + field(i, 32))] as const
  })
}
