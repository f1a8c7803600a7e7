/**
 * Reads the skeleton of an ELF64 relocatable file: header, section headers, where the symbol table is.
 * Files come from strangers, so every offset, size and index is checked against the file before it is used; what does
 * not hold is refused with the structure, the offset, what was found and what was expected.
 *
 * Nothing is copied: headers are read from the file's bytes when they are asked for. Of a big-endian file there is a copy
 * with all numbers in little-endian order, which is what `view` looks at.
 *
 * Source: System V ABI, "Object Files": ELF Header, Sections.
 */
import type { Phrase } from '../../graph/phrases/phrase'
import { tell, tellAll, verbatim } from '../../graph/phrases/phrase'
import { textOfBytes } from '../../../base/raw-text'
import { Refusal } from '../../graph/diagnostics'
import { inLittleEndian, isBigEndian } from './big-endian'
import type { NameId, NameTable } from '../../table/name-table'
import {
  ELF_HEADER_BYTES,
  ET,
  MACHINE_NAMES,
  PT_INTERP,
  RELA_BYTES,
  SECTION_HEADER_BYTES,
  SHN,
  SHT,
  SYMBOL_BYTES,
} from './constants'
import type { ElfArch, ElfMachine } from './machines'
import { ELF_MACHINES } from './machines'

/** Names of one file may add up to this many times the file (strings may share their tails) before we refuse. */
const MAX_NAME_RATIO = 4

/** Sections whose bytes lie on top of each other may add up to this many times the file before we refuse. */
const MAX_CONTENT_RATIO = 2

export class ElfFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** The file's numbers, little-endian; contents and names are the same in `bytes`. */
  readonly view: DataView
  readonly machine: ElfMachine
  readonly arch: ElfArch
  /** Number of section headers, the empty first one included. */
  readonly sectionCount: number
  /** Header index of the only symbol table, or 0. */
  readonly symbolTable: number = 0
  /** Header index of the extended section index table, or 0. */
  readonly extendedIndex: number = 0
  #relocations = 0
  readonly #tableOffset: number
  readonly #nameTable: number
  #nameBytes = 0
  /** The string table that a name was read from last: names come in long runs from one. */
  #strings = { table: 0, start: 0, size: 0 }
  /** The file as it is, in which its names stand. */
  readonly #text: DataView

  constructor(name: string, bytes: Uint8Array) {
    this.name = name
    this.bytes = bytes
    this.#text = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const numbers = isBigEndian(bytes) ? inLittleEndian(bytes) : bytes
    this.view = new DataView(numbers.buffer, numbers.byteOffset, numbers.byteLength)
    this.#checkHeader()
    this.machine = this.#findMachine()
    this.arch = this.#findArch()
    this.#tableOffset = this.#readTableOffset()
    this.sectionCount = this.#readSectionCount()
    this.#nameTable = this.#readNameTable()
    this.#checkSections()
    this.symbolTable = this.#findOnly(SHT.SYMTAB)
    this.extendedIndex = this.#findOnly(SHT.SYMTAB_SHNDX)
    this.#checkSymbolTable()
  }

  /** Relocations in the file's tables; no more than its bytes allow. */
  get relocationCount(): number {
    return this.#relocations
  }

  // Fields of section header i. Offsets and sizes of sections with content are safe numbers once checked.
  type(i: number): number {
    return this.view.getUint32(this.#header(i) + 4, true)
  }
  /** Only the flags below 2^32 have a meaning for us. */
  flags(i: number): number {
    return this.view.getUint32(this.#header(i) + 8, true)
  }
  addressLow(i: number): number {
    return this.view.getUint32(this.#header(i) + 16, true)
  }
  addressHigh(i: number): number {
    return this.view.getUint32(this.#header(i) + 20, true)
  }
  offset(i: number): number {
    return this.#long(this.#header(i) + 24)
  }
  /** For NOBITS this may be anything up to 2^64 - 1, and is rounded above 2^53. */
  size(i: number): number {
    return this.#long(this.#header(i) + 32)
  }
  sizeLow(i: number): number {
    return this.view.getUint32(this.#header(i) + 32, true)
  }
  sizeHigh(i: number): number {
    return this.view.getUint32(this.#header(i) + 36, true)
  }
  bigSize(i: number): bigint {
    return this.view.getBigUint64(this.#header(i) + 32, true)
  }
  link(i: number): number {
    return this.view.getUint32(this.#header(i) + 40, true)
  }
  info(i: number): number {
    return this.view.getUint32(this.#header(i) + 44, true)
  }
  /** Log2 of the alignment, which has been checked; 0 counts as 1. */
  alignmentLog(i: number): number {
    const low = this.view.getUint32(this.#header(i) + 48, true)
    return low === 0 ? 0 : 31 - Math.clz32(low)
  }

  /** The section's name as text, for messages. */
  sectionName(i: number): string {
    if (this.#nameTable === 0) return ''
    const at = this.view.getUint32(this.#header(i), true)
    const [start, end] = this.stringRange(this.#nameTable, at, () => tell('section-header', { i }))
    return textOfBytes(this.bytes.subarray(start, end))
  }

  /** The section's name among the names of a link. */
  internSectionName(names: NameTable, i: number): NameId {
    if (this.#nameTable === 0) return names.internInFile(this.#text, 0, 0)
    return this.internString(names, this.#nameTable, this.view.getUint32(this.#header(i), true), 'section-header', i)
  }

  /** Where string `at` of string table `table` stands in the file, without its terminating zero. */
  stringRange(table: number, at: number, structure: () => Phrase): readonly [number, number] {
    const size = this.size(table)
    if (at >= size) {
      this.#checkEmpty(table, at, size, structure())
      return [0, 0]
    }
    const start = this.offset(table) + at
    const limit = start - at + size
    const zero = this.bytes.indexOf(0, start)
    const end = zero === -1 ? limit : Math.min(zero, limit)
    if (end === limit || !this.#takeName(end - start)) throw this.#refuseString(structure(), start, end === limit)
    return [start, end]
  }

  /**
   * String `at` of string table `table` as one of a link's names. `structure` and `i` say what has the name if it must
   * be refused.
   */
  internString(
    names: NameTable,
    table: number,
    at: number,
    structure: 'section-header' | 'symbol-number',
    i: number,
  ): NameId {
    if (table !== this.#strings.table) this.#strings = { table, start: this.offset(table), size: this.size(table) }
    const { size } = this.#strings
    if (at >= size) {
      this.#checkEmpty(table, at, size, tell(structure, { i }))
      return names.internInFile(this.#text, 0, 0)
    }
    const start = this.#strings.start + at
    const limit = start - at + size
    const name = names.internInFile(this.#text, start, limit)
    if (names.end === limit || !this.#takeName(names.end - start))
      throw this.#refuseString(tell(structure, { i }), start, names.end === limit)
    return name
  }

  /** An empty table has one name, the empty one. */
  #checkEmpty(table: number, at: number, size: number, structure: Phrase): void {
    if (at === 0 && size === 0) return
    const expected = tell('less-than-strings', { n: size })
    throw this.#refuseName(structure, this.offset(table), tell('name-offset', { at }), expected)
  }

  /** Counts the bytes of a name; false if all names so far have too many. */
  #takeName(bytes: number): boolean {
    this.#nameBytes += bytes
    return this.#nameBytes <= MAX_NAME_RATIO * this.bytes.length + 4096
  }

  #refuseString(structure: Phrase, start: number, isEndless: boolean): Refusal {
    if (isEndless) return this.#refuseName(structure, start, tell('names-endless'), tell('name-end'))
    const found = tell('names-too-long')
    return this.#refuseName(structure, start, found, tell('names-sharing-little'))
  }

  #refuseName(structure: Phrase, offset: number, found: Phrase, expected: Phrase): Refusal {
    return this.refuse('elf-name', structure, offset, found, expected)
  }

  /** How messages call section header i. */
  describe(i: number): Phrase {
    return tell('section-header-called', { i, name: this.sectionName(i) || tell('no-name') })
  }

  /** Where the header of section i stands in the file. */
  headerOffset(i: number): number {
    return this.#header(i)
  }

  refuse(
    code: ConstructorParameters<typeof Refusal>[0],
    structure: Phrase,
    offset: number,
    found: Phrase,
    expected: Phrase,
  ): Refusal {
    return new Refusal(code, { file: this.name, structure, offset, found, expected })
  }

  #header(i: number): number {
    return this.#tableOffset + i * SECTION_HEADER_BYTES
  }

  /** A 64-bit number as a double: exact below 2^53, and too large for any file beyond. */
  #long(at: number): number {
    return this.view.getUint32(at, true) + this.view.getUint32(at + 4, true) * 2 ** 32
  }

  #checkHeader(): void {
    const { view, bytes } = this
    if (bytes.length < ELF_HEADER_BYTES) {
      throw this.refuse(
        'elf-truncated',
        tell('elf-header'),
        0,
        tell('bytes', { n: bytes.length }),
        tell('bytes-of-header', { n: ELF_HEADER_BYTES }),
      )
    }
    if (bytes[4] !== 2)
      throw this.refuse('elf-class', tell('elf-field', { field: 'EI_CLASS' }), 4, verbatim(bytes[4]!), tell('elf-64'))
    if (bytes[5] !== 1 && bytes[5] !== 2)
      throw this.refuse(
        'elf-endian',
        tell('elf-field', { field: 'EI_DATA' }),
        5,
        verbatim(bytes[5]!),
        tell('either-endian'),
      )
    if (bytes[6] !== 1)
      throw this.refuse('elf-version', tell('elf-field', { field: 'EI_VERSION' }), 6, verbatim(bytes[6]!), verbatim(1))
    this.#checkType(view.getUint16(16, true))
  }

  #findMachine(): ElfMachine {
    const number = this.view.getUint16(18, true)
    const found = ELF_MACHINES.find(({ machine }) => machine === number)
    if (found) return found
    const name = MACHINE_NAMES[number] ?? tell('unknown')
    const expected = tellAll(
      ELF_MACHINES.map(({ machine, title }) => `${machine} (${title})`),
      'or',
    )
    throw this.refuse(
      'elf-machine',
      tell('elf-field', { field: 'e_machine' }),
      18,
      tell('called', { number, name }),
      expected,
    )
  }

  /** Some processors have one byte order only. */
  #findArch(): ElfArch {
    const order = isBigEndian(this.bytes) ? 'big' : 'little'
    const found = this.machine.orders[order]
    if (found) return found
    const title = tell('order-of-machine', { order, machine: this.machine.title })
    throw this.refuse(
      'elf-endian',
      tell('elf-field', { field: 'EI_DATA' }),
      5,
      title,
      tell('other-order', { machine: this.machine.title }),
    )
  }

  #checkType(type: number): void {
    if (type === ET.REL) return
    const known = { [ET.EXEC]: 'elf-executable', [ET.DYN]: 'elf-shared', [ET.CORE]: 'elf-core' } as const
    const code =
      type === ET.DYN && this.#hasInterpreter() ? 'elf-executable' : (known[type as keyof typeof known] ?? 'elf-type')
    throw this.refuse(code, tell('elf-field', { field: 'e_type' }), 16, verbatim(type), tell('relocatable'))
  }

  /** Position-independent executables call themselves shared objects; that they name an interpreter gives them away. */
  #hasInterpreter(): boolean {
    const { view, bytes } = this
    const offset = view.getBigUint64(32, true)
    const entry = view.getUint16(54, true)
    const count = view.getUint16(56, true)
    for (let i = 0; i < count; i++) {
      const at = offset + BigInt(i * entry)
      if (at + 4n > BigInt(bytes.length)) return false
      if (view.getUint32(Number(at), true) === PT_INTERP) return true
    }
    return false
  }

  #readTableOffset(): number {
    const offset = this.view.getBigUint64(40, true)
    if (offset === 0n)
      throw this.refuse(
        'elf-no-sections',
        tell('elf-field', { field: 'e_shoff' }),
        40,
        verbatim(0),
        tell('section-headers-offset'),
      )
    const entry = this.view.getUint16(58, true)
    if (entry !== SECTION_HEADER_BYTES) {
      throw this.refuse(
        'elf-header',
        tell('elf-field', { field: 'e_shentsize' }),
        58,
        verbatim(entry),
        verbatim(SECTION_HEADER_BYTES),
      )
    }
    const last = BigInt(this.bytes.length - SECTION_HEADER_BYTES)
    if (offset > last) {
      throw this.refuse(
        'elf-truncated',
        tell('elf-field', { field: 'e_shoff' }),
        40,
        tell('section-headers-at', { offset }),
        tell('at-most-file-has', { n: last, size: this.bytes.length }),
      )
    }
    return Number(offset)
  }

  /** More than 0xfeff sections: the count stands in the first header's size. */
  #readSectionCount(): number {
    const short = this.view.getUint16(60, true)
    const count = short !== 0 ? BigInt(short) : this.bigSize(0)
    const room = BigInt(Math.floor((this.bytes.length - this.#tableOffset) / SECTION_HEADER_BYTES))
    if (count > room) {
      throw this.refuse(
        'elf-truncated',
        tell('elf-field', { field: 'e_shnum' }),
        60,
        tell('section-header-count', { n: count }),
        tell('room-in-file', { n: room }),
      )
    }
    return Number(count)
  }

  #readNameTable(): number {
    const short = this.view.getUint16(62, true)
    const index = short === SHN.XINDEX && this.sectionCount > 0 ? this.link(0) : short
    if (index === 0) return 0
    if (index >= this.sectionCount) {
      throw this.refuse(
        'elf-section-link',
        tell('elf-field', { field: 'e_shstrndx' }),
        62,
        tell('section', { name: index }),
        tell('less-than', { n: this.sectionCount }),
      )
    }
    this.#checkStringTable(index, tell('elf-field', { field: 'e_shstrndx' }), 62)
    this.#checkBounds(index, tell('section-names'))
    return index
  }

  #checkStringTable(index: number, structure: Phrase, offset: number): void {
    if (this.type(index) === SHT.STRTAB) return
    throw this.refuse(
      'elf-section-link',
      structure,
      offset,
      tell('section-of-type', { n: index, type: this.type(index) }),
      tell('a-string-table-type'),
    )
  }

  #checkSections(): void {
    let content = 0
    for (let i = 1; i < this.sectionCount; i++) {
      const type = this.type(i)
      if (type === SHT.NULL) continue
      this.#checkAlignment(i)
      if (type === SHT.NOBITS) continue
      this.#checkBounds(i)
      content += this.size(i)
      if (type === SHT.RELA) this.#relocations += Math.floor(this.size(i) / RELA_BYTES)
    }
    if (content > MAX_CONTENT_RATIO * this.bytes.length) {
      throw this.refuse(
        'elf-section-overlap',
        tell('section-headers'),
        this.#tableOffset,
        tell('bytes-in-sections', { n: content }),
        tell('about-file', { n: this.bytes.length }),
      )
    }
  }

  #checkBounds(i: number, structure?: Phrase): void {
    if (this.offset(i) + this.size(i) <= this.bytes.length) return
    const offset = this.view.getBigUint64(this.#header(i) + 24, true)
    throw this.refuse(
      'elf-section-bounds',
      structure ?? this.describe(i),
      this.#header(i),
      tell('bytes-from-to', { from: offset, to: offset + this.bigSize(i) }),
      tell('at-most-of-file', { n: this.bytes.length }),
    )
  }

  #checkAlignment(i: number): void {
    const low = this.view.getUint32(this.#header(i) + 48, true)
    if ((low & (low - 1)) === 0 && this.view.getUint32(this.#header(i) + 52, true) === 0) return
    throw this.refuse(
      'elf-alignment',
      this.describe(i),
      this.#header(i) + 48,
      verbatim(this.view.getBigUint64(this.#header(i) + 48, true)),
      tell('alignment'),
    )
  }

  #findOnly(type: number): number {
    let found = 0
    for (let i = 1; i < this.sectionCount; i++) {
      if (this.type(i) !== type) continue
      if (found !== 0) {
        throw this.refuse(
          'elf-two-symbol-tables',
          this.describe(i),
          this.#header(i),
          tell('second-table', { n: found }),
          tell('one'),
        )
      }
      found = i
    }
    return found
  }

  #checkSymbolTable(): void {
    const i = this.symbolTable
    if (i === 0) return
    if (this.size(i) % SYMBOL_BYTES !== 0) {
      throw this.refuse(
        'elf-section-size',
        this.describe(i),
        this.#header(i) + 32,
        tell('bytes', { n: this.size(i) }),
        tell('multiple', { n: SYMBOL_BYTES }),
      )
    }
    const strings = this.link(i)
    if (strings === 0 || strings >= this.sectionCount) {
      throw this.refuse(
        'elf-section-link',
        tell('field', { place: this.describe(i), field: 'sh_link' }),
        this.#header(i) + 40,
        tell('section', { name: strings }),
        tell('string-table-range', { n: this.sectionCount - 1 }),
      )
    }
    this.#checkStringTable(strings, tell('field', { place: this.describe(i), field: 'sh_link' }), this.#header(i) + 40)
  }
}
