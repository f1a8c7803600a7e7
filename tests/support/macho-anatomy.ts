/** Places in a Mach-O object, to be damaged. */

export type Change = readonly [offset: number, ...bytes: number[]]

const HEADER = 32
const LC_SEGMENT_64 = 0x19
const LC_SYMTAB = 2

export class MachOAnatomy {
  readonly bytes: Uint8Array
  readonly #view: DataView

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** Where the first load command of a kind stands. */
  command(kind: number): number {
    let at = HEADER
    while (this.#view.getUint32(at, true) !== kind) at += this.#view.getUint32(at + 4, true)
    return at
  }

  get segment(): number {
    return this.command(LC_SEGMENT_64)
  }

  get symtab(): number {
    return this.command(LC_SYMTAB)
  }

  /** The header of section i, counted from 0. */
  section(i: number): number {
    return this.segment + 72 + 80 * i
  }

  /** The header of the section of a name, without its segment. */
  named(name: string): number {
    const count = this.#view.getUint32(this.segment + 64, true)
    for (let i = 0; i < count; i++) {
      const at = this.section(i)
      const field = this.bytes.subarray(at, at + 16)
      const end = field.indexOf(0)
      if (new TextDecoder().decode(end < 0 ? field : field.subarray(0, end)) === name) return at
    }
    throw new Error(`no section ${name}`)
  }

  /** Where a section's content, and its relocation k, stand. */
  content(header: number): number {
    return this.#view.getUint32(header + 48, true)
  }
  relocation(header: number, k: number): number {
    return this.#view.getUint32(header + 56, true) + 8 * k
  }
  relocations(header: number): number {
    return this.#view.getUint32(header + 60, true)
  }

  /** The n-th relocation of a section whose type this is. */
  ofType(header: number, type: number, n = 0): number {
    const all = Array.from({ length: this.relocations(header) }, (_, k) => this.relocation(header, k))
    const found = all.filter((at) => this.word(at + 4) >>> 28 === type)[n]
    if (found === undefined) throw new Error(`no relocation of type ${type}`)
    return found
  }

  /** Where symbol i stands, and the symbol of a name. */
  symbol(i: number): number {
    return this.#view.getUint32(this.symtab + 8, true) + 16 * i
  }
  symbolNamed(name: string): number {
    const strings = this.#view.getUint32(this.symtab + 16, true)
    const count = this.#view.getUint32(this.symtab + 12, true)
    for (let i = 0; i < count; i++) {
      const start = strings + this.#view.getUint32(this.symbol(i), true)
      const end = this.bytes.indexOf(0, start)
      if (new TextDecoder().decode(this.bytes.subarray(start, end)) === name) return this.symbol(i)
    }
    throw new Error(`no symbol ${name}`)
  }

  word(at: number): number {
    return this.#view.getUint32(at, true)
  }

  /** A copy with some bytes changed. */
  patched(...changes: readonly Change[]): Uint8Array {
    const copy = this.bytes.slice()
    for (const [offset, ...bytes] of changes) copy.set(bytes, offset)
    return copy
  }
}
