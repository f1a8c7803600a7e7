/**
 * A place in strangers' bytes that moves forwards. Reading behind the end does not throw: it gives 0 and sets `failed`,
 * which stays set, so a reader checks once behind a group of fields. Everything is little-endian, as on x86-64.
 */

const SAFE_LEB_BYTES = 7
const MASK_64 = (1n << 64n) - 1n

export class Cursor {
  readonly bytes: Uint8Array
  at: number
  /** First offset that may not be read. */
  end: number
  failed = false

  constructor(bytes: Uint8Array, at: number, end = bytes.length) {
    this.bytes = bytes
    this.at = at
    this.end = Math.min(end, bytes.length)
    if (at > this.end) this.failed = true
  }

  get left(): number {
    return this.failed ? 0 : this.end - this.at
  }

  /** Moves ahead; `count` may be anything, also beyond exact numbers. */
  skip(count: number): void {
    if (count <= this.end - this.at) this.at += count
    else this.#fail()
  }

  u8(): number {
    return this.at < this.end ? this.bytes[this.at++]! : this.#fail()
  }

  u16(): number {
    return this.u8() | (this.u8() << 8)
  }

  u24(): number {
    return this.u16() | (this.u8() << 16)
  }

  u32(): number {
    return (this.u16() | (this.u16() << 16)) >>> 0
  }

  u64(): bigint {
    const low = this.u32()
    return BigInt(low) | (BigInt(this.u32()) << 32n)
  }

  /** 32 or 64 bits as a number: exact below 2^53, and everything larger is behind the end of anything. */
  offset(size: 4 | 8): number {
    const low = this.u32()
    return size === 4 ? low : this.u32() * 2 ** 32 + low
  }

  /** An unsigned LEB128 number: exact below 2^53, merely large above. */
  uleb(): number {
    const first = this.u8()
    if (first < 0x80) return first
    let value = first & 0x7f
    let scale = 0x80
    for (;;) {
      const byte = this.u8()
      if ((byte & 0x7f) !== 0) value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 0x80
    }
  }

  /** An unsigned LEB128 number, exactly, modulo 2^64. */
  bigUleb(): bigint {
    const start = this.at
    const value = this.uleb()
    return Number.isSafeInteger(value) ? BigInt(value) : this.#exact(start)
  }

  /** A signed LEB128 number: exact between -2^48 and 2^48, modulo 2^64 elsewhere. */
  sleb(): number {
    const start = this.at
    let value = 0
    let scale = 1
    let byte = 0
    do {
      byte = this.u8()
      value += (byte & 0x7f) * scale
      scale *= 0x80
    } while (byte >= 0x80 && this.at - start < SAFE_LEB_BYTES)
    if (byte >= 0x80) return this.#longSleb(start)
    return byte & 0x40 ? value - scale : value
  }

  /** Where the zero is that ends the string here; moves behind it. */
  stringEnd(): number {
    let end = this.at
    while (end < this.end && this.bytes[end] !== 0) end++
    if (end >= this.end) {
      this.#fail()
      return this.end
    }
    this.at = end + 1
    return end
  }

  #longSleb(start: number): number {
    this.skipLeb()
    const exact = this.#exact(start)
    const bits = (this.at - start) * 7
    const wide = bits < 64 && this.bytes[this.at - 1]! & 0x40 ? exact - (1n << BigInt(bits)) : exact
    return Number(BigInt.asIntN(64, wide))
  }

  skipLeb(): void {
    while (this.u8() >= 0x80);
  }

  /** The value of the LEB128 number between `start` and here, without its sign. */
  #exact(start: number): bigint {
    let value = 0n
    for (let i = start, shift = 0n; i < this.at && shift < 64n; i++, shift += 7n)
      value |= BigInt(this.bytes[i]! & 0x7f) << shift
    return value & MASK_64
  }

  #fail(): 0 {
    this.failed = true
    this.at = this.end
    return 0
  }
}
