/**
 * Tables in files that strangers may damage: where their records stand, and the fields of one. Members of archives and
 * slices of universal files are files of their own.
 */

/** A table of a file: where its first record stands, how many there are and of which size, and the fields of one. */
export interface Records {
  readonly start: number
  readonly count: number
  readonly size: number
  readonly fields: readonly Field[]
}

type Field = readonly [at: number, width: number]

const MACHO_MAGIC = 0xfeedfacf
const COFF_MACHINE_NUMBERS: readonly number[] = [0x8664, 0xaa64]
const BIG_COFF = 0xffff0000
const BIG_COFF_HEADER = 56
const ELF_MAGIC = 0x7f454c46
const ARCHIVE_MAGIC = 0x213c6172
const UNIVERSAL_MAGIC = 0xcafebabe
const UNIVERSAL_MAGIC_64 = 0xcafebabf
const MOST_MEMBERS = 1000

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const magicOf = (bytes: Uint8Array): number => (bytes.length < 64 ? 0 : viewOf(bytes).getUint32(0))
/** Fields of equal width, one behind the other. */
const row = (width: number, ...at: readonly number[]): Field[] => at.map((place) => [place, width])

/** The tables of a file; none for files of no known kind. */
export function recordsOf(bytes: Uint8Array): readonly Records[] {
  const magic = magicOf(bytes)
  if (magic === ELF_MAGIC) return recordsOfElf(bytes)
  if (magic === ARCHIVE_MAGIC) return recordsOfArchive(bytes)
  if (magic === UNIVERSAL_MAGIC || magic === UNIVERSAL_MAGIC_64) return [universalRows(bytes)]
  return recordsOfMacho(bytes) ?? recordsOfCoff(bytes) ?? []
}

/** Section headers of a file, whose fields of place and size make sections lie on each other. */
export function placesOf(bytes: Uint8Array): Records | undefined {
  const magic = magicOf(bytes)
  if (magic === ELF_MAGIC) return { ...elfSections(bytes), fields: [[24, 16]] }
  const coff = recordsOfCoff(bytes)?.[0]
  return coff && { ...coff, fields: [[16, 8]] }
}

/** Files in a file, as views on its bytes. */
export function partsOf(bytes: Uint8Array): readonly Uint8Array[] {
  const magic = magicOf(bytes)
  if (magic === ARCHIVE_MAGIC)
    return memberHeaders(bytes).map((at) => bytes.subarray(at + 60, at + 60 + sizeField(bytes, at)))
  if (magic !== UNIVERSAL_MAGIC) return []
  const view = viewOf(bytes)
  const { start, count, size } = universalRows(bytes)
  return Array.from({ length: count }, (_, i) => {
    const from = view.getUint32(start + size * i + 8)
    return bytes.subarray(from, from + view.getUint32(start + size * i + 12))
  })
}

/** Section headers, symbols and relocations of an ELF object, in its byte order. */
function recordsOfElf(bytes: Uint8Array): Records[] {
  const sections = elfSections(bytes)
  const view = viewOf(bytes)
  const isLittle = bytes[5] === 1
  const tables: Records[] = [sections]
  for (let i = 0; i < sections.count; i++) {
    const at = sections.start + 64 * i
    const type = view.getUint32(at + 4, isLittle)
    const start = Number(view.getBigUint64(at + 24, isLittle))
    const length = Number(view.getBigUint64(at + 32, isLittle))
    if (start + length > bytes.length) continue
    if (type === SHT_SYMTAB) tables.push({ start, count: Math.floor(length / 24), size: 24, fields: ELF_SYMBOL })
    if (type === SHT_RELA) tables.push({ start, count: Math.floor(length / 24), size: 24, fields: ELF_RELOCATION })
  }
  return tables
}

const SHT_SYMTAB = 2
const SHT_RELA = 4
const ELF_SYMBOL: readonly Field[] = [...row(4, 0), ...row(1, 4, 5), ...row(2, 6), ...row(8, 8, 16)]
const ELF_RELOCATION: readonly Field[] = [...row(8, 0, 16), ...row(4, 8, 12)]

/** Types, flags, offsets, sizes, links, alignments, entry sizes. */
function elfSections(bytes: Uint8Array): Records {
  const view = viewOf(bytes)
  const isLittle = bytes[5] === 1
  const start = Number(view.getBigUint64(40, isLittle))
  const room = Math.max(0, Math.floor((bytes.length - start) / 64))
  const fields = [...row(4, 0, 4, 40, 44), ...row(8, 8, 16, 24, 32, 48, 56)]
  return { start, count: Math.min(room, view.getUint16(60, isLittle)), size: 64, fields }
}

/** Words of the load commands, in which the section headers are, and symbols of a Mach-O object. */
function recordsOfMacho(bytes: Uint8Array): Records[] | undefined {
  if (bytes.length < 64) return undefined
  const view = viewOf(bytes)
  if (view.getUint32(0, true) !== MACHO_MAGIC) return undefined
  const length = Math.min(view.getUint32(20, true), bytes.length - 32)
  const words = {
    start: 0,
    count: 8 + Math.floor(length / 4),
    size: 4,
    fields: [...row(1, 0), ...row(4, 0), ...row(8, 0)],
  }
  const tables: Records[] = [words]
  for (let at = 32, left = view.getUint32(16, true); left > 0 && at + 24 <= 32 + length; left--) {
    const size = view.getUint32(at + 4, true)
    if (view.getUint32(at, true) === LC_SYMTAB) {
      const start = view.getUint32(at + 8, true)
      const count = Math.min(view.getUint32(at + 12, true), Math.max(0, Math.floor((bytes.length - start) / 16)))
      tables.push({ start, count, size: 16, fields: [...row(4, 0), ...row(1, 4, 5), ...row(2, 6), ...row(8, 8)] })
    }
    if (view.getUint32(at, true) === LC_SEGMENT_64) tables.push(...machoRelocations(bytes, at))
    at += Math.max(8, size)
  }
  return tables
}

const LC_SYMTAB = 2
const LC_SEGMENT_64 = 0x19

/** The relocations of a segment's sections. */
function machoRelocations(bytes: Uint8Array, segment: number): Records[] {
  const view = viewOf(bytes)
  const tables: Records[] = []
  const count = segment + 72 > bytes.length ? 0 : view.getUint32(segment + 64, true)
  for (let i = 0; i < count && segment + 72 + 80 * (i + 1) <= bytes.length; i++) {
    const at = segment + 72 + 80 * i
    const start = view.getUint32(at + 56, true)
    const all = Math.min(view.getUint32(at + 60, true), Math.max(0, Math.floor((bytes.length - start) / 8)))
    if (all > 0) tables.push({ start, count: all, size: 8, fields: [...row(4, 0, 4), ...row(1, 4, 7), ...row(8, 0)] })
  }
  return tables
}

/** Section headers, symbols and the first section's relocations of a COFF object; undefined for other files. */
function recordsOfCoff(bytes: Uint8Array): readonly Records[] | undefined {
  if (bytes.length < BIG_COFF_HEADER + 40) return undefined
  const view = viewOf(bytes)
  const isBig = view.getUint32(0, true) === BIG_COFF
  if (!isBig && !COFF_MACHINE_NUMBERS.includes(view.getUint16(0, true))) return undefined
  const sections = isBig
    ? { start: 56, count: view.getUint32(44, true), size: 40 }
    : { start: 20, count: view.getUint16(2, true), size: 40 }
  const [table, symbols] = isBig ? [48, 52] : [8, 12]
  const size = isBig ? 20 : 18
  const symbolFields = [
    ...row(4, 4, 8),
    [12, size - 16],
    [size - 4, 2],
    ...row(1, size - 2, size - 1),
    [0, size],
  ] as const
  const relocations = {
    start: view.getUint32(sections.start + 24, true),
    count: view.getUint16(sections.start + 32, true),
  }
  const within = (count: number, each: number): number => Math.min(count, Math.floor(bytes.length / each))
  return [
    {
      ...sections,
      count: within(sections.count, 40),
      fields: [[0, 8], ...row(4, 12, 16, 20, 24, 36), [32, 2], [38, 1]],
    },
    {
      start: view.getUint32(table, true),
      count: within(view.getUint32(symbols, true), size),
      size,
      fields: symbolFields,
    },
    { ...relocations, count: within(relocations.count, 10), size: 10, fields: [...row(4, 0, 4), [8, 2]] },
  ]
}

/** Members' headers (names, sizes) and the words of the first member, which is the index if there is one. */
function recordsOfArchive(bytes: Uint8Array): Records[] {
  const headers = memberHeaders(bytes).map((at) => ({
    start: at,
    count: 1,
    size: 60,
    fields: [[0, 16], ...row(1, 0, 1, 2, 48, 49, 50, 58), [48, 10]] as const,
  }))
  const first = headers[0]
  const length = first ? sizeField(bytes, first.start) : 0
  const index = {
    start: 8 + 60,
    count: Math.floor(length / 4),
    size: 4,
    fields: [...row(4, 0), ...row(1, 3), ...row(2, 0)],
  }
  return [...headers, index, index]
}

/** Where members' headers stand, as far as their sizes lead. */
function memberHeaders(bytes: Uint8Array): number[] {
  const headers: number[] = []
  for (let at = 8; at + 60 <= bytes.length && headers.length < MOST_MEMBERS; ) {
    headers.push(at)
    const end = at + 60 + sizeField(bytes, at)
    at = end + (end % 2)
  }
  return headers
}

/** What a member's header gives as its size; what lies behind the file's end is cut. */
function sizeField(bytes: Uint8Array, header: number): number {
  const text = String.fromCharCode(...bytes.subarray(header + 48, header + 58))
  return Math.min(Math.max(0, Number.parseInt(text, 10) || 0), bytes.length - header - 60)
}

function universalRows(bytes: Uint8Array): Records {
  const view = viewOf(bytes)
  const size = view.getUint32(0) === UNIVERSAL_MAGIC ? 20 : 32
  const count = Math.min(view.getUint32(4), Math.floor((bytes.length - 8) / size))
  return { start: 8, count, size, fields: [...row(4, 0, 4, 8, 12, 16), [8, size - 12]] }
}
