/** Damages object files in the ways in which strangers' files are damaged. Deterministic for a seed. */

const MACHO_MAGIC = 0xfeedfacf
const COFF_MACHINE_NUMBERS: readonly number[] = [0x8664, 0xaa64]
const BIG_COFF = 0xffff0000
const BIG_COFF_HEADER = 56
const COFF_SECTION = 40

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
   * header or of the load commands, in which the section headers are; in COFF a field of a section header, of a symbol's
   * record or of a relocation.
   */
  #field(bytes: Uint8Array): Uint8Array {
    const records = recordsOfCoff(bytes)
    if (records) return this.#record(bytes, this.pick(records))
    const commands = loadCommands(bytes)
    if (commands > 0) return this.#set(bytes, 4 * this.below(8 + Math.floor(commands / 4)), this.pick([1, 4, 8]))
    const [start, count] = sectionTable(bytes)
    if (count === 0) return bytes
    const at = start + 64 * this.below(count) + this.pick([0, 4, 8, 16, 24, 32, 40, 44, 48, 56])
    return at + 8 <= bytes.length ? this.#set(bytes, at, this.pick([1, 4, 8])) : bytes
  }

  /** A field of one record of a table: a value near a limit, or that of another record. */
  #record(bytes: Uint8Array, { start, count, size, fields }: Records): Uint8Array {
    if (count === 0) return bytes
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
    const coff = recordsOfCoff(bytes)?.[0]
    if (coff) return this.#record(bytes, { ...coff, fields: [[16, 8]] })
    const [start, count] = sectionTable(bytes)
    if (count < 2) return bytes
    const from = start + 64 * this.below(count)
    const to = start + 64 * this.below(count)
    if (Math.max(from, to) + 64 > bytes.length) return bytes
    bytes.copyWithin(to + 24, from + 24, from + 40)
    return bytes
  }
}

/** A table of a file: where its first record stands, how many there are and of which size, and the fields of one. */
interface Records {
  readonly start: number
  readonly count: number
  readonly size: number
  readonly fields: readonly (readonly [at: number, width: number])[]
}

/** Section headers, symbols and the first section's relocations of a COFF object; undefined for other files. */
function recordsOfCoff(bytes: Uint8Array): readonly Records[] | undefined {
  if (bytes.length < BIG_COFF_HEADER + COFF_SECTION) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isBig = view.getUint32(0, true) === BIG_COFF
  if (!isBig && !COFF_MACHINE_NUMBERS.includes(view.getUint16(0, true))) return undefined
  const sections = isBig
    ? { start: 56, count: view.getUint32(44, true), size: 40 }
    : { start: 20, count: view.getUint16(2, true), size: 40 }
  const [table, symbols] = isBig ? [48, 52] : [8, 12]
  const size = isBig ? 20 : 18
  const symbolFields = [
    [4, 4],
    [8, 4],
    [12, size - 16],
    [size - 4, 2],
    [size - 2, 1],
    [size - 1, 1],
    [0, size],
  ] as const
  const relocations = {
    start: view.getUint32(sections.start + 24, true),
    count: view.getUint16(sections.start + 32, true),
  }
  const within = (count: number, each: number): number => Math.min(count, Math.floor(bytes.length / each))
  return [
    { ...sections, count: within(sections.count, 40), fields: SECTION_FIELDS },
    {
      start: view.getUint32(table, true),
      count: within(view.getUint32(symbols, true), size),
      size,
      fields: symbolFields,
    },
    { ...relocations, count: within(relocations.count, 10), size: 10, fields: RELOCATION_FIELDS },
  ]
}

const SECTION_FIELDS = [
  [0, 8],
  [12, 4],
  [16, 4],
  [20, 4],
  [24, 4],
  [32, 2],
  [36, 4],
  [38, 1],
] as const
const RELOCATION_FIELDS = [
  [0, 4],
  [4, 4],
  [8, 2],
] as const

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
