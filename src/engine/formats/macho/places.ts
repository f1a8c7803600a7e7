/**
 * Which symbol an address of the file means. Mach-O relocations often name a section and leave an address in the bytes;
 * the graph has no addresses until it is laid out, so each is turned into a symbol and a distance from it. Where several
 * symbols share an address one of them, the canonical one, stands for it.
 */
import { firstWhere } from '../../../base/search'
import type { SymbolId } from '../../graph/ids'
import { NO_SYMBOL } from '../../graph/ids'
import type { LinkGraph } from '../../graph/link-graph'
import type { MachOFile } from './reader'

export class Places {
  readonly #graph: LinkGraph
  /** For each section, offsets with a symbol, ascending, and the canonical symbol at each. */
  readonly #offsets: readonly number[][]
  readonly #symbols: readonly SymbolId[][]
  /** What `#indexOf` found last: relocations of a section go down its addresses. */
  #lastSection = -1
  #lastIndex = -1

  constructor(graph: LinkGraph, macho: MachOFile) {
    this.#graph = graph
    const forEachSection = <T>(): T[][] => Array.from({ length: macho.sectionCount }, () => [])
    this.#offsets = forEachSection()
    this.#symbols = forEachSection()
  }

  /** Notes the canonical symbol of an offset of section i. Offsets come in ascending order. */
  add(i: number, offset: number, s: SymbolId): void {
    this.#offsets[i]!.push(offset)
    this.#symbols[i]!.push(s)
  }

  /** The canonical symbol that covers an offset of section i, its end included; NO_SYMBOL if none does. */
  symbolAt(i: number, offset: number): SymbolId {
    const at = this.#indexOf(i, offset)
    if (at < 0) return NO_SYMBOL
    const s = this.#symbols[i]![at]!
    const size = this.#graph.symbols.size.words
    const end = this.#offsets[i]![at]! + size[2 * s]! + size[2 * s + 1]! * 2 ** 32
    return offset <= end ? s : NO_SYMBOL
  }

  /** Where in section i the canonical symbol that `symbolAt` finds is. */
  startOf(i: number, offset: number): number {
    return this.#offsets[i]![this.#indexOf(i, offset)] ?? 0
  }

  /** Index of the last offset that is not greater; -1 if all are. Mostly it is the one that was found last, or the one before. */
  #indexOf(i: number, offset: number): number {
    const offsets = this.#offsets[i]!
    let at = i === this.#lastSection ? this.#lastIndex : -1
    if (at > 0 && offsets[at]! > offset) at--
    const isFound = at >= 0 && offsets[at]! <= offset && (at + 1 >= offsets.length || offsets[at + 1]! > offset)
    if (!isFound) at = firstWhere(0, offsets.length, (k) => offsets[k]! > offset) - 1
    this.#lastSection = i
    this.#lastIndex = at
    return at
  }
}
