/**
 * A number for each of some names of one file. Names that the file is the first to bring have ids in a row, so theirs stand
 * in a list; only those that other files brought before need a map.
 */
import type { NameId } from './name-table'

export class NumbersByName {
  readonly #firstNew: number
  /** Numbers plus one, by how far a name is behind the first new one; 0: it has none. */
  readonly #list: Uint32Array
  readonly #others = new Map<NameId, number>()
  size = 0

  /** No numbers yet. `list` holds zeros; it should have an element for each name that will be new. */
  constructor(firstNew: number, list: Uint32Array) {
    this.#firstNew = firstNew
    this.#list = list
  }

  get(name: NameId): number | undefined {
    const place = name - this.#firstNew
    const known = place >= 0 ? this.#list[place] : undefined
    if (known === undefined) return this.#others.get(name)
    return known === 0 ? undefined : known - 1
  }

  /** Gives a number, below 2^32 - 1, to a name that has none. */
  set(name: NameId, number: number): void {
    const place = name - this.#firstNew
    if (place >= 0 && place < this.#list.length) this.#list[place] = number + 1
    else this.#others.set(name, number)
    this.size++
  }
}
