/**
 * What a link graph is made of: the tables, the names, and the contents, original and mutable. How they come to be, how
 * they grow, and how they cross to another thread; what changes in them is `link-graph.ts`'s business.
 */
import { append } from '../../base/append'
import { BytePool } from '../table/byte-pool'
import type { FilePieces } from '../table/file-pieces'
import { bytesInPieces } from '../table/file-pieces'
import type { NameId } from '../table/name-table'
import { NameTable } from '../table/name-table'
import type { Table, TablePlace } from '../table/table'
import { createTable, tableFromTransfer } from '../table/table'
import type { Workshop } from '../table/workshop'
import type { TableName } from './cells'
import { TABLE_NAMES } from './cells'
import type { GraphFile, GraphTransfer } from './graph-parts'
import type { ActionId, AllocationId, BlockId, EdgeId, FileId, SectionId, SegmentId, SymbolId } from './ids'
import { ACTIONS, ALLOCATIONS, BLOCKS, EDGES, SECTIONS, SEGMENTS, SYMBOLS } from './schema'

/** `sources[LINKER_SOURCE]` holds contents that the linker made up: GOT entries, stubs, terminators. */
export const LINKER_SOURCE = 0

export class GraphTables {
  readonly files: GraphFile[] = []
  /** Names that mean another name if nobody defines them (weak externals of COFF, /alternatename). */
  readonly alternatives = new Map<NameId, NameId>()
  /** By block: which of two comes first that layout cannot tell apart; undefined: the one that was made first. */
  tieRanks: readonly number[] | undefined
  readonly names: NameTable
  readonly sections: Table<SectionId, typeof SECTIONS>
  readonly blocks: Table<BlockId, typeof BLOCKS>
  readonly symbols: Table<SymbolId, typeof SYMBOLS>
  readonly edges: Table<EdgeId, typeof EDGES>
  readonly segments: Table<SegmentId, typeof SEGMENTS>
  readonly allocations: Table<AllocationId, typeof ALLOCATIONS>
  readonly actions: Table<ActionId, typeof ACTIONS>
  /** Original contents: the linker's own first, then the bytes of each file. Never written after they were added. */
  readonly sources: Uint8Array[]
  /** By source: what there is of a file whose bytes are not all here. */
  readonly pieces: readonly (FilePieces | undefined)[]
  /** Mutable contents: working memory of Standard and Finalize blocks, graph memory of NoAlloc blocks. */
  readonly memory: BytePool
  readonly #linkerContent: BytePool
  readonly #workshop: Workshop | undefined

  /** Makes an empty graph, in the memory of a workshop if there is one; or takes over one that another thread sent. */
  constructor(transfer?: GraphTransfer, workshop?: Workshop) {
    this.#workshop = workshop
    this.names = new NameTable(transfer?.names, workshop)
    const tables = transfer?.tables
    const at = (name: string): TablePlace | undefined => workshop && { workshop, name }
    this.sections = tables ? tableFromTransfer(SECTIONS, tables.sections) : createTable(SECTIONS, at('sections'))
    this.blocks = tables ? tableFromTransfer(BLOCKS, tables.blocks) : createTable(BLOCKS, at('blocks'))
    this.symbols = tables ? tableFromTransfer(SYMBOLS, tables.symbols) : createTable(SYMBOLS, at('symbols'))
    this.edges = tables ? tableFromTransfer(EDGES, tables.edges) : createTable(EDGES, at('edges'))
    this.segments = tables ? tableFromTransfer(SEGMENTS, tables.segments) : createTable(SEGMENTS)
    this.allocations = tables ? tableFromTransfer(ALLOCATIONS, tables.allocations) : createTable(ALLOCATIONS)
    this.actions = tables ? tableFromTransfer(ACTIONS, tables.actions) : createTable(ACTIONS)
    this.sources = transfer ? [...transfer.sources] : [new Uint8Array(0)]
    this.pieces = transfer?.pieces ?? []
    this.memory = new BytePool(transfer?.memory, workshop && { workshop, name: 'memory' })
    this.#linkerContent = new BytePool(undefined, workshop && { workshop, name: 'linker content' })
    if (transfer) append(this.files, transfer.files)
  }

  /** A list of words for a pass to work with, all 0; it is good until somebody asks for one of the same name. */
  scratch(name: string, length: number): Uint32Array {
    return this.roughList(name, length).fill(0)
  }

  /** The same with anything in it: for whoever writes each word before reading it, or goes on with the list of that name. */
  roughList(name: string, length: number): Uint32Array {
    return this.#workshop?.list(name, length).subarray(0, length) ?? new Uint32Array(length)
  }

  /** Makes room for rows that are known to come, so that adding them does not move the tables again and again. */
  reserve(rows: Partial<Readonly<Record<TableName, number>>>): void {
    for (const name of TABLE_NAMES) this[name].reserve(rows[name] ?? 0)
  }

  /** Registers an input file and its bytes; its source is `sources[file + 1]`. */
  addFile(file: GraphFile, bytes: Uint8Array): FileId {
    this.files.push(file)
    this.sources.push(bytes)
    return (this.files.length - 1) as FileId
  }

  /** Original bytes, wherever they are here. */
  bytesOfSource(source: number, start: number, end: number): Uint8Array {
    const pieces = this.pieces[source]
    return pieces ? bytesInPieces(pieces, start, end) : this.sources[source]!.subarray(start, end)
  }

  /** Stores content that no file holds and returns its offset in the linker's source. */
  addLinkerContent(bytes: Uint8Array): number {
    const offset = this.#linkerContent.append(bytes)
    this.sources[LINKER_SOURCE] = this.#linkerContent.bytes
    return offset
  }

  /** Memory held by the tables, in bytes (contents and names not counted). */
  get bytes(): number {
    return TABLE_NAMES.reduce((sum, name) => sum + this[name].bytes, 0)
  }

  /** A copy to be moved to another thread; without the bytes of the files, if that thread has them or needs none. */
  toTransfer(files: 'with files' | 'without files' = 'with files'): GraphTransfer {
    const sources = files === 'with files' ? this.sources : this.sources.slice(0, LINKER_SOURCE + 1)
    return {
      files: [...this.files],
      names: this.names.toTransfer(),
      tables: Object.fromEntries(TABLE_NAMES.map((name) => [name, this[name].toTransfer()])) as GraphTransfer['tables'],
      sources: sources.map((bytes, i) => this.#sourceToTransfer(i, bytes)),
      memory: this.memory.toTransfer(),
      ...(files === 'with files' ? { pieces: this.pieces } : {}),
    }
  }

  /**
   * Everything but the bytes of the files, itself and no copy: once it has moved to another thread, the graph is of no use
   * here. `pieces` are what the other thread gets of the files.
   */
  toMove(pieces: readonly (FilePieces | undefined)[]): GraphTransfer {
    return {
      files: [...this.files],
      names: this.names.toTransfer(),
      tables: Object.fromEntries(TABLE_NAMES.map((name) => [name, this[name].toMove()])) as GraphTransfer['tables'],
      sources: [this.#sourceToTransfer(LINKER_SOURCE, this.sources[LINKER_SOURCE]!)],
      memory: this.memory.toMove(),
      pieces,
    }
  }

  /** The linker's own source is a pool that may be larger than what is in it. */
  #sourceToTransfer(i: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    if (i === LINKER_SOURCE && this.#linkerContent.length > 0) return this.#linkerContent.toTransfer()
    return bytes.slice() as Uint8Array<ArrayBuffer>
  }
}
