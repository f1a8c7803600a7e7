/**
 * From a Mach-O object to a link graph. Mach-O has few sections and many symbols, and the symbols say where the pieces
 * are that may be kept or stripped one by one: `blocks.ts` cuts sections at them, `strings.ts` cuts sections of strings at
 * their zeros. What a relocation writes and what it wants is found by address (`places.ts`).
 *
 * The policy is decided here for the first time: a section with the debug attribute gets NoAlloc, every other Standard.
 * NoAlloc sections keep the address that the file gives them.
 *
 * Source: JITLink's MachOLinkGraphBuilder; Apple's <mach-o/loader.h>.
 */
import type { Diagnostic } from '../../graph/diagnostics'
import type { FileId, Protection, SectionId } from '../../graph/ids'
import { NO_SECTION, Protection as Prot } from '../../graph/ids'
import { NO_ALLOC, STANDARD } from '../../graph/lifetimes'
import type { LinkGraph } from '../../graph/link-graph'
import { SectionFlag } from '../../graph/schema'
import { BlockBuilder } from './blocks'
import type { MachOBuildOptions } from './build-options'
import { S, S_ATTR } from './constants'
import { EdgeBuilder } from './edges'
import { Places } from './places'
import type { MachOFile } from './reader'
import { StringBuilder } from './strings'
import { SymbolBuilder } from './symbols'

const FRAMES = '__TEXT,__eh_frame'
const COMPACT_UNWIND = '__LD,__compact_unwind'
/** JITLink's name for the section of commons, which no file has. */
const COMMON = '__common'

/** Arrays of functions to call at start and end: nobody refers to them, and they are wanted all the same. */
const ARRAY_TYPES: readonly number[] = [
  S.MOD_INIT_FUNC_POINTERS,
  S.MOD_TERM_FUNC_POINTERS,
  S.THREAD_LOCAL_INIT_FUNCTION_POINTERS,
]
const THREAD_LOCAL_TYPES: readonly number[] = [S.THREAD_LOCAL_REGULAR, S.THREAD_LOCAL_ZEROFILL]
const READ_WRITE = (Prot.Read | Prot.Write) as Protection
const READ_EXEC = (Prot.Read | Prot.Exec) as Protection

/** Adds the file's graph to the tables. Throws a Refusal; warnings are returned. */
export function buildMachO(graph: LinkGraph, file: FileId, macho: MachOFile, options: MachOBuildOptions): Diagnostic[] {
  const sections = new SectionBuilder(graph, file, macho)
  sections.addAll()
  const symbols = new SymbolBuilder(graph, file, macho, sections)
  symbols.addAll()
  const places = new Places(graph, macho)
  const parts = { graph, file, macho, sections, symbols, places, quirks: options.quirks }
  const blocks = new BlockBuilder(parts)
  const strings = new StringBuilder(parts)
  for (let i = 0; i < macho.sectionCount; i++) {
    const first = graph.blocks.length
    if (macho.type(i) === S.CSTRING_LITERALS) strings.addSection(i)
    else blocks.addSection(i)
    places.addBlocks(i, first, graph.blocks.length)
  }
  new EdgeBuilder(parts, options.relocations).addAll()
  return []
}

/** Adds a file's sections without their blocks, and makes the section of its commons when it is wanted. */
export class SectionBuilder {
  /** Section of the file, from 0 → section of the graph. */
  readonly ids: SectionId[] = []
  readonly #graph: LinkGraph
  readonly #file: FileId
  readonly #macho: MachOFile
  #common: SectionId = NO_SECTION

  constructor(graph: LinkGraph, file: FileId, macho: MachOFile) {
    this.#graph = graph
    this.#file = file
    this.#macho = macho
  }

  addAll(): void {
    for (let i = 0; i < this.#macho.sectionCount; i++) this.ids.push(this.#add(i))
  }

  /** The section of the file's commons: memory that the linker has to make. */
  common(): SectionId {
    if (this.#common !== NO_SECTION) return this.#common
    const name = this.#graph.names.internText(COMMON)
    const section = { file: this.#file, name, protection: READ_WRITE, lifetime: STANDARD, flags: SectionFlag.Commons }
    this.#common = this.#graph.addSection(section, this.ids.length)
    return this.#common
  }

  #add(i: number): SectionId {
    const graph = this.#graph
    const flags = this.#macho.flags(i)
    const text = this.#macho.sectionName(i)
    graph.event('sectionAdded', graph.sections.length, graph.blocks.length)
    return graph.addSection(
      {
        file: this.#file,
        name: graph.names.internText(text),
        protection: flags & S_ATTR.PURE_INSTRUCTIONS ? READ_EXEC : READ_WRITE,
        lifetime: flags & S_ATTR.DEBUG ? NO_ALLOC : STANDARD,
        flags: sectionFlags(text, flags),
      },
      i,
    )
  }
}

function sectionFlags(name: string, flags: number): number {
  const type = flags & 0xff
  let result = 0
  if (name === FRAMES) result |= SectionFlag.CallFrames
  if (name === COMPACT_UNWIND) result |= SectionFlag.CompactUnwind
  else if (flags & S_ATTR.DEBUG) result |= SectionFlag.KeptMetadata
  if (flags & S_ATTR.NO_DEAD_STRIP || ARRAY_TYPES.includes(type)) result |= SectionFlag.Retain
  if (THREAD_LOCAL_TYPES.includes(type)) result |= SectionFlag.Tls
  return result
}
