/** Places in an ELF object of either byte order, so that tests can damage them. */

export type Change = readonly [offset: number, ...bytes: number[]]

/** Places in an object, to be damaged. */
export class Anatomy {
  readonly bytes: Uint8Array
  readonly #view: DataView
  readonly #isLittle: boolean
  readonly #table: number
  readonly #count: number

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#isLittle = bytes[5] !== 2
    this.#table = Number(this.#view.getBigUint64(40, this.#isLittle))
    this.#count = this.#view.getUint16(60, this.#isLittle)
  }

  header(index: number): number {
    return this.#table + 64 * index
  }

  /** The header of the n-th section of a type. */
  ofType(type: number, n = 0): number {
    const found = [...Array(this.#count).keys()].filter(
      (i) => this.#view.getUint32(this.header(i) + 4, this.#isLittle) === type,
    )
    return this.header(found[n]!)
  }

  /** The header of the section of a name. */
  named(name: string): number {
    const strings = this.content(this.header(this.#view.getUint16(62, this.#isLittle)))
    for (let i = 1; i < this.#count; i++) {
      const start = strings + this.#view.getUint32(this.header(i), this.#isLittle)
      const end = this.bytes.indexOf(0, start)
      if (new TextDecoder().decode(this.bytes.subarray(start, end)) === name) return this.header(i)
    }
    throw new Error(`no section ${name}`)
  }

  /** Where a section's content is. */
  content(header: number): number {
    return Number(this.#view.getBigUint64(header + 24, this.#isLittle))
  }

  /** The word at a place: the lower half, where the number has 64 bits. */
  word(at: number): number {
    return this.#isLittle ? this.#view.getUint32(at, true) : this.#view.getUint32(at + 4, false)
  }

  /** Where the first relocation of a type stands in a table. */
  relocation(table: string, type: number): number {
    const start = this.content(this.named(table))
    const end = start + Number(this.#view.getBigUint64(this.named(table) + 32, this.#isLittle))
    for (let at = start; at < end; at += 24) if (this.word(at + 8) === type) return at
    throw new Error(`no relocation of type ${type}`)
  }

  /** Where the record of a symbol stands. */
  symbolOf(name: string): number {
    const table = this.ofType(2)
    const strings = this.content(this.header(this.#view.getUint32(table + 40, this.#isLittle)))
    const start = this.content(table)
    const end = start + Number(this.#view.getBigUint64(table + 32, this.#isLittle))
    for (let at = start; at < end; at += 24) {
      const from = strings + this.#view.getUint32(at, this.#isLittle)
      if (new TextDecoder().decode(this.bytes.subarray(from, this.bytes.indexOf(0, from))) === name) return at
    }
    throw new Error(`no symbol ${name}`)
  }

  /** A copy with some bytes changed. */
  patched(...changes: readonly Change[]): Uint8Array {
    const copy = this.bytes.slice()
    for (const [offset, ...bytes] of changes) copy.set(bytes, offset)
    return copy
  }
}
