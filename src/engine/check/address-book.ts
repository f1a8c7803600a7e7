/**
 * The places that checks and `--show-addrs` speak of: all named symbols of the link, and for each file its sections, GOT
 * entries and stubs, registered as llvm-jitlink 22 does. A section begins at its lowest symbol; sections without symbols
 * have no place. Of several symbols with one name the last file's counts.
 */
import type { BlockId, EdgeId, FileId, SymbolId } from '../graph/ids'
import { Base } from '../graph/ids'
import type { EdgeIndex } from '../graph/edge-index'
import { edgesOf, indexEdges } from '../graph/edge-index'
import type { LinkGraph } from '../graph/link-graph'
import { SymbolFlag } from '../graph/schema'
import { NO_NAME } from '../table/name-table'
import type { WorkingMemory } from './memory'

export interface Place {
  /** In the executor. */
  readonly address: bigint
  /** In working memory, where loads read; 0 for zero-fill and for what has no memory. */
  readonly local: bigint
  /** In bytes. */
  readonly size: bigint
  /** Undefined for zero-fill. */
  readonly content: Uint8Array | undefined
}

export interface FilePlaces {
  readonly sections: Map<string, Place>
  readonly gotEntries: Map<string, Place>
  readonly stubs: Map<string, Place>
}

export interface AddressBook {
  readonly symbols: Map<string, Place>
  /** By the file's name without folders. */
  readonly files: Map<string, FilePlaces>
}

const GOT = '$__GOT'
const STUBS = '$__STUBS'

/** Registers a finished link. `absolutes` are addresses given by hand; files' own symbols go before them. */
export function addressBook(
  graph: LinkGraph,
  memory: WorkingMemory,
  absolutes: ReadonlyMap<string, bigint>,
): AddressBook {
  return new Registrar(graph, memory, absolutes).book
}

/** A file's name without its folders. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

interface Extent {
  readonly file: FileId
  readonly name: string
  first: SymbolId
  last: SymbolId
}

class Registrar {
  readonly book: AddressBook = { symbols: new Map(), files: new Map() }
  readonly #graph: LinkGraph
  readonly #memory: WorkingMemory
  readonly #edges: EdgeIndex

  constructor(graph: LinkGraph, memory: WorkingMemory, absolutes: ReadonlyMap<string, bigint>) {
    this.#graph = graph
    this.#memory = memory
    this.#edges = indexEdges(graph)
    for (const [name, address] of absolutes)
      this.book.symbols.set(name, { address, local: 0n, size: 0n, content: undefined })
    for (const { name } of graph.files)
      this.book.files.set(baseName(name), { sections: new Map(), gotEntries: new Map(), stubs: new Map() })
    this.#registerSymbols()
  }

  #registerSymbols(): void {
    const { base, block, file, flags, name } = this.#graph.symbols
    const extents = new Map<number, Extent>()
    for (let s = 0 as SymbolId; s < this.#graph.symbols.length; s++) {
      if (base[s] === Base.External || flags[s] & SymbolFlag.Removed) continue
      if (name[s] !== NO_NAME) this.book.symbols.set(this.#graph.nameOf(s), this.#placeOf(s))
      if (base[s] !== Base.Defined) continue
      const x = this.#graph.blocks.section[block[s]]
      const known = extents.get(x)
      if (!known) extents.set(x, { file: file[s], name: this.#graph.sectionName(x), first: s, last: s })
      else this.#widen(known, s)
      this.#registerEntry(s)
    }
    for (const extent of extents.values()) this.#placesOf(extent.file).sections.set(extent.name, this.#section(extent))
  }

  #widen(extent: Extent, s: SymbolId): void {
    const address = this.#graph.addressOf(s)
    if (address < this.#graph.addressOf(extent.first)) extent.first = s
    if (address > this.#graph.addressOf(extent.last)) extent.last = s
  }

  #placesOf(file: FileId): FilePlaces {
    return this.book.files.get(baseName(this.#graph.files[file]!.name))!
  }

  #placeOf(s: SymbolId): Place {
    const { symbols } = this.#graph
    const address = this.#graph.addressOf(s)
    const size = symbols.size.big[s]
    const bytes = symbols.base[s] === Base.Defined ? this.#graph.content(symbols.block[s]) : undefined
    if (!bytes) return { address, local: 0n, size, content: undefined }
    const offset = symbols.offset.big[s]
    const local = this.#memory.placeOf(symbols.block[s]) + offset
    return { address, local, size, content: bytes.subarray(Number(offset), Number(offset + size)) }
  }

  /** From the lowest symbol to the end of the highest symbol's block; the content begins with the lowest one's block. */
  #section({ first, last }: Extent): Place {
    const { symbols, blocks } = this.#graph
    const address = this.#graph.addressOf(first)
    const lastBlock = symbols.block[last]
    const size = blocks.address.big[lastBlock] + blocks.size.big[lastBlock] - address
    const bytes = this.#graph.content(symbols.block[first])
    const local = bytes ? this.#memory.placeOf(symbols.block[first]) : 0n
    return { address, local, size, content: bytes }
  }

  #registerEntry(s: SymbolId): void {
    const { symbols } = this.#graph
    const section = this.#graph.sectionName(this.#graph.blocks.section[symbols.block[s]])
    if (section !== GOT && section !== STUBS) return
    const entry = section === GOT ? symbols.block[s] : this.#blockBehind(symbols.block[s])
    const aim = entry === undefined ? undefined : this.#targetOf(entry)
    if (aim === undefined || symbols.name[aim] === NO_NAME || symbols.size.big[s] === 0n) return
    const places = this.#placesOf(symbols.file[s])
    ;(section === GOT ? places.gotEntries : places.stubs).set(this.#graph.nameOf(aim), this.#placeOf(s))
  }

  #targetOf(b: BlockId): SymbolId | undefined {
    const edge = edgesOf(this.#edges, b)[0] as EdgeId | undefined
    return edge === undefined ? undefined : this.#graph.edges.target[edge]
  }

  /** A stub's edge leads to the GOT entry whose edge leads to the target. */
  #blockBehind(b: BlockId): BlockId | undefined {
    const target = this.#targetOf(b)
    return target !== undefined && this.#graph.symbols.base[target] === Base.Defined
      ? this.#graph.symbols.block[target]
      : undefined
  }
}
