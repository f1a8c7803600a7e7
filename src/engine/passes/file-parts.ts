/**
 * What belongs to each file and to each section, gathered in one walk. A pass that works file by file asks here instead of
 * searching the whole link once for each file.
 */
import type { BlockId, FileId, SectionId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import type { NameId } from '../table/name-table'
import { compareWide } from './block-order'

/** The sections of each file, as they were when this was made, and those that were noted since. */
export class FileSections {
  readonly #graph: LinkGraph
  readonly #sections: readonly SectionId[][]
  readonly #first: readonly Map<NameId, SectionId>[]

  constructor(graph: LinkGraph) {
    this.#graph = graph
    this.#sections = graph.files.map(() => [])
    this.#first = graph.files.map(() => new Map())
    for (let x = 0 as SectionId; x < graph.sections.length; x++) this.note(x)
  }

  /** All sections of a file, in the order in which they were made. */
  of(file: FileId): readonly SectionId[] {
    return this.#sections[file]!
  }

  /** A file's first section of a name; undefined if there is none, or no such name. */
  find(file: FileId, name: NameId | undefined): SectionId | undefined {
    return name === undefined ? undefined : this.#first[file]!.get(name)
  }

  /** A section that was added to the graph. */
  note(x: SectionId): void {
    const { file, name } = this.#graph.sections
    this.#sections[file[x]]!.push(x)
    const first = this.#first[file[x]]!
    if (!first.has(name[x])) first.set(name[x], x)
  }
}

/** For each of the sections its blocks that are still in the graph, by address. */
export function blocksOfSections(graph: LinkGraph, wanted: Iterable<SectionId>): ReadonlyMap<SectionId, BlockId[]> {
  const found = new Map<SectionId, BlockId[]>()
  const isWanted = new Uint8Array(graph.sections.length)
  for (const x of wanted) {
    found.set(x, [])
    isWanted[x] = 1
  }
  if (found.size === 0) return found
  const { section, address } = graph.blocks
  for (let b = 0 as BlockId; b < graph.blocks.length; b++)
    if (isWanted[section[b]] && !graph.isRemoved(b)) found.get(section[b])!.push(b)
  for (const blocks of found.values()) sortByAddress(blocks, address.words)
  return found
}

/** Blocks, which come in the order of their ids, by address; mostly they have that order. */
function sortByAddress(blocks: BlockId[], words: Uint32Array): void {
  let i = 1
  while (i < blocks.length && compareWide(words, blocks[i - 1]!, blocks[i]!) <= 0) i++
  if (i < blocks.length) blocks.sort((a, b) => compareWide(words, a, b) || a - b)
}
