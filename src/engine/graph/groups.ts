/**
 * Rows of a table by what they belong to: blocks by section, sections by file, symbols by block. Made in one pass when
 * somebody wants to walk a whole graph from the top down; asking every row for every owner would be quadratic in a link of
 * a thousand files.
 */
export class Groups<Item extends number> {
  readonly #start: Uint32Array
  readonly #items: Uint32Array

  /**
   * Rows 0 to `items` - 1 by their owner, 0 to `owners` - 1; a row whose owner is negative belongs to nobody. Within an
   * owner rows keep their order.
   */
  constructor(items: number, owners: number, ownerOf: (item: Item) => number) {
    const start = new Uint32Array(owners + 1)
    const owner = new Int32Array(items)
    for (let item = 0; item < items; item++) {
      const own = ownerOf(item as Item)
      owner[item] = own
      if (own >= 0) start[own + 1]!++
    }
    for (let own = 0; own < owners; own++) start[own + 1]! += start[own]!
    const next = start.slice()
    const sorted = new Uint32Array(start[owners]!)
    for (let item = 0; item < items; item++) if (owner[item]! >= 0) sorted[next[owner[item]!]!++] = item
    this.#start = start
    this.#items = sorted
  }

  /** The rows of an owner, as an array of the caller's own. */
  of(owner: number): Item[] {
    return Array.from(this.#items.subarray(this.#start[owner], this.#start[owner + 1])) as Item[]
  }
}
