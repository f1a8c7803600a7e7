/**
 * From an ELF file to a link graph. Every section becomes a section of the graph with one block, every symbol a name for
 * a place in a block (`symbols.ts`), every relocation an edge from the bytes it will write to the symbol it needs
 * (`relocations.ts`). Objects come with a million of them, so the loops read words and make no objects.
 *
 * The policy is decided here for the first time: a section without SHF_ALLOC gets NoAlloc, every other Standard. NoAlloc
 * sections keep the address that the file gives them, which in an object file is 0.
 *
 * Source: JITLink's ELFLinkGraphBuilder; System V ABI, "Object Files".
 */
import { tell, verbatim } from '../../graph/phrases/phrase'
import type { Diagnostic } from '../../graph/diagnostics'
import type { BlockId, FileId, Protection, SectionId } from '../../graph/ids'
import { Linkage, NO_BLOCK, NO_SECTION, NO_SOURCE, Protection as Prot, protectionText, Scope } from '../../graph/ids'
import { NO_ALLOC, STANDARD } from '../../graph/lifetimes'
import type { LinkGraph } from '../../graph/link-graph'
import { SectionFlag, SymbolFlag } from '../../graph/schema'
import type { NameId } from '../../table/name-table'
import { NO_NAME } from '../../table/name-table'
import type { ElfBuildOptions } from './build-options'
import { SHF, SHT } from './constants'
import type { ElfFile } from './reader'
import { EdgeBuilder } from './relocations'
import { SymbolBuilder } from './symbols'

const BOOKKEEPING_TYPES: readonly number[] = [SHT.SYMTAB, SHT.STRTAB, SHT.RELA, SHT.REL, SHT.GROUP, SHT.SYMTAB_SHNDX]
const KEPT_TYPES: readonly number[] = [SHT.PROGBITS, SHT.NOTE]
/** Arrays of functions to call at start and end: nobody refers to them, and they are wanted all the same. */
const ARRAY_TYPES: readonly number[] = [SHT.INIT_ARRAY, SHT.FINI_ARRAY, SHT.PREINIT_ARRAY]
/** The same before ELF had types for them. */
const OLD_ARRAYS = /^\.[cd]tors(\.\d+)?$/

/** Adds the file's graph to the tables. Throws a Refusal; warnings are returned. */
export function buildElf(graph: LinkGraph, file: FileId, elf: ElfFile, options: ElfBuildOptions): Diagnostic[] {
  if (options.refuseBigEndian)
    throw elf.refuse(
      'elf-endian',
      tell('elf-field', { field: 'EI_DATA' }),
      5,
      tell('big-endian'),
      tell('little-endian-llvm'),
    )
  const sections = new SectionBuilder(graph, file, elf, options)
  sections.addAll()
  const symbols = new SymbolBuilder(graph, file, elf, options, sections)
  symbols.addAll()
  new EdgeBuilder(graph, elf, options, sections.blocks, symbols.ids).addAll()
  if (symbols.missing) throw symbols.missing
  return sections.warnings
}

/** Adds a file's sections, each with its block, and makes the section of its commons when it is wanted. */
export class SectionBuilder {
  readonly warnings: Diagnostic[] = []
  /** Section header index → block. */
  readonly blocks: Uint32Array
  readonly #graph: LinkGraph
  readonly #file: FileId
  readonly #elf: ElfFile
  readonly #options: ElfBuildOptions
  /** Section plus one, or 0, for each name that the file brings; and the sections of names that other files brought. */
  readonly #sectionByNewName: Uint32Array
  readonly #sectionByKnownName = new Map<NameId, SectionId>()
  readonly #firstNewName: number
  readonly #frames: NameId
  #ordinal = 0
  #common: SectionId = NO_SECTION

  constructor(graph: LinkGraph, file: FileId, elf: ElfFile, options: ElfBuildOptions) {
    this.#graph = graph
    this.#file = file
    this.#elf = elf
    this.#options = options
    this.blocks = graph.scratch('blocks of sections', elf.sectionCount).fill(NO_BLOCK)
    this.#frames = graph.names.internText('.eh_frame')
    this.#firstNewName = graph.names.length
    this.#sectionByNewName = graph.scratch('sections by name', elf.sectionCount)
  }

  addAll(): void {
    for (let i = 1; i < this.#elf.sectionCount; i++) {
      if (this.#elf.type(i) !== SHT.NULL) this.#add(i)
    }
  }

  /** The section of the file's commons: memory that the linker has to make. */
  common(): SectionId {
    if (this.#common !== NO_SECTION) return this.#common
    const name = this.#graph.names.internText('.common')
    const protection = (Prot.Read | Prot.Write) as Protection
    this.#common = this.#graph.addSection(
      { file: this.#file, name, protection, lifetime: STANDARD, flags: SectionFlag.Commons },
      this.#ordinal++,
    )
    return this.#common
  }

  #add(i: number): void {
    const graph = this.#graph
    const elf = this.#elf
    graph.event('sectionAdded', graph.sections.length, graph.blocks.length)
    const section = this.#sectionFor(i)
    const content = elf.type(i) !== SHT.NOBITS
    const source = content ? this.#file + 1 : NO_SOURCE
    const block = graph.addBlockInWords(section, source, content ? elf.offset(i) : 0, elf.alignmentLog(i), 0)
    graph.sizeBlockInWords(block, elf.sizeLow(i), elf.sizeHigh(i), elf.addressLow(i), elf.addressHigh(i))
    this.blocks[i] = block
    if (elf.flags(i) & SHF.COMPRESSED) this.#warnCompressed(i)
    if (elf.type(i) === SHT.X86_64_UNWIND && this.#options.keepUnwindSections) this.#keepAlive(block)
  }

  /** Sections of one name are one section of the graph, with a block for each. */
  #sectionFor(i: number): SectionId {
    const graph = this.#graph
    const elf = this.#elf
    const name = elf.internSectionName(graph.names, i)
    const protection = protectionOf(elf.flags(i))
    const known = this.#sectionCalled(name)
    if (known === NO_SECTION) {
      const lifetime = elf.flags(i) & SHF.ALLOC ? STANDARD : NO_ALLOC
      const retain = this.#isOldArray(i, name) ? SectionFlag.Retain : 0
      const frames = name === this.#frames ? SectionFlag.CallFrames : 0
      const flags = sectionFlags(elf.type(i), elf.flags(i)) | retain | frames
      const section = graph.addSection({ file: this.#file, name, protection, lifetime, flags }, this.#ordinal++)
      if (name < this.#firstNewName) this.#sectionByKnownName.set(name, section)
      else this.#sectionByNewName[name - this.#firstNewName] = section + 1
      return section
    }
    const first = graph.sections.protection[known]
    if (first !== protection) {
      throw elf.refuse(
        'elf-permissions',
        elf.describe(i),
        elf.headerOffset(i) + 8,
        verbatim(protectionText(protection)),
        tell('as-first-section', { protection: protectionText(first) }),
      )
    }
    return known
  }

  #sectionCalled(name: NameId): SectionId {
    if (name < this.#firstNewName) return this.#sectionByKnownName.get(name) ?? NO_SECTION
    const known = this.#sectionByNewName[name - this.#firstNewName]!
    return known === 0 ? NO_SECTION : ((known - 1) as SectionId)
  }

  #isOldArray(i: number, name: NameId): boolean {
    const { names } = this.#graph
    if (!names.startsWith(name, '.ctors') && !names.startsWith(name, '.dtors')) return false
    const isWritable = (this.#elf.flags(i) & SHF.WRITE) !== 0
    return this.#elf.type(i) === SHT.PROGBITS && isWritable && OLD_ARRAYS.test(names.text(name))
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
}

function protectionOf(flags: number): Protection {
  const write = flags & SHF.WRITE ? Prot.Write : 0
  return (Prot.Read | write | (flags & SHF.EXECINSTR ? Prot.Exec : 0)) as Protection
}

function sectionFlags(type: number, flags: number): number {
  if (BOOKKEEPING_TYPES.includes(type)) return SectionFlag.Bookkeeping
  let result = 0
  if (!(flags & SHF.ALLOC) && KEPT_TYPES.includes(type)) result |= SectionFlag.KeptMetadata
  if (flags & SHF.GNU_RETAIN || ARRAY_TYPES.includes(type)) result |= SectionFlag.Retain
  if (flags & SHF.TLS) result |= SectionFlag.Tls
  return result
}
