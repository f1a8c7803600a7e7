/**
 * Names as numbers: every distinct name is kept once, as bytes, and everything else holds its id. Equal names have
 * equal ids, so comparing names is comparing numbers; text is made only when a name is drawn, printed or searched.
 *
 * Names come from strangers' files: they are bytes of any kind. Two names are equal when their bytes are; what is not
 * UTF-8 in them is shown as U+FFFD.
 */
import type { Brand } from '../../base/brand'
import { BytePool } from './byte-pool'

export type NameId = Brand<number, 'NameId'>

/** The name of a thing that has none. */
export const NO_NAME = 0xffffffff as NameId

const FIRST_SLOTS = 64
const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

export interface NameTransfer {
  readonly pool: Uint8Array<ArrayBuffer>
  readonly ends: Uint32Array<ArrayBuffer>
}

export class NameTable {
  readonly #pool: BytePool
  /** Where each name ends in the pool; it starts where the one before it ends. */
  #ends: Uint32Array<ArrayBuffer>
  #hashes = new Uint32Array(FIRST_SLOTS)
  #slots = new Uint32Array(FIRST_SLOTS)
  #length = 0
  readonly #texts: (string | undefined)[] = []
  readonly #decoder = new TextDecoder()
  readonly #encoder = new TextEncoder()

  constructor(transfer?: NameTransfer) {
    this.#pool = new BytePool()
    this.#ends = new Uint32Array(FIRST_SLOTS)
    if (transfer) {
      let start = 0
      for (const end of transfer.ends) {
        this.intern(transfer.pool, start, end)
        start = end
      }
    }
  }

  get length(): number {
    return this.#length
  }

  /** The id of the name in `bytes[start, end)`, new or known. */
  intern(bytes: Uint8Array, start: number, end: number): NameId {
    const hash = hashOf(bytes, start, end)
    const slot = this.#slotOf(bytes, start, end, hash)
    const found = this.#slots[slot]!
    if (found !== 0) return (found - 1) as NameId
    const id = this.#length++
    this.#remember(id, bytes, start, end, hash)
    this.#slots[slot] = id + 1
    if (this.#length * 2 > this.#slots.length) this.#rehash(this.#slots.length * 2)
    return id as NameId
  }

  /** The id of a name given as text. */
  internText(text: string): NameId {
    const bytes = this.#encoder.encode(text)
    return this.intern(bytes, 0, bytes.length)
  }

  /** The id of a name if it is known. */
  find(text: string): NameId | undefined {
    const bytes = this.#encoder.encode(text)
    const slot = this.#slotOf(bytes, 0, bytes.length, hashOf(bytes, 0, bytes.length))
    const found = this.#slots[slot]!
    return found === 0 ? undefined : ((found - 1) as NameId)
  }

  /** The name as text; empty for NO_NAME. */
  text(id: NameId): string {
    if (id === NO_NAME) return ''
    const known = this.#texts[id]
    if (known !== undefined) return known
    const start = id === 0 ? 0 : this.#ends[id - 1]!
    const text = this.#decoder.decode(this.#pool.bytes.subarray(start, this.#ends[id]!))
    this.#texts[id] = text
    return text
  }

  toTransfer(): NameTransfer {
    return { pool: this.#pool.toTransfer(), ends: this.#ends.slice(0, this.#length) as Uint32Array<ArrayBuffer> }
  }

  #remember(id: number, bytes: Uint8Array, start: number, end: number, hash: number): void {
    this.#pool.append(bytes.subarray(start, end))
    if (id >= this.#ends.length) {
      this.#ends = grown(this.#ends, this.#ends.length * 2)
      this.#hashes = grown(this.#hashes, this.#ends.length)
    }
    this.#ends[id] = this.#pool.length
    this.#hashes[id] = hash
  }

  /** The slot that holds the name, or the empty slot where it belongs. */
  #slotOf(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const found = this.#slots[slot]!
      if (found === 0 || (this.#hashes[found - 1] === hash && this.#equals(found - 1, bytes, start, end))) return slot
      slot = (slot + 1) & mask
    }
  }

  #equals(id: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = id === 0 ? 0 : this.#ends[id - 1]!
    if (this.#ends[id]! - from !== end - start) return false
    const pool = this.#pool.bytes
    for (let i = start, j = from; i < end; i++, j++) if (bytes[i] !== pool[j]) return false
    return true
  }

  #rehash(size: number): void {
    this.#slots = new Uint32Array(size)
    const mask = size - 1
    for (let id = 0; id < this.#length; id++) {
      let slot = this.#hashes[id]! & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = id + 1
    }
  }
}

/** FNV-1a over the bytes: short, and good enough for names. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = FNV_OFFSET
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, FNV_PRIME)
  return hash >>> 0
}

function grown(array: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length)
  larger.set(array)
  return larger
}
