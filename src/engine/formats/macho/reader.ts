/**
 * Reads the skeleton of a 64-bit Mach-O object: header, load commands, section headers, where the symbol table is. Files
 * come from strangers, so every offset, size, count and index is checked against the file before it is used; what does
 * not hold is refused with the structure, the offset, what was found and what was expected.
 *
 * Nothing is copied: headers are read from the file's bytes when they are asked for. Places in a section are counted from
 * its start, as numbers; addresses, which may be anything, are exact integers.
 *
 * Source: Apple's <mach-o/loader.h>.
 */
import { textOfBytes } from '../../../base/raw-text'
import type { DiagnosticCode } from '../../graph/diagnostics'
import { Refusal } from '../../graph/diagnostics'
import {
  CPU_NAMES,
  CPU_SUBTYPE_ARM64E,
  CPU_SUBTYPE_MASK,
  CPU_TYPE,
  FILE_TYPES,
  LC,
  LINKED_TYPES,
  LOAD_COMMAND_BYTES,
  MACH_HEADER_BYTES,
  MH,
  MH_OBJECT,
  MH_SUBSECTIONS_VIA_SYMBOLS,
  NAME_BYTES,
  NLIST_BYTES,
  RELOCATION_BYTES,
  S,
  SECTION_BYTES,
  SEGMENT_BYTES,
  SYMTAB_BYTES,
} from './constants'

/** Names of one file may add up to this many times the file (strings may share their tails) before we refuse. */
const MAX_NAME_RATIO = 4

/** Sections, or their relocations, that lie on top of each other may add up to this many times the file before we refuse. */
const MAX_CONTENT_RATIO = 2

const MAX_ALIGNMENT_LOG = 31
const MAX_SAFE = 2n ** 53n

/** Where a table of the file starts, and how many entries it has. */
interface Table {
  readonly start: number
  readonly count: number
}

export class MachOFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly cpuType: number
  /** Without the capability bits. */
  readonly cpuSubtype: number
  readonly hasSubsections: boolean
  readonly sectionCount: number
  /** The symbol table; empty if there is none. */
  readonly symbols: Table
  #strings: Table = { start: 0, count: 0 }
  #relocations = 0
  /** Where each section's header stands in the file. */
  readonly #headers: readonly number[]
  #nameBytes = 0

  constructor(name: string, bytes: Uint8Array) {
    this.name = name
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#checkHeader()
    this.cpuType = this.view.getUint32(4, true)
    this.cpuSubtype = this.view.getUint32(8, true) & CPU_SUBTYPE_MASK
    this.hasSubsections = (this.view.getUint32(24, true) & MH_SUBSECTIONS_VIA_SYMBOLS) !== 0
    const { headers, symtab } = this.#readCommands()
    this.#headers = headers
    this.sectionCount = headers.length
    this.#checkSections()
    this.symbols = symtab === undefined ? { start: 0, count: 0 } : this.#readSymbolTable(symtab)
  }

  get isArm64e(): boolean {
    return this.cpuType === CPU_TYPE.ARM64 && this.cpuSubtype === CPU_SUBTYPE_ARM64E
  }

  /** Relocations of all sections; no more than the file's bytes allow. */
  get relocationCount(): number {
    return this.#relocations
  }

  // Fields of section i, 0 being the first: n_sect and r_symbolnum count from 1.
  address(i: number): bigint {
    return this.view.getBigUint64(this.#headers[i]! + 32, true)
  }
  addressLow(i: number): number {
    return this.view.getUint32(this.#headers[i]! + 32, true)
  }
  addressHigh(i: number): number {
    return this.view.getUint32(this.#headers[i]! + 36, true)
  }
  /** Bytes; checked to be a safe number. */
  size(i: number): number {
    return (
      this.view.getUint32(this.#headers[i]! + 40, true) + this.view.getUint32(this.#headers[i]! + 44, true) * 2 ** 32
    )
  }
  /** Where the content is in the file; without a meaning for zero-fill. */
  offset(i: number): number {
    return this.view.getUint32(this.#headers[i]! + 48, true)
  }
  alignmentLog(i: number): number {
    return this.view.getUint32(this.#headers[i]! + 52, true)
  }
  relocationStart(i: number): number {
    return this.view.getUint32(this.#headers[i]! + 56, true)
  }
  relocationsOf(i: number): number {
    return this.view.getUint32(this.#headers[i]! + 60, true)
  }
  flags(i: number): number {
    return this.view.getUint32(this.#headers[i]! + 64, true)
  }
  /** The section's type, a value of S. */
  type(i: number): number {
    return this.flags(i) & 0xff
  }
  isZeroFill(i: number): boolean {
    const type = this.type(i)
    return type === S.ZEROFILL || type === S.GB_ZEROFILL || type === S.THREAD_LOCAL_ZEROFILL
  }

  /** `__TEXT,__text`: segment and section, as JITLink joins them. */
  sectionName(i: number): string {
    const at = this.#headers[i]!
    return `${this.#fixedName(at + NAME_BYTES)},${this.#fixedName(at)}`
  }

  headerOffset(i: number): number {
    return this.#headers[i]!
  }

  /** How messages call section i. */
  describe(i: number): string {
    return `section ${i + 1} (${this.sectionName(i)})`
  }

  /** Where entry i of the symbol table stands in the file. */
  symbolAt(i: number): number {
    return this.symbols.start + i * NLIST_BYTES
  }

  /** A symbol's name as text, empty if it has none. */
  symbolName(i: number): string {
    const [start, end] = this.symbolNameRange(i)
    return textOfBytes(this.bytes.subarray(start, end))
  }

  /** Where a symbol's name stands in the file. */
  symbolNameRange(i: number): readonly [start: number, end: number] {
    const at = this.view.getUint32(this.symbolAt(i), true)
    const { start, count } = this.#strings
    if (at === 0) return [0, 0]
    if (at >= count) {
      const expected = `less than the string table's ${count} bytes`
      throw this.refuse('macho-name', `symbol ${i}`, this.symbolAt(i), `a name at ${at}`, expected)
    }
    const end = this.bytes.indexOf(0, start + at)
    // A name may end where the table ends.
    const limit = end < 0 || end > start + count ? start + count : end
    this.#nameBytes += limit - start - at
    if (this.#nameBytes > MAX_NAME_RATIO * this.bytes.length + 4096) {
      const found = 'names that add up to far more than the file'
      throw this.refuse('macho-name', `symbol ${i}`, this.symbolAt(i), found, 'names that share few bytes')
    }
    return [start + at, limit]
  }

  /** How messages call symbol i. */
  describeSymbol(i: number): string {
    return `symbol ${i} (${this.symbolName(i) || 'no name'})`
  }

  refuse(code: DiagnosticCode, structure: string, offset: number, found: string, expected: string): Refusal {
    return new Refusal(code, { file: this.name, structure, offset, found, expected })
  }

  #fixedName(at: number): string {
    const name = this.bytes.subarray(at, at + NAME_BYTES)
    const end = name.indexOf(0)
    return textOfBytes(end < 0 ? name : name.subarray(0, end))
  }

  #checkHeader(): void {
    const { view, bytes } = this
    const magic = bytes.length < 4 ? 0 : view.getUint32(0, true)
    const refuse = (code: DiagnosticCode, at: number, field: string, found: string, expected: string): Refusal =>
      this.refuse(code, `Mach-O header, ${field}`, at, found, expected)
    if (magic === MH.MAGIC_32 || magic === MH.CIGAM_32)
      throw refuse('macho-32-bit', 0, 'magic', magic.toString(16), 'feedfacf (64-bit)')
    if (magic === MH.CIGAM_64)
      throw refuse('macho-endian', 0, 'magic', 'feedfacf in the other byte order', 'cf fa ed fe, little-endian')
    if (bytes.length < MACH_HEADER_BYTES)
      throw this.refuse('macho-truncated', 'Mach-O header', 0, `${bytes.length} bytes`, `${MACH_HEADER_BYTES} bytes`)
    const cpu = view.getUint32(4, true)
    if (cpu !== CPU_TYPE.X86_64 && cpu !== CPU_TYPE.ARM64) {
      const found = `0x${cpu.toString(16)} (${CPU_NAMES[cpu] ?? 'unknown'})`
      throw refuse('macho-cpu', 4, 'cputype', found, '0x1000007 (x86-64) or 0x100000c (arm64)')
    }
    const type = view.getUint32(12, true)
    if (type !== MH_OBJECT) {
      const code = LINKED_TYPES.includes(type) ? 'macho-linked' : 'macho-type'
      throw refuse(code, 12, 'filetype', `${type} (${FILE_TYPES[type] ?? 'unknown'})`, '1 (MH_OBJECT)')
    }
  }

  #readCommands(): { readonly headers: readonly number[]; readonly symtab: number | undefined } {
    const { view, bytes } = this
    const count = view.getUint32(16, true)
    const end = MACH_HEADER_BYTES + view.getUint32(20, true)
    if (end > bytes.length) {
      const expected = `at most ${bytes.length - MACH_HEADER_BYTES}, then the file ends`
      const found = `${end - MACH_HEADER_BYTES} bytes of load commands`
      throw this.refuse('macho-truncated', 'Mach-O header, sizeofcmds', 20, found, expected)
    }
    const headers: number[] = []
    let symtab: number | undefined
    let at = MACH_HEADER_BYTES
    for (let i = 0; i < count; i++) {
      const size = this.#commandSize(i, at, end)
      const command = view.getUint32(at, true)
      if (command === LC.SEGMENT_64) this.#addSections(headers, i, at, size)
      if (command === LC.SEGMENT)
        throw this.refuse('macho-command', `load command ${i}`, at, 'LC_SEGMENT (32-bit)', 'LC_SEGMENT_64')
      if (command === LC.SYMTAB) {
        if (symtab !== undefined)
          throw this.refuse('macho-command', `load command ${i} (LC_SYMTAB)`, at, 'a second symbol table', 'one')
        if (size < SYMTAB_BYTES)
          throw this.refuse(
            'macho-command',
            `load command ${i} (LC_SYMTAB)`,
            at + 4,
            `${size} bytes`,
            `${SYMTAB_BYTES} bytes`,
          )
        symtab = at
      }
      at += size
    }
    return { headers, symtab }
  }

  #commandSize(i: number, at: number, end: number): number {
    const structure = `load command ${i}`
    if (at + LOAD_COMMAND_BYTES > end)
      throw this.refuse(
        'macho-command',
        structure,
        at,
        'more load commands than sizeofcmds has room for',
        `an end at ${end}`,
      )
    const size = this.view.getUint32(at + 4, true)
    if (size < LOAD_COMMAND_BYTES || size % 8 !== 0)
      throw this.refuse(
        'macho-command',
        `${structure}, cmdsize`,
        at + 4,
        `${size} bytes`,
        'a multiple of 8, at least 8',
      )
    if (at + size > end)
      throw this.refuse('macho-command', `${structure}, cmdsize`, at + 4, `${size} bytes`, `at most ${end - at}`)
    return size
  }

  /** Adds where the section headers of a segment command stand. */
  #addSections(headers: number[], i: number, at: number, size: number): void {
    const structure = `load command ${i} (LC_SEGMENT_64)`
    if (size < SEGMENT_BYTES)
      throw this.refuse('macho-command', structure, at + 4, `${size} bytes`, `at least ${SEGMENT_BYTES} bytes`)
    const count = this.view.getUint32(at + 64, true)
    const room = Math.floor((size - SEGMENT_BYTES) / SECTION_BYTES)
    if (count > room)
      throw this.refuse('macho-command', `${structure}, nsects`, at + 64, `${count} sections`, `at most ${room}`)
    for (let k = 0; k < count; k++) headers.push(at + SEGMENT_BYTES + k * SECTION_BYTES)
  }

  #checkSections(): void {
    let content = 0
    for (let i = 0; i < this.sectionCount; i++) {
      this.#checkPlace(i)
      if (!this.isZeroFill(i)) content += this.size(i)
      this.#relocations += this.relocationsOf(i)
    }
    const most = MAX_CONTENT_RATIO * this.bytes.length
    const sum = Math.max(content, this.#relocations * RELOCATION_BYTES)
    if (sum > most) {
      const found = `${sum} bytes in sections or in relocations`
      const expected = `about the file's ${this.bytes.length} bytes`
      throw this.refuse('macho-section-overlap', 'section headers', this.#headers[0] ?? 0, found, expected)
    }
    this.#checkAddresses()
  }

  #checkPlace(i: number): void {
    const at = this.#headers[i]!
    const { length } = this.bytes
    const size = this.view.getBigUint64(at + 40, true)
    const end = this.address(i) + size
    if (size > MAX_SAFE || end > 1n << 64n) {
      const found = `${size} bytes at address 0x${this.address(i).toString(16)}`
      throw this.refuse('macho-section-bounds', this.describe(i), at + 32, found, 'an end in the address space')
    }
    if (!this.isZeroFill(i) && this.offset(i) + this.size(i) > length) {
      const found = `bytes ${this.offset(i)} to ${this.offset(i) + this.size(i)}`
      throw this.refuse('macho-section-bounds', this.describe(i), at + 40, found, `at most the file's ${length} bytes`)
    }
    if (this.alignmentLog(i) > MAX_ALIGNMENT_LOG) {
      const found = `2^${this.alignmentLog(i)}`
      throw this.refuse('macho-alignment', `${this.describe(i)}, align`, at + 52, found, 'at most 2^31')
    }
    const relocations = this.relocationsOf(i)
    if (relocations > 0 && this.relocationStart(i) + relocations * RELOCATION_BYTES > length) {
      const found = `${relocations} relocations at ${this.relocationStart(i)}`
      const expected = `an end at or before the file's ${length} bytes`
      throw this.refuse('macho-section-bounds', `${this.describe(i)}, nreloc`, at + 60, found, expected)
    }
  }

  /** Addresses tell which section a place belongs to, so no two sections may share any. */
  #checkAddresses(): void {
    const order = [...this.#headers.keys()].sort(
      (a, b) => Number(this.address(a) - this.address(b)) || this.size(a) - this.size(b),
    )
    for (let k = 1; k < order.length; k++) {
      const [before, next] = [order[k - 1]!, order[k]!]
      const end = this.address(before) + BigInt(this.size(before))
      if (this.address(next) >= end) continue
      const found = `address 0x${this.address(next).toString(16)}`
      const expected = `0x${end.toString(16)} or more, where ${this.sectionName(before)} ends`
      throw this.refuse('macho-section-overlap', this.describe(next), this.#headers[next]! + 32, found, expected)
    }
  }

  #readSymbolTable(at: number): Table {
    const [start, count] = [this.view.getUint32(at + 8, true), this.view.getUint32(at + 12, true)]
    const [strings, size] = [this.view.getUint32(at + 16, true), this.view.getUint32(at + 20, true)]
    const { length } = this.bytes
    if (start + count * NLIST_BYTES > length) {
      const found = `${count} symbols at ${start}`
      throw this.refuse('macho-symbol-table', 'LC_SYMTAB, nsyms', at + 12, found, `an end at or before ${length}`)
    }
    if (strings + size > length) {
      const found = `${size} bytes of names at ${strings}`
      throw this.refuse('macho-symbol-table', 'LC_SYMTAB, strsize', at + 20, found, `an end at or before ${length}`)
    }
    this.#strings = { start: strings, count: size }
    return { start, count }
  }
}
