/** Places in a COFF object, to be damaged. Ordinary and big objects. */

export type Change = readonly [offset: number, ...bytes: number[]]

const HEADER = 20
const BIG_HEADER = 56
const SECTION_HEADER = 40
const RELOCATION = 10

export class CoffAnatomy {
  readonly bytes: Uint8Array
  readonly isBig: boolean
  /** Bytes of a record of the symbol table. */
  readonly recordBytes: number
  readonly #view: DataView

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.isBig = this.#view.getUint32(0, true) === 0xffff0000
    this.recordBytes = this.isBig ? 20 : 18
  }

  /** Where the header counts sections, says where the symbols are, and counts their records. */
  get places(): { readonly sections: number; readonly symbols: number; readonly records: number } {
    return this.isBig ? { sections: 44, symbols: 48, records: 52 } : { sections: 2, symbols: 8, records: 12 }
  }

  get sectionCount(): number {
    return this.isBig ? this.word(this.places.sections) : this.half(this.places.sections)
  }
  get symbols(): number {
    return this.word(this.places.symbols)
  }
  get records(): number {
    return this.word(this.places.records)
  }
  get strings(): number {
    return this.symbols + this.records * this.recordBytes
  }

  /** The header of section i, counted from 1. */
  section(i: number): number {
    return (this.isBig ? BIG_HEADER : HEADER) + (i - 1) * SECTION_HEADER
  }

  content(i: number): number {
    return this.word(this.section(i) + 20)
  }
  size(i: number): number {
    return this.word(this.section(i) + 16)
  }
  relocation(i: number, k: number): number {
    return this.word(this.section(i) + 24) + RELOCATION * k
  }
  relocations(i: number): number {
    return this.half(this.section(i) + 32)
  }

  record(i: number): number {
    return this.symbols + i * this.recordBytes
  }

  /** Where the n-th symbol of a name stands. */
  named(name: string, n = 0): number {
    const all: number[] = []
    for (let i = 0; i < this.records; i += 1 + this.bytes[this.record(i) + this.recordBytes - 1]!) all.push(i)
    const found = all.filter((i) => this.#nameAt(this.record(i)) === name)[n]
    if (found === undefined) throw new Error(`no symbol ${name}`)
    return this.record(found)
  }

  /** The auxiliary record of the symbol that stands at `at`. */
  auxiliary(at: number): number {
    return at + this.recordBytes
  }

  word(at: number): number {
    return this.#view.getUint32(at, true)
  }
  half(at: number): number {
    return this.#view.getUint16(at, true)
  }

  /** A copy with some bytes changed. */
  patched(...changes: readonly Change[]): Uint8Array {
    const copy = this.bytes.slice()
    for (const [offset, ...bytes] of changes) copy.set(bytes, offset)
    return copy
  }

  #nameAt(at: number): string {
    const isLong = this.word(at) === 0
    const start = isLong ? this.strings + this.word(at + 4) : at
    const field = this.bytes.subarray(start, isLong ? this.bytes.length : at + 8)
    const end = field.indexOf(0)
    return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end))
  }
}
