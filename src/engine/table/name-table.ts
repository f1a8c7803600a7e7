/**
 * Names as numbers: every distinct name is kept once, as bytes, and everything else holds its id. Equal names have
 * equal ids, so comparing names is comparing numbers; text is made only when a name is drawn, printed or searched.
 *
 * Names come from strangers' files: they are bytes of any kind. Two names are equal when their bytes are; what is not
 * UTF-8 in them is kept in their text all the same (base/raw-text.ts).
 */
import type { Brand } from '../../base/brand'
import { bytesOfText, textOfBytes } from '../../base/raw-text'
import { BytePool } from './byte-pool'
import type { Workshop } from './workshop'

export type NameId = Brand<number, 'NameId'>

/** The name of a thing that has none. */
export const NO_NAME = 0xffffffff as NameId

const FIRST_SLOTS = 64
const HASH_START = 0x811c9dc5
const HASH_FACTOR = 0x9e3779b1

export interface NameTransfer {
  readonly pool: Uint8Array<ArrayBuffer>
  readonly ends: Uint32Array<ArrayBuffer>
}

export class NameTable {
  readonly #pool: BytePool
  /** Where each name ends in the pool; it starts where the one before it ends. */
  #ends: Uint32Array<ArrayBuffer>
  #hashes = new Uint32Array(0)
  /** Open addressing: a name's id plus one, or 0. Empty as long as nobody looked up a name of a transferred table. */
  #slots = new Uint32Array(0)
  #length = 0
  readonly #texts: (string | undefined)[] = []
  /** A view of the bytes that were interned from last: names come in long runs from one file. */
  #viewed: Uint8Array | undefined
  #view: DataView = new DataView(new ArrayBuffer(0))

  readonly #workshop: Workshop | undefined

  constructor(transfer?: NameTransfer, workshop?: Workshop) {
    this.#pool = new BytePool(transfer?.pool, workshop && { workshop, name: 'names' })
    this.#ends = transfer?.ends ?? new Uint32Array(0)
    this.#length = transfer?.ends.length ?? 0
    this.#workshop = workshop
  }

  get length(): number {
    return this.#length
  }

  /** Makes room for so many more names of so many bytes together. */
  expect(names: number, bytes: number): void {
    this.#pool.expect(bytes)
    this.#growIds(this.#length + names)
    this.#makeSlots(slotsFor(this.#length + names))
  }

  /** The id of the name in `bytes[start, end)`, new or known. */
  intern(bytes: Uint8Array, start: number, end: number): NameId {
    if (this.#slots.length === 0) this.#makeSlots(slotsFor(this.#length))
    const hash = this.#hashOf(bytes, start, end)
    const slot = this.#slotOf(bytes, start, end, hash)
    const found = this.#slots[slot]!
    if (found !== 0) return (found - 1) as NameId
    const id = this.#length++
    this.#remember(id, bytes, start, end, hash)
    this.#slots[slot] = id + 1
    if (this.#length * 2 > this.#slots.length) this.#makeSlots(this.#slots.length * 2)
    return id as NameId
  }

  /** The id of a name given as text. */
  internText(text: string): NameId {
    const bytes = bytesOfText(text)
    return this.intern(bytes, 0, bytes.length)
  }

  /** The id of a name if it is known. */
  find(text: string): NameId | undefined {
    if (this.#slots.length === 0) this.#makeSlots(slotsFor(this.#length))
    const bytes = bytesOfText(text)
    const slot = this.#slotOf(bytes, 0, bytes.length, this.#hashOf(bytes, 0, bytes.length))
    const found = this.#slots[slot]!
    return found === 0 ? undefined : ((found - 1) as NameId)
  }

  /** The name as text; empty for NO_NAME. */
  text(id: NameId): string {
    if (id === NO_NAME) return ''
    const known = this.#texts[id]
    if (known !== undefined) return known
    const text = textOfBytes(this.#pool.bytes.subarray(this.#startOf(id), this.#ends[id]!))
    this.#texts[id] = text
    return text
  }

  /** Whether a name begins with these ASCII characters; makes no text. */
  startsWith(id: NameId, prefix: string): boolean {
    if (id === NO_NAME) return prefix === ''
    const start = this.#startOf(id)
    if (this.#ends[id]! - start < prefix.length) return false
    const { bytes } = this.#pool
    for (let i = 0; i < prefix.length; i++) if (bytes[start + i] !== prefix.charCodeAt(i)) return false
    return true
  }

  toTransfer(): NameTransfer {
    return { pool: this.#pool.toTransfer(), ends: this.#ends.slice(0, this.#length) as Uint32Array<ArrayBuffer> }
  }

  #startOf(id: number): number {
    return id === 0 ? 0 : this.#ends[id - 1]!
  }

  #remember(id: number, bytes: Uint8Array, start: number, end: number, hash: number): void {
    this.#pool.appendFrom(this.#viewOf(bytes), start, end)
    if (id >= this.#ends.length) this.#growIds(Math.max(FIRST_SLOTS, this.#ends.length * 2))
    this.#ends[id] = this.#pool.length
    this.#hashes[id] = hash
  }

  #growIds(count: number): void {
    if (count > this.#ends.length) this.#ends = this.#grown('ends of names', this.#ends, count)
    if (count > this.#hashes.length) this.#hashes = this.#grown('hashes of names', this.#hashes, count)
  }

  /** A longer list with the same beginning. What comes behind it is written before it is read. */
  #grown(place: string, list: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
    const longer = this.#workshop?.list(place, length) ?? new Uint32Array(length)
    longer.set(list)
    return longer
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
    const from = this.#startOf(id)
    if (this.#ends[id]! - from !== end - start) return false
    const known = this.#pool.view
    const view = this.#viewOf(bytes)
    let i = start
    let j = from
    for (; i + 4 <= end; i += 4, j += 4) if (view.getUint32(i, true) !== known.getUint32(j, true)) return false
    for (; i < end; i++, j++) if (view.getUint8(i) !== known.getUint8(j)) return false
    return true
  }

  /** Lays out the slots anew; a transferred table gets its hashes here, when they are needed first. */
  #makeSlots(size: number): void {
    if (size <= this.#slots.length) return
    if (this.#slots.length === 0) this.#hashAll()
    this.#slots = this.#emptySlots(size)
    const mask = size - 1
    for (let id = 0; id < this.#length; id++) {
      let slot = this.#hashes[id]! & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = id + 1
    }
  }

  #emptySlots(size: number): Uint32Array<ArrayBuffer> {
    return this.#workshop
      ? this.#workshop.list('slots of names', size).subarray(0, size).fill(0)
      : new Uint32Array(size)
  }

  #hashAll(): void {
    this.#growIds(this.#length)
    const { bytes } = this.#pool
    for (let id = 0; id < this.#length; id++) this.#hashes[id] = this.#hashOf(bytes, this.#startOf(id), this.#ends[id]!)
  }

  #viewOf(bytes: Uint8Array): DataView {
    if (bytes !== this.#viewed) {
      this.#viewed = bytes
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    }
    return this.#view
  }

  /** Multiplies the bytes in, four at a time, and lets the high bits, which are mixed best, reach the low ones. */
  #hashOf(bytes: Uint8Array, start: number, end: number): number {
    const view = this.#viewOf(bytes)
    let hash = HASH_START
    let at = start
    for (; at + 4 <= end; at += 4) {
      hash = Math.imul(hash ^ view.getUint32(at, true), HASH_FACTOR)
      hash ^= hash >>> 15
    }
    for (; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, HASH_FACTOR)
    return (hash ^ (hash >>> 16)) >>> 0
  }
}

/** A power of two, so that a table of so many names is at most half full. */
function slotsFor(names: number): number {
  return Math.max(FIRST_SLOTS, 2 ** Math.ceil(Math.log2(2 * names + 1)))
}
