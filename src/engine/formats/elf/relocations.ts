/**
 * The relocations of an ELF file as edges. One loop over each table, over columns that were named before it; what does not
 * hold is looked at again, slowly, to say what is wrong with it.
 *
 * Source: JITLink's ELF/x86-64 builder (addRelocations); System V ABI, "Relocation".
 */
import type { Refusal } from '../../graph/diagnostics'
import type { BlockId, EdgeKind, SymbolId } from '../../graph/ids'
import { NO_BLOCK, NO_SYMBOL } from '../../graph/ids'
import type { LinkGraph } from '../../graph/link-graph'
import type { ElfBuildOptions } from './build-options'
import { RELA_BYTES, SHF, SHT } from './constants'
import type { ElfFile } from './reader'
import type { RelocationRow } from './relocation-row'

/** Largest value of a word: sums beyond it carry. */
const MAX_WORD = 0xffffffff
/** Types that are R_*_NONE or unknown have no kind. */
const NO_KIND = 0

/** The relocation rows as columns, indexed by type. */
interface TypeColumns {
  readonly kind: Uint8Array
  readonly bias: Int8Array
  readonly discardAddend: Uint8Array
}

export class EdgeBuilder {
  readonly #graph: LinkGraph
  readonly #elf: ElfFile
  readonly #rows: readonly RelocationRow[]
  readonly #types: TypeColumns
  /** Section header index → block. */
  readonly #blocks: Uint32Array
  /** Symbol table index → symbol. */
  readonly #symbols: Uint32Array

  constructor(graph: LinkGraph, elf: ElfFile, options: ElfBuildOptions, blocks: Uint32Array, symbols: Uint32Array) {
    this.#graph = graph
    this.#elf = elf
    this.#rows = options.relocations
    this.#types = typeColumns(options)
    this.#blocks = blocks
    this.#symbols = symbols
  }

  addAll(): void {
    const elf = this.#elf
    for (let i = 1; i < elf.sectionCount; i++) {
      const type = elf.type(i)
      if (type === SHT.REL) throw elf.refuse('elf-rel', elf.describe(i), elf.headerOffset(i), 'SHT_REL', 'SHT_RELA')
      if (type === SHT.RELA) this.#addTable(i)
    }
  }

  #addTable(i: number): void {
    const elf = this.#elf
    const block = (this.#blocks[elf.info(i)] ?? NO_BLOCK) as BlockId
    if (block === NO_BLOCK) {
      const structure = `${elf.describe(i)}, sh_info`
      const at = elf.headerOffset(i) + 44
      throw elf.refuse('elf-section-link', structure, at, `section ${elf.info(i)}`, 'the section that it relocates')
    }
    if (elf.size(i) % RELA_BYTES !== 0) {
      const at = elf.headerOffset(i) + 32
      const expected = `a multiple of ${RELA_BYTES}`
      throw elf.refuse('elf-section-size', elf.describe(i), at, `${elf.size(i)} bytes`, expected)
    }
    if (elf.flags(elf.info(i)) & SHF.COMPRESSED) return
    const count = elf.size(i) / RELA_BYTES
    this.#graph.event('edgesAdded', this.#graph.blocks.section[block], count)
    this.#addEdges(i, elf.offset(i), elf.offset(i) + elf.size(i), block)
  }

  #addEdges(table: number, start: number, end: number, block: BlockId): void {
    const { view } = this.#elf
    const { kind: kinds, bias, discardAddend } = this.#types
    const symbols = this.#symbols
    const graph = this.#graph
    const limit = this.#sizeLimit(block)
    for (let at = start; at < end; at += RELA_BYTES) {
      const type = view.getUint32(at + 8, true)
      if (type === 0) continue
      const offset = view.getUint32(at, true)
      const symbol = view.getUint32(at + 12, true)
      const target = (symbol < symbols.length ? symbols[symbol]! : NO_SYMBOL) as SymbolId
      const kind = (type < kinds.length ? kinds[type]! : NO_KIND) as EdgeKind
      const isFar = offset >= limit || view.getUint32(at + 4, true) !== 0
      if (kind === NO_KIND || target === NO_SYMBOL || isFar)
        throw this.#refuse(table, (at - start) / RELA_BYTES, at, block)
      if (discardAddend[type]) {
        graph.addEdgeInWords(block, offset, kind, target, 0, 0, type)
        continue
      }
      const low = view.getUint32(at + 16, true) + bias[type]!
      const high = view.getInt32(at + 20, true) + (low > MAX_WORD ? 1 : 0)
      // As a small signed integer: most addends are -4, whose unsigned word would have to be boxed for the call.
      graph.addEdgeInWords(block, offset, kind, target, low | 0, high, type)
    }
  }

  /** Offsets in the block are below this; 0 for zero-fill, which cannot be relocated. */
  #sizeLimit(block: BlockId): number {
    if (this.#graph.isZeroFill(block)) return 0
    return this.#graph.blocks.size.words[2 * block]!
  }

  /** Why a relocation is refused: its type first, then its symbol, then its place. */
  #refuse(table: number, index: number, at: number, block: BlockId): Refusal {
    const { view } = this.#elf
    const type = view.getUint32(at + 8, true)
    const symbol = view.getUint32(at + 12, true)
    const structure = `relocation ${index} of ${this.#elf.sectionName(table)}`
    const refuse = (code: Refusal['diagnostic']['code'], at: number, found: string, expected: string): Refusal =>
      this.#elf.refuse(code, structure, at, found, expected)
    if ((this.#types.kind[type] ?? NO_KIND) === NO_KIND) {
      const row = this.#rows.find((candidate) => candidate.type === type)
      const expected = row?.why ?? (row ? 'a relocation type that LLVM 22 links' : 'a relocation type of x86-64')
      return refuse('elf-relocation-type', at + 8, row?.name ?? `type ${type}`, expected)
    }
    if ((this.#symbols[symbol] ?? NO_SYMBOL) === NO_SYMBOL) {
      return refuse('elf-relocation-symbol', at + 12, `symbol ${symbol}`, 'a symbol that is part of the graph')
    }
    if (this.#graph.isZeroFill(block)) {
      const found = 'a zero-fill section (SHT_NOBITS)'
      return refuse('elf-relocation-zero-fill', at, found, 'a section with content')
    }
    const expected = `less than the section's ${this.#graph.blocks.size.big[block]} bytes`
    return refuse('elf-relocation-bounds', at, `offset ${view.getBigUint64(at, true)}`, expected)
  }
}

function typeColumns({ relocations, quirks }: ElfBuildOptions): TypeColumns {
  const count = Math.max(...relocations.map(({ type }) => type)) + 1
  const columns = { kind: new Uint8Array(count), bias: new Int8Array(count), discardAddend: new Uint8Array(count) }
  for (const { type, kind, bias, discardAddend, beyondLlvm22 } of relocations) {
    columns.kind[type] = kind === undefined || (beyondLlvm22 && quirks.has(beyondLlvm22)) ? NO_KIND : kind
    columns.bias[type] = bias
    columns.discardAddend[type] = discardAddend ? 1 : 0
  }
  return columns
}
