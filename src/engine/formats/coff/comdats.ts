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

interface Pending {
  /** Record of the section's own symbol. */
  readonly index: number
  readonly selection: Selection
}

/** By the number that the file has for it. */
const SELECTIONS: Readonly<Record<number, Selection>> = {
  [SELECT.NO_DUPLICATES]: 'no duplicates',
  [SELECT.ANY]: 'any',
  [SELECT.SAME_SIZE]: 'same size',
  [SELECT.EXACT_MATCH]: 'exact match',
  [SELECT.LARGEST]: 'largest',
}

const linkageOf = (selection: Selection): Linkage => (selection === 'no duplicates' ? Linkage.Strong : Linkage.Weak)

export class Comdats {
  readonly #symbols: SymbolBuilder
  /** Section number → the section symbol that waits for its leader. */
  readonly #pending = new Map<number, Pending>()
  /** Section number → its selection, once there was a leader: further names share it. */
  readonly #led = new Map<number, Selection>()

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
      throw symbols.refuse('coff-comdat', index, tell('second-section-symbol'), tell('comdat-name-first'))
    const known = SELECTIONS[selection]
    if (known === undefined) {
      const expected = tell('selections')
      throw symbols.refuse('coff-comdat-selection', index, tell('selection', { n: selection }), expected)
    }
    this.#pending.set(number, { index, selection: known })
    return NO_SYMBOL
  }

  /** An exported name in a COMDAT section: the leader, or one beside it. */
  leader(index: number, at: number, number: number, block: BlockId): SymbolId {
    const symbols = this.#symbols
    const pending = this.#pending.get(number)
    if (!pending) {
      if (symbols.options.quirks.has('coff-one-comdat-name'))
        throw symbols.refuse('coff-comdat', index, tell('another-export'), tell('one-for-comdat'))
      return this.#define(index, at, block, this.#led.get(number) ?? 'any')
    }
    const s = this.#define(index, at, block, pending.selection)
    symbols.ids[pending.index] = s
    this.#pending.delete(number)
    this.#led.set(number, pending.selection)
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
      const expected = tell('section-from-one', { n: symbols.coff.sectionCount })
      throw symbols.refuse('coff-comdat', index, tell('belongs-to', { n: other }), expected)
    }
    const s = symbols.define(index, at, block, Linkage.Strong, Scope.Local)
    symbols.graph.addEdge(home, 0, KIND_KEEP_ALIVE, s, 0n)
    return s
  }
}
