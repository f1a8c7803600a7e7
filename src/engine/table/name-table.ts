/**
 * Names as numbers: every distinct name is kept once, as bytes, and everything else holds its id. Equal names have
 * equal ids, so comparing names is comparing numbers; text is made only when a name is drawn, printed or searched.
 *
 * Names come from strangers' files: they are bytes of any kind. Two names are equal when their bytes are; what is not
 * UTF-8 in them is kept in their text all the same (base/raw-text.ts).
 *
 * The names of files are most of all names and many bytes, so they are not copied: they stay where they stand in the file.
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

/** The place of a name that stands in the pool; other places are files, counted from 1. */
const IN_POOL = 0

export interface NameTransfer {
  readonly pool: Uint8Array<ArrayBuffer>
  readonly ends: Uint32Array<ArrayBuffer>
}

export class NameTable {
  /** The bytes of all names that are in no file. */
  readonly #pool: BytePool
  /** The bytes of files whose names stay there. */
  readonly #files: DataView[] = []
  #lastFile: DataView | undefined
  /** For each name where its bytes are: IN_POOL or a file, and from where to where there. */
  #places = new Uint32Array(0)
  #starts = new Uint32Array(0)
  #ends = new Uint32Array(0)
  #hashes = new Uint32Array(0)
  /** Open addressing: a name's id plus one, or 0. Empty as long as nobody looked up a name of a transferred table. */
  #slots = new Uint32Array(0)
  #length = 0
  readonly #texts: (string | undefined)[] = []
  /** A view of the bytes that were interned from last: names come in long runs from one file. */
  #viewed: Uint8Array | undefined
  #view: DataView = new DataView(new ArrayBuffer(0))
  /** Where the name that was looked for last ends in the bytes that it was looked for in. */
  end = 0

  readonly #workshop: Workshop | undefined

  constructor(transfer?: NameTransfer, workshop?: Workshop) {
    this.#pool = new BytePool(transfer?.pool, workshop && { workshop, name: 'names' })
    this.#workshop = workshop
    if (transfer) this.#adopt(transfer.ends)
  }

  get length(): number {
    return this.#length
  }

  /** Makes room for so many more names. */
  expect(names: number): void {
    this.#growIds(this.#length + names)
    this.#makeSlots(slotsFor(this.#length + names))
  }

  /** The id of the name in `bytes[start, end)`, new or known. The bytes are copied. */
  intern(bytes: Uint8Array, start: number, end: number): NameId {
    if (this.#slots.length === 0) this.#makeSlots(slotsFor(this.#length))
    const view = this.#viewOf(bytes)
    const hash = this.#hash(view, start, end)
    const slot = this.#slotOf(view, start, end, hash)
    const found = this.#slots[slot]!
    if (found !== 0) return (found - 1) as NameId
    const at = this.#pool.appendRange(bytes, start, end)
    return this.#add(slot, hash, IN_POOL, at, at + end - start)
  }

  /**
   * The id of the name that begins at `start` of a file and ends before the next zero byte; `end` says where that is, or is
   * `limit` if there is none before it. The name stays in the file, whose bytes must not change.
   */
  internInFile(file: DataView, start: number, limit: number): NameId {
    if (this.#slots.length === 0) this.#makeSlots(slotsFor(this.#length))
    const hash = this.#hashToZero(file, start, limit)
    const slot = this.#slotOf(file, start, this.end, hash)
    const found = this.#slots[slot]!
    if (found !== 0) return (found - 1) as NameId
    if (this.#lastFile !== file) this.#addFile(file)
    return this.#add(slot, hash, this.#files.length, start, this.end)
  }

  #addFile(file: DataView): void {
    this.#files.push(file)
    this.#lastFile = file
  }

  /** The id of a name given as text. */
  internText(text: string): NameId {
    const bytes = bytesOfText(text)
    return this.intern(bytes, 0, bytes.length)
  }

  /** The id of a name if it is known. */
  find(text: string): NameId | undefined {
    if (this.#slots.length === 0) this.#makeSlots(slotsFor(this.#length))
    const view = this.#viewOf(bytesOfText(text))
    const slot = this.#slotOf(view, 0, view.byteLength, this.#hash(view, 0, view.byteLength))
    const found = this.#slots[slot]!
    return found === 0 ? undefined : ((found - 1) as NameId)
  }

  /** The name as text; empty for NO_NAME. */
  text(id: NameId): string {
    if (id === NO_NAME) return ''
    const known = this.#texts[id]
    if (known !== undefined) return known
    const text = textOfBytes(this.#bytesOf(id))
    this.#texts[id] = text
    return text
  }

  /** Whether a name begins with these ASCII characters; makes no text. */
  startsWith(id: NameId, prefix: string): boolean {
    if (id === NO_NAME) return prefix === ''
    const start = this.#starts[id]!
    if (this.#ends[id]! - start < prefix.length) return false
    const view = this.#viewAt(this.#places[id]!)
    for (let i = 0; i < prefix.length; i++) if (view.getUint8(start + i) !== prefix.charCodeAt(i)) return false
    return true
  }

  /** Whether a name is this text of ASCII characters; makes no text. */
  is(id: NameId, text: string): boolean {
    return this.size(id) === text.length && this.startsWith(id, text)
  }

  /** What stands in front of the first such byte of a name, as a name; all of it if the byte is not there. */
  upTo(id: NameId, byte: number): NameId {
    const [place, start, limit] = [this.#places[id]!, this.#starts[id]!, this.#ends[id]!]
    const view = this.#viewAt(place)
    let end = start
    while (end < limit && view.getUint8(end) !== byte) end++
    if (end === limit) return id
    const hash = this.#hash(view, start, end)
    const slot = this.#slotOf(view, start, end, hash)
    const found = this.#slots[slot]!
    return found === 0 ? this.#add(slot, hash, place, start, end) : ((found - 1) as NameId)
  }

  /** Four bytes of a name as a number, the first one counting most; zeros where the name has ended. */
  wordAt(id: NameId, offset: number): number {
    const at = this.#starts[id]! + offset
    const end = this.#ends[id]!
    const view = this.#viewAt(this.#places[id]!)
    if (at + 4 <= end) return view.getUint32(at, false)
    let word = 0
    for (let i = 0; i < 4; i++) word = word * 256 + (at + i < end ? view.getUint8(at + i) : 0)
    return word
  }

  /** Which of two names comes first by their bytes, those before `from` being the same: negative, 0 or positive. */
  compare(a: NameId, b: NameId, from = 0): number {
    const [one, other] = [this.#viewAt(this.#places[a]!), this.#viewAt(this.#places[b]!)]
    const [start, otherStart] = [this.#starts[a]!, this.#starts[b]!]
    const [size, otherSize] = [this.#ends[a]! - start, this.#ends[b]! - otherStart]
    for (let i = from; i < size && i < otherSize; i++) {
      const order = one.getUint8(start + i) - other.getUint8(otherStart + i)
      if (order !== 0) return order
    }
    return size - otherSize
  }

  /** Bytes of a name. */
  size(id: NameId): number {
    return id === NO_NAME ? 0 : this.#ends[id]! - this.#starts[id]!
  }

  /** All names one behind the other, wherever they stand here. */
  toTransfer(): NameTransfer {
    const ends = new Uint32Array(this.#length)
    let size = 0
    for (let id = 0; id < this.#length; id++) {
      size += this.#ends[id]! - this.#starts[id]!
      ends[id] = size
    }
    const pool = new Uint8Array(size)
    for (let id = 0; id < this.#length; id++) pool.set(this.#bytesOf(id), id === 0 ? 0 : ends[id - 1])
    return { pool, ends }
  }

  /** Takes over names that stand in the pool one behind the other. */
  #adopt(ends: Uint32Array<ArrayBuffer>): void {
    this.#length = ends.length
    this.#ends = ends
    this.#starts = new Uint32Array(ends.length)
    for (let id = 1; id < ends.length; id++) this.#starts[id] = ends[id - 1]!
    this.#places = new Uint32Array(ends.length)
  }

  #bytesOf(id: NameId | number): Uint8Array {
    const { buffer, byteOffset } = this.#viewAt(this.#places[id]!)
    return new Uint8Array(buffer, byteOffset + this.#starts[id]!, this.#ends[id]! - this.#starts[id]!)
  }

  #viewAt(place: number): DataView {
    return place === IN_POOL ? this.#pool.view : this.#files[place - 1]!
  }

  #add(slot: number, hash: number, place: number, start: number, end: number): NameId {
    const id = this.#length++
    if (id >= this.#ends.length) this.#growIds(Math.max(FIRST_SLOTS, this.#ends.length * 2))
    this.#places[id] = place
    this.#starts[id] = start
    this.#ends[id] = end
    this.#hashes[id] = hash
    this.#slots[slot] = id + 1
    if (this.#length * 2 > this.#slots.length) this.#makeSlots(this.#slots.length * 2)
    return id as NameId
  }

  #growIds(count: number): void {
    if (count > this.#ends.length) {
      this.#places = this.#grown('places of names', this.#places, count)
      this.#starts = this.#grown('starts of names', this.#starts, count)
      this.#ends = this.#grown('ends of names', this.#ends, count)
    }
    if (count > this.#hashes.length) this.#hashes = this.#grown('hashes of names', this.#hashes, count)
  }

  /** A longer list with the same beginning. What comes behind it is written before it is read. */
  #grown(place: string, list: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
    const longer = this.#workshop?.list(place, length) ?? new Uint32Array(length)
    longer.set(list)
    return longer
  }

  /** The slot that holds the name, or the empty slot where it belongs. */
  #slotOf(view: DataView, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const found = this.#slots[slot]!
      if (found === 0 || (this.#hashes[found - 1] === hash && this.#equals(found - 1, view, start, end))) return slot
      slot = (slot + 1) & mask
    }
  }

  #equals(id: number, view: DataView, start: number, end: number): boolean {
    const from = this.#starts[id]!
    if (this.#ends[id]! - from !== end - start) return false
    const known = this.#viewAt(this.#places[id]!)
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
    const { view } = this.#pool
    for (let id = 0; id < this.#length; id++) this.#hashes[id] = this.#hash(view, this.#starts[id]!, this.#ends[id]!)
  }

  #viewOf(bytes: Uint8Array): DataView {
    if (bytes !== this.#viewed) {
      this.#viewed = bytes
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    }
    return this.#view
  }

  /** Multiplies the bytes in, four at a time; a last word that is not full counts as one with zeros behind it. */
  #hash(view: DataView, start: number, end: number): number {
    let hash = HASH_START
    let at = start
    for (; at + 4 <= end; at += 4) hash = mix(hash, view.getUint32(at, true))
    return finish(hash, bytesToWord(view, at, end))
  }

  /** The same up to the next zero byte; leaves in `end` where that is. Names are long, so they are gone through once. */
  #hashToZero(view: DataView, start: number, limit: number): number {
    let hash = HASH_START
    for (let at = start; ; at += 4) {
      if (at + 4 > limit) return this.#hashLastWord(view, hash, at, limit)
      const word = view.getUint32(at, true)
      // Some byte of the word is 0 just if the subtraction borrows into its top bit; the lowest such bit tells the first.
      const zeros = (word - 0x01010101) & ~word & 0x80808080
      if (zeros === 0) {
        hash = mix(hash, word)
        continue
      }
      const bits = 24 - (Math.clz32(zeros & -zeros) & ~7)
      this.end = at + (bits >> 3)
      return finish(hash, word & ((1 << bits) - 1))
    }
  }

  /** What is left where there are less than four bytes before the limit. */
  #hashLastWord(view: DataView, hash: number, start: number, limit: number): number {
    let end = start
    while (end < limit && view.getUint8(end) !== 0) end++
    this.end = end
    return finish(hash, bytesToWord(view, start, end))
  }
}

function mix(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, HASH_FACTOR)
  return product ^ (product >>> 15)
}

/** Mixes in what is behind the last full word, and lets the high bits, which are mixed best, reach the low ones. */
function finish(hash: number, rest: number): number {
  const mixed = mix(hash, rest)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Less than four bytes as a word. */
function bytesToWord(view: DataView, start: number, end: number): number {
  let word = 0
  for (let at = start; at < end; at++) word |= view.getUint8(at) << (8 * (at - start))
  return word
}

/** A power of two, so that a table of so many names is at most half full. */
function slotsFor(names: number): number {
  return Math.max(FIRST_SLOTS, 2 ** Math.ceil(Math.log2(2 * names + 1)))
}
