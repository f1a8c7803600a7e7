/**
 * Compact unwinding: for each function 32 bytes of `__LD,__compact_unwind` say how to unwind its frame, mostly in one word,
 * the *encoding*. What one word cannot say is left to a call-frame record (DWARF mode). The linker makes one sorted table
 * of all of them, `__TEXT,__unwind_info`; the records themselves are never loaded.
 *
 *   0 function · 8 its size · 12 encoding · 16 personality · 24 language-specific data (LSDA)
 *
 * Source: Apple's <mach-o/compact_unwind_encoding.h>; JITLink's CompactUnwindManager.
 */
import type { Phrase } from '../graph/phrases/phrase'
import { tell } from '../graph/phrases/phrase'
import { assert } from '../../base/assert'
import { Refusal } from '../graph/diagnostics'
import type { BlockId, FileId, SectionId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { SectionFlag } from '../graph/schema'
import type { FileSections } from './file-parts'
import { blocksOfSections } from './file-parts'

export const RECORD_BYTES = 32
/** Offsets of a record's fields. */
export const FIELD = { FUNCTION: 0, SIZE: 8, ENCODING: 12, PERSONALITY: 16, LSDA: 24 } as const

/** Names of JITLink's: the address from which unwind tables count, and the header that they count from if nobody has one. */
export const BASE_SYMBOL = '__jitlink$libunwind_dso_base'
export const HEADER_SECTION = '__TEXT,__lcl_macho_hdr'
export const INFO_SECTION = '__TEXT,__unwind_info'

const MODE_MASK = 0x0f000000

/** What encodings of a processor mean, and how it calls itself in a header. */
export interface UnwindRow {
  readonly cpuType: number
  readonly cpuSubtype: number
  /** The mode that leaves everything to a call-frame record. */
  readonly dwarfMode: number
  /** Modes whose encoding depends on the function's own code, so that equal encodings do not mean the same. */
  readonly ownModes: readonly number[]
}

/** By the first part of the triple. */
const ROWS: Readonly<Record<string, UnwindRow>> = {
  // The stack size of mode 3 stands in an instruction of the function.
  x86_64: { cpuType: 0x01000007, cpuSubtype: 3, dwarfMode: 0x04000000, ownModes: [0x03000000] },
  arm64: { cpuType: 0x0100000c, cpuSubtype: 0, dwarfMode: 0x03000000, ownModes: [] },
  arm64e: { cpuType: 0x0100000c, cpuSubtype: 2, dwarfMode: 0x03000000, ownModes: [] },
}

/** The row of a section's file; only processors that Mach-O is read for can ask. */
export function unwindRowOf(graph: LinkGraph, x: SectionId): UnwindRow {
  const row = ROWS[graph.files[graph.sections.file[x]]!.triple.split('-')[0]!]
  assert(row !== undefined, 'every processor of Mach-O has compact unwinding')
  return row
}

export const modeOf = (encoding: number): number => encoding & MODE_MASK

/** The sections of compact unwinding records: mostly one for each file. */
export function unwindSections(graph: LinkGraph): SectionId[] {
  const found: SectionId[] = []
  for (let x = 0 as SectionId; x < graph.sections.length; x++)
    if (graph.sections.flags[x] & SectionFlag.CompactUnwind) found.push(x)
  return found
}

/** The tables of compact unwinding by file: the first block of the section that they are in. */
export function tablesOfFiles(graph: LinkGraph, sections: FileSections): ReadonlyMap<FileId, BlockId> {
  const tables = new Map<FileId, BlockId>()
  const name = graph.names.find(INFO_SECTION)
  const found = [...graph.files.keys()].map((f) => sections.find(f as FileId, name)).filter((x) => x !== undefined)
  for (const [x, blocks] of blocksOfSections(graph, found))
    if (blocks[0] !== undefined) tables.set(graph.sections.file[x], blocks[0])
  return tables
}

/** A refusal about the record in a block. */
export function refuseRecord(
  graph: LinkGraph,
  b: BlockId,
  offset: number,
  found: Phrase,
  expected: Phrase,
  code: 'compact-unwind' | 'unwind-personalities' = 'compact-unwind',
): Refusal {
  const x = graph.blocks.section[b]
  return new Refusal(code, {
    file: graph.files[graph.sections.file[x]]!.name,
    structure: tell('record', { section: graph.sectionName(x) }),
    offset: graph.blocks.sourceOffset[b] + offset,
    found,
    expected,
  })
}
