/**
 * From a COFF object to a link graph. Every section of the file becomes a block; sections of one name are one section of
 * the graph. Symbols become names for places in blocks (`symbols.ts`), relocations edges (`relocations.ts`).
 *
 * COFF likes small sections: a compiler gives each function that several files may bring (a template, an inline function)
 * a section of its own and marks it COMDAT. So one `.text` of the graph can have thousands of blocks.
 *
 * The policy is decided by one flag, IMAGE_SCN_LNK_REMOVE ("will not become part of the image"): NoAlloc. The neighbouring
 * IMAGE_SCN_MEM_DISCARDABLE is another matter: such a section (`.debug$S`) is in memory and may be thrown out, so it is
 * Standard here as in LLVM; it is usually gone for another reason, that nothing refers to it.
 *
 * Source: JITLink's COFFLinkGraphBuilder; Microsoft PE/COFF Specification, "Section Flags".
 */
import { tell, verbatim } from '../../graph/phrases/phrase'
import type { Diagnostic } from '../../graph/diagnostics'
import type { BlockId, FileId, Protection, SectionId } from '../../graph/ids'
import { NO_BLOCK, NO_SECTION, NO_SOURCE, Protection as Prot, protectionText } from '../../graph/ids'
import { NO_ALLOC, STANDARD } from '../../graph/lifetimes'
import type { LinkGraph } from '../../graph/link-graph'
import { SectionFlag } from '../../graph/schema'
import type { QuirkSet } from '../../quirks'
import type { NameId, NameTable } from '../../table/name-table'
import { NumbersByName } from '../../table/numbers-by-name'
import type { CoffBuildOptions } from './build-options'
import { DIRECTIVES, SCN } from './constants'
import { COFF_MACHINES, tellMachines } from './machines'
import { placeInGroups } from './section-groups'
import { noteDirectives, readDirectives } from './directives'
import type { Directives } from './directives'
import { noteImportTable } from './import-table'
import type { CoffFile } from './reader'
import { EdgeBuilder } from './relocations'
import { SymbolBuilder } from './symbols'

/** Notes of MSVC on volatile accesses, for its own linker only. LLVM leaves it out, names and relocations included. */
const LEFT_OUT = '.voltbl'
/** Notes of LLVM for its linker: tables of symbol numbers, which mean nothing once symbols are in a graph. */
const BOOKKEEPING: readonly string[] = ['.llvm_addrsig', '.llvm.call-graph-profile']
/** Arrays of functions to call at start and end: nobody refers to them, and they are wanted all the same. */
const ARRAYS: readonly string[] = ['.CRT$X', '.ctors', '.dtors']
const COMMON_SECTION = '__common'

/** Adds the file's graph to the tables. Throws a Refusal; notes are returned. */
export function buildCoff(graph: LinkGraph, file: FileId, coff: CoffFile, options: CoffBuildOptions): Diagnostic[] {
  refuseMachine(coff, options.quirks)
  const sections = new SectionBuilder(graph, file, coff, options.quirks)
  sections.addAll()
  const symbols = new SymbolBuilder(graph, file, coff, options, sections)
  symbols.addAll()
  new EdgeBuilder(graph, file, coff, options, symbols).addAll()
  if (symbols.missing) throw symbols.missing
  return [noteImportTable(coff, sections), noteDirectives(coff, sections.directives)].filter(
    (note) => note !== undefined,
  )
}

/** LLVM 22 has no builder for some processors. */
function refuseMachine(coff: CoffFile, quirks: QuirkSet): void {
  const { machine, beyondLlvm22 } = coff.machine
  if (beyondLlvm22 === undefined || !quirks.has(beyondLlvm22)) return
  const found = tellMachines([coff.machine])
  const others = COFF_MACHINES.filter((row) => row.machine !== machine && row.beyondLlvm22 === undefined)
  throw coff.refuse(
    'coff-machine',
    tell('coff-field', { field: 'Machine' }),
    coff.machineOffset,
    found,
    tellMachines(others),
  )
}

/** Adds a file's sections, each as a block, and makes the section of its commons when it is wanted. */
export class SectionBuilder {
  /** Section number → block. */
  readonly blocks: Uint32Array
  /** What `.drectve` sections say to the linker. */
  readonly directives: Directives = { includes: [], alternatives: new Map(), alignments: new Map(), words: [] }
  readonly #graph: LinkGraph
  readonly #file: FileId
  readonly #coff: CoffFile
  /** Section number → name. */
  readonly #names: Uint32Array
  readonly #byName: NumbersByName
  #common: SectionId = NO_SECTION
  /** Section name → its place in the order of layout; undefined: as they come. */
  #places: NumbersByName | undefined
  readonly #firstNewName: number
  readonly #quirks: QuirkSet

  constructor(graph: LinkGraph, file: FileId, coff: CoffFile, quirks: QuirkSet) {
    this.#quirks = quirks
    this.#graph = graph
    this.#file = file
    this.#coff = coff
    this.blocks = graph.scratch('blocks of sections', coff.sectionCount + 1).fill(NO_BLOCK)
    this.#names = graph.scratch('names of sections', coff.sectionCount + 1)
    this.#firstNewName = graph.names.length
    this.#byName = this.#numbers('sections by name')
  }

  #numbers(list: string): NumbersByName {
    return new NumbersByName(this.#firstNewName, this.#graph.scratch(list, this.#coff.sectionCount))
  }

  addAll(): void {
    const { names } = this.#graph
    for (let i = 1; i <= this.#coff.sectionCount; i++) this.#names[i] = this.#coff.internSectionName(names, i)
    if (!this.#quirks.has('coff-groups-apart')) this.#places = this.#placesInGroups()
    for (let i = 1; i <= this.#coff.sectionCount; i++) this.#add(i)
  }

  /** Whether section i is called so. */
  isCalled(i: number, text: string): boolean {
    return this.#graph.names.is(this.#names[i]! as NameId, text)
  }

  #placesInGroups(): NumbersByName {
    const places = this.#numbers('places of sections')
    const lists = { seen: this.#numbers('seen names of sections'), groups: this.#numbers('groups of sections') }
    placeInGroups(this.#names.subarray(1), this.#graph.names, places, lists)
    return places
  }

  /** The section of the file's commons: memory that the linker has to make. */
  common(): SectionId {
    if (this.#common !== NO_SECTION) return this.#common
    const name = this.#graph.names.internText(COMMON_SECTION)
    const protection = (Prot.Read | Prot.Write) as Protection
    const section = { file: this.#file, name, protection, lifetime: STANDARD, flags: SectionFlag.Commons }
    this.#common = this.#known(name) ?? this.#graph.addSection(section, this.#byName.size)
    return this.#common
  }

  #add(i: number): void {
    const graph = this.#graph
    const coff = this.#coff
    const name = this.#names[i]! as NameId
    if (this.isCalled(i, LEFT_OUT)) return
    graph.event('sectionAdded', this.#known(name) ?? graph.sections.length, graph.blocks.length)
    const section = this.#sectionFor(i, name)
    const hasContent = !coff.isZeroFill(i) && coff.offset(i) !== 0
    if (hasContent && this.isCalled(i, DIRECTIVES)) readDirectives(coff, i, this.directives)
    const source = hasContent ? this.#file + 1 : NO_SOURCE
    const block = graph.addBlockInWords(section, source, hasContent ? coff.offset(i) : 0, coff.alignmentLog(i), 0)
    // Neither zeros nor a place for its bytes: nothing, whatever size it claims.
    const size = hasContent || coff.isZeroFill(i) ? coff.size(i) : 0
    graph.sizeBlockInWords(block, size, 0, coff.address(i), 0)
    this.blocks[i] = block
  }

  /** Sections of one name are one section of the graph, with a block for each; the first decides on the policy. */
  #sectionFor(i: number, name: NameId): SectionId {
    const graph = this.#graph
    const coff = this.#coff
    const characteristics = coff.characteristics(i)
    const protection = protectionOf(characteristics)
    const known = this.#known(name)
    if (known === undefined) {
      const lifetime = characteristics & SCN.LNK_REMOVE ? NO_ALLOC : STANDARD
      const flags = sectionFlags(characteristics, graph.names, name)
      const ordinal = this.#places?.get(name) ?? this.#byName.size
      const section = graph.addSection({ file: this.#file, name, protection, lifetime, flags }, ordinal)
      this.#byName.set(name, section)
      return section
    }
    const first = graph.sections.protection[known]
    if (first === protection) return known
    const found = verbatim(protectionText(protection))
    const expected = tell('as-first-section', { protection: protectionText(first) })
    throw coff.refuse('coff-permissions', coff.describe(i), coff.headerOffset(i) + 36, found, expected)
  }

  #known(name: NameId): SectionId | undefined {
    return this.#byName.get(name) as SectionId | undefined
  }
}

/** How the blocks of a section are called in messages and by relocations: by the number of their section. */
export const blockOf = (blocks: Uint32Array, number: number): BlockId =>
  (number > 0 ? (blocks[number] ?? NO_BLOCK) : NO_BLOCK) as BlockId

function protectionOf(characteristics: number): Protection {
  const write = characteristics & SCN.MEM_WRITE ? Prot.Write : 0
  return (Prot.Read | write | (characteristics & SCN.MEM_EXECUTE ? Prot.Exec : 0)) as Protection
}

function sectionFlags(characteristics: number, names: NameTable, name: NameId): number {
  if (BOOKKEEPING.some((text) => names.is(name, text))) return SectionFlag.Bookkeeping
  if (ARRAYS.some((text) => names.startsWith(name, text))) return SectionFlag.Retain
  return characteristics & SCN.LNK_REMOVE ? SectionFlag.KeptMetadata : 0
}
