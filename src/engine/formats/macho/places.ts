/**
 * Which symbol an address of the file means. Mach-O relocations often name a section and leave an address in the bytes;
 * the graph has no addresses until it is laid out, so each is turned into a symbol and a distance from it. Where several
 * symbols share an address one of them, the canonical one, stands for it.
 *
 * And which block a field lies in: the blocks of a section stand one behind the other, in the file and in the graph.
 */
import { firstWhere } from '../../../base/search'
import type { BlockId, SymbolId } from '../../graph/ids'
import { NO_BLOCK, NO_SYMBOL } from '../../graph/ids'
import type { LinkGraph } from '../../graph/link-graph'
import type { MachOFile } from './reader'

/** The canonical symbols of one section, and its blocks. */
interface SectionPlaces {
  /** Offsets with a symbol, ascending, and the canonical symbol at each. */
  readonly offsets: number[]
  readonly symbols: SymbolId[]
  /** Its blocks are those from `first` on, up to `end`. */
  first: number
  end: number
}

export class Places {
  readonly #graph: LinkGraph
  readonly #sections: readonly SectionPlaces[]
  /** Where in its section the symbol that `symbolAt` found last is. */
  start = 0
  /** The block that `blockAt` found last: relocations of a section go down its addresses. */
  #lastBlock = 0

  constructor(graph: LinkGraph, macho: MachOFile) {
    this.#graph = graph
    this.#sections = Array.from({ length: macho.sectionCount }, () => ({ offsets: [], symbols: [], first: 0, end: 0 }))
  }

  /** Notes the canonical symbol of an offset of section i. Offsets come in ascending order. */
  add(i: number, offset: number, s: SymbolId): void {
    const { offsets, symbols } = this.#sections[i]!
    offsets.push(offset)
    symbols.push(s)
  }

  /** Notes that the graph's blocks from `first` on up to `end` are those of section i. */
  addBlocks(i: number, first: number, end: number): void {
    const section = this.#sections[i]!
    section.first = first
    section.end = end
  }

  /** The canonical symbol that covers an offset of section i, its end included; NO_SYMBOL if none does. */
  symbolAt(i: number, offset: number): SymbolId {
    const { offsets, symbols } = this.#sections[i]!
    const at = firstWhere(0, offsets.length, (k) => offsets[k]! > offset) - 1
    if (at < 0) return NO_SYMBOL
    const s = symbols[at]!
    const size = this.#graph.symbols.size.words
    this.start = offsets[at]!
    return offset <= this.start + size[2 * s]! + size[2 * s + 1]! * 2 ** 32 ? s : NO_SYMBOL
  }

  /** The block of section i in which the byte at a place of the file lies; NO_BLOCK if it is in none. */
  blockAt(i: number, place: number): BlockId {
    const { first, end } = this.#sections[i]!
    const { sourceOffset, size } = this.#graph.blocks
    let b = this.#lastBlock
    if (b > first && b < end && sourceOffset[b as BlockId] > place) b--
    const isFound =
      b >= first &&
      b < end &&
      sourceOffset[b as BlockId] <= place &&
      (b + 1 >= end || sourceOffset[(b + 1) as BlockId] > place)
    if (!isFound) b = firstWhere(first, end, (k) => sourceOffset[k as BlockId] > place) - 1
    if (b < first) return NO_BLOCK
    this.#lastBlock = b
    return place < sourceOffset[b as BlockId] + size.words[2 * b]! ? (b as BlockId) : NO_BLOCK
  }
}
