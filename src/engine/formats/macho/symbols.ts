/**
 * The symbols of a Mach-O file. Undefined names, commons and absolute ones become symbols of the graph here; those that
 * name a place in a section are checked and sorted by section, for that is where sections are cut into blocks.
 *
 * Source: JITLink's MachOLinkGraphBuilder (createNormalizedSymbols, graphifyRegularSymbols); Apple's <mach-o/nlist.h>.
 */
import { hex } from '../../../base/hex'
import { sortedIndices } from '../../../base/sorted-indices'
import type { Phrase } from '../../graph/phrases/phrase'
import { tell, verbatim } from '../../graph/phrases/phrase'
import type { DiagnosticCode, Refusal } from '../../graph/diagnostics'
import type { BlockId, FileId, SymbolId } from '../../graph/ids'
import { Base, Linkage, NO_SOURCE, NO_SYMBOL, Scope } from '../../graph/ids'
import type { LinkGraph } from '../../graph/link-graph'
import { SymbolFlag } from '../../graph/schema'
import type { NameId } from '../../table/name-table'
import { NO_NAME } from '../../table/name-table'
import type { SectionBuilder } from './builder'
import { commonAlignment, N, N_DESC, N_TYPE } from './constants'
import type { MachOFile } from './reader'

/** Names that begin with a lower-case l are private to the linker, whatever the symbol says. */
const LINKER_PRIVATE = 'l'
const TYPE_NAMES: Readonly<Record<number, string>> = { [N_TYPE.INDR]: 'N_INDR', [N_TYPE.PBUD]: 'N_PBUD' }

export class SymbolBuilder {
  /** Symbol table index → symbol of the graph; NO_SYMBOL for those that the graph leaves out. */
  readonly ids: Uint32Array
  /** For each section the symbol table indices of its symbols, in the order of the table. */
  readonly #inSection: readonly number[][]
  readonly #graph: LinkGraph
  readonly #file: FileId
  readonly #macho: MachOFile
  readonly #view: DataView
  readonly #sections: SectionBuilder
  readonly #names: Uint32Array
  readonly #scopes: Uint8Array
  /** Of symbols that name a place in a section: how many bytes that is from its start. */
  readonly #offsets: Float64Array

  constructor(graph: LinkGraph, file: FileId, macho: MachOFile, sections: SectionBuilder) {
    this.#graph = graph
    this.#file = file
    this.#macho = macho
    this.#view = macho.view
    this.#sections = sections
    const { count } = macho.symbols
    this.ids = graph.scratch('symbols of the file', count).fill(NO_SYMBOL)
    this.#names = graph.scratch('names of symbols', count).fill(NO_NAME)
    this.#scopes = new Uint8Array(count)
    this.#offsets = new Float64Array(count)
    this.#inSection = Array.from({ length: macho.sectionCount }, () => [])
  }

  addAll(): void {
    const { count } = this.#macho.symbols
    if (count === 0) return
    this.#graph.event('symbolsAdded', this.#file, count)
    for (let i = 0; i < count; i++) if (!(this.#type(i) & N.STAB)) this.#add(i)
  }

  nameOf(i: number): NameId {
    return this.#names[i]! as NameId
  }

  /** Offset of a symbol in its section, in bytes. */
  offsetOf(i: number): number {
    return this.#offsets[i]!
  }

  /** The symbols of a section by offset, ascending; those of one offset as `compare` has them. */
  inOrder(section: number, compare: (a: number, b: number) => number): number[] {
    const own = this.#inSection[section]!
    const offsets = new Float64Array(own.length)
    for (let k = 0; k < own.length; k++) offsets[k] = this.#offsets[own[k]!]!
    const order = Array.from(sortedIndices(offsets), (k) => own[k]!)
    for (let first = 0; first < order.length; ) {
      const offset = this.#offsets[order[first]!]!
      let end = first + 1
      while (end < order.length && this.#offsets[order[end]!] === offset) end++
      const equals = end - first > 1 ? order.slice(first, end).sort(compare) : []
      for (let k = 0; k < equals.length; k++) order[first + k] = equals[k]!
      first = end
    }
    return order
  }

  scopeOf(i: number): Scope {
    return this.#scopes[i]! as Scope
  }

  linkageOf(i: number): Linkage {
    return this.#desc(i) & (N_DESC.WEAK_DEF | N_DESC.WEAK_REF) ? Linkage.Weak : Linkage.Strong
  }

  isAltEntry(i: number): boolean {
    return (this.#desc(i) & N_DESC.ALT_ENTRY) !== 0
  }

  isNeverStripped(i: number): boolean {
    return (this.#desc(i) & N_DESC.NO_DEAD_STRIP) !== 0
  }

  refuse(code: DiagnosticCode, i: number, field: number, found: Phrase, expected: Phrase): Refusal {
    return this.#macho.refuse(code, this.#macho.describeSymbol(i), this.#macho.symbolAt(i) + field, found, expected)
  }

  #type(i: number): number {
    return this.#view.getUint8(this.#macho.symbolAt(i) + 4)
  }

  #desc(i: number): number {
    return this.#view.getUint16(this.#macho.symbolAt(i) + 6, true)
  }

  #add(i: number): void {
    const type = this.#type(i) & N.TYPE
    const name = this.#macho.internSymbolName(this.#graph.names, i)
    if (name === NO_NAME && this.#type(i) & N.EXT)
      throw this.refuse('macho-name', i, 0, tell('nameless-for-others'), tell('a-name'))
    this.#names[i] = name
    this.#scopes[i] = this.#scope(i, name)
    this.#checkSection(i)
    if (type === N_TYPE.SECT) this.#inSection[this.#sectionOf(i)]!.push(i)
    else if (type === N_TYPE.UNDF) this.ids[i] = this.#isCommon(i) ? this.#addCommon(i) : this.#addExternal(i)
    else if (type === N_TYPE.ABS) this.ids[i] = this.#addAbsolute(i)
    else {
      const found = type in TYPE_NAMES ? verbatim(TYPE_NAMES[type]!) : tell('type', { n: type })
      throw this.refuse('macho-symbol-type', i, 4, found, tell('either', { one: 'N_UNDF, N_ABS', other: 'N_SECT' }))
    }
  }

  #scope(i: number, name: NameId): Scope {
    const type = this.#type(i)
    if (!(type & N.EXT)) return Scope.Local
    const isHidden = type & N.PEXT || this.#graph.names.startsWith(name, LINKER_PRIVATE)
    return isHidden ? Scope.Hidden : Scope.Default
  }

  #sectionOf(i: number): number {
    return this.#view.getUint8(this.#macho.symbolAt(i) + 5) - 1
  }

  /** A symbol that names a section lies in it, or right behind its end. */
  #checkSection(i: number): void {
    const x = this.#sectionOf(i)
    const isPlace = (this.#type(i) & N.TYPE) === N_TYPE.SECT
    if (x < 0 && !isPlace) return
    const { sectionCount } = this.#macho
    if (x < 0 || x >= sectionCount)
      throw this.refuse(
        'macho-symbol-section',
        i,
        5,
        tell('section', { name: x + 1 }),
        tell('one-to', { n: sectionCount }),
      )
    const at = this.#macho.symbolAt(i)
    const low = this.#view.getUint32(at + 8, true) - this.#macho.addressLow(x)
    const offset = low + (this.#view.getUint32(at + 12, true) - this.#macho.addressHigh(x)) * 2 ** 32
    if (offset >= 0 && offset <= this.#macho.size(x)) {
      this.#offsets[i] = offset
      return
    }
    const [start, size] = [this.#macho.address(x), BigInt(this.#macho.size(x))]
    const found = tell('address', { address: hex(this.#value(i)) })
    const expected = tell('address-range', {
      from: hex(start),
      to: hex(start + size),
      section: this.#macho.sectionName(x),
    })
    throw this.refuse('macho-symbol-bounds', i, 8, found, expected)
  }

  #value(i: number): bigint {
    return this.#view.getBigUint64(this.#macho.symbolAt(i) + 8, true)
  }

  #isCommon(i: number): boolean {
    return this.#value(i) !== 0n
  }

  #addExternal(i: number): SymbolId {
    const name = this.nameOf(i)
    if (name === NO_NAME) throw this.refuse('macho-name', i, 0, tell('undefined-nameless'), tell('a-name'))
    const flags = this.#desc(i) & N_DESC.WEAK_REF ? SymbolFlag.WeaklyReferenced : 0
    return this.#graph.addSymbolInWords(Base.External, this.#file, name, Linkage.Strong, Scope.Default, flags)
  }

  /** A common is memory that the linker has to make: zero-fill in a section of its own, weak by nature. */
  #addCommon(i: number): SymbolId {
    const graph = this.#graph
    graph.event('commonAdded', graph.blocks.length, graph.symbols.length)
    const at = this.#macho.symbolAt(i)
    const low = this.#view.getUint32(at + 8, true)
    const high = this.#view.getUint32(at + 12, true)
    const block: BlockId = graph.addBlockInWords(
      this.#sections.common(),
      NO_SOURCE,
      0,
      commonAlignment(this.#desc(i)),
      0,
    )
    graph.sizeBlockInWords(block, low, high, 0, 0)
    const flags = this.isNeverStripped(i) ? SymbolFlag.Live : 0
    const s = graph.addSymbolInWords(Base.Defined, this.#file, this.nameOf(i), Linkage.Weak, this.scopeOf(i), flags)
    graph.placeSymbolInWords(s, block, 0, 0, low, high)
    return s
  }

  #addAbsolute(i: number): SymbolId {
    const flags = this.isNeverStripped(i) ? SymbolFlag.Live : 0
    const symbol = { file: this.#file, name: this.nameOf(i), size: 0n, linkage: Linkage.Strong, flags }
    return this.#graph.addAbsolute({ ...symbol, scope: this.scopeOf(i) }, this.#value(i))
  }
}
