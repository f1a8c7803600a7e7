/**
 * The symbols of an ELF file: names for places in blocks, for places elsewhere, for fixed addresses, and commons, which
 * are wishes for memory.
 *
 * Source: JITLink's ELFLinkGraphBuilder (graphifySymbols); System V ABI, "Symbol Table".
 */
import type { Phrase } from '../../graph/phrases/phrase'
import { tell, verbatim } from '../../graph/phrases/phrase'
import type { Refusal } from '../../graph/diagnostics'
import type { BlockId, FileId, SymbolId } from '../../graph/ids'
import { Base, Linkage, NO_BLOCK, NO_SOURCE, NO_SYMBOL, Scope } from '../../graph/ids'
import type { LinkGraph } from '../../graph/link-graph'
import { SymbolFlag } from '../../graph/schema'
import type { NameId } from '../../table/name-table'
import { NO_NAME } from '../../table/name-table'
import type { ElfBuildOptions } from './build-options'
import type { SectionBuilder } from './builder'
import { SHN, STB, STT, STV, SYMBOL_BYTES } from './constants'
import type { ElfFile } from './reader'

/** Name of the symbol that stands for "no symbol"; JITLink makes one in every ELF graph. */
const NULL_SYMBOL = '__jitlink_ELF_SYM_UND_0'
const TWO_32 = 2 ** 32

export class SymbolBuilder {
  /** Symbol table index → symbol. */
  readonly ids: Uint32Array
  /** The first exported definition that was dropped; relocations against it come first, so it is reported last. */
  missing: Refusal | undefined
  readonly #graph: LinkGraph
  readonly #file: FileId
  readonly #elf: ElfFile
  readonly #view: DataView
  readonly #options: ElfBuildOptions
  readonly #sections: SectionBuilder
  /** Where the symbol table stands in the file. */
  readonly #table: number
  /** Section header index of its names. */
  readonly #strings: number

  constructor(graph: LinkGraph, file: FileId, elf: ElfFile, options: ElfBuildOptions, sections: SectionBuilder) {
    const table = elf.symbolTable
    this.#graph = graph
    this.#file = file
    this.#elf = elf
    this.#view = elf.view
    this.#options = options
    this.#sections = sections
    this.#table = table === 0 ? 0 : elf.offset(table)
    this.#strings = table === 0 ? 0 : elf.link(table)
    this.ids = graph.scratch('symbols of the file', table === 0 ? 0 : elf.size(table) / SYMBOL_BYTES).fill(NO_SYMBOL)
  }

  addAll(): void {
    const { ids } = this
    if (this.#elf.symbolTable === 0) return
    this.#graph.event('symbolsAdded', this.#file, ids.length)
    for (let i = 0; i < ids.length; i++) ids[i] = this.#add(i, this.#table + i * SYMBOL_BYTES)
    if (this.#options.refuseMissing) this.missing = this.#findMissing()
  }

  #findMissing(): Refusal | undefined {
    for (let i = 1; i < this.ids.length; i++) {
      const at = this.#table + i * SYMBOL_BYTES
      const info = this.#view.getUint8(at + 4)
      const isDefinition = (info & 15) !== STT.FILE && this.#view.getUint16(at + 6, true) !== SHN.UNDEF
      if (info >> 4 === STB.LOCAL || !isDefinition || this.ids[i] !== NO_SYMBOL) continue
      const found = tell('symbol-dropped')
      return this.#elf.refuse('elf-symbol-dropped', this.#describe(i, at), at, found, tell('symbol-kept'))
    }
    return undefined
  }

  #add(index: number, at: number): SymbolId {
    const type = this.#view.getUint8(at + 4) & 15
    if (type === STT.FILE) return NO_SYMBOL
    const sectionIndex = this.#sectionIndexOf(index, at)
    if (sectionIndex === SHN.COMMON || type === STT.COMMON) return this.#addCommon(index, at)
    if (sectionIndex === SHN.UNDEF) return this.#addUndefined(index, at)
    if (sectionIndex === SHN.ABS) return this.#addAbsolute(index, at)
    return this.#addDefined(index, at, sectionIndex, type)
  }

  /** Resolves SHN_XINDEX through the extended index table; without one the symbol belongs nowhere. */
  #sectionIndexOf(index: number, at: number): number {
    const short = this.#view.getUint16(at + 6, true)
    if (short !== SHN.XINDEX) return short
    const table = this.#elf.extendedIndex
    if (table === 0 || (index + 1) * 4 > this.#elf.size(table)) return SHN.LORESERVE
    return this.#view.getUint32(this.#elf.offset(table) + index * 4, true)
  }

  #addDefined(index: number, at: number, sectionIndex: number, type: number): SymbolId {
    const indirect = type === STT.GNU_IFUNC && !this.#options.dropIndirectFunctions
    if (type > STT.TLS && !indirect) return NO_SYMBOL
    const block = (this.#sections.blocks[sectionIndex] ?? NO_BLOCK) as BlockId
    if (block === NO_BLOCK) return NO_SYMBOL
    this.#checkBounds(index, at, block)
    const name = this.#nameOf(index, at)
    const callable = type === STT.FUNC && name !== NO_NAME ? SymbolFlag.Callable : 0
    const flags = indirect ? SymbolFlag.Callable | SymbolFlag.Indirect : callable
    return this.#addAt(index, at, name, block, flags)
  }

  #checkBounds(index: number, at: number, block: BlockId): void {
    const view = this.#view
    const words = this.#graph.blocks.size.words
    const endLow = view.getUint32(at + 8, true) + view.getUint32(at + 16, true)
    const carry = endLow >= TWO_32 ? 1 : 0
    const endHigh = view.getUint32(at + 12, true) + view.getUint32(at + 20, true) + carry
    const sizeHigh = words[2 * block + 1]!
    if (endHigh < sizeHigh || (endHigh === sizeHigh && endLow - carry * TWO_32 <= words[2 * block]!)) return
    const value = view.getBigUint64(at + 8, true)
    const found = tell('bytes-from-to', { from: value, to: value + view.getBigUint64(at + 16, true) })
    const expected = tell('at-most-of-section', { n: this.#graph.blocks.size.big[block] })
    throw this.#elf.refuse('elf-symbol-bounds', this.#describe(index, at), at + 8, found, expected)
  }

  #addAt(index: number, at: number, name: NameId, block: BlockId, flags: number): SymbolId {
    const view = this.#view
    const linkage = this.#linkageOf(index, at)
    const scope = name === NO_NAME ? Scope.Local : this.#scopeOf(at)
    const s = this.#graph.addSymbolInWords(Base.Defined, this.#file, name, linkage, scope, flags)
    this.#graph.placeSymbolInWords(
      s,
      block,
      view.getUint32(at + 8, true),
      view.getUint32(at + 12, true),
      view.getUint32(at + 16, true),
      view.getUint32(at + 20, true),
    )
    return s
  }

  /** A common is memory that the linker has to make: zero-fill in a section of its own, weak by nature. */
  #addCommon(index: number, at: number): SymbolId {
    const graph = this.#graph
    const alignment = this.#view.getBigUint64(at + 8, true)
    if ((alignment & (alignment - 1n)) !== 0n || alignment > 1n << 31n) {
      const expected = tell('alignment')
      throw this.#elf.refuse('elf-alignment', this.#describe(index, at), at + 8, verbatim(alignment), expected)
    }
    graph.event('commonAdded', graph.blocks.length, graph.symbols.length)
    const log = alignment === 0n ? 0 : 31 - Math.clz32(Number(alignment))
    const block = graph.addBlockInWords(this.#sections.common(), NO_SOURCE, 0, log, 0)
    const low = this.#view.getUint32(at + 16, true)
    const high = this.#view.getUint32(at + 20, true)
    graph.sizeBlockInWords(block, low, high, 0, 0)
    const name = this.#nameOf(index, at)
    const s = graph.addSymbolInWords(Base.Defined, this.#file, name, Linkage.Weak, Scope.Default, 0)
    graph.placeSymbolInWords(s, block, 0, 0, low, high)
    return s
  }

  #addUndefined(index: number, at: number): SymbolId {
    const binding = this.#view.getUint8(at + 4) >> 4
    const size = this.#view.getBigUint64(at + 16, true)
    if (binding === STB.LOCAL) return this.#addNullSymbol(index, at, size)
    if (binding !== STB.GLOBAL && binding !== STB.WEAK) {
      const expected = tell('bindings')
      throw this.#elf.refuse('elf-symbol-binding', this.#describe(index, at), at + 4, verbatim(binding), expected)
    }
    const flags = binding === STB.WEAK ? SymbolFlag.WeaklyReferenced : 0
    const name = this.#internName(index, at)
    return this.#graph.addExternal({
      file: this.#file,
      name,
      size,
      linkage: Linkage.Strong,
      scope: Scope.Default,
      flags,
    })
  }

  #addNullSymbol(index: number, at: number, size: bigint): SymbolId {
    const view = this.#view
    const empty =
      view.getUint32(at, true) === 0 &&
      view.getUint8(at + 4) === 0 &&
      view.getBigUint64(at + 8, true) === 0n &&
      size === 0n
    if (!empty) return NO_SYMBOL
    const name = this.#graph.names.internText(index === 0 ? NULL_SYMBOL : `__jitlink_ELF_SYM_UND_${index}`)
    return this.#graph.addAbsolute(
      { file: this.#file, name, size: 0n, linkage: Linkage.Strong, scope: Scope.Local, flags: 0 },
      0n,
    )
  }

  #addAbsolute(index: number, at: number): SymbolId {
    if (this.#options.dropAbsoluteSymbols) return NO_SYMBOL
    const linkage = this.#linkageOf(index, at)
    const scope = this.#scopeOf(at)
    const name = this.#nameOf(index, at)
    const size = this.#view.getBigUint64(at + 16, true)
    return this.#graph.addAbsolute(
      { file: this.#file, name, size, linkage, scope, flags: 0 },
      this.#view.getBigUint64(at + 8, true),
    )
  }

  /** Refuses a visibility and a binding that no definition can have. */
  #linkageOf(index: number, at: number): Linkage {
    if (this.#options.refuseInternal && (this.#view.getUint8(at + 5) & 3) === STV.INTERNAL) {
      const expected = tell('visibilities')
      throw this.#elf.refuse('elf-symbol-visibility', this.#describe(index, at), at + 5, tell('internal'), expected)
    }
    const binding = this.#view.getUint8(at + 4) >> 4
    if (binding === STB.LOCAL || binding === STB.GLOBAL) return Linkage.Strong
    if (binding === STB.WEAK || binding === STB.GNU_UNIQUE) return Linkage.Weak
    const expected = tell('local-bindings')
    throw this.#elf.refuse('elf-symbol-binding', this.#describe(index, at), at + 4, verbatim(binding), expected)
  }

  #scopeOf(at: number): Scope {
    if (this.#view.getUint8(at + 4) >> 4 === STB.LOCAL) return Scope.Local
    const visibility = this.#view.getUint8(at + 5) & 3
    return visibility === STV.HIDDEN || visibility === STV.INTERNAL ? Scope.Hidden : Scope.Default
  }

  #nameOf(index: number, at: number): NameId {
    return this.#view.getUint32(at, true) === 0 ? NO_NAME : this.#internName(index, at)
  }

  #internName(index: number, at: number): NameId {
    const start = this.#view.getUint32(at, true)
    return this.#elf.internString(this.#graph.names, this.#strings, start, 'symbol-number', index)
  }

  #describe(index: number, at: number): Phrase {
    const name = this.#graph.names.text(this.#nameOf(index, at))
    return tell('symbol-called', { i: index, name: name || tell('no-name') })
  }
}
