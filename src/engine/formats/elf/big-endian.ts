/**
 * Big-endian files. The reader and the builder read little-endian numbers, in loops that run a million times; for a
 * big-endian file they read them from a copy in which the numbers of all tables have been turned round. Contents stay as
 * they are: the graph takes them from the file itself.
 *
 * The file is not trusted: what lies outside it is left alone here and refused by the reader, which checks the copy.
 */
import { ELF_HEADER_BYTES, RELA_BYTES, SECTION_HEADER_BYTES, SHT, SYMBOL_BYTES } from './constants'

const EI_DATA = 5
const BIG = 2

/** Widths of the numbers of a structure, in their order; a width of 1 is any byte. */
type Layout = readonly (1 | 2 | 4 | 8)[]

const IDENT: Layout = new Array<1>(16).fill(1)
const HEADER: Layout = [...IDENT, 2, 2, 4, 8, 8, 8, 4, 2, 2, 2, 2, 2, 2]
const SECTION: Layout = [4, 4, 8, 8, 8, 8, 4, 4, 8, 8]
const SYMBOL: Layout = [4, 1, 1, 2, 8, 8]
const RELA: Layout = [8, 8, 8]
const WORD: Layout = [4]

interface TableKind {
  readonly bytes: number
  readonly layout: Layout
}

/** Layouts of sections that are tables, by type. */
const TABLES: ReadonlyMap<number, TableKind> = new Map([
  [SHT.SYMTAB, { bytes: SYMBOL_BYTES, layout: SYMBOL }],
  [SHT.RELA, { bytes: RELA_BYTES, layout: RELA }],
  [SHT.SYMTAB_SHNDX, { bytes: 4, layout: WORD }],
])

/** The file with the numbers of its header, section headers and tables in little-endian order. */
export function inLittleEndian(bytes: Uint8Array): Uint8Array {
  const swapper = new Swapper(bytes)
  swapper.swap(0, HEADER)
  swapper.lowest = ELF_HEADER_BYTES
  const { to } = swapper
  const table = Number(to.getBigUint64(40, true))
  const room = Math.max(0, Math.floor((bytes.length - table) / SECTION_HEADER_BYTES))
  if (room === 0) return swapper.copy
  swapper.swap(table, SECTION)
  const many = to.getUint16(60, true) === 0
  const count = many ? Number(to.getBigUint64(table + 32, true)) : to.getUint16(60, true)
  const last = Math.min(count, room)
  for (let i = 1; i < last; i++) swapper.swap(table + i * SECTION_HEADER_BYTES, SECTION)
  for (const { start, size, kind } of tablesIn(to, table, last)) {
    const end = Math.min(start + size, bytes.length)
    for (let at = start; at + kind.bytes <= end; at += kind.bytes) swapper.swap(at, kind.layout)
  }
  return swapper.copy
}

interface FoundTable {
  readonly start: number
  readonly size: number
  readonly kind: TableKind
}

/** Noted before any is turned round: tables may lie on top of section headers. Together they are no larger than the file. */
function tablesIn(view: DataView, table: number, count: number): FoundTable[] {
  const found: FoundTable[] = []
  let sum = 0
  for (let i = 1; i < count; i++) {
    const header = table + i * SECTION_HEADER_BYTES
    const kind = TABLES.get(view.getUint32(header + 4, true))
    if (!kind) continue
    const start = Number(view.getBigUint64(header + 24, true))
    const size = Number(view.getBigUint64(header + 32, true))
    sum += size
    if (sum > view.byteLength) break
    found.push({ start, size, kind })
  }
  return found
}

class Swapper {
  readonly copy: Uint8Array
  readonly to: DataView
  readonly #from: DataView
  /** Structures that start in front of this stay as they are: the header is not turned round twice. */
  lowest = 0

  constructor(bytes: Uint8Array) {
    this.copy = new Uint8Array(bytes)
    this.to = new DataView(this.copy.buffer)
    this.#from = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** Turns the numbers of one structure round; one that does not lie in the file stays as it is. */
  swap(start: number, layout: Layout): void {
    if (start < this.lowest) return
    let at = start
    for (const width of layout) {
      if (at + width > this.copy.length) return
      if (width === 8) this.to.setBigUint64(at, this.#from.getBigUint64(at), true)
      else if (width === 4) this.to.setUint32(at, this.#from.getUint32(at), true)
      else if (width === 2) this.to.setUint16(at, this.#from.getUint16(at), true)
      at += width
    }
  }
}

/** Whether an ELF file says of itself that it is big-endian. */
export const isBigEndian = (bytes: Uint8Array): boolean => bytes.length >= ELF_HEADER_BYTES && bytes[EI_DATA] === BIG
