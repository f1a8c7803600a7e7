/**
 * A byte pool: one growing buffer from which pieces are handed out by offset and never given back. Working memory, the
 * contents of GOT entries and stubs, and the bytes of names live in pools.
 *
 * Growth replaces the buffer, so hold offsets, not subarrays.
 */
export class BytePool {
  #bytes: Uint8Array
  #length: number

  constructor(bytes = new Uint8Array(0)) {
    this.#bytes = bytes
    this.#length = bytes.length
  }

  get bytes(): Uint8Array {
    return this.#bytes
  }

  get length(): number {
    return this.#length
  }

  /** Reserves zeroed bytes and returns the offset of the first. */
  reserve(count: number): number {
    const offset = this.#length
    const needed = offset + count
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
      grown.set(this.#bytes.subarray(0, offset))
      this.#bytes = grown
    }
    this.#length = needed
    return offset
  }

  /** Copies bytes in and returns their offset. */
  append(source: Uint8Array): number {
    const offset = this.reserve(source.length)
    this.#bytes.set(source, offset)
    return offset
  }

  /** The bytes in use as an array of their own. */
  toTransfer(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length) as Uint8Array<ArrayBuffer>
  }
}
