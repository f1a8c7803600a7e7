/**
 * From an ELF file to a link graph. Every section becomes a section of the graph with one block, every symbol a name for
 * a place in a block, every relocation an edge from the bytes it will write to the symbol it needs.
 *
 * The policy is decided here for the first time: a section without SHF_ALLOC gets NoAlloc, every other Standard. NoAlloc
 * sections keep the address that the file gives them, which in an object file is 0.
 *
 * Source: JITLink's ELFLinkGraphBuilder; System V ABI, "Object Files".
 */
import type { Refusal } from '../../graph/diagnostics'
import type { Diagnostic } from '../../graph/diagnostics'
import type { BlockId, FileId, Protection, SectionId, SymbolId } from '../../graph/ids'
import { Linkage, NO_BLOCK, NO_SECTION, NO_SYMBOL, Protection as Prot, protectionText, Scope } from '../../graph/ids'
import { NO_ALLOC, STANDARD } from '../../graph/lifetimes'
import type { LinkGraph } from '../../graph/link-graph'
import { SectionFlag, SymbolFlag } from '../../graph/schema'
import type { NameId } from '../../table/name-table'
import { NO_NAME } from '../../table/name-table'
import { RELA_BYTES, SHF, SHN, SHT, STB, STT, STV, SYMBOL_BYTES } from './constants'
import type { ElfFile } from './reader'
import type { RelocationRow } from './relocation-row'

export interface ElfBuildOptions {
  readonly relocations: readonly RelocationRow[]
  /** LLVM 22 drops SHN_ABS symbols; the ABI makes them absolute. */
  readonly dropAbsoluteSymbols: boolean
  /** LLVM 22 roots the start of SHT_X86_64_UNWIND sections, whose number is also that of SHT_ARM_EXIDX. */
  readonly keepUnwindSections: boolean
  /** LLVM 22 refuses the relocations of most thread-local models. */
  readonly refuseThreadModels: boolean
  /** LLVM 22 drops symbols of type STT_GNU_IFUNC. */
  readonly dropIndirectFunctions: boolean
  /** LLVM 22 refuses an object if one of its exported symbols was dropped. */
  readonly refuseMissing: boolean
}

/** Largest value of a word: sums beyond it carry. */
const MAX_WORD = 0xffffffff

/** Name of the symbol that stands for "no symbol"; JITLink makes one in every ELF graph. */
const NULL_SYMBOL = '__jitlink_ELF_SYM_UND_0'

const BOOKKEEPING_TYPES: readonly number[] = [SHT.SYMTAB, SHT.STRTAB, SHT.RELA, SHT.REL, SHT.GROUP, SHT.SYMTAB_SHNDX]
const KEPT_TYPES: readonly number[] = [SHT.PROGBITS, SHT.NOTE]
/** Arrays of functions to call at start and end: nobody refers to them, and they are wanted all the same. */
const ARRAY_TYPES: readonly number[] = [SHT.INIT_ARRAY, SHT.FINI_ARRAY, SHT.PREINIT_ARRAY]
/** The same before ELF had types for them. */
const OLD_ARRAYS = /^\.[cd]tors(\.\d+)?$/

/** Adds the file's graph to the tables. Throws a Refusal; warnings are returned. */
export function buildElf(graph: LinkGraph, file: FileId, elf: ElfFile, options: ElfBuildOptions): Diagnostic[] {
  const builder = new ElfBuilder(graph, file, elf, options)
  builder.addSections()
  builder.addSymbols()
  builder.addEdges()
  return builder.warnings
}

class ElfBuilder {
  readonly warnings: Diagnostic[] = []
  readonly #graph: LinkGraph
  readonly #file: FileId
  readonly #elf: ElfFile
  readonly #options: ElfBuildOptions
  /** Section header index → block. */
  readonly #blocks: Uint32Array
  /** Symbol table index → symbol. */
  #symbols = new Uint32Array(0)
  readonly #sectionByName = new Map<NameId, SectionId>()
  readonly #rows: ReadonlyMap<number, RelocationRow>
  #ordinal = 0
  #commonSection: SectionId = NO_SECTION
  #missing: Refusal | undefined

  constructor(graph: LinkGraph, file: FileId, elf: ElfFile, options: ElfBuildOptions) {
    this.#graph = graph
    this.#file = file
    this.#elf = elf
    this.#options = options
    this.#rows = new Map(options.relocations.map((row) => [row.type, row]))
    this.#blocks = new Uint32Array(elf.sectionCount).fill(NO_BLOCK)
  }

  addSections(): void {
    for (let i = 1; i < this.#elf.sectionCount; i++) {
      if (this.#elf.type(i) !== SHT.NULL) this.#addSection(i)
    }
  }

  #addSection(i: number): void {
    const graph = this.#graph
    const elf = this.#elf
    graph.event('sectionAdded', graph.sections.length, graph.blocks.length)
    const section = this.#sectionFor(i)
    const content = elf.type(i) !== SHT.NOBITS
    this.#blocks[i] = graph.addBlock({
      section,
      ...(content ? { source: this.#file + 1, sourceOffset: elf.offset(i) } : {}),
      size: elf.bigSize(i),
      address: elf.address(i),
      alignment: Number(elf.alignment(i)),
      alignmentOffset: 0,
    })
    if (elf.flags(i) & SHF.COMPRESSED) this.#warnCompressed(i)
    if (elf.type(i) === SHT.X86_64_UNWIND && this.#options.keepUnwindSections)
      this.#keepAlive(this.#blocks[i] as BlockId)
  }

  /** Sections of one name are one section of the graph, with a block for each. */
  #sectionFor(i: number): SectionId {
    const graph = this.#graph
    const elf = this.#elf
    const [start, end] = elf.sectionNameRange(i)
    const name = graph.names.intern(elf.bytes, start, end)
    const protection = protectionOf(elf.flags(i))
    const known = this.#sectionByName.get(name)
    if (known === undefined) {
      const lifetime = elf.flags(i) & SHF.ALLOC ? STANDARD : NO_ALLOC
      const section = graph.addSection(
        { file: this.#file, name, protection, lifetime, flags: sectionFlags(elf, i) },
        this.#ordinal++,
      )
      this.#sectionByName.set(name, section)
      return section
    }
    const first = graph.sections.protection[known]
    if (first !== protection) {
      throw elf.refuse(
        'elf-permissions',
        elf.describe(i),
        elf.headerOffset(i) + 8,
        protectionText(protection),
        `${protectionText(first)}, as the first section of this name`,
      )
    }
    return known
  }

  #keepAlive(block: BlockId): void {
    const symbol = {
      file: this.#file,
      name: NO_NAME,
      size: 0n,
      linkage: Linkage.Strong,
      scope: Scope.Local,
      flags: SymbolFlag.Live,
    }
    this.#graph.addDefined(symbol, block, 0n)
  }

  #warnCompressed(i: number): void {
    this.warnings.push({
      code: 'compressed-section',
      severity: 'warning',
      file: this.#elf.name,
      structure: this.#elf.describe(i),
    })
  }

  // ---- symbols ------------------------------------------------------------------------------------------------

  addSymbols(): void {
    const elf = this.#elf
    const table = elf.symbolTable
    if (table === 0) return
    const count = elf.size(table) / SYMBOL_BYTES
    this.#symbols = new Uint32Array(count).fill(NO_SYMBOL)
    this.#graph.event('symbolsAdded', this.#file, count)
    for (let i = 0; i < count; i++) this.#symbols[i] = this.#addSymbol(i, elf.offset(table) + i * SYMBOL_BYTES)
    this.#missing = this.#options.refuseMissing ? this.#findMissing(elf.offset(table), count) : undefined
  }

  /** The first exported definition that was not created; relocations against it come first, so it is reported last. */
  #findMissing(table: number, count: number): Refusal | undefined {
    const { view } = this.#elf
    for (let i = 1; i < count; i++) {
      const at = table + i * SYMBOL_BYTES
      const info = view.getUint8(at + 4)
      const exported = info >> 4 !== STB.LOCAL && (info & 15) !== STT.FILE && view.getUint16(at + 6, true) !== SHN.UNDEF
      if (!exported || this.#symbols[i] !== NO_SYMBOL) continue
      return this.#elf.refuse(
        'elf-symbol-dropped',
        this.#describeSymbol(i, at),
        at,
        'a symbol that LLVM 22 drops',
        'a symbol that it keeps',
      )
    }
    return undefined
  }

  #addSymbol(index: number, at: number): SymbolId {
    const { view } = this.#elf
    const info = view.getUint8(at + 4)
    const type = info & 15
    if (type === STT.FILE) return NO_SYMBOL
    const sectionIndex = this.#sectionIndexOf(index, at)
    if (sectionIndex === SHN.COMMON || type === STT.COMMON) return this.#addCommon(index, at)
    if (sectionIndex === SHN.UNDEF) return this.#addUndefined(index, at)
    if (sectionIndex === SHN.ABS) return this.#addAbsolute(index, at)
    return this.#addDefined(index, at, sectionIndex)
  }

  /** Resolves SHN_XINDEX through the extended index table; without one the symbol belongs nowhere. */
  #sectionIndexOf(index: number, at: number): number {
    const short = this.#elf.view.getUint16(at + 6, true)
    if (short !== SHN.XINDEX) return short
    const table = this.#elf.extendedIndex
    if (table === 0 || (index + 1) * 4 > this.#elf.size(table)) return SHN.LORESERVE
    return this.#elf.view.getUint32(this.#elf.offset(table) + index * 4, true)
  }

  #addDefined(index: number, at: number, sectionIndex: number): SymbolId {
    const { view } = this.#elf
    const type = view.getUint8(at + 4) & 15
    const indirect = type === STT.GNU_IFUNC && !this.#options.dropIndirectFunctions
    if (type > STT.TLS && !indirect) return NO_SYMBOL
    const block = (this.#blocks[sectionIndex] ?? NO_BLOCK) as BlockId
    if (block === NO_BLOCK) return NO_SYMBOL
    const value = view.getBigUint64(at + 8, true)
    const size = view.getBigUint64(at + 16, true)
    const blockSize = this.#graph.blocks.size.big[block]
    if (value + size > blockSize) {
      throw this.#elf.refuse(
        'elf-symbol-bounds',
        this.#describeSymbol(index, at),
        at + 8,
        `bytes ${value} to ${value + size}`,
        `at most the section's ${blockSize} bytes`,
      )
    }
    const { linkage, scope } = this.#bindingOf(index, at)
    const name = this.#nameOf(index, at)
    const anonymous = name === NO_NAME
    const callable = type === STT.FUNC && !anonymous ? SymbolFlag.Callable : 0
    const flags = indirect ? SymbolFlag.Callable | SymbolFlag.Indirect : callable
    return this.#graph.addDefined(
      { file: this.#file, name, size, linkage, scope: anonymous ? Scope.Local : scope, flags },
      block,
      value,
    )
  }

  /** A common is memory that the linker has to make: zero-fill in a section of its own, weak by nature. */
  #addCommon(index: number, at: number): SymbolId {
    const graph = this.#graph
    const { view } = this.#elf
    const alignment = view.getBigUint64(at + 8, true)
    if ((alignment & (alignment - 1n)) !== 0n || alignment > 1n << 31n) {
      throw this.#elf.refuse(
        'elf-alignment',
        this.#describeSymbol(index, at),
        at + 8,
        String(alignment),
        'a power of two up to 2^31',
      )
    }
    const size = view.getBigUint64(at + 16, true)
    graph.event('commonAdded', graph.blocks.length, graph.symbols.length)
    const section = this.#common()
    const block = graph.addBlock({ section, size, address: 0n, alignment: Number(alignment), alignmentOffset: 0 })
    const name = this.#nameOf(index, at)
    return graph.addDefined(
      { file: this.#file, name, size, linkage: Linkage.Weak, scope: Scope.Default, flags: 0 },
      block,
      0n,
    )
  }

  #common(): SectionId {
    if (this.#commonSection !== NO_SECTION) return this.#commonSection
    const name = this.#graph.names.internText('.common')
    const protection = (Prot.Read | Prot.Write) as Protection
    this.#commonSection = this.#graph.addSection(
      { file: this.#file, name, protection, lifetime: STANDARD, flags: 0 },
      this.#ordinal++,
    )
    return this.#commonSection
  }

  #addUndefined(index: number, at: number): SymbolId {
    const { view } = this.#elf
    const binding = view.getUint8(at + 4) >> 4
    const size = view.getBigUint64(at + 16, true)
    if (binding === STB.LOCAL) return this.#addNullSymbol(index, at, size)
    if (binding !== STB.GLOBAL && binding !== STB.WEAK) {
      throw this.#elf.refuse(
        'elf-symbol-binding',
        this.#describeSymbol(index, at),
        at + 4,
        String(binding),
        '1 (global) or 2 (weak)',
      )
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
    const { view } = this.#elf
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
    const { view } = this.#elf
    const { linkage, scope } = this.#bindingOf(index, at)
    const name = this.#nameOf(index, at)
    return this.#graph.addAbsolute(
      { file: this.#file, name, size: view.getBigUint64(at + 16, true), linkage, scope, flags: 0 },
      view.getBigUint64(at + 8, true),
    )
  }

  #bindingOf(index: number, at: number): { linkage: Linkage; scope: Scope } {
    const { view } = this.#elf
    const binding = view.getUint8(at + 4) >> 4
    const visibility = view.getUint8(at + 5) & 3
    if (visibility === STV.INTERNAL) {
      throw this.#elf.refuse(
        'elf-symbol-visibility',
        this.#describeSymbol(index, at),
        at + 5,
        '1 (internal)',
        'default, hidden or protected',
      )
    }
    if (binding === STB.LOCAL) return { linkage: Linkage.Strong, scope: Scope.Local }
    const scope = visibility === STV.HIDDEN ? Scope.Hidden : Scope.Default
    if (binding === STB.GLOBAL) return { linkage: Linkage.Strong, scope }
    if (binding === STB.WEAK || binding === STB.GNU_UNIQUE) return { linkage: Linkage.Weak, scope }
    throw this.#elf.refuse(
      'elf-symbol-binding',
      this.#describeSymbol(index, at),
      at + 4,
      String(binding),
      'local, global, weak or unique',
    )
  }

  #nameOf(index: number, at: number): NameId {
    const name = this.#elf.view.getUint32(at, true)
    return name === 0 ? NO_NAME : this.#internName(index, at)
  }

  #internName(index: number, at: number): NameId {
    const elf = this.#elf
    const strings = elf.link(elf.symbolTable)
    const [start, end] = elf.stringRange(strings, elf.view.getUint32(at, true), () => `symbol ${index}`)
    return start === end ? this.#graph.names.internText('') : this.#graph.names.intern(elf.bytes, start, end)
  }

  #describeSymbol(index: number, at: number): string {
    const name = this.#graph.names.text(this.#nameOf(index, at))
    return `symbol ${index} (${name || 'no name'})`
  }

  // ---- edges --------------------------------------------------------------------------------------------------

  addEdges(): void {
    const elf = this.#elf
    for (let i = 1; i < elf.sectionCount; i++) {
      const type = elf.type(i)
      if (type === SHT.REL) throw elf.refuse('elf-rel', elf.describe(i), elf.headerOffset(i), 'SHT_REL', 'SHT_RELA')
      if (type === SHT.RELA) this.#addRelocations(i)
    }
    if (this.#missing) throw this.#missing
  }

  #addRelocations(i: number): void {
    const elf = this.#elf
    const block = (this.#blocks[elf.info(i)] ?? NO_BLOCK) as BlockId
    if (block === NO_BLOCK) {
      throw elf.refuse(
        'elf-section-link',
        `${elf.describe(i)}, sh_info`,
        elf.headerOffset(i) + 44,
        `section ${elf.info(i)}`,
        'the section that it relocates',
      )
    }
    if (elf.size(i) % RELA_BYTES !== 0) {
      throw elf.refuse(
        'elf-section-size',
        elf.describe(i),
        elf.headerOffset(i) + 32,
        `${elf.size(i)} bytes`,
        `a multiple of ${RELA_BYTES}`,
      )
    }
    if (elf.flags(elf.info(i)) & SHF.COMPRESSED) return
    const count = elf.size(i) / RELA_BYTES
    this.#graph.event('edgesAdded', this.#graph.blocks.section[block], count)
    for (let r = 0; r < count; r++) this.#addRelocation(i, r, block)
  }

  #addRelocation(table: number, index: number, block: BlockId): void {
    const { view } = this.#elf
    const at = this.#elf.offset(table) + index * RELA_BYTES
    const type = view.getUint32(at + 8, true)
    if (type === 0) return
    const row = this.#relocationRow(type)
    if (row?.kind === undefined || (row.beyondLlvm22 && this.#options.refuseThreadModels)) {
      throw this.#refuseRelocation(
        'elf-relocation-type',
        table,
        index,
        at + 8,
        row?.name ?? `type ${type}`,
        'a supported relocation type',
      )
    }
    const symbolIndex = view.getUint32(at + 12, true)
    const target = (this.#symbols[symbolIndex] ?? NO_SYMBOL) as SymbolId
    if (target === NO_SYMBOL) {
      throw this.#refuseRelocation(
        'elf-relocation-symbol',
        table,
        index,
        at + 12,
        `symbol ${symbolIndex}`,
        'a symbol that is part of the graph',
      )
    }
    const offset = this.#checkedOffset(table, index, at, block)
    if (row.discardAddend) {
      this.#graph.addEdgeInWords(block, offset, row.kind, target, 0, 0, type)
      return
    }
    const low = view.getUint32(at + 16, true) + row.bias
    const high = view.getUint32(at + 20, true) + (low > MAX_WORD ? 1 : 0)
    this.#graph.addEdgeInWords(block, offset, row.kind, target, low, high, type)
  }

  #relocationRow(type: number): RelocationRow | undefined {
    return this.#rows.get(type)
  }

  #checkedOffset(table: number, index: number, at: number, block: BlockId): number {
    const { view } = this.#elf
    const { words } = this.#graph.blocks.size
    const low = view.getUint32(at, true)
    const isHigh = view.getUint32(at + 4, true) !== 0
    const fits = !isHigh && (low < words[2 * block]! || words[2 * block + 1]! > 0)
    if (fits && !this.#graph.isZeroFill(block)) return low
    const offset = view.getBigUint64(at, true)
    const size = this.#graph.blocks.size.big[block]
    if (this.#graph.isZeroFill(block)) {
      throw this.#refuseRelocation(
        'elf-relocation-zero-fill',
        table,
        index,
        at,
        'a zero-fill section (SHT_NOBITS)',
        'a section with content',
      )
    }
    throw this.#refuseRelocation(
      'elf-relocation-bounds',
      table,
      index,
      at,
      `offset ${offset}`,
      `less than the section's ${size} bytes`,
    )
  }

  #refuseRelocation(
    code: 'elf-relocation-type' | 'elf-relocation-symbol' | 'elf-relocation-bounds' | 'elf-relocation-zero-fill',
    table: number,
    index: number,
    at: number,
    found: string,
    expected: string,
  ): Refusal {
    return this.#elf.refuse(code, `relocation ${index} of ${this.#elf.sectionName(table)}`, at, found, expected)
  }
}

function protectionOf(flags: number): Protection {
  const write = flags & SHF.WRITE ? Prot.Write : 0
  return (Prot.Read | write | (flags & SHF.EXECINSTR ? Prot.Exec : 0)) as Protection
}

function sectionFlags(elf: ElfFile, i: number): number {
  const type = elf.type(i)
  const flags = elf.flags(i)
  if (BOOKKEEPING_TYPES.includes(type)) return SectionFlag.Bookkeeping
  let result = 0
  if (!(flags & SHF.ALLOC) && KEPT_TYPES.includes(type)) result |= SectionFlag.KeptMetadata
  const isOldArray = type === SHT.PROGBITS && (flags & SHF.WRITE) !== 0 && OLD_ARRAYS.test(elf.sectionName(i))
  if (flags & SHF.GNU_RETAIN || ARRAY_TYPES.includes(type) || isOldArray) result |= SectionFlag.Retain
  if (flags & SHF.TLS) result |= SectionFlag.Tls
  return result
}
