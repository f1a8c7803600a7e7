/**
 * A byte pool: one growing buffer from which pieces are handed out by offset and never given back. Working memory, the
 * contents of GOT entries and stubs, and the bytes of names live in pools.
 *
 * Growth replaces the buffer, so hold offsets, not subarrays.
 */
import type { Workshop } from './workshop'

/** Below this many bytes a loop copies faster than a call. */
const SHORT = 64

/** Where a pool keeps its memory from link to link. */
export interface PoolPlace {
  readonly workshop: Workshop
  readonly name: string
}

export class BytePool {
  #bytes: Uint8Array
  #view: DataView
  #length: number
  readonly #place: PoolPlace | undefined

  /** A pool that holds `bytes`; or, with a place, an empty one in the memory that an earlier pool of that name left there. */
  constructor(bytes = new Uint8Array(0), place?: PoolPlace) {
    this.#bytes = place ? place.workshop.pool(place.name) : bytes
    this.#view = viewOf(this.#bytes)
    this.#length = place ? 0 : bytes.length
    this.#place = place
  }

  get bytes(): Uint8Array {
    return this.#bytes
  }

  /** The same memory for reading and writing fields of several bytes. */
  get view(): DataView {
    return this.#view
  }

  get length(): number {
    return this.#length
  }

  /** Hands out bytes and returns the offset of the first; what is in them is for the caller to write. */
  #reserve(count: number): number {
    const offset = this.#length
    const needed = offset + count
    if (needed > this.#bytes.length) this.#grow(Math.max(needed, this.#bytes.length * 2))
    this.#length = needed
    return offset
  }

  /** Makes room for so many more bytes, so that handing them out does not move what is there again and again. */
  expect(count: number): void {
    const needed = this.#length + count
    if (needed > this.#bytes.length) this.#grow(needed)
  }

  /** Copies bytes in and returns their offset. */
  append(source: Uint8Array): number {
    return this.appendRange(source, 0, source.length)
  }

  /** Copies `source[start, end)` in and returns its offset. */
  appendRange(source: Uint8Array, start: number, end: number): number {
    const offset = this.#reserve(end - start)
    const bytes = this.#bytes
    if (end - start < SHORT) for (let i = start, at = offset; i < end; i++, at++) bytes[at] = source[i]!
    else bytes.set(source.subarray(start, end), offset)
    return offset
  }

  /** The bytes in use as an array of their own. */
  toTransfer(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length) as Uint8Array<ArrayBuffer>
  }

  /** The bytes in use where they are: once they have moved to another thread, the pool is of no use here. */
  toMove(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length) as Uint8Array<ArrayBuffer>
  }

  #grow(size: number): void {
    const grown = new Uint8Array(size)
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
    this.#view = viewOf(grown)
    this.#place?.workshop.keepPool(this.#place.name, grown)
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
