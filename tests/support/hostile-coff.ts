/**
 * Damaged COFF objects with what is expected of each: what is wrong, the diagnostic's code, and the bytes. Each changes a
 * field or two of a good object, so that the message can only be about that. Archives are in `hostile-archives.ts`.
 */
import { BIG_COFF_OBJECT, DIRECTIVES, LONG, SYMBOLS, WHOLE_COFF_OBJECT } from './coff-objects'
import type { Change } from './coff-anatomy'
import { CoffAnatomy } from './coff-anatomy'
import { recordOf } from './coff-writer'
import type { HostileRow } from './hostile-rows'
import { readBytes } from './link-files'

/** An object to put beside the damaged one. */
export const GOOD_COFF = readBytes('tests/corpus/coff-x86-64/unwinding.o')

const ascii = (value: string): number[] => [...new TextEncoder().encode(value)]
const little = (value: number): number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >>> 24) & 255]
const ALL = [0xff, 0xff, 0xff, 0xff]
const TEXT = 1
const DATA = 2
const ZEROS = 3
const LEADER = 4
const NAMELESS = recordOf(SYMBOLS, 'leader') - 2

/** The rows that hold for objects of both forms; `form` stands in front of their names. */
function rowsFor(form: string, big: boolean): HostileRow[] {
  const whole = new CoffAnatomy(big ? BIG_COFF_OBJECT : WHOLE_COFF_OBJECT)
  const { bytes, places, recordBytes } = whole
  const patched = (...changes: readonly Change[]): Uint8Array => whole.patched(...changes)
  const text = whole.section(TEXT)
  const data = whole.section(DATA)
  const zeros = whole.section(ZEROS)
  const call = whole.relocation(TEXT, 0)
  const main = whole.named('main')
  const long = whole.named(LONG)
  const weak = whole.named('weak')
  const common = whole.named('common')
  const own = whole.record(NAMELESS)
  const attached = whole.named('.rdata')
  const end = bytes.length
  const storage = recordBytes - 2
  const count = recordBytes - 1
  const number = (value: number): number[] => little(value).slice(0, big ? 4 : 2)
  const orders = (value: string): Uint8Array => patched([whole.content(6), ...ascii(value.padEnd(DIRECTIVES.length))])
  const rows: HostileRow[] = [
    // Header and tables.
    ['a header that ends early', 'coff-truncated', bytes.slice(0, big ? 55 : 19)],
    ['a header and nothing else', 'coff-truncated', bytes.slice(0, big ? 56 : 20)],
    ['a file that ends in its section headers', 'coff-truncated', bytes.slice(0, whole.section(3) + 5)],
    ['a file that ends in its contents', 'coff-truncated', bytes.slice(0, whole.content(DATA) + 2)],
    ['a file that ends in its symbols', 'coff-truncated', bytes.slice(0, whole.record(3) + 4)],
    ['a file that ends in its strings', 'coff-strings', bytes.slice(0, end - 1)],
    ['a file that ends in the size of its strings', 'coff-strings', bytes.slice(0, whole.strings + 3)],
    ['too many sections', 'coff-truncated', patched([places.sections, ...(big ? ALL : [0xff, 0xfe])])],
    ['one section too many for the file', 'coff-truncated', patched([places.sections, ...number(roomFor(whole) + 1)])],
    ['symbols at 2^32 - 1', 'coff-truncated', patched([places.symbols, ...ALL])],
    ['symbols one byte behind the file', 'coff-truncated', patched([places.symbols, ...little(end + 1)])],
    ['2^32 - 1 symbols', 'coff-truncated', patched([places.records, ...ALL])],
    [
      'one symbol too many for the file',
      'coff-truncated',
      patched([places.records, ...little(Math.floor((end - whole.symbols) / recordBytes) + 1)]),
    ],
    ['32-bit x86', 'coff-machine', patched([big ? 6 : 0, 0x4c, 0x01])],
    ['ARM64 beside x86-64', 'mixed-architectures', patched([big ? 6 : 0, 0x64, 0xaa])],
    // Sections.
    ['content at 2^32 - 1', 'coff-section-bounds', patched([text + 20, ...ALL])],
    ['content of 2^32 - 1 bytes', 'coff-section-bounds', patched([text + 16, ...ALL])],
    [
      'content one byte too long',
      'coff-section-bounds',
      patched([text + 16, ...little(end - whole.content(TEXT) + 1)]),
    ],
    ['content whose end wraps around', 'coff-section-bounds', patched([text + 16, ...ALL, ...ALL])],
    ['an alignment of 2^14', 'coff-alignment', patched([data + 38, 0xf0])],
    ['relocations at 2^32 - 1', 'coff-relocation-table', patched([text + 24, ...ALL])],
    ['relocations that end one byte late', 'coff-relocation-table', patched([text + 24, ...little(end - 9)])],
    ['65535 relocations', 'coff-relocation-table', patched([text + 32, 0xff, 0xff])],
    ['2^32 - 1 relocations, counted in the first', 'coff-relocation-table', overflowing(whole, ALL)],
    [
      'one relocation too many, counted in the first',
      'coff-relocation-table',
      overflowing(whole, little(Math.floor((end - call) / 10) + 1)),
    ],
    ['a section name at 2^32 - 1 of the strings', 'coff-name', patched([data, ...ascii('//D/////')])],
    ['a section name in base 64 that is none', 'coff-name', patched([data, ...ascii('//AA*AAA')])],
    ['a section name in base 64 of three digits', 'coff-name', patched([data, ...ascii('//AAA'), 0, 0, 0])],
    ['a section name in base 64 above 2^32', 'coff-name', patched([data, ...ascii('////////')])],
    ['a section name that is no number', 'coff-name', patched([data, ...ascii('/12x'), 0, 0, 0, 0])],
    ['a section name that is “/”', 'coff-name', patched([data, ...ascii('/'), 0, 0, 0, 0, 0, 0, 0])],
    ['a section name at 0 of the strings', 'coff-name', patched([data, ...ascii('/0'), 0, 0, 0, 0, 0, 0])],
    ['a section name behind the strings', 'coff-name', patched([data, ...ascii('/9999999')])],
    [
      'two sections of one name and two protections',
      'coff-permissions',
      patched([whole.section(LEADER) + 36, 0, 0x10, 0x30, 0xc0]),
    ],
    ['sections of the same bytes over and over', 'coff-section-overlap', overlapping(whole)],
    // Strings.
    ['strings of 2^32 - 1 bytes', 'coff-strings', patched([whole.strings, ...ALL])],
    [
      'strings one byte longer than the file',
      'coff-strings',
      patched([whole.strings, ...little(end - whole.strings + 1)]),
    ],
    ['strings without an end', 'coff-strings', patched([end - 1, 0x41])],
    ['strings of 4 bytes', 'coff-name', patched([whole.strings, 4, 0, 0, 0])],
    ['strings of 0 bytes', 'coff-name', patched([whole.strings, 0, 0, 0, 0])],
    // Symbols.
    ['a symbol whose name is at 2^32 - 1', 'coff-name', patched([long, 0, 0, 0, 0, ...ALL])],
    ['a symbol whose name is in the size of the strings', 'coff-name', patched([long, 0, 0, 0, 0, 3, 0, 0, 0])],
    [
      'a symbol whose name is right behind the strings',
      'coff-name',
      patched([long + 4, ...little(whole.word(whole.strings))]),
    ],
    ['a symbol in the section behind the last', 'coff-symbol-section', patched([main + 12, ...number(7)])],
    ['a symbol in section -3', 'coff-symbol-section', patched([main + 12, ...number(-3)])],
    ['a symbol in section 0x7000', 'coff-symbol-section', patched([main + 12, ...number(0x7000)])],
    ['an undefined symbol in section 0xfe00', 'coff-symbol-section', patched([long + 12, ...number(0xfe00)])],
    ['a symbol right behind its section', 'coff-symbol-bounds', patched([main + 8, ...little(9)])],
    ['a symbol at 2^32 - 1', 'coff-symbol-bounds', patched([main + 8, ...ALL])],
    ['a symbol behind zero-fill', 'coff-symbol-bounds', patched([main + 8, 65, 0, 0, 0, ...number(3)])],
    ['a leader behind its section', 'coff-symbol-bounds', patched([whole.named('leader') + 8, ...little(5)])],
    ['auxiliary records behind the last symbol', 'coff-truncated', patched([whole.named('second') + count, 1])],
    ['255 auxiliary records', 'coff-truncated', patched([main + count, 255])],
    // COMDAT sections.
    ['selection 0', 'coff-comdat-selection', patched([whole.auxiliary(own) + 14, 0])],
    ['selection “newest”', 'coff-comdat-selection', patched([whole.auxiliary(own) + 14, 7])],
    ['selection 8', 'coff-comdat-selection', patched([whole.auxiliary(own) + 14, 8])],
    ['selection 255', 'coff-comdat-selection', patched([whole.auxiliary(own) + 14, 255])],
    ['a section that belongs to section 0', 'coff-comdat', patched([whole.auxiliary(attached) + 12, 0, 0])],
    [
      'a section that belongs to the one behind the last',
      'coff-comdat',
      patched([whole.auxiliary(attached) + 12, 7, 0]),
    ],
    ['a section that belongs to section 65535', 'coff-comdat', patched([whole.auxiliary(attached) + 12, 0xff, 0xff])],
    ['two section symbols before a leader', 'coff-comdat', twoSectionSymbols(whole)],
    // Weak externals.
    ['a weak external without its record', 'coff-weak-external', lastIsWeak(whole)],
    ['an alternative that is record 2^32 - 1', 'coff-weak-external', patched([whole.auxiliary(weak), ...ALL])],
    [
      'an alternative behind the last symbol',
      'coff-weak-external',
      patched([whole.auxiliary(weak), ...little(whole.records)]),
    ],
    ['an alternative that is an auxiliary record', 'coff-weak-external', patched([whole.auxiliary(weak), 1, 0, 0, 0])],
    [
      'an alternative that is the name itself',
      'coff-weak-external',
      patched([whole.auxiliary(weak), ...little((weak - whole.symbols) / recordBytes)]),
    ],
    // Directives.
    ['an alternative name without a second name', 'coff-directive', orders('/alternatename:one')],
    ['an alternative name for nothing', 'coff-directive', orders('/alternatename:=two')],
    ['an alternative name that is empty', 'coff-directive', orders('-ALTERNATENAME:one=')],
    ['an alternative name in quotes without names', 'coff-directive', orders('"-?alternatename:"')],
    // Relocations.
    ['relocation type 12', 'coff-relocation-type', patched([call + 8, 12, 0])],
    ['relocation type 13, for .NET', 'coff-relocation-type', patched([call + 8, 13, 0])],
    ['relocation type 14', 'coff-relocation-type', patched([call + 8, 14, 0])],
    ['relocation type 15', 'coff-relocation-type', patched([call + 8, 15, 0])],
    ['relocation type 16', 'coff-relocation-type', patched([call + 8, 16, 0])],
    ['relocation type 17', 'coff-relocation-type', patched([call + 8, 17, 0])],
    ['relocation type 65535', 'coff-relocation-type', patched([call + 8, 0xff, 0xff])],
    ['a relocation against symbol 2^32 - 1', 'coff-relocation-symbol', patched([call + 4, ...ALL])],
    [
      'a relocation against the symbol behind the last',
      'coff-relocation-symbol',
      patched([call + 4, ...little(whole.records)]),
    ],
    ['a relocation against an auxiliary record', 'coff-relocation-symbol', patched([call + 4, 1, 0, 0, 0])],
    ['a relocation against a file name', 'coff-relocation-symbol', patched([long + storage, 103])],
    ['a relocation against a record for debuggers', 'coff-relocation-symbol', patched([long + 12, ...number(-2)])],
    ['a relocation at the section’s end', 'coff-relocation-bounds', patched([call, 8, 0, 0, 0])],
    ['a field that sticks out by one byte', 'coff-relocation-bounds', patched([call, 5, 0, 0, 0])],
    ['a relocation at 2^32 - 1', 'coff-relocation-bounds', patched([call, ...ALL])],
    [
      'an address of eight bytes that sticks out',
      'coff-relocation-bounds',
      patched([whole.relocation(DATA, 0), 9, 0, 0, 0]),
    ],
    ['a section number that sticks out', 'coff-relocation-bounds', patched([whole.relocation(DATA, 2), 15, 0, 0, 0])],
    ['a relocation in front of its section', 'coff-relocation-bounds', patched([text + 12, 2, 0, 0, 0])],
    [
      'a relocation in zero-fill',
      'coff-relocation-zero-fill',
      patched([zeros + 24, ...little(call), 0, 0, 0, 0, 1, 0]),
    ],
    ['a relocation in a section without bytes', 'coff-relocation-zero-fill', patched([data + 20, 0, 0, 0, 0])],
    [
      'relocations against a common that is gone',
      'coff-relocation-symbol',
      patched([common + storage, 103], [call + 4, ...little((common - whole.symbols) / recordBytes)]),
    ],
  ]
  return rows.map(([name, code, damaged]) => [form + name, code, damaged])
}

/** Section headers that fit between the header and the file's end. */
const roomFor = (whole: CoffAnatomy): number => Math.floor((whole.bytes.length - whole.section(1)) / 40)

/** `.text` with relocations whose number stands in the first of them. */
function overflowing(whole: CoffAnatomy, told: readonly number[]): Uint8Array {
  const header = whole.section(TEXT)
  const flags = whole.bytes[header + 39]! | 1
  return whole.patched([header + 32, 0xff, 0xff], [header + 39, flags], [whole.relocation(TEXT, 0), ...told])
}

/** All sections with content hold the whole file. */
function overlapping(whole: CoffAnatomy): Uint8Array {
  const places = [TEXT, DATA, LEADER, 5, 6].map(
    (i): Change => [whole.section(i) + 16, ...little(whole.bytes.length - 1), ...little(1)],
  )
  return whole.patched(...places)
}

/** The leader's record says what the section symbol's says. */
function twoSectionSymbols(whole: CoffAnatomy): Uint8Array {
  const own = whole.record(NAMELESS)
  const leader = whole.named('leader')
  const copy = whole.bytes.slice(own, own + 2 * whole.recordBytes)
  return whole.patched([leader, ...copy])
}

/** The last symbol is a weak external, and nothing comes behind it. */
function lastIsWeak(whole: CoffAnatomy): Uint8Array {
  const last = whole.named('second')
  return whole.patched([last + 8, 0, 0, 0, 0, 0, 0], [last + whole.recordBytes - 2, 105])
}

const whole = new CoffAnatomy(WHOLE_COFF_OBJECT)
const big = new CoffAnatomy(BIG_COFF_OBJECT)
const imported = [0, 0, 0xff, 0xff, 0, 0, 0x64, 0x86, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 4, 0]

/** Refused before anything is linked; the other files go on. */
export const HOSTILE_COFF: readonly HostileRow[] = [
  ...rowsFor('', false),
  ...rowsFor('big: ', true),
  ['two bytes', 'coff-truncated', whole.bytes.slice(0, 2)],
  ['an optional header of 65535 bytes', 'coff-truncated', whole.patched([16, 0xff, 0xff])],
  ['ARM', 'coff-machine', whole.patched([0, 0xc4, 0x01])],
  ['ARM64EC', 'coff-machine', whole.patched([0, 0x41, 0xa6])],
  ['ARM64X', 'coff-machine', whole.patched([0, 0x4e, 0xa6])],
  ['a processor that nobody knows', 'not-object', whole.patched([0, 0x63, 0x86])],
  ['a Windows program', 'is-windows-image', whole.patched([0, 0x4d, 0x5a])],
  ['big: a class that nobody knows', 'coff-anonymous', big.patched([12, 0])],
  ['big: version 1', 'coff-anonymous', big.patched([4, 1])],
  ['big: a header that ends in its class', 'coff-anonymous', big.bytes.slice(0, 24)],
  ['big: a processor that does not exist', 'coff-machine', big.patched([6, ...[0xff, 0xff]])],
  ['link-time code generation', 'coff-anonymous', Uint8Array.from([...imported.slice(0, 4), 1, ...imported.slice(5)])],
  ['an import entry', 'coff-import', Uint8Array.from([...imported, ...ascii('Sleep\0KERNEL32.dll\0')])],
  ['an import entry without names', 'coff-import', Uint8Array.from(imported)],
  ['an import entry whose names do not end', 'coff-import', Uint8Array.from([...imported, ...ascii('Sleep')])],
  ['an import entry that ends in its header', 'coff-truncated', Uint8Array.from(imported.slice(0, 16))],
]
