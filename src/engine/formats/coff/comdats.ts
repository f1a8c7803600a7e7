/**
 * COMDAT sections: several files may bring a section for the same name (an inline function, a template), and one is
 * enough. The first symbol of such a section is a static one with an auxiliary record that says how to choose
 * ("selection"); the next, the leader, is the name by which rivals are told.
 *
 *   any             whichever comes first                     weak
 *   same size       the first; all have to be of one size     weak
 *   exact match     the first; all have to be the same        weak
 *   largest         the largest                               weak
 *   no duplicates   there must be no other                    strong
 *   associative     lives and dies with another section       an edge from there keeps it alive
 *
 * Relocations against the section's own symbol are relocations against the leader.
 *
 * Source: Microsoft PE/COFF Specification, "COMDAT Sections (Object Only)", "Auxiliary Format 5: Section Definitions";
 * JITLink's COFFLinkGraphBuilder.
 */
import type { BlockId, SymbolId } from '../../graph/ids'
import { KIND_KEEP_ALIVE, Linkage, NO_BLOCK, NO_SYMBOL, Scope } from '../../graph/ids'
import { SELECT } from './constants'
import type { SymbolBuilder } from './symbols'

interface Pending {
  /** Record of the section's own symbol. */
  readonly index: number
  readonly linkage: Linkage
}

export class Comdats {
  readonly #symbols: SymbolBuilder
  /** Section number → the section symbol that waits for its leader. */
  readonly #pending = new Map<number, Pending>()
  /** Section number → linkage of its leader, once there was one. */
  readonly #led = new Map<number, Linkage>()

  constructor(symbols: SymbolBuilder) {
    this.#symbols = symbols
  }

  /** A section's own symbol with its auxiliary record. */
  definition(index: number, at: number, number: number, block: BlockId): SymbolId {
    const symbols = this.#symbols
    const { coff } = symbols
    const auxiliary = at + coff.symbolBytes
    const selection = coff.bytes[auxiliary + 14]!
    if (selection === SELECT.ASSOCIATIVE) return this.#associate(index, at, auxiliary, block)
    if (this.#pending.has(number))
      throw symbols.refuse('coff-comdat', index, 'a second section symbol', 'the name of the COMDAT section first')
    if (selection === SELECT.NEWEST || selection === 0 || selection > SELECT.NEWEST) {
      const expected = '1 to 6; “newest” (7) is not supported'
      throw symbols.refuse('coff-comdat-selection', index, `selection ${selection}`, expected)
    }
    const linkage = selection === SELECT.NO_DUPLICATES ? Linkage.Strong : Linkage.Weak
    this.#pending.set(number, { index, linkage })
    return NO_SYMBOL
  }

  /** An exported name in a COMDAT section: the leader, or one beside it. */
  leader(index: number, at: number, number: number, block: BlockId): SymbolId {
    const symbols = this.#symbols
    const pending = this.#pending.get(number)
    if (!pending) {
      if (symbols.options.quirks.has('coff-one-comdat-name'))
        throw symbols.refuse('coff-comdat', index, 'another exported name', 'one for each COMDAT section')
      return symbols.define(index, at, block, this.#led.get(number) ?? Linkage.Weak, Scope.Default)
    }
    const s = symbols.define(index, at, block, pending.linkage, Scope.Default)
    symbols.ids[pending.index] = s
    this.#pending.delete(number)
    this.#led.set(number, pending.linkage)
    return s
  }

  /** Sections whose leader never came are private to the file; LLVM 22 has no symbol for them. */
  finish(): void {
    const symbols = this.#symbols
    if (symbols.options.quirks.has('coff-one-comdat-name')) return
    for (const [number, { index }] of this.#pending) {
      const at = symbols.coff.symbolOffset(index)
      symbols.ids[index] = symbols.define(index, at, symbols.blockOf(number), Linkage.Strong, Scope.Local)
    }
  }

  #associate(index: number, at: number, auxiliary: number, block: BlockId): SymbolId {
    const symbols = this.#symbols
    const { view, isBig } = symbols.coff
    const low = view.getUint16(auxiliary + 12, true)
    const other = isBig ? low + view.getUint16(auxiliary + 16, true) * 0x10000 : low
    const home = symbols.blockOf(other)
    if (home === NO_BLOCK) {
      const expected = `a section, 1 to ${symbols.coff.sectionCount}`
      throw symbols.refuse('coff-comdat', index, `a section that belongs to section ${other}`, expected)
    }
    const s = symbols.define(index, at, block, Linkage.Strong, Scope.Local)
    symbols.graph.addEdge(home, 0, KIND_KEEP_ALIVE, s, 0n)
    return s
  }
}
