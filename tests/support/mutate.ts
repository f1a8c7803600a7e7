/** Damages object files in the ways in which strangers' files are damaged. Deterministic for a seed. */

import type { Records } from './mutate-records'
import { partsOf, placesOf, recordsOf } from './mutate-records'

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
      0x39n, // The digit nine, in fields of text.
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

  /** A field of a record in one of the file's tables, or of a file in it. */
  #field(bytes: Uint8Array): Uint8Array {
    const parts = partsOf(bytes)
    if (parts.length > 0 && this.below(2) === 0) {
      const part = this.pick(parts)
      if (part.length > 0) this.#field(part)
      return bytes
    }
    const records = recordsOf(bytes)
    return records.length > 0 ? this.#record(bytes, this.pick(records)) : bytes
  }

  /** A field of one record of a table: a value near a limit, or that of another record. */
  #record(bytes: Uint8Array, { start, count, size, fields }: Records): Uint8Array {
    if (count <= 0) return bytes
    const [at, width] = this.pick(fields)
    const place = start + size * this.below(count) + at
    const other = start + size * this.below(count) + at
    if (place + width > bytes.length || other + width > bytes.length) return bytes
    if (this.below(2) === 0) bytes.copyWithin(place, other, other + width)
    else this.#set(bytes, place, width)
    return bytes
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
    const places = placesOf(bytes)
    return places ? this.#record(bytes, places) : this.#field(bytes)
  }
}
