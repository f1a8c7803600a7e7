/**
 * COMDAT sections: several files may bring a section for the same name (an inline function, a template), and one is
 * enough. The first symbol of such a section is a static one with an auxiliary record that says how to choose
 * ("selection", rows in `graph/comdat-selections.ts`); the next, the leader, is the name by which rivals are told. It is
 * strong where there must be no other, else weak. An associative section lives and dies with another: an edge from there
 * keeps it alive.
 *
 * Relocations against the section's own symbol are relocations against the leader.
 *
 * Source: Microsoft PE/COFF Specification, "COMDAT Sections (Object Only)", "Auxiliary Format 5: Section Definitions";
 * JITLink's COFFLinkGraphBuilder.
 */
import { tell } from '../../graph/phrases/phrase'
import type { Selection } from '../../graph/comdat-selections'
import { flagOfSelection } from '../../graph/comdat-selections'
import type { BlockId, SymbolId } from '../../graph/ids'
import { KIND_KEEP_ALIVE, Linkage, NO_BLOCK, NO_SYMBOL, Scope } from '../../graph/ids'
import { SELECT } from './constants'
import type { SymbolBuilder } from './symbols'

/** By the number that the file has for it. */
const SELECTIONS: Readonly<Record<number, Selection>> = {
  [SELECT.NO_DUPLICATES]: 'no duplicates',
  [SELECT.ANY]: 'any',
  [SELECT.SAME_SIZE]: 'same size',
  [SELECT.EXACT_MATCH]: 'exact match',
  [SELECT.LARGEST]: 'largest',
}

/** No record of a symbol table. */
const NONE = 0xffffffff

const linkageOf = (selection: Selection): Linkage => (selection === 'no duplicates' ? Linkage.Strong : Linkage.Weak)

export class Comdats {
  readonly #symbols: SymbolBuilder
  /** Section number → the record of the section symbol that waits for its leader; NONE: none does. */
  readonly #pending: Uint32Array
  /** Section number → the file's number for its selection; 0: nobody has said one. Further names share the leader's. */
  readonly #selection: Uint8Array

  constructor(symbols: SymbolBuilder) {
    const { sectionCount } = symbols.coff
    this.#symbols = symbols
    this.#pending = symbols.graph.scratch('section symbols without leader', sectionCount + 1).fill(NONE)
    this.#selection = new Uint8Array(sectionCount + 1)
  }

  /** A section's own symbol with its auxiliary record. */
  definition(index: number, at: number, number: number, block: BlockId): SymbolId {
    const symbols = this.#symbols
    const { coff } = symbols
    const auxiliary = at + coff.symbolBytes
    const selection = coff.bytes[auxiliary + 14]!
    if (selection === SELECT.ASSOCIATIVE) return this.#associate(index, at, auxiliary, block)
    if (this.#pending[number] !== NONE)
      throw symbols.refuse('coff-comdat', index, tell('second-section-symbol'), tell('comdat-name-first'))
    if (SELECTIONS[selection] === undefined) {
      const expected = tell('selections')
      throw symbols.refuse('coff-comdat-selection', index, tell('selection', { n: selection }), expected)
    }
    this.#pending[number] = index
    this.#selection[number] = selection
    return NO_SYMBOL
  }

  /** An exported name in a COMDAT section: the leader, or one beside it. */
  leader(index: number, at: number, number: number, block: BlockId): SymbolId {
    const symbols = this.#symbols
    const pending = this.#pending[number]!
    const selection = SELECTIONS[this.#selection[number]!] ?? 'any'
    if (pending === NONE) {
      if (symbols.options.quirks.has('coff-one-comdat-name'))
        throw symbols.refuse('coff-comdat', index, tell('another-export'), tell('one-for-comdat'))
      return this.#define(index, at, block, selection)
    }
    const s = this.#define(index, at, block, selection)
    symbols.ids[pending] = s
    this.#pending[number] = NONE
    return s
  }

  #define(index: number, at: number, block: BlockId, selection: Selection): SymbolId {
    const symbols = this.#symbols
    const flags = symbols.options.quirks.has('coff-comdat-unchecked') ? 0 : flagOfSelection(selection)
    return symbols.define(index, at, block, linkageOf(selection), Scope.Default, flags)
  }

  /** Sections whose leader never came are private to the file; LLVM 22 has no symbol for them. */
  finish(): void {
    const symbols = this.#symbols
    if (symbols.options.quirks.has('coff-one-comdat-name')) return
    const numbers: number[] = []
    for (let number = 0; number < this.#pending.length; number++)
      if (this.#pending[number] !== NONE) numbers.push(number)
    // In the order of the symbol table.
    numbers.sort((a, b) => this.#pending[a]! - this.#pending[b]!)
    for (const number of numbers) {
      const index = this.#pending[number]!
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
      const expected = tell('section-from-one', { n: symbols.coff.sectionCount })
      throw symbols.refuse('coff-comdat', index, tell('belongs-to', { n: other }), expected)
    }
    const s = symbols.define(index, at, block, Linkage.Strong, Scope.Local)
    symbols.graph.addEdge(home, 0, KIND_KEEP_ALIVE, s, 0n)
    return s
  }
}
