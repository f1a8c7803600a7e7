/**
 * Memory that outlives a link. The first touch of new memory costs more than all that a link does with it, so a thread
 * that links again and again keeps the memory of one link for the next: every table, pool and list has a place here, by
 * name, where its arrays stay.
 *
 * There is old content in them. Whoever takes an array from here writes each element before it is read; what is handed
 * to another thread is a copy. Of all graphs made in one workshop only the latest may be used.
 */
import type { NarrowArray, Wide } from './columns'

export interface KeptColumns {
  readonly capacity: number
  readonly columns: Readonly<Record<string, NarrowArray | Wide>>
}

export class Workshop {
  readonly #columns = new Map<string, KeptColumns>()
  readonly #pools = new Map<string, Uint8Array>()
  readonly #lists = new Map<string, Uint32Array<ArrayBuffer>>()

  /** The columns of the table of this name, from an earlier link. */
  columns(name: string): KeptColumns | undefined {
    return this.#columns.get(name)
  }

  keepColumns(name: string, kept: KeptColumns): void {
    this.#columns.set(name, kept)
  }

  /** The bytes of the pool of this name, from an earlier link; none if there was none. */
  pool(name: string): Uint8Array {
    return this.#pools.get(name) ?? new Uint8Array(0)
  }

  keepPool(name: string, bytes: Uint8Array): void {
    this.#pools.set(name, bytes)
  }

  /** The memory of all lists, for whoever wants to be rid of it. */
  get lists(): ArrayBuffer[] {
    return [...this.#lists.values()].map(({ buffer }) => buffer)
  }

  /** All memory: nothing that was made here may be used any more. */
  get everything(): ArrayBuffer[] {
    const columns = [...this.#columns.values()].flatMap((kept) => Object.values(kept.columns))
    const arrays = columns.map((column) => ('words' in column ? column.words : column))
    return [...this.lists, ...[...arrays, ...this.#pools.values()].map(({ buffer }) => buffer as ArrayBuffer)]
  }

  /** A list of at least `length` words. The content is old; a shorter list that was here is forgotten, not copied. */
  list(name: string, length: number): Uint32Array<ArrayBuffer> {
    const known = this.#lists.get(name)
    if (known && known.length >= length) return known
    const list = new Uint32Array(length)
    this.#lists.set(name, list)
    return list
  }
}
