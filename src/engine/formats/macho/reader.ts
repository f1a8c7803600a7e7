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
import { hex } from '../../../base/hex'
import type { Phrase } from '../../graph/phrases/phrase'
import { tell, verbatim } from '../../graph/phrases/phrase'
import { textOfBytes } from '../../../base/raw-text'
import type { DiagnosticCode } from '../../graph/diagnostics'
import { Refusal } from '../../graph/diagnostics'
import type { NameId, NameTable } from '../../table/name-table'
import { NO_NAME } from '../../table/name-table'
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
  describe(i: number): Phrase {
    return tell('section-called', { i: i + 1, name: this.sectionName(i) })
  }

  /** Where entry i of the symbol table stands in the file. */
  symbolAt(i: number): number {
    return this.symbols.start + i * NLIST_BYTES
  }

  /** A symbol's name as text, empty if it has none. */
  symbolName(i: number): string {
    const start = this.#nameStart(i)
    if (start === undefined) return ''
    const limit = this.#strings.start + this.#strings.count
    const zero = this.bytes.indexOf(0, start)
    const end = zero < 0 ? limit : Math.min(zero, limit)
    this.#takeName(i, end - start)
    return textOfBytes(this.bytes.subarray(start, end))
  }

  /** A symbol's name as one of a link's names; NO_NAME if it has none. */
  internSymbolName(names: NameTable, i: number): NameId {
    const start = this.#nameStart(i)
    if (start === undefined || this.bytes[start] === 0) return NO_NAME
    // A name may end where the table ends.
    const name = names.internInFile(this.view, start, this.#strings.start + this.#strings.count)
    this.#takeName(i, names.end - start)
    return name
  }

  /** Where a symbol's name begins in the file; undefined if it has none. */
  #nameStart(i: number): number | undefined {
    const at = this.view.getUint32(this.symbolAt(i), true)
    const { start, count } = this.#strings
    if (at === 0) return undefined
    if (at < count) return start + at
    const expected = tell('less-than-strings', { n: count })
    throw this.refuse('macho-name', tell('symbol-number', { i }), this.symbolAt(i), tell('a-name-at', { at }), expected)
  }

  /** Names of a file add up to no more than a few times the file, however they share their bytes. */
  #takeName(i: number, bytes: number): void {
    this.#nameBytes += bytes
    if (this.#nameBytes <= MAX_NAME_RATIO * this.bytes.length + 4096) return
    const found = tell('names-too-long')
    const expected = tell('names-sharing-little')
    throw this.refuse('macho-name', tell('symbol-number', { i }), this.symbolAt(i), found, expected)
  }

  /** How messages call symbol i. */
  describeSymbol(i: number): Phrase {
    return tell('symbol-called', { i, name: this.symbolName(i) || tell('no-name') })
  }

  refuse(code: DiagnosticCode, structure: Phrase, offset: number, found: Phrase, expected: Phrase): Refusal {
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
    const refuse = (code: DiagnosticCode, at: number, field: string, found: Phrase, expected: Phrase): Refusal =>
      this.refuse(code, tell('macho-field', { field }), at, found, expected)
    if (magic === MH.MAGIC_32 || magic === MH.CIGAM_32)
      throw refuse('macho-32-bit', 0, 'magic', verbatim(magic.toString(16)), tell('macho-64'))
    if (magic === MH.CIGAM_64)
      throw refuse('macho-endian', 0, 'magic', tell('macho-other-order'), tell('macho-little-endian'))
    if (bytes.length < MACH_HEADER_BYTES)
      throw this.refuse(
        'macho-truncated',
        tell('macho-header'),
        0,
        tell('bytes', { n: bytes.length }),
        tell('bytes', { n: MACH_HEADER_BYTES }),
      )
    const cpu = view.getUint32(4, true)
    if (cpu !== CPU_TYPE.X86_64 && cpu !== CPU_TYPE.ARM64) {
      const found = tell('called', { number: hex(cpu), name: CPU_NAMES[cpu] ?? tell('unknown') })
      throw refuse(
        'macho-cpu',
        4,
        'cputype',
        found,
        tell('either', { one: '0x1000007 (x86-64)', other: '0x100000c (arm64)' }),
      )
    }
    const type = view.getUint32(12, true)
    if (type !== MH_OBJECT) {
      const code = LINKED_TYPES.includes(type) ? 'macho-linked' : 'macho-type'
      throw refuse(
        code,
        12,
        'filetype',
        tell('called', { number: type, name: FILE_TYPES[type] ?? tell('unknown') }),
        verbatim('1 (MH_OBJECT)'),
      )
    }
  }

  #readCommands(): { readonly headers: readonly number[]; readonly symtab: number | undefined } {
    const { view, bytes } = this
    const count = view.getUint32(16, true)
    const end = MACH_HEADER_BYTES + view.getUint32(20, true)
    if (end > bytes.length) {
      const expected = tell('room-in-file', { n: bytes.length - MACH_HEADER_BYTES })
      const found = tell('bytes-of-commands', { n: end - MACH_HEADER_BYTES })
      throw this.refuse('macho-truncated', tell('macho-field', { field: 'sizeofcmds' }), 20, found, expected)
    }
    const headers: number[] = []
    let symtab: number | undefined
    let at = MACH_HEADER_BYTES
    for (let i = 0; i < count; i++) {
      const size = this.#commandSize(i, at, end)
      const command = view.getUint32(at, true)
      if (command === LC.SEGMENT_64) this.#addSections(headers, i, at, size)
      if (command === LC.SEGMENT)
        throw this.refuse(
          'macho-command',
          tell('load-command', { i }),
          at,
          tell('segment-32'),
          verbatim('LC_SEGMENT_64'),
        )
      if (command === LC.SYMTAB) {
        if (symtab !== undefined)
          throw this.refuse(
            'macho-command',
            tell('load-command-called', { i, name: 'LC_SYMTAB' }),
            at,
            tell('second-symbol-table'),
            tell('one'),
          )
        if (size < SYMTAB_BYTES)
          throw this.refuse(
            'macho-command',
            tell('load-command-called', { i, name: 'LC_SYMTAB' }),
            at + 4,
            tell('bytes', { n: size }),
            tell('bytes', { n: SYMTAB_BYTES }),
          )
        symtab = at
      }
      at += size
    }
    return { headers, symtab }
  }

  #commandSize(i: number, at: number, end: number): number {
    const structure = tell('load-command', { i })
    if (at + LOAD_COMMAND_BYTES > end)
      throw this.refuse('macho-command', structure, at, tell('commands-beyond'), tell('end-at', { n: end }))
    const size = this.view.getUint32(at + 4, true)
    if (size < LOAD_COMMAND_BYTES || size % 8 !== 0)
      throw this.refuse(
        'macho-command',
        tell('field', { place: structure, field: 'cmdsize' }),
        at + 4,
        tell('bytes', { n: size }),
        tell('multiple-of-8'),
      )
    if (at + size > end)
      throw this.refuse(
        'macho-command',
        tell('field', { place: structure, field: 'cmdsize' }),
        at + 4,
        tell('bytes', { n: size }),
        tell('at-most', { n: end - at }),
      )
    return size
  }

  /** Adds where the section headers of a segment command stand. */
  #addSections(headers: number[], i: number, at: number, size: number): void {
    const structure = tell('load-command-called', { i, name: 'LC_SEGMENT_64' })
    if (size < SEGMENT_BYTES)
      throw this.refuse(
        'macho-command',
        structure,
        at + 4,
        tell('bytes', { n: size }),
        tell('at-least-bytes', { n: SEGMENT_BYTES }),
      )
    const count = this.view.getUint32(at + 64, true)
    const room = Math.floor((size - SEGMENT_BYTES) / SECTION_BYTES)
    if (count > room)
      throw this.refuse(
        'macho-command',
        tell('field', { place: structure, field: 'nsects' }),
        at + 64,
        tell('sections', { n: count }),
        tell('at-most', { n: room }),
      )
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
      const found = tell('sections-or-relocations', { n: sum })
      const expected = tell('about-file', { n: this.bytes.length })
      throw this.refuse('macho-section-overlap', tell('section-headers'), this.#headers[0] ?? 0, found, expected)
    }
    this.#checkAddresses()
  }

  #checkPlace(i: number): void {
    const at = this.#headers[i]!
    const { length } = this.bytes
    const size = this.view.getBigUint64(at + 40, true)
    const end = this.address(i) + size
    if (size > MAX_SAFE || end > 1n << 64n) {
      const found = tell('bytes-at-address', { n: size, address: hex(this.address(i)) })
      throw this.refuse('macho-section-bounds', this.describe(i), at + 32, found, tell('end-in-space'))
    }
    if (!this.isZeroFill(i) && this.offset(i) + this.size(i) > length) {
      const found = tell('bytes-from-to', { from: this.offset(i), to: this.offset(i) + this.size(i) })
      throw this.refuse(
        'macho-section-bounds',
        this.describe(i),
        at + 40,
        found,
        tell('at-most-of-file', { n: length }),
      )
    }
    if (this.alignmentLog(i) > MAX_ALIGNMENT_LOG) {
      const found = verbatim(`2^${this.alignmentLog(i)}`)
      throw this.refuse(
        'macho-alignment',
        tell('field', { place: this.describe(i), field: 'align' }),
        at + 52,
        found,
        tell('at-most-2-31'),
      )
    }
    const relocations = this.relocationsOf(i)
    if (relocations > 0 && this.relocationStart(i) + relocations * RELOCATION_BYTES > length) {
      const found = tell('relocations-at', { n: relocations, at: this.relocationStart(i) })
      const expected = tell('end-in-file', { n: length })
      throw this.refuse(
        'macho-section-bounds',
        tell('field', { place: this.describe(i), field: 'nreloc' }),
        at + 60,
        found,
        expected,
      )
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
      const found = tell('address', { address: hex(this.address(next)) })
      const expected = tell('address-or-more', { address: hex(end), section: this.sectionName(before) })
      throw this.refuse('macho-section-overlap', this.describe(next), this.#headers[next]! + 32, found, expected)
    }
  }

  #readSymbolTable(at: number): Table {
    const [start, count] = [this.view.getUint32(at + 8, true), this.view.getUint32(at + 12, true)]
    const [strings, size] = [this.view.getUint32(at + 16, true), this.view.getUint32(at + 20, true)]
    this.#checkTable('nsyms', at + 12, start + count * NLIST_BYTES, tell('symbols-at', { n: count, at: start }))
    this.#checkTable('strsize', at + 20, strings + size, tell('names-at', { n: size, at: strings }))
    this.#strings = { start: strings, count: size }
    return { start, count }
  }

  /** Refuses a table of LC_SYMTAB that ends behind the file; `field` says how long it is. */
  #checkTable(field: string, at: number, end: number, found: Phrase): void {
    const { length } = this.bytes
    if (end <= length) return
    throw this.refuse(
      'macho-symbol-table',
      verbatim(`LC_SYMTAB, ${field}`),
      at,
      found,
      tell('end-before', { n: length }),
    )
  }
}
