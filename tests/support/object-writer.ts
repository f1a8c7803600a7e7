/**
 * Writes small ELF x86-64 object files for tests that need what no compiler writes: sections with addresses, odd types,
 * relocations of one's choice. Sections stand in the file in the order given, behind them the tables.
 *
 * Source: System V ABI, "Object Files"; AMD64 supplement for the relocation numbers.
 */

const RELOCATION_TYPES = {
  '64': 1,
  PC32: 2,
  PLT32: 4,
  GOTPCREL: 9,
  '32': 10,
  '32S': 11,
  TLSGD: 19,
  TLSLD: 20,
  DTPOFF32: 21,
  PC64: 24,
  GOT64: 27,
  GOTPLT64: 30,
  PLTOFF64: 31,
  SIZE32: 32,
  REX_GOTPCRELX: 42,
} as const

export interface RelocationSpec {
  readonly at: number
  readonly type: keyof typeof RELOCATION_TYPES
  /** A symbol's name, or a section's name for its section symbol. A name that is neither is undefined. */
  readonly to: string
  readonly addend?: number
}

export interface SectionSpec {
  readonly name: string
  /** As in assembler: `a` allocated, `w` writable, `x` executable, `T` thread-local, `R` retained. */
  readonly flags?: string
  readonly type?: keyof typeof SECTION_TYPES
  readonly bytes?: readonly number[]
  /** Bytes of zeros instead of `bytes`. */
  readonly size?: number
  readonly address?: number
  readonly align?: number
  readonly relocations?: readonly RelocationSpec[]
}

/** The home of a common: memory that the linker has to make; `at` is its alignment. */
export const COMMON = '*COMMON*'
const SHN_COMMON = 0xfff2

export interface SymbolSpec {
  readonly name: string
  /** A section, or COMMON. */
  readonly in: string
  readonly at?: number
  readonly size?: number
  readonly binding?: keyof typeof BINDINGS
  readonly type?: keyof typeof SYMBOL_TYPES
}

export interface ObjectSpec {
  readonly sections: readonly SectionSpec[]
  readonly symbols?: readonly SymbolSpec[]
}

const SECTION_TYPES = { progbits: 1, note: 7, nobits: 8, initArray: 14, finiArray: 15, preinitArray: 16 } as const
const BINDINGS = { local: 0, global: 1, weak: 2 } as const
const SYMBOL_TYPES = { notype: 0, object: 1, func: 2, section: 3, tls: 6 } as const
const FLAGS: Readonly<Record<string, number>> = { a: 2, w: 1, x: 4, T: 0x400, R: 0x200000 }

interface Header {
  readonly name: string
  readonly type: number
  readonly flags: number
  readonly address: number
  readonly content: Uint8Array
  readonly size: number
  readonly link: number
  readonly info: number
  readonly align: number
  readonly entry: number
}

interface Row {
  readonly name: string
  readonly info: number
  readonly section: number
  readonly value: number
  readonly size: number
}

export function writeObject({ sections, symbols = [] }: ObjectSpec): Uint8Array<ArrayBuffer> {
  const indexOf = new Map(sections.map(({ name }, i) => [name, i + 1]))
  const rows = symbolRows(sections, symbols, indexOf)
  const places = new Map(rows.map(({ name, section, info }, i) => [nameOfRow(sections, name, section, info), i]))
  const strings = new Strings()
  const relocated = sections.filter(({ relocations = [] }) => relocations.length > 0)
  const table = sections.length + relocated.length + 1
  const headers: Header[] = [
    ...sections.map(sectionHeader),
    ...relocated.map((section) => relocationHeader(section, indexOf.get(section.name)!, table, places)),
    symbolHeader(rows, table + 1, strings),
  ]
  headers.push({ ...bare('.strtab', 3), content: strings.bytes, size: strings.bytes.length })
  return layOut(headers)
}

/** The null symbol, then locals, then the others; undefined names come last. */
function symbolRows(
  sections: readonly SectionSpec[],
  symbols: readonly SymbolSpec[],
  indexOf: ReadonlyMap<string, number>,
): Row[] {
  const defined = symbols.map(({ name, in: home, at = 0, size = 0, binding = 'global', type = 'notype' }) => ({
    name,
    info: (BINDINGS[binding] << 4) | SYMBOL_TYPES[type],
    section: home === COMMON ? SHN_COMMON : indexOf.get(home)!,
    value: at,
    size,
  }))
  const known = new Set([...symbols.map(({ name }) => name), ...indexOf.keys()])
  const asked = sections.flatMap(({ relocations = [] }) => relocations.map(({ to }) => to))
  const row = (name: string, info: number, section: number): Row => ({ name, info, section, value: 0, size: 0 })
  const named = new Set(asked.filter((name) => indexOf.has(name)))
  const missing = new Set(asked.filter((name) => !known.has(name)))
  const isLocal = ({ info }: Row): boolean => info >> 4 === BINDINGS.local
  return [
    row('', 0, 0),
    ...[...named].map((name) => row('', SYMBOL_TYPES.section, indexOf.get(name)!)),
    ...defined.filter(isLocal),
    ...defined.filter((symbol) => !isLocal(symbol)),
    ...[...missing].map((name) => row(name, BINDINGS.global << 4, 0)),
  ]
}

const nameOfRow = (sections: readonly SectionSpec[], name: string, section: number, info: number): string =>
  info === SYMBOL_TYPES.section ? sections[section - 1]!.name : name

const bare = (name: string, type: number): Header => ({
  name,
  type,
  flags: 0,
  address: 0,
  content: new Uint8Array(0),
  size: 0,
  link: 0,
  info: 0,
  align: 1,
  entry: 0,
})

function sectionHeader({ name, flags = '', type = 'progbits', bytes, size = 0, address = 0, align = 1 }: SectionSpec) {
  const content = type === 'nobits' ? new Uint8Array(0) : Uint8Array.from(bytes ?? new Array<number>(size).fill(0))
  return {
    ...bare(name, SECTION_TYPES[type]),
    flags: [...flags].reduce((sum, letter) => sum | FLAGS[letter]!, 0),
    address,
    content,
    size: type === 'nobits' ? size : content.length,
    align,
  }
}

function relocationHeader(
  { name, relocations = [] }: SectionSpec,
  index: number,
  table: number,
  places: ReadonlyMap<string, number>,
): Header {
  const content = new Uint8Array(24 * relocations.length)
  const view = new DataView(content.buffer)
  relocations.forEach(({ at, type, to, addend = 0 }, i) => {
    view.setBigUint64(24 * i, BigInt(at), true)
    view.setUint32(24 * i + 8, RELOCATION_TYPES[type], true)
    view.setUint32(24 * i + 12, places.get(to)!, true)
    view.setBigInt64(24 * i + 16, BigInt(addend), true)
  })
  return { ...bare(`.rela${name}`, 4), content, size: content.length, link: table, info: index, align: 8, entry: 24 }
}

function symbolHeader(rows: readonly Row[], link: number, strings: Strings): Header {
  const content = new Uint8Array(24 * rows.length)
  const view = new DataView(content.buffer)
  rows.forEach(({ name, info, section, value, size }, i) => {
    view.setUint32(24 * i, strings.add(name), true)
    view.setUint8(24 * i + 4, info)
    view.setUint16(24 * i + 6, section, true)
    view.setBigUint64(24 * i + 8, BigInt(value), true)
    view.setBigUint64(24 * i + 16, BigInt(size), true)
  })
  const firstGlobal = rows.findIndex(({ info }) => info >> 4 !== BINDINGS.local)
  const info = firstGlobal < 0 ? rows.length : firstGlobal
  return { ...bare('.symtab', 2), content, size: content.length, link, info, align: 8, entry: 24 }
}

class Strings {
  #text = '\0'

  add(name: string): number {
    if (name === '') return 0
    const at = this.#text.length
    this.#text += `${name}\0`
    return at
  }

  get bytes(): Uint8Array {
    return new TextEncoder().encode(this.#text)
  }
}

/** File header, contents, the names of the sections, the section headers. */
function layOut(headers: readonly Header[]): Uint8Array<ArrayBuffer> {
  const names = new Strings()
  const all = [bare('', 0), ...headers, bare('.shstrtab', 3)]
  const nameAt = all.map(({ name }) => names.add(name))
  const contents = all.map(({ content }, i) => (i === all.length - 1 ? names.bytes : content))
  let end = 64
  const offsets = contents.map((content) => {
    const at = Math.ceil(end / 16) * 16
    end = at + content.length
    return at
  })
  const tableAt = Math.ceil(end / 16) * 16
  const file = new Uint8Array(tableAt + 64 * all.length)
  const view = new DataView(file.buffer)
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])
  for (const [at, value] of [
    [16, 1],
    [18, 62],
    [52, 64],
    [58, 64],
    [60, all.length],
    [62, all.length - 1],
  ] as const)
    view.setUint16(at, value, true)
  view.setUint32(20, 1, true)
  view.setBigUint64(40, BigInt(tableAt), true)
  for (const [i, content] of contents.entries()) file.set(content, offsets[i]!)
  all.forEach((header, i) => {
    const at = tableAt + 64 * i
    view.setUint32(at, nameAt[i]!, true)
    view.setUint32(at + 4, header.type, true)
    const size = header.type === 8 ? header.size : contents[i]!.length
    const wide = [header.flags, header.address, i === 0 ? 0 : offsets[i]!, size]
    for (const [field, value] of wide.entries()) view.setBigUint64(at + 8 + 8 * field, BigInt(value), true)
    view.setUint32(at + 40, header.link, true)
    view.setUint32(at + 44, header.info, true)
    view.setBigUint64(at + 48, BigInt(i === 0 ? 0 : header.align), true)
    view.setBigUint64(at + 56, BigInt(header.entry), true)
  })
  return file
}
