/**
 * The symbols of a COFF object: names for places in sections, for places elsewhere, for fixed addresses, and commons,
 * which are wishes for memory. COMDAT leaders are handled by `comdats.ts`, weak externals and alternative names by
 * `alternatives.ts`, sizes, which COFF does not have, by `sizes.ts`.
 *
 * Source: JITLink's COFFLinkGraphBuilder (graphifySymbols); Microsoft PE/COFF Specification, "COFF Symbol Table",
 * "Section Number Values", "Storage Class".
 */
import type { Phrase } from '../../graph/phrases/phrase'
import { tell } from '../../graph/phrases/phrase'
import type { Refusal } from '../../graph/diagnostics'
import type { BlockId, FileId, SymbolId } from '../../graph/ids'
import { Base, Linkage, NO_BLOCK, NO_SOURCE, NO_SYMBOL, Scope } from '../../graph/ids'
import type { LinkGraph } from '../../graph/link-graph'
import { SymbolFlag } from '../../graph/schema'
import type { NameId } from '../../table/name-table'
import { Alternatives } from './alternatives'
import type { CoffBuildOptions } from './build-options'
import type { SectionBuilder } from './builder'
import { blockOf } from './builder'
import { Comdats } from './comdats'
import { commonAlignmentLog } from './commons'
import { CLASS, SCN, SECTION_NUMBER, TYPE_COMPLEX_SHIFT, TYPE_FUNCTION } from './constants'
import { findMissing } from './missing'
import type { CoffFile } from './reader'
import { sizeSymbols } from './sizes'

export class SymbolBuilder {
  /** Record of the symbol table → symbol. */
  readonly ids: Uint32Array
  /** The first exported name that was dropped; relocations come first, so it is reported last. */
  missing: Refusal | undefined
  readonly graph: LinkGraph
  readonly file: FileId
  readonly coff: CoffFile
  readonly options: CoffBuildOptions
  readonly #sections: SectionBuilder
  readonly #comdats: Comdats
  readonly #alternatives: Alternatives
  readonly #externals = new Map<NameId, SymbolId>()
  /** LLVM 22 looks a section's block up as if there were no more sections than symbols. */
  readonly #mostSection: number

  constructor(graph: LinkGraph, file: FileId, coff: CoffFile, options: CoffBuildOptions, sections: SectionBuilder) {
    this.graph = graph
    this.file = file
    this.coff = coff
    this.options = options
    this.#sections = sections
    this.ids = graph.scratch('symbols of the file', coff.symbolCount).fill(NO_SYMBOL)
    this.#mostSection = options.quirks.has('coff-few-symbols') ? coff.symbolCount - 1 : coff.sectionCount
    this.#comdats = new Comdats(this)
    this.#alternatives = new Alternatives(this, sections.directives)
  }

  addAll(): void {
    const { coff, ids } = this
    this.graph.event('symbolsAdded', this.file, ids.length)
    for (const name of this.#sections.directives.includes) this.#include(this.graph.names.internText(name))
    for (let i = 0; i < ids.length; ) {
      const at = coff.symbolOffset(i)
      this.#checkAuxiliaries(i, at)
      const s = this.#add(i, at)
      if (s !== NO_SYMBOL) ids[i] = s
      i += 1 + coff.auxiliaries(at)
    }
    this.#comdats.finish()
    this.#alternatives.addAll()
    sizeSymbols(this)
    if (this.options.quirks.has('missing-definitions-refused')) this.missing = findMissing(this)
  }

  /** The block of a section; NO_BLOCK if it has none. */
  blockOf(number: number): BlockId {
    return number > this.#mostSection ? NO_BLOCK : blockOf(this.#sections.blocks, number)
  }

  /** The file's reference to a name that is defined elsewhere; one for each name. */
  external(name: NameId, flags = 0): SymbolId {
    const known = this.#externals.get(name)
    if (known !== undefined) return known
    const symbol = { file: this.file, name, size: 0n, linkage: Linkage.Strong, scope: Scope.Default, flags }
    const s = this.graph.addExternal(symbol)
    this.#externals.set(name, s)
    return s
  }

  /** The reference to a name if there is one. */
  findExternal(name: NameId): SymbolId | undefined {
    return this.#externals.get(name)
  }

  /** Defines a name at the place that a symbol's record gives; `more`: further flags. */
  define(index: number, at: number, block: BlockId, linkage: Linkage, scope: Scope, more = 0): SymbolId {
    const { graph, coff } = this
    const value = coff.view.getUint32(at + 8, true)
    const size = graph.blocks.size.words[2 * block]!
    if (value > size) {
      const expected = tell('at-most-of-section', { n: size })
      throw coff.refuse(
        'coff-symbol-bounds',
        coff.describeSymbol(index),
        at + 8,
        tell('offset', { n: value }),
        expected,
      )
    }
    const isFunction = ((coff.type(at) >> TYPE_COMPLEX_SHIFT) & 15) === TYPE_FUNCTION
    const flags = more | (isFunction ? SymbolFlag.Callable : 0)
    const s = graph.addSymbolInWords(Base.Defined, this.file, this.nameOf(index, at), linkage, scope, flags)
    graph.placeSymbolInWords(s, block, value, 0, 0, 0)
    return s
  }

  nameOf(index: number, at: number): NameId {
    return this.coff.internSymbolName(this.graph.names, index, at)
  }

  refuse(code: Refusal['diagnostic']['code'], index: number, found: Phrase, expected: Phrase): Refusal {
    return this.coff.refuse(code, this.coff.describeSymbol(index), this.coff.symbolOffset(index), found, expected)
  }

  /** A name that is wanted though nothing refers to it. LLVM 22 makes a reference even beside a definition. */
  #include(name: NameId): void {
    this.external(name, SymbolFlag.Live)
  }

  #add(index: number, at: number): SymbolId {
    const { coff } = this
    const storage = coff.storageClass(at)
    if (storage === CLASS.FILE) return NO_SYMBOL
    const number = coff.sectionNumber(at)
    const value = coff.view.getUint32(at + 8, true)
    this.#checkSection(index, number)
    if (storage === CLASS.EXTERNAL && number === SECTION_NUMBER.UNDEFINED && value === 0)
      return this.external(this.nameOf(index, at))
    if (storage === CLASS.WEAK_EXTERNAL) {
      this.#alternatives.weakExternal(index, at)
      return NO_SYMBOL
    }
    const isCommon = storage === CLASS.EXTERNAL || storage === CLASS.SECTION
    if (isCommon && number === SECTION_NUMBER.UNDEFINED && value !== 0) return this.#addCommon(index, at, value)
    if (number === SECTION_NUMBER.ABSOLUTE) return this.#addAbsolute(index, at, value)
    if (number <= 0) return this.#pass(index, tell('section', { name: number }), tell('section-or-fixed'))
    return this.#addDefined(index, at, number, storage)
  }

  /** Auxiliary records are read without another look, so they have to be there. */
  #checkAuxiliaries(index: number, at: number): void {
    const count = this.coff.auxiliaries(at)
    const most = this.coff.symbolCount - index - 1
    if (count <= most) return
    throw this.refuse(
      'coff-truncated',
      index,
      tell('auxiliary-records', { n: count }),
      tell('room-in-table', { n: most }),
    )
  }

  #checkSection(index: number, number: number): void {
    if (number <= this.coff.sectionCount && number >= SECTION_NUMBER.DEBUG) return
    throw this.refuse(
      'coff-symbol-section',
      index,
      tell('section', { name: number }),
      tell('minus-two-to', { n: this.coff.sectionCount }),
    )
  }

  /** A common is memory that the linker has to make: zero-fill in a section of its own, weak by nature. */
  #addCommon(index: number, at: number, size: number): SymbolId {
    const graph = this.graph
    graph.event('commonAdded', graph.blocks.length, graph.symbols.length)
    const name = this.nameOf(index, at)
    const { alignments } = this.#sections.directives
    const asked = alignments.size === 0 ? 0 : (alignments.get(graph.names.text(name)) ?? 0)
    const log = commonAlignmentLog(size, asked, this.options.quirks)
    const block = graph.addBlockInWords(this.#sections.common(), NO_SOURCE, 0, log, 0)
    graph.sizeBlockInWords(block, size, 0, 0, 0)
    const s = graph.addSymbolInWords(Base.Defined, this.file, name, Linkage.Weak, Scope.Default, 0)
    graph.placeSymbolInWords(s, block, 0, 0, size, 0)
    return s
  }

  #addAbsolute(index: number, at: number, value: number): SymbolId {
    const exported = this.coff.storageClass(at) === CLASS.EXTERNAL && !this.options.quirks.has('coff-absolute-local')
    const scope = exported ? Scope.Default : Scope.Local
    const name = this.nameOf(index, at)
    const symbol = { file: this.file, name, size: 0n, linkage: Linkage.Strong, scope, flags: 0 }
    return this.graph.addAbsolute(symbol, BigInt(value))
  }

  #addDefined(index: number, at: number, number: number, storage: number): SymbolId {
    const { coff } = this
    const block = this.blockOf(number)
    if (block === NO_BLOCK) return NO_SYMBOL
    const isComdat = (coff.characteristics(number) & SCN.LNK_COMDAT) !== 0
    if (storage === CLASS.EXTERNAL) {
      if (isComdat) return this.#comdats.leader(index, at, number, block)
      return this.define(index, at, block, Linkage.Strong, Scope.Default)
    }
    if (storage !== CLASS.STATIC && storage !== CLASS.LABEL)
      return this.#pass(index, tell('storage-class', { n: storage }), tell('storage-classes'))
    if (storage === CLASS.STATIC && isComdat && coff.auxiliaries(at) > 0)
      return this.#comdats.definition(index, at, number, block)
    return this.define(index, at, block, Linkage.Strong, Scope.Local)
  }

  /** A record for debuggers, which a linker can do without. LLVM 22 refuses it. */
  #pass(index: number, found: Phrase, expected: Phrase): SymbolId {
    if (this.options.quirks.has('coff-debug-symbols-refused'))
      throw this.refuse('coff-symbol-class', index, found, expected)
    return NO_SYMBOL
  }
}
