/** Damages object files in the ways in which strangers' files are damaged. Deterministic for a seed. */

const MACHO_MAGIC = 0xfeedfacf

export class Mutator {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A number below `limit`. */
  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0
    return Math.floor((this.#state / 2 ** 32) * limit)
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }

  /** A damaged copy of one of the files; `others` lend their bytes to be spliced in. */
  mutant(bytes: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
    const copy: Uint8Array = bytes.slice()
    const steps = 1 + this.below(5)
    let result = copy
    for (let i = 0; i < steps && result.length > 0; i++) result = this.#damage(result, others)
    return result
  }

  #damage(bytes: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
    switch (this.below(8)) {
      case 0:
        return bytes.slice(0, this.below(bytes.length))
      case 1:
        return this.#set(bytes, this.below(Math.min(64, bytes.length)), 1)
      case 2:
        return this.#field(bytes)
      case 3:
        return this.#splice(bytes, this.pick(others))
      case 4:
        return this.#overlap(bytes)
      case 5:
        return this.#flip(bytes)
      default:
        return this.#set(bytes, this.below(bytes.length), this.pick([1, 2, 4, 8]))
    }
  }

  /** A value near a limit, of some width. */
  #set(bytes: Uint8Array, at: number, width: number): Uint8Array {
    const value = this.pick([
      0n,
      1n,
      0x7fn,
      0x80n,
      0xffn,
      1n << 31n,
      (1n << 32n) - 1n,
      1n << 53n,
      1n << 63n,
      (1n << 64n) - 1n,
    ])
    for (let i = 0; i < width && at + i < bytes.length; i++) bytes[at + i] = Number((value >> BigInt(8 * i)) & 0xffn)
    return bytes
  }

  #flip(bytes: Uint8Array): Uint8Array {
    bytes[this.below(bytes.length)]! ^= 1 << this.below(8)
    return bytes
  }

  /**
   * A field of a section header: types, flags, offsets, sizes, links, alignments, entry sizes. In Mach-O a word of the
   * header or of the load commands, in which the section headers are.
   */
  #field(bytes: Uint8Array): Uint8Array {
    const commands = loadCommands(bytes)
    if (commands > 0) return this.#set(bytes, 4 * this.below(8 + Math.floor(commands / 4)), this.pick([1, 4, 8]))
    const [start, count] = sectionTable(bytes)
    if (count === 0) return bytes
    const at = start + 64 * this.below(count) + this.pick([0, 4, 8, 16, 24, 32, 40, 44, 48, 56])
    return at + 8 <= bytes.length ? this.#set(bytes, at, this.pick([1, 4, 8])) : bytes
  }

  #splice(bytes: Uint8Array, other: Uint8Array): Uint8Array {
    const length = this.below(Math.min(other.length, 256))
    const from = this.below(other.length - length + 1)
    const at = this.below(bytes.length)
    bytes.set(other.subarray(from, from + Math.min(length, bytes.length - at)), at)
    return bytes
  }

  /** Two sections of the same bytes, or one that contains the other. */
  #overlap(bytes: Uint8Array): Uint8Array {
    const [start, count] = sectionTable(bytes)
    if (count < 2) return bytes
    const from = start + 64 * this.below(count)
    const to = start + 64 * this.below(count)
    if (Math.max(from, to) + 64 > bytes.length) return bytes
    bytes.copyWithin(to + 24, from + 24, from + 40)
    return bytes
  }
}

/** Bytes of load commands of a Mach-O object; 0 for other files. */
function loadCommands(bytes: Uint8Array): number {
  if (bytes.length < 32) return 0
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return view.getUint32(0, true) === MACHO_MAGIC ? Math.min(view.getUint32(20, true), bytes.length - 32) : 0
}

function sectionTable(bytes: Uint8Array): readonly [start: number, count: number] {
  if (bytes.length < 64) return [0, 0]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = view.getBigUint64(40, true)
  if (start >= BigInt(bytes.length)) return [0, 0]
  const room = Math.floor((bytes.length - Number(start)) / 64)
  return [Number(start), Math.min(room, view.getUint16(60, true))]
}
