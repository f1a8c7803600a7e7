/**
 * Edges between units, counted: who refers to whom, and how often. One pass over both ends of all edges; the result has
 * a row for each pair of units that occurs, however many edges there are.
 */
import type { EdgeEnds } from './ends'
import { NOT_DRAWN } from './ends'
import type { Layout } from './geometry'

/** `to` of a pair that leads off the map. */
export const OFF_UNIT = -1

export interface Traffic {
  /** Edges that are drawn somewhere and pass the filter. */
  readonly total: number
  /** Edges that are drawn somewhere, filter or not. */
  readonly all: number
  /** Pairs that occur; index: pair. */
  readonly from: Int32Array
  /** A unit, or OFF_UNIT. */
  readonly to: Int32Array
  readonly count: Uint32Array
}

/** Above this a dense square of counters would cost more than a map. */
const MOST_DENSE = 400

/** `mask[e]` is 0 for edges that are filtered out. */
export function trafficOf(layout: Layout, ends: EdgeEnds, mask: Uint8Array | undefined): Traffic {
  const units = layout.units.length
  const counter = counterFor(units)
  const unitOf = unitsOfRows(layout)
  let total = 0
  let all = 0
  const { from, to, length } = ends
  for (let e = 0; e < length; e++) {
    const row = from[e]!
    if (row === NOT_DRAWN) continue
    all++
    if (mask && mask[e] === 0) continue
    total++
    const target = to[e]!
    counter.add(unitOf[row]!, target < 0 ? units : unitOf[target]!, 1)
  }
  return { total, all, ...counter.pairs() }
}

const UNITS = new WeakMap<Layout, Uint32Array>()

/** Row → unit, as a column; made once for a layout. */
export function unitsOfRows(layout: Layout): Uint32Array {
  const known = UNITS.get(layout) ?? makeUnitsOfRows(layout)
  UNITS.set(layout, known)
  return known
}

function makeUnitsOfRows({ rows, pieces, strips }: Layout): Uint32Array {
  const unitOf = new Uint32Array(rows.length)
  for (let i = 0; i < strips.length; i++) {
    const [first, end] = [strips.firstPiece[i]!, strips.firstPiece[i + 1]!]
    unitOf.fill(strips.unit[i]!, pieces.firstRow[first], pieces.firstRow[end])
  }
  return unitOf
}

type Pairs = Pick<Traffic, 'from' | 'to' | 'count'>

/** Counts edges between units. `to` may be the number of units: off the map. */
export interface Counter {
  add(from: number, to: number, by: number): void
  /** Pairs with at least one edge, by `from`, then by `to`. */
  pairs(): Pairs
}

export const counterFor = (units: number): Counter =>
  units <= MOST_DENSE ? new DenseCounter(units) : new SparseCounter(units)

function pairsFrom(entries: readonly (readonly [number, number])[], width: number): Pairs {
  const from = new Int32Array(entries.length)
  const to = new Int32Array(entries.length)
  const count = new Uint32Array(entries.length)
  entries.forEach(([key, value], i) => {
    from[i] = Math.floor(key / width)
    to[i] = key % width === width - 1 ? OFF_UNIT : key % width
    count[i] = value
  })
  return { from, to, count }
}

class DenseCounter implements Counter {
  readonly #counts: Uint32Array
  readonly #width: number

  constructor(units: number) {
    this.#width = units + 1
    this.#counts = new Uint32Array(units * this.#width)
  }

  add(from: number, to: number, by: number): void {
    this.#counts[from * this.#width + to]! += by
  }

  pairs(): Pairs {
    const entries: [number, number][] = []
    for (let key = 0; key < this.#counts.length; key++)
      if (this.#counts[key]! > 0) entries.push([key, this.#counts[key]!])
    return pairsFrom(entries, this.#width)
  }
}

class SparseCounter implements Counter {
  readonly #counts = new Map<number, number>()
  readonly #width: number

  constructor(units: number) {
    this.#width = units + 1
  }

  add(from: number, to: number, by: number): void {
    const key = from * this.#width + to
    const count = (this.#counts.get(key) ?? 0) + by
    if (count > 0) this.#counts.set(key, count)
    else this.#counts.delete(key)
  }

  pairs(): Pairs {
    return pairsFrom(
      [...this.#counts].sort((a, b) => a[0] - b[0]),
      this.#width,
    )
  }
}
