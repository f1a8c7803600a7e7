/**
 * Debug sections made by hand, byte for byte, so that a test can say what is wrong with them: one unit with a function
 * `f` at 0x1000 to 0x1010, and a line table of three rows.
 */
import type { DebugInfo } from '../../src/engine/dwarf/debug-info'
import { readDebugInfo } from '../../src/engine/dwarf/debug-info'
import type { EntryId } from '../../src/engine/dwarf/entries'
import type { LineRowId } from '../../src/engine/dwarf/line-table'
import type { BlockId, FileId, Protection } from '../../src/engine/graph/ids'
import { NO_ALLOC } from '../../src/engine/graph/lifetimes'
import { LinkGraph } from '../../src/engine/graph/link-graph'

export type Bytes = readonly number[]

const little = (value: number | bigint, width: number): Bytes =>
  Array.from({ length: width }, (_, i) => Number((BigInt(value) >> BigInt(8 * i)) & 0xffn))
export const u16 = (value: number): Bytes => little(value, 2)
export const u32 = (value: number): Bytes => little(value, 4)
export const u64 = (value: number | bigint): Bytes => little(value, 8)
export const string = (text: string): Bytes => [...new TextEncoder().encode(text), 0]
export const join = (...parts: readonly Bytes[]): Bytes => parts.flat()

/** A length in front of the parts. */
export const measured = (...parts: readonly Bytes[]): Bytes => join(u32(join(...parts).length), ...parts)

export interface Sections {
  readonly [name: string]: Bytes | readonly Bytes[]
}

// ---- one unit ---------------------------------------------------------------------------------------------------

/** Attributes and forms of the two shapes: the unit, and a function without children. */
export const UNIT_SHAPE = join([1, 0x11, 1], [0x03, 0x08], [0x10, 0x17], [0x1b, 0x08], [0, 0])
export const FUNCTION_SHAPE = join(
  [2, 0x2e, 0],
  [0x03, 0x08],
  [0x11, 0x01],
  [0x12, 0x06],
  [0x3a, 0x0b],
  [0x3b, 0x0b],
  [0, 0],
)
export const ABBREVIATIONS = join(UNIT_SHAPE, FUNCTION_SHAPE, [0])

export const ROOT = join([1], string('f.c'), u32(0), string('/src'))
export const FUNCTION = join([2], string('f'), u64(0x1000), u32(0x10), [1, 7])

/** A DWARF 5 unit with these entries. */
export const unit = (...entries: readonly Bytes[]): Bytes => measured(u16(5), [1, 8], u32(0), ...entries)

export const INFO = unit(ROOT, FUNCTION, [0])

/** Shapes and entries for a function with one attribute more: its code, its form, its value. */
export function withAttribute(code: number, form: number, value: Bytes, shape: Bytes = []): Sections {
  const shapes = join(UNIT_SHAPE, [2, 0x2e, 0, 0x11, 0x01, code, form & 0x7f], form > 0x7f ? [form >> 7] : [], shape)
  return { '.debug_abbrev': join(shapes, [0, 0, 0]), '.debug_info': unit(ROOT, [2], u64(0x1000), value, [0]) }
}

// ---- one line table ---------------------------------------------------------------------------------------------

/** How many operands the standard opcodes have. */
const OPERANDS = [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1]
export const FOLDERS = join([1, 1, 0x08], [2], string('/src'), string('inc'))
export const FILES = join([2, 1, 0x08, 2, 0x0b], [2], string('f.c'), [0], string('f.h'), [1])
export const setAddress = (address: number): Bytes => join([0, 9, 2], u64(address))
export const END_SEQUENCE: Bytes = [0, 1, 1]
/** Rows: line 7 at 0x1000, line 8 at 0x1004, the end at 0x1010. */
export const PROGRAM = join(setAddress(0x1000), [3, 6, 1], [2, 4, 3, 1, 1], [2, 12], END_SEQUENCE)

export interface LineParts {
  readonly version?: number
  readonly addressSize?: number
  readonly headerLength?: number
  readonly lineRange?: number
  readonly opcodeBase?: number
  readonly lists?: Bytes
  readonly program?: Bytes
}

/** A DWARF 5 line table, or one with another value in a field. */
export function lineTable(parts: LineParts = {}): Bytes {
  const { version = 5, addressSize = 8, lineRange = 14, opcodeBase = 13, lists = join(FOLDERS, FILES) } = parts
  const fields = join([1, 1, 1, 0xfb, lineRange, opcodeBase], OPERANDS, lists)
  return measured(
    u16(version),
    [addressSize, 0],
    u32(parts.headerLength ?? fields.length),
    fields,
    parts.program ?? PROGRAM,
  )
}

export const GOOD: Sections = { '.debug_abbrev': ABBREVIATIONS, '.debug_info': INFO, '.debug_line': lineTable() }

// ---- reading ----------------------------------------------------------------------------------------------------

/** A graph of one file with these sections, as after a link. */
export function graphOf(sections: Iterable<readonly [name: string, bytes: Uint8Array]>): LinkGraph {
  const graph = new LinkGraph()
  const list = [...sections]
  const content = new Uint8Array(list.reduce((sum, [, bytes]) => sum + bytes.length, 0))
  const file = graph.addFile({ name: 'f.o', arch: 'x86-64', triple: 'x86_64--', format: 'elf' }, content)
  const known = new Map<string, ReturnType<LinkGraph['addSection']>>()
  let at = 0
  for (const [name, bytes] of list) {
    const row = { file, name: graph.names.internText(name), protection: 1 as Protection, lifetime: NO_ALLOC, flags: 0 }
    const section = known.get(name) ?? graph.addSection(row, known.size)
    known.set(name, section)
    content.set(bytes, at)
    const place = { section, source: file + 1, sourceOffset: at, size: BigInt(bytes.length), address: 0n }
    graph.addBlock({ ...place, alignment: 1, alignmentOffset: 0 })
    at += bytes.length
  }
  return graph
}

/** The debug information of sections made by hand; a list of lists is a section in pieces. */
export function infoOf(sections: Sections): DebugInfo {
  const rows = Object.entries(sections).flatMap(([name, bytes]) => {
    const pieces = (typeof bytes[0] === 'number' ? [bytes] : bytes) as readonly Bytes[]
    return pieces.map((piece) => [name, Uint8Array.from(piece)] as const)
  })
  return readDebugInfo(graphOf(rows), 0 as FileId)
}

/** Asks for everything, and for places and lines all over. */
export function readAll(info: DebugInfo): DebugInfo {
  const { rows } = info.lines
  info.subprograms.table.length
  for (const [u, { block, start, end }] of info.units.entries()) {
    const entries = info.entries(u as never)
    for (let i = 0; i < entries.length; i += 1 + (entries.length >> 9)) {
      info.nameOf(u as never, i as EntryId)
      info.placeAt(block.id, entries.offset[i as EntryId])
    }
    for (const offset of [start, end - 1, end]) info.placeAt(block.id, offset)
  }
  for (let i = 0; i < rows.length; i += 1 + (rows.length >> 9)) {
    const r = i as LineRowId
    info.lines.at(rows.address.big[r])
    if (i < 8) info.lines.rangesOf(rows.source[r], rows.line[r])
  }
  info.placeAt(0xfffffff0 as BlockId, 0)
  return info
}
