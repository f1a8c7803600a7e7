/**
 * Cuts sections of C strings at their zeros. Each string is a block, whether or not anything names it, so that strings
 * live and die one by one.
 *
 * Source: JITLink's MachOLinkGraphBuilder (graphifyCStringSection); Apple's <mach-o/loader.h>, S_CSTRING_LITERALS.
 */
import { hex } from '../../../base/hex'
import type { Phrase } from '../../graph/phrases/phrase'
import { tell } from '../../graph/phrases/phrase'
import { Base, Linkage, Scope } from '../../graph/ids'
import { SymbolFlag } from '../../graph/schema'
import { NO_NAME } from '../../table/name-table'
import { addBlock, place } from './blocks'
import { S_ATTR } from './constants'
import type { Parts } from './parts'

/** Each string, even one of no characters, becomes a block and a symbol; a file of nothing but zeros would eat all memory. */
const MOST_STRINGS = 2 ** 21

const EXPECTED = tell('strings-expected')

export class StringBuilder {
  readonly #parts: Parts
  #count = 0

  constructor(parts: Parts) {
    this.#parts = parts
  }

  addSection(i: number): void {
    const { macho, symbols } = this.#parts
    const [start, size] = [macho.offset(i), macho.size(i)]
    if (size === 0) {
      this.#checkByteBefore(i)
      return
    }
    const content = macho.bytes.subarray(start, start + size)
    const last = content[size - 1]!
    if (last !== 0) throw this.#refuse(i, start + size - 1, tell('the-byte', { byte: hex(last) }))
    const order = symbols.inOrder(i, (a, b) => this.#canonical(a, b))
    this.#checkLast(order.at(-1), size)
    let next = 0
    for (let at = 0; at < size; ) {
      const end = content.indexOf(0, at) + 1
      const first = next
      // A symbol behind the last string still belongs to it.
      while (next < order.length && (symbols.offsetOf(order[next]!) < end || end === size)) next++
      this.#addString(i, at, end, order.slice(first, next))
      at = end
    }
  }

  /** LLVM 22 finds no string for a symbol at the end. */
  #checkLast(last: number | undefined, size: number): void {
    const { symbols, quirks } = this.#parts
    if (last === undefined || symbols.offsetOf(last) < size || !quirks.has('macho-string-end-crashes')) return
    throw symbols.refuse('llvm-crashes', last, 8, tell('string-behind'), tell('in-a-string'))
  }

  /** LLVM 22 looks for the zero in front of the section's first byte. */
  #checkByteBefore(i: number): void {
    const { macho, quirks } = this.#parts
    const at = macho.offset(i) - 1
    if (!quirks.has('macho-empty-strings-refused') || (macho.bytes[at] ?? 0) === 0) return
    throw this.#refuse(i, at, tell('empty-section'))
  }

  #addString(i: number, start: number, end: number, indices: readonly number[]): void {
    const { graph, file, macho, symbols, places } = this.#parts
    if (++this.#count > MOST_STRINGS)
      throw this.#refuse(i, macho.offset(i) + start, tell('too-many-strings', { n: MOST_STRINGS }), tell('fewer'))
    const block = addBlock(this.#parts, i, start, end - start, start % 2 ** macho.alignmentLog(i))
    let known = -1
    if (indices.length === 0 || symbols.offsetOf(indices[0]!) !== start) {
      const s = graph.addSymbolInWords(Base.Defined, file, NO_NAME, Linkage.Strong, Scope.Local, 0)
      place(this.#parts, s, block, 0, end - start)
      places.add(i, start, s)
      known = start
    }
    const isKept = (macho.flags(i) & S_ATTR.NO_DEAD_STRIP) !== 0
    for (const index of indices) {
      const flags = isKept || symbols.isNeverStripped(index) ? SymbolFlag.Live : 0
      const linkage = symbols.linkageOf(index)
      const s = graph.addSymbolInWords(
        Base.Defined,
        file,
        symbols.nameOf(index),
        linkage,
        symbols.scopeOf(index),
        flags,
      )
      const offset = symbols.offsetOf(index)
      place(this.#parts, s, block, offset - start, end - offset)
      symbols.ids[index] = s
      if (offset !== known) places.add(i, offset, s)
      known = offset
    }
  }

  /** At one offset: strong symbols before weak ones, then from the widest scope to the narrowest, then by name. */
  #canonical(a: number, b: number): number {
    const { symbols, graph } = this.#parts
    const order = symbols.linkageOf(a) - symbols.linkageOf(b) || symbols.scopeOf(a) - symbols.scopeOf(b)
    if (order !== 0) return order
    const [one, other] = [graph.names.text(symbols.nameOf(a)), graph.names.text(symbols.nameOf(b))]
    return one < other ? -1 : Number(one > other)
  }

  #refuse(i: number, at: number, found: Phrase, expected = EXPECTED): Error {
    const { macho } = this.#parts
    return macho.refuse('macho-strings', macho.describe(i), at, found, expected)
  }
}
