/**
 * Writes small COFF objects, of x86-64 if nothing else is asked for, for tests that need what no compiler writes. Sections stand in the file in the order
 * given, each followed by its relocations; behind them the symbol table and the strings.
 *
 * Source: Microsoft PE/COFF Specification, "COFF File Header", "Section Table", "COFF Symbol Table".
 */
import { BIG_OBJECT_CLASS, CLASS, MACHINE_AMD64, SCN, SELECT } from '../../src/engine/formats/coff/constants'

export interface CoffRelocationSpec {
  readonly at: number
  readonly type: number
  /** A symbol's name, or the number of a record. */
  readonly to: string | number
}

export interface CoffSectionSpec {
  readonly name: string
  /** `r`, `w`, `x`; `c` COMDAT, `n` removed from the image, `d` discardable, `z` zero-fill. */
  readonly flags?: string
  /** Further bits of the characteristics. */
  readonly bits?: number
  readonly align?: number
  readonly bytes?: readonly number[]
  /** Bytes of zeros of a `z` section. */
  readonly size?: number
  readonly relocations?: readonly CoffRelocationSpec[]
  /** Write the relocations as an overflowing table: their count as its first entry. */
  readonly overflows?: boolean
}

export interface CoffSymbolSpec {
  readonly name: string
  /** Section number: 1 is the first, 0 undefined, -1 absolute. */
  readonly section?: number
  readonly value?: number
  readonly storage?: number
  readonly isFunction?: boolean
  /** Bytes of auxiliary records, 18 each. */
  readonly auxiliaries?: readonly (readonly number[])[]
}

export interface CoffSpec {
  readonly big?: boolean
  readonly machine?: number
  readonly sections: readonly CoffSectionSpec[]
  readonly symbols?: readonly CoffSymbolSpec[]
}

const FLAGS: Readonly<Record<string, number>> = {
  r: 0x40000000,
  w: SCN.MEM_WRITE,
  x: SCN.MEM_EXECUTE | SCN.CNT_CODE,
  c: SCN.LNK_COMDAT,
  n: SCN.LNK_REMOVE,
  d: SCN.MEM_DISCARDABLE,
  z: SCN.CNT_UNINITIALIZED_DATA,
}
const SHORT_NAME = 8

const word = (value: number): number[] => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24]
const half = (value: number): number[] => [value & 255, (value >>> 8) & 255]
const text = (value: string): number[] => [...new TextEncoder().encode(value)]

/** The symbol of a section, with its auxiliary record. `selection` and `other` are for COMDAT sections. */
export const sectionSymbol = (name: string, section: number, selection = 0, other = 0): CoffSymbolSpec => ({
  name,
  section,
  storage: CLASS.STATIC,
  auxiliaries: [[...word(0), ...half(0), ...half(0), ...word(0), ...half(other), selection, 0, ...half(0)]],
})

/** An exported function at the start of a section, or `value` bytes in. */
export const exported = (name: string, section: number, value = 0): CoffSymbolSpec => ({
  name,
  section,
  value,
  isFunction: true,
})

/** A weak external: `tag` is the record of its alternative. */
export const weakExternal = (name: string, tag: number, search: number): CoffSymbolSpec => ({
  name,
  storage: CLASS.WEAK_EXTERNAL,
  auxiliaries: [[...word(tag), ...word(search)]],
})

/** A COMDAT section's two symbols. */
export const comdat = (section: number, leader: string, selection: number = SELECT.ANY): CoffSymbolSpec[] => [
  sectionSymbol('.text', section, selection),
  exported(leader, section),
]

/** Number of a symbol's record, auxiliary ones of the symbols before it counted. */
export function recordOf(symbols: readonly CoffSymbolSpec[], name: string): number {
  let record = 0
  for (const symbol of symbols) {
    if (symbol.name === name) return record
    record += 1 + (symbol.auxiliaries?.length ?? 0)
  }
  throw new Error(`no symbol ${name}`)
}

export function writeCoff(spec: CoffSpec): Uint8Array<ArrayBuffer> {
  return new CoffWriter(spec).write()
}

class CoffWriter {
  readonly #big: boolean
  readonly #machine: number
  readonly #sections: readonly CoffSectionSpec[]
  readonly #symbols: readonly CoffSymbolSpec[]
  readonly #strings: number[] = []
  /** Contents and relocations, which start behind the section headers. */
  readonly #body: number[] = []
  readonly #start: number

  constructor({ big = false, machine = MACHINE_AMD64, sections, symbols = [] }: CoffSpec) {
    this.#big = big
    this.#machine = machine
    this.#sections = sections
    this.#symbols = symbols
    this.#start = (big ? 56 : 20) + 40 * sections.length
  }

  write(): Uint8Array<ArrayBuffer> {
    const headers = this.#sections.flatMap((section) => this.#section(section))
    const records = this.#symbols.flatMap((symbol) => this.#symbol(symbol))
    const count = this.#symbols.reduce((sum, { auxiliaries = [] }) => sum + 1 + auxiliaries.length, 0)
    const header = this.#header(this.#start + this.#body.length, count)
    const strings = [...word(4 + this.#strings.length), ...this.#strings]
    return Uint8Array.from([...header, ...headers, ...this.#body, ...records, ...strings])
  }

  #header(table: number, count: number): number[] {
    const sections = this.#sections.length
    const tail = [...word(table), ...word(count)]
    if (!this.#big) return [...half(this.#machine), ...half(sections), ...word(0), ...tail, ...half(0), ...half(0)]
    const head = [...half(0), ...half(0xffff), ...half(2), ...half(this.#machine), ...word(0), ...BIG_OBJECT_CLASS]
    return [...head, ...[0, 0, 0, 0, sections].flatMap(word), ...tail]
  }

  #section(section: CoffSectionSpec): number[] {
    const { name, bytes = [], size = bytes.length, relocations = [], overflows = false } = section
    const offset = bytes.length === 0 ? 0 : this.#start + this.#body.length
    this.#body.push(...bytes)
    const table = relocations.length === 0 && !overflows ? 0 : this.#start + this.#body.length
    if (overflows) this.#body.push(...word(relocations.length + 1), ...word(0), ...half(0))
    for (const { at, type, to } of relocations)
      this.#body.push(...word(at), ...word(typeof to === 'number' ? to : recordOf(this.#symbols, to)), ...half(type))
    const shown = name.length > SHORT_NAME ? `/${this.#longName(name)}` : name
    const count = overflows ? 0xffff : relocations.length
    const places = [0, 0, size, offset, table, 0].flatMap(word)
    return [...text(shown.padEnd(SHORT_NAME, '\0')), ...places, ...half(count), ...half(0), ...word(bitsOf(section))]
  }

  #symbol(symbol: CoffSymbolSpec): number[] {
    const { name, section = 0, value = 0, storage = CLASS.EXTERNAL, isFunction = false, auxiliaries = [] } = symbol
    const isLong = text(name).length > SHORT_NAME
    const shown = isLong ? [...word(0), ...word(this.#longName(name))] : text(name.padEnd(SHORT_NAME, '\0'))
    const number = this.#big ? word(section) : half(section)
    const record = [...shown, ...word(value), ...number, ...half(isFunction ? 0x20 : 0), storage, auxiliaries.length]
    const rest = auxiliaries.flatMap((bytes) => Array.from({ length: record.length }, (_, i) => bytes[i] ?? 0))
    return [...record, ...rest]
  }

  #longName(name: string): number {
    const at = 4 + this.#strings.length
    this.#strings.push(...text(name), 0)
    return at
  }
}

/** A section's characteristics. */
function bitsOf({ flags = 'r', bits = 0, align = 1, overflows = false }: CoffSectionSpec): number {
  const alignment = (Math.log2(align) + 1) << 20
  const own = [...flags].reduce((sum, flag) => sum | FLAGS[flag]!, bits | alignment)
  return (own | (overflows ? SCN.LNK_NRELOC_OVFL : 0)) >>> 0
}
