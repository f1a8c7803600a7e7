/**
 * Reads the skeleton of a COFF object: header, section headers, symbol table, string table. Files come from strangers,
 * so every offset, size, index and count is checked against the file before it is used; what does not hold is refused
 * with the structure, the offset, what was found and what was expected.
 *
 * Nothing is copied: headers and symbols are read from the file's bytes when they are asked for, each in one step, so
 * reading takes time that grows with the file and with nothing else.
 *
 * Source: Microsoft PE/COFF Specification, "COFF File Header", "Section Table (Section Headers)", "COFF String Table".
 */
import type { Phrase } from '../../graph/phrases/phrase'
import { tell, verbatim } from '../../graph/phrases/phrase'
import { textOfBytes } from '../../../base/raw-text'
import type { DiagnosticCode } from '../../graph/diagnostics'
import { Refusal } from '../../graph/diagnostics'
import type { NameId, NameTable } from '../../table/name-table'
import {
  BIG_SYMBOL_BYTES,
  MANY_RELOCATIONS,
  RELOCATION_BYTES,
  SCN,
  SECTION_HEADER_BYTES,
  SHORT_NAME_BYTES,
  SYMBOL_BYTES,
} from './constants'
import type { CoffHeader } from './header'
import { BIG_MACHINE_AT, readHeader } from './header'
import type { CoffMachine } from './machines'

/** Names of one file may add up to this many times the file (strings may share their tails) before we refuse. */
const MAX_NAME_RATIO = 4
/** Contents and relocations of sections may add up to this many times the file, for they may lie on top of each other. */
const MAX_CONTENT_RATIO = 2
/** Smallest string table: its own size. */
const STRINGS_START = 4
const SLASH = 0x2f
const ZERO = 0x30
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** What a name belongs to, in messages. */
type NameOwner = 'section-header' | 'symbol-number'

export class CoffFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly isBig: boolean
  readonly machine: CoffMachine
  /** Where the file says its machine. */
  readonly machineOffset: number
  /** Sections are numbered from 1. */
  readonly sectionCount: number
  /** Records of the symbol table, auxiliary ones included. */
  readonly symbolCount: number
  /** Bytes of one record of the symbol table. */
  readonly symbolBytes: number
  /** Relocations of all sections; no more than the file's bytes allow. */
  readonly relocationCount: number
  readonly #header: CoffHeader
  /** Where the string table starts in the file, and its size; size 0: there is none. */
  readonly #strings: number
  readonly #stringsSize: number
  #nameBytes = 0
  /** Where the name that was asked for last ends. */
  nameEnd = 0

  constructor(name: string, bytes: Uint8Array) {
    this.name = name
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#header = readHeader(name, bytes)
    this.isBig = this.#header.isBig
    this.machine = this.#header.machine
    this.machineOffset = this.isBig ? BIG_MACHINE_AT : 0
    this.symbolBytes = this.isBig ? BIG_SYMBOL_BYTES : SYMBOL_BYTES
    this.sectionCount = this.#checkSectionTable()
    this.symbolCount = this.#checkSymbolTable()
    this.#strings = this.#header.symbolTable === 0 ? 0 : this.symbolOffset(this.symbolCount)
    this.#stringsSize = this.#checkStrings()
    this.relocationCount = this.#checkSections()
  }

  // Fields of the header of section i, 1 is the first.
  address(i: number): number {
    return this.view.getUint32(this.headerOffset(i) + 12, true)
  }
  size(i: number): number {
    return this.view.getUint32(this.headerOffset(i) + 16, true)
  }
  /** Where the section's bytes are; 0: nowhere. */
  offset(i: number): number {
    return this.view.getUint32(this.headerOffset(i) + 20, true)
  }
  characteristics(i: number): number {
    return this.view.getUint32(this.headerOffset(i) + 36, true)
  }
  isZeroFill(i: number): boolean {
    return (this.characteristics(i) & SCN.CNT_UNINITIALIZED_DATA) !== 0
  }
  /** The power of two; a field of 0 means 16 bytes. */
  alignmentLog(i: number): number {
    const characteristics = this.characteristics(i)
    if (characteristics & SCN.TYPE_NO_PAD) return 0
    const field = (characteristics >>> 20) & 15
    return field === 0 ? 4 : field - 1
  }

  /** Where the relocations of section i start, and how many there are. The first of an overflowing table is a count. */
  relocations(i: number): { readonly start: number; readonly count: number } {
    const at = this.headerOffset(i)
    const start = this.view.getUint32(at + 24, true)
    const count = this.view.getUint16(at + 32, true)
    if (count !== MANY_RELOCATIONS || !(this.characteristics(i) & SCN.LNK_NRELOC_OVFL)) return { start, count }
    const real = this.view.getUint32(start, true)
    return { start: start + RELOCATION_BYTES, count: Math.max(0, real - 1) }
  }

  /** Where the header of section i stands in the file. */
  headerOffset(i: number): number {
    return this.#header.sectionTable + (i - 1) * SECTION_HEADER_BYTES
  }

  /** Where record i of the symbol table stands in the file. */
  symbolOffset(i: number): number {
    return this.#header.symbolTable + i * this.symbolBytes
  }

  /** Fields of the symbol whose record stands at `at`. */
  sectionNumber(at: number): number {
    return this.isBig ? this.view.getInt32(at + 12, true) : this.#shortSectionNumber(at)
  }
  type(at: number): number {
    return this.view.getUint16(at + this.symbolBytes - 4, true)
  }
  storageClass(at: number): number {
    return this.bytes[at + this.symbolBytes - 2]!
  }
  auxiliaries(at: number): number {
    return this.bytes[at + this.symbolBytes - 1]!
  }

  /** Up to 0xfeff a number, above that a small negative one. */
  #shortSectionNumber(at: number): number {
    const number = this.view.getUint16(at + 12, true)
    return number > 0xfeff ? number - 0x10000 : number
  }

  /** The section's name as text, for messages. */
  sectionName(i: number): string {
    const start = this.sectionNameStart(i)
    return textOfBytes(this.bytes.subarray(start, this.nameEnd))
  }

  /** Where the section's name begins in the file; it ends at `nameEnd`. Long names stand in the string table. */
  sectionNameStart(i: number): number {
    const at = this.headerOffset(i)
    if (this.bytes[at] !== SLASH) return this.#shortName(at)
    return this.#stringStart(this.#sectionNamePlace(i, at), 'section-header', i, at)
  }

  /** Where in the string table the long name of a section stands whose header is at `at`. */
  #sectionNamePlace(i: number, at: number): number {
    const place = decimalAt(this.bytes, at + 1, at + SHORT_NAME_BYTES)
    if (place !== undefined) return place
    const end = at + SHORT_NAME_BYTES
    const text = textOfBytes(this.bytes.subarray(at + 1, end)).replace(/\0.*$/s, '')
    const offset = text.startsWith('/') ? fromBase64(text.slice(1)) : undefined
    if (offset === undefined) {
      const expected = tell('long-name-form')
      throw this.refuse('coff-name', tell('section-header', { i }), at, tell('the-name', { text }), expected)
    }
    return offset
  }

  /** The section's name as one of a link's names. */
  internSectionName(names: NameTable, i: number): NameId {
    const at = this.headerOffset(i)
    if (this.bytes[at] !== SLASH) return names.internInFile(this.view, at, at + SHORT_NAME_BYTES)
    return this.#internString(names, this.#sectionNamePlace(i, at), 'section-header', i, at)
  }

  /** The same for the symbol whose record, number `index`, stands at `at`. */
  internSymbolName(names: NameTable, index: number, at: number): NameId {
    if (this.view.getUint32(at, true) !== 0) return names.internInFile(this.view, at, at + SHORT_NAME_BYTES)
    const place = this.view.getUint32(at + 4, true)
    if (place === 0) return names.internInFile(this.view, at, at)
    return this.#internString(names, place, 'symbol-number', index, at)
  }

  #internString(names: NameTable, place: number, structure: NameOwner, i: number, at: number): NameId {
    this.#checkPlace(place, structure, i, at)
    const start = this.#strings + place
    const name = names.internInFile(this.view, start, this.#strings + this.#stringsSize)
    this.#takeName(start, names.end, structure, i)
    return name
  }

  /** Where the name begins that the record of a symbol, number `index`, at `at` has; it ends at `nameEnd`. */
  symbolNameStart(index: number, at: number): number {
    if (this.view.getUint32(at, true) !== 0) return this.#shortName(at)
    const offset = this.view.getUint32(at + 4, true)
    if (offset !== 0) return this.#stringStart(offset, 'symbol-number', index, at)
    this.nameEnd = at
    return at
  }

  #shortName(at: number): number {
    let end = at
    while (end < at + SHORT_NAME_BYTES && this.bytes[end] !== 0) end++
    this.nameEnd = end
    return at
  }

  #stringStart(place: number, structure: NameOwner, i: number, at: number): number {
    this.#checkPlace(place, structure, i, at)
    const start = this.#strings + place
    const limit = this.#strings + this.#stringsSize
    const zero = this.bytes.indexOf(0, start)
    this.nameEnd = zero < 0 ? limit : Math.min(zero, limit)
    this.#takeName(start, this.nameEnd, structure, i)
    return start
  }

  /** A name stands in the string table, behind its size. */
  #checkPlace(place: number, structure: NameOwner, i: number, at: number): void {
    if (place >= STRINGS_START && place < this.#stringsSize) return
    const expected =
      this.#stringsSize === 0
        ? tell('a-string-table')
        : tell('range', { from: STRINGS_START, to: this.#stringsSize - 1 })
    throw this.refuse('coff-name', tell(structure, { i }), at, tell('name-in-strings', { at: place }), expected)
  }

  /** A name ends in the string table; and names of a file add up to no more than a few times the file. */
  #takeName(start: number, end: number, structure: NameOwner, i: number): void {
    if (end >= this.#strings + this.#stringsSize) {
      const expected = tell('name-end')
      throw this.refuse('coff-name', tell(structure, { i }), start, tell('names-endless'), expected)
    }
    this.#nameBytes += end - start
    if (this.#nameBytes <= MAX_NAME_RATIO * this.bytes.length + 4096) return
    const found = tell('names-too-long')
    throw this.refuse('coff-name', tell(structure, { i }), start, found, tell('names-sharing-little'))
  }

  /** How messages call section i. */
  describe(i: number): Phrase {
    return tell('section-header-called', { i, name: this.sectionName(i) || tell('no-name') })
  }

  /** How messages call a symbol. */
  describeSymbol(index: number): Phrase {
    const start = this.symbolNameStart(index, this.symbolOffset(index))
    return tell('symbol-called', {
      i: index,
      name: textOfBytes(this.bytes.subarray(start, this.nameEnd)) || tell('no-name'),
    })
  }

  refuse(code: DiagnosticCode, structure: Phrase, offset: number, found: Phrase, expected: Phrase): Refusal {
    return new Refusal(code, { file: this.name, structure, offset, found, expected })
  }

  #checkSectionTable(): number {
    const { sectionTable, sectionCount } = this.#header
    const room = Math.max(0, Math.floor((this.bytes.length - sectionTable) / SECTION_HEADER_BYTES))
    if (sectionCount <= room) return sectionCount
    const found = tell('headers-from', { n: sectionCount, from: sectionTable })
    const at = this.isBig ? 44 : 2
    const expected = tell('room-in-file', { n: room })
    throw this.refuse('coff-truncated', tell('coff-field', { field: 'NumberOfSections' }), at, found, expected)
  }

  #checkSymbolTable(): number {
    const { symbolTable, symbolCount, isBig } = this.#header
    if (symbolTable === 0) return 0
    const room = Math.max(0, Math.floor((this.bytes.length - symbolTable) / this.symbolBytes))
    if (symbolCount <= room && symbolTable <= this.bytes.length) return symbolCount
    const found = tell('symbols-from', { n: symbolCount, from: symbolTable })
    const at = isBig ? 52 : 12
    throw this.refuse(
      'coff-truncated',
      tell('coff-field', { field: 'NumberOfSymbols' }),
      at,
      found,
      tell('room-in-file', { n: room }),
    )
  }

  /** The string table's size, which is its first word. A file may end where it would start: then it has no long names. */
  #checkStrings(): number {
    const start = this.#strings
    if (start === 0 || start === this.bytes.length) return 0
    const room = this.bytes.length - start
    const size = room >= STRINGS_START ? this.view.getUint32(start, true) : room
    if (room < STRINGS_START || size > room) {
      const expected = tell('room-for-bytes', { from: STRINGS_START, to: room })
      throw this.refuse('coff-strings', tell('string-table'), start, tell('bytes', { n: size }), expected)
    }
    if (size > STRINGS_START && this.bytes[start + size - 1] !== 0) {
      const expected = tell('zero-at-end')
      throw this.refuse(
        'coff-strings',
        tell('string-table'),
        start + size - 1,
        verbatim(this.bytes[start + size - 1]!),
        expected,
      )
    }
    return size
  }

  #checkSections(): number {
    let content = 0
    let relocations = 0
    for (let i = 1; i <= this.sectionCount; i++) {
      content += this.#checkContent(i)
      relocations += this.#checkRelocations(i)
    }
    if (content + relocations * RELOCATION_BYTES > MAX_CONTENT_RATIO * this.bytes.length) {
      const found = tell('bytes-and-relocations', { n: content, relocations })
      const expected = tell('about-file', { n: this.bytes.length })
      throw this.refuse('coff-section-overlap', tell('section-headers'), this.#header.sectionTable, found, expected)
    }
    return relocations
  }

  #checkContent(i: number): number {
    if (((this.characteristics(i) >>> 20) & 15) === 15 && !(this.characteristics(i) & SCN.TYPE_NO_PAD)) {
      const at = this.headerOffset(i) + 36
      throw this.refuse('coff-alignment', this.describe(i), at, tell('alignment-15'), tell('alignment-field'))
    }
    if (this.isZeroFill(i) || this.offset(i) === 0) return 0
    const end = this.offset(i) + this.size(i)
    if (end <= this.bytes.length) return this.size(i)
    const found = tell('bytes-from-to', { from: this.offset(i), to: end })
    const expected = tell('at-most-of-file', { n: this.bytes.length })
    throw this.refuse('coff-section-bounds', this.describe(i), this.headerOffset(i) + 16, found, expected)
  }

  #checkRelocations(i: number): number {
    const at = this.headerOffset(i)
    const first = this.view.getUint32(at + 24, true)
    if (this.view.getUint16(at + 32, true) === 0) return 0
    const expected = tell('end-before', { n: this.bytes.length })
    if (first + RELOCATION_BYTES > this.bytes.length) {
      const found = tell('relocations-from', { from: first })
      throw this.refuse('coff-relocation-table', this.describe(i), at + 24, found, expected)
    }
    const { start, count } = this.relocations(i)
    if (start + count * RELOCATION_BYTES <= this.bytes.length) return count
    const found = tell('n-relocations-from', { n: count, from: start })
    throw this.refuse('coff-relocation-table', this.describe(i), at + 32, found, expected)
  }
}

/** A decimal number in bytes up to a zero or the end; undefined if it is none. */
function decimalAt(bytes: Uint8Array, start: number, end: number): number | undefined {
  let value = 0
  let at = start
  for (; at < end && bytes[at] !== 0; at++) {
    const digit = bytes[at]! - ZERO
    if (digit < 0 || digit > 9) return undefined
    value = 10 * value + digit
  }
  return at === start ? undefined : value
}

/** A number in base 64, most significant digit first; undefined if it is none or larger than a file. */
function fromBase64(digits: string): number | undefined {
  if (digits.length !== SHORT_NAME_BYTES - 2) return undefined
  let value = 0
  for (const digit of digits) {
    const place = BASE64.indexOf(digit)
    if (place < 0) return undefined
    value = value * BASE64.length + place
  }
  return value <= 0xffffffff ? value : undefined
}
