/**
 * The debug sections of one file, as the link left them: fixed up, in the graph, without addresses of their own. A
 * section can consist of several blocks (each type unit comes in a group of its own); offsets count from the start of a
 * block, as they do in the file.
 *
 * Compressed sections are left out: their relocations speak of bytes that are not there before unpacking.
 */
import { tell, verbatim } from '../graph/phrases/phrase'
import { debugSectionName } from '../graph/debug-names'
import type { BlockId, FileId, SectionId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { Notes } from './notes'

export const DEBUG_SECTIONS = [
  '.debug_info',
  '.debug_types',
  '.debug_abbrev',
  '.debug_line',
  '.debug_str',
  '.debug_line_str',
  '.debug_str_offsets',
  '.debug_addr',
  '.debug_rnglists',
  '.debug_ranges',
] as const

export type DebugSectionName = (typeof DEBUG_SECTIONS)[number]

/** These may come in several blocks; of the others one is used. */
const IN_PIECES: readonly string[] = ['.debug_info', '.debug_types']

export interface DebugBlock {
  readonly id: BlockId
  readonly name: DebugSectionName
  readonly bytes: Uint8Array
  /** Where the block lies in the file, in bytes. */
  readonly fileOffset: number
}

/** Size of Elf64_Chdr, which stands in front of compressed content. */
const COMPRESSION_HEADER = 24

export class DebugSections {
  readonly notes: Notes
  readonly #blocks = new Map<DebugSectionName, DebugBlock[]>()

  /** Looks at names only; no content is read. */
  constructor(graph: LinkGraph, file: FileId) {
    const compressed: string[] = []
    let split = false
    let size = 0
    for (const [name, b] of debugBlocks(graph, file)) {
      const bytes = graph.content(b)
      if (!bytes || bytes.length === 0) continue
      if (isCompressed(name, bytes)) compressed.push(name)
      else if (name.endsWith('.dwo')) split = true
      else if (isKnown(name)) {
        const block = { id: b, name, bytes, fileOffset: graph.blocks.sourceOffset[b] }
        this.#blocks.set(name, [...this.all(name), block])
        size += bytes.length
      }
    }
    this.notes = new Notes(graph.files[file]?.name ?? '', size)
    this.#noteLeftOut(compressed, split)
  }

  all(name: DebugSectionName): readonly DebugBlock[] {
    return this.#blocks.get(name) ?? []
  }

  one(name: DebugSectionName): DebugBlock | undefined {
    return this.#blocks.get(name)?.[0]
  }

  #noteLeftOut(compressed: readonly string[], split: boolean): void {
    for (const name of compressed) this.notes.tell('dwarf-compressed', verbatim(name), tell('left-out', { name }))
    if (split) this.notes.tell('dwarf-split', tell('dwo-sections'), tell('dwo-left-out'))
    for (const [name, blocks] of this.#blocks) {
      if (blocks.length === 1 || IN_PIECES.includes(name)) continue
      this.notes.tell('dwarf-pieces', verbatim(name), tell('first-of-pieces', { n: blocks.length }))
    }
  }
}

const isKnown = (name: string): name is DebugSectionName => (DEBUG_SECTIONS as readonly string[]).includes(name)

function* debugBlocks(graph: LinkGraph, file: FileId): Generator<[name: string, block: BlockId]> {
  const names = new Map<SectionId, string>()
  for (let x = 0 as SectionId; x < graph.sections.length; x++) {
    if (graph.sections.file[x] !== file) continue
    const name = debugSectionName(graph.sectionName(x))
    if (name.startsWith('.debug_') || name.startsWith('.zdebug_')) names.set(x, name)
  }
  if (names.size === 0) return
  const { section } = graph.blocks
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const name = names.get(section[b])
    if (name !== undefined && !graph.isRemoved(b)) yield [name, b]
  }
}

/**
 * Whether the content starts with a compression header: type 1 (zlib) or 2 (zstd), four bytes of zero, the size, an
 * alignment. No debug section starts like that: it would be a unit of one or two bytes, and of version 0.
 */
function isCompressed(name: string, bytes: Uint8Array): boolean {
  if (name.startsWith('.zdebug_')) return true
  if (bytes.length < COMPRESSION_HEADER) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, COMPRESSION_HEADER)
  const type = view.getUint32(0, true)
  const alignment = view.getBigUint64(16, true)
  const reserved = view.getUint32(4, true)
  return (type === 1 || type === 2) && reserved === 0 && [1n, 2n, 4n, 8n, 16n].includes(alignment)
}
