/**
 * Looks functions up in a table of compact unwinding (`__TEXT,__unwind_info`), as an unwinder does: both forms of pages,
 * so that a table of ours and one of `ld64.lld`'s can be asked the same. The tables come from linkers, so nothing is checked.
 *
 * Source: Apple's <mach-o/compact_unwind_encoding.h>.
 */
const REGULAR_PAGE = 2
const INDEX_BYTES = 12
const LSDA_BYTES = 8
const PERSONALITY_MASK = 0x30000000
const PERSONALITY_SHIFT = 28
const LOW_24 = 0xffffff

/** What a table says of a place. All places count from the start of the image. */
export interface UnwindAnswer {
  /** Where the entry begins to count. */
  readonly start: number
  /** Without the number of the personality. */
  readonly encoding: number
  /** The GOT entry of the personality. */
  readonly personality: number | undefined
  readonly lsda: number | undefined
}

interface Page {
  readonly start: number
  readonly at: number
  /** Bytes from the start of the table to the data for exceptions of its functions, and to their end. */
  readonly lsdas: readonly [from: number, to: number]
}

export class UnwindTable {
  readonly #view: DataView
  readonly #pages: readonly Page[]
  /** Behind the last function. */
  readonly end: number

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const [index, rows] = [this.#word(20), this.#word(24)]
    const row = (i: number, word: number): number => this.#word(index + INDEX_BYTES * i + 4 * word)
    this.#pages = Array.from({ length: rows - 1 }, (_, i) => ({
      start: row(i, 0),
      at: row(i, 1),
      lsdas: [row(i, 2), row(i + 1, 2)],
    }))
    this.end = row(rows - 1, 0)
  }

  /** The last entry that begins at a place or before it; undefined in front of the first and behind the end. */
  lookup(place: number): UnwindAnswer | undefined {
    const page = place < this.end ? this.#pages.findLast(({ start }) => start <= place) : undefined
    if (page === undefined) return undefined
    const count = this.#half(page.at + 6)
    let [low, high] = [0, count - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#entry(page, middle).start <= place) low = middle
      else high = middle - 1
    }
    const { start, encoding: word } = this.#entry(page, low)
    const number = (word & PERSONALITY_MASK) >>> PERSONALITY_SHIFT
    const personality = number === 0 ? undefined : this.#word(this.#word(12) + 4 * (number - 1))
    return { start, encoding: (word & ~PERSONALITY_MASK) >>> 0, personality, lsda: this.#lsda(page, start) }
  }

  #entry(page: Page, i: number): { readonly start: number; readonly encoding: number } {
    const entries = page.at + this.#half(page.at + 4)
    if (this.#isRegular(page)) return { start: this.#word(entries + 8 * i), encoding: this.#word(entries + 8 * i + 4) }
    const entry = this.#word(entries + 4 * i)
    return { start: page.start + (entry & LOW_24), encoding: this.#listed(page, entry >>> 24) }
  }

  /** An encoding by its number: first those of the whole table, then those of a page. */
  #listed({ at }: Page, number: number): number {
    const common = this.#word(8)
    if (number < common) return this.#word(this.#word(4) + 4 * number)
    return this.#word(at + this.#half(at + 8) + 4 * (number - common))
  }

  #lsda({ lsdas: [from, to] }: Page, start: number): number | undefined {
    for (let at = from; at < to; at += LSDA_BYTES) if (this.#word(at) === start) return this.#word(at + 4)
    return undefined
  }

  #isRegular({ at }: Page): boolean {
    return this.#word(at) === REGULAR_PAGE
  }

  #word(at: number): number {
    return this.#view.getUint32(at, true)
  }

  #half(at: number): number {
    return this.#view.getUint16(at, true)
  }
}
