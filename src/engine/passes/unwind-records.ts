/**
 * Records of compact unwinding that are still in the graph, with what their edges name. They are columns with a row for
 * each, since nearly every function has one.
 */
import { tell } from '../graph/phrases/phrase'
import { sortedIndices } from '../../base/sorted-indices'
import type { EdgeIndex } from '../graph/edge-index'
import type { BlockId, EdgeId, SymbolId } from '../graph/ids'
import { Base, FIRST_RELOCATION_KIND, NO_BLOCK, NO_SYMBOL } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { FIELD, refuseRecord } from './unwind-record'

const TWO_32 = 2 ** 32

export class UnwindRecords {
  length = 0
  /** Bytes of the function. */
  readonly size: Uint32Array
  readonly encoding: Uint32Array
  /** Where the function is, as two words; see `locate`. */
  readonly addressLow: Uint32Array
  readonly addressHigh: Uint32Array
  readonly #graph: LinkGraph
  readonly #block: Uint32Array
  readonly #owner: Uint32Array
  readonly #personality: Uint32Array
  readonly #lsda: Uint32Array
  readonly #frame: Uint32Array
  /** The source that was read from last. */
  #source = -1
  #view: DataView = new DataView(new ArrayBuffer(0))

  /** No records yet, and room for so many. */
  constructor(graph: LinkGraph, room: number) {
    this.#graph = graph
    this.size = new Uint32Array(room)
    this.encoding = new Uint32Array(room)
    this.addressLow = new Uint32Array(room)
    this.addressHigh = new Uint32Array(room)
    this.#block = new Uint32Array(room)
    this.#owner = new Uint32Array(room)
    this.#personality = new Uint32Array(room)
    this.#lsda = new Uint32Array(room)
    this.#frame = new Uint32Array(room)
  }

  /** The block that the record is; that of the function if it has none. */
  block(row: number): BlockId {
    return this.#block[row]! as BlockId
  }

  /** The function that it is about. */
  owner(row: number): SymbolId {
    return this.#owner[row]! as SymbolId
  }

  /** NO_SYMBOL: it has none; so for the next two. */
  personality(row: number): SymbolId {
    return this.#personality[row]! as SymbolId
  }

  lsda(row: number): SymbolId {
    return this.#lsda[row]! as SymbolId
  }

  /** The call-frame record that the encoding leaves it to. */
  frame(row: number): SymbolId {
    return this.#frame[row]! as SymbolId
  }

  /** Adds the record that a block is. Throws a Refusal if it names no function, or things where none belong. */
  read(index: EdgeIndex, b: BlockId): number {
    const { blocks } = this.#graph
    const row = this.add(b, NO_SYMBOL, 0, 0, NO_SYMBOL)
    for (let i = index.start[b]!; i < index.start[b + 1]!; i++) this.#takeEdge(row, index.edge[i]! as EdgeId, b)
    if (this.#owner[row] === NO_SYMBOL)
      throw refuseRecord(this.#graph, b, 0, tell('no-relocation'), tell('names-function'))
    const view = this.#viewOf(blocks.source[b])
    const start = blocks.sourceOffset[b]
    this.size[row] = view.getUint32(start + FIELD.SIZE, true)
    this.encoding[row] = view.getUint32(start + FIELD.ENCODING, true)
    return row
  }

  /** Adds a record without personality and language-specific data; returns its row. */
  add(block: BlockId, owner: SymbolId, size: number, encoding: number, frame: SymbolId): number {
    const row = this.length++
    this.#block[row] = block
    this.#owner[row] = owner
    this.size[row] = size
    this.encoding[row] = encoding
    this.#personality[row] = NO_SYMBOL
    this.#lsda[row] = NO_SYMBOL
    this.#frame[row] = frame
    return row
  }

  #takeEdge(row: number, e: EdgeId, b: BlockId): void {
    const { offset, kind, target } = this.#graph.edges
    if (kind[e] < FIRST_RELOCATION_KIND) this.#frame[row] = target[e]
    else if (offset[e] === FIELD.FUNCTION) this.#owner[row] = target[e]
    else if (offset[e] === FIELD.PERSONALITY) this.#personality[row] = target[e]
    else if (offset[e] === FIELD.LSDA) this.#lsda[row] = target[e]
    else throw refuseRecord(this.#graph, b, offset[e], tell('a-relocation'), tell('record-places'))
  }

  #viewOf(source: number): DataView {
    if (source !== this.#source) {
      const { buffer, byteOffset, byteLength } = this.#graph.sources[source]!
      this.#source = source
      this.#view = new DataView(buffer, byteOffset, byteLength)
    }
    return this.#view
  }

  /** Different personalities, in the order in which records name them. */
  personalities(): SymbolId[] {
    const found = new Set<SymbolId>()
    for (let row = 0; row < this.length; row++)
      if (this.personality(row) !== NO_SYMBOL) found.add(this.personality(row))
    return [...found]
  }

  /** Notes where every function is now. */
  locate(): void {
    const { symbols, blocks } = this.#graph
    const offset = symbols.offset.words
    for (let row = 0; row < this.length; row++) {
      const s = this.owner(row)
      const isPlaced = symbols.base[s] === Base.Defined && symbols.block[s] !== NO_BLOCK
      const words = isPlaced ? blocks.address.words : symbols.address.words
      const at = 2 * (isPlaced ? symbols.block[s] : s)
      const low = words[at]! + (isPlaced ? offset[2 * s]! : 0)
      this.addressLow[row] = low
      this.addressHigh[row] = words[at + 1]! + (isPlaced ? offset[2 * s + 1]! : 0) + (low >= TWO_32 ? 1 : 0)
    }
  }

  /** Brings the records into the order of their functions' addresses, as they are now; mostly they have it. */
  sortByAddress(): void {
    this.locate()
    const { addressLow: low, addressHigh: high } = this
    const compare = (a: number, b: number): number => high[a]! - high[b]! || low[a]! - low[b]!
    let row = 1
    while (row < this.length && compare(row - 1, row) <= 0) row++
    if (row < this.length) this.#reorder(Uint32Array.from({ length: this.length }, (_, i) => i).sort(compare))
  }

  /** Brings the records into the ascending order of these numbers, of which each row has one. */
  sortBy(keys: Float64Array): void {
    this.#reorder(sortedIndices(keys))
  }

  #reorder(order: Uint32Array): void {
    const places = [this.addressLow, this.addressHigh]
    const named = [this.#block, this.#owner, this.#personality, this.#lsda, this.#frame]
    for (const column of [this.size, this.encoding, ...places, ...named]) {
      const before = column.slice(0, this.length)
      for (let row = 0; row < order.length; row++) column[row] = before[order[row]!]!
    }
  }
}

/** The records that some blocks are, with room for so many more. */
export function readRecords(graph: LinkGraph, index: EdgeIndex, blocks: readonly BlockId[], room = 0): UnwindRecords {
  const records = new UnwindRecords(graph, blocks.length + room)
  for (const b of blocks) records.read(index, b)
  return records
}
