/**
 * The relocations of an ELF file as edges. One loop over each table, over columns that were named before it; what does not
 * hold is looked at again, slowly, to say what is wrong with it.
 *
 * Source: JITLink's ELF/x86-64 builder (addRelocations); System V ABI, "Relocation".
 */
import { hex } from '../../../base/hex'
import type { Phrase } from '../../graph/phrases/phrase'
import { tell, verbatim } from '../../graph/phrases/phrase'
import { hasForm } from '../../arch/instruction-form'
import type { Refusal } from '../../graph/diagnostics'
import type { BlockId, EdgeId, EdgeKind, SymbolId } from '../../graph/ids'
import { NO_BLOCK, NO_SYMBOL } from '../../graph/ids'
import type { LinkGraph } from '../../graph/link-graph'
import type { QuirkSet } from '../../quirks'
import type { ElfBuildOptions } from './build-options'
import { RELA_BYTES, SHF, SHT } from './constants'
import type { ElfFile } from './reader'
import type { RelocationRow } from './relocation-row'

/** Largest value of a word: sums beyond it carry. */
const MAX_WORD = 0xffffffff
/** Types that are R_*_NONE or unknown have no kind. */
const NO_KIND = 0

/** What few types need: the addend is discarded, the instruction is looked at, no edge is made. */
const DISCARD = 1
const CHECK = 2
const SKIP = 4

/** The relocation rows as columns, indexed by type. */
interface TypeColumns {
  readonly kind: Uint8Array
  readonly bias: Int8Array
  readonly special: Uint8Array
}

export class EdgeBuilder {
  readonly #graph: LinkGraph
  readonly #elf: ElfFile
  /** By type; none for types that no row names. */
  readonly #rows: readonly (RelocationRow | undefined)[]
  readonly #types: TypeColumns
  readonly #refusesCompact: boolean
  /** Section header index → block. */
  readonly #blocks: Uint32Array
  /** Symbol table index → symbol. */
  readonly #symbols: Uint32Array

  constructor(graph: LinkGraph, elf: ElfFile, options: ElfBuildOptions, blocks: Uint32Array, symbols: Uint32Array) {
    this.#graph = graph
    this.#elf = elf
    this.#rows = rowsByType(elf.machine.relocations)
    this.#types = typeColumns(elf.machine.relocations, options)
    this.#refusesCompact = !options.quirks.has('compact-relocations-ignored')
    this.#blocks = blocks
    this.#symbols = symbols
  }

  addAll(): void {
    const elf = this.#elf
    for (let i = 1; i < elf.sectionCount; i++) {
      const type = elf.type(i)
      if (type === SHT.REL)
        throw elf.refuse('elf-rel', elf.describe(i), elf.headerOffset(i), verbatim('SHT_REL'), verbatim('SHT_RELA'))
      if (type === SHT.CREL && this.#refusesCompact)
        throw elf.refuse('elf-crel', elf.describe(i), elf.headerOffset(i), verbatim('SHT_CREL'), verbatim('SHT_RELA'))
      if (type === SHT.RELA) this.#addTable(i)
    }
  }

  #addTable(i: number): void {
    const elf = this.#elf
    const block = (this.#blocks[elf.info(i)] ?? NO_BLOCK) as BlockId
    if (block === NO_BLOCK) {
      const structure = tell('field', { place: elf.describe(i), field: 'sh_info' })
      const at = elf.headerOffset(i) + 44
      throw elf.refuse(
        'elf-section-link',
        structure,
        at,
        tell('section', { name: elf.info(i) }),
        tell('section-relocated'),
      )
    }
    if (elf.size(i) % RELA_BYTES !== 0) {
      const at = elf.headerOffset(i) + 32
      const expected = tell('multiple', { n: RELA_BYTES })
      throw elf.refuse('elf-section-size', elf.describe(i), at, tell('bytes', { n: elf.size(i) }), expected)
    }
    if (elf.flags(elf.info(i)) & SHF.COMPRESSED) return
    const count = elf.size(i) / RELA_BYTES
    this.#graph.event('edgesAdded', this.#graph.blocks.section[block], count)
    this.#addEdges(i, elf.offset(i), elf.offset(i) + elf.size(i), block)
  }

  #addEdges(table: number, start: number, end: number, block: BlockId): void {
    const { view } = this.#elf
    const { kind: kinds, bias, special } = this.#types
    const skipsNone = (special[0]! & SKIP) !== 0
    const symbols = this.#symbols
    const limit = this.#sizeLimit(block)
    const columns = this.#graph.edges
    columns.reserve((end - start) / RELA_BYTES)
    let e = columns.length as EdgeId
    const { block: blockOf, offset: offsetOf, kind: kindOf, target: targetOf, relocation: relocationOf } = columns
    const { words: addends } = columns.addend
    for (let at = start; at < end; at += RELA_BYTES) {
      const type = view.getUint32(at + 8, true)
      if (type === 0 && skipsNone) continue
      const offset = view.getUint32(at, true)
      const symbol = view.getUint32(at + 12, true)
      const target = (symbol < symbols.length ? symbols[symbol]! : NO_SYMBOL) as SymbolId
      const kind = (type < kinds.length ? kinds[type]! : NO_KIND) as EdgeKind
      const isFar = offset >= limit || view.getUint32(at + 4, true) !== 0
      if (kind === NO_KIND || target === NO_SYMBOL || isFar)
        throw this.#refuse(table, (at - start) / RELA_BYTES, at, block)
      const own = special[type]!
      if (own & SKIP) continue
      if (own & CHECK) this.#checkForm(table, at, block)
      if (!(own & DISCARD)) {
        const low = view.getUint32(at + 16, true) + bias[type]!
        addends[2 * e] = low
        addends[2 * e + 1] = view.getUint32(at + 20, true) + (low > MAX_WORD ? 1 : 0)
      }
      blockOf[e] = block
      offsetOf[e] = offset
      kindOf[e] = kind
      targetOf[e] = target
      relocationOf[e] = type
      e++
    }
    this.#graph.extendEdges(e)
  }

  /** Refuses a relocation whose instruction cannot hold its value. The offset has been checked. */
  #checkForm(table: number, at: number, block: BlockId): void {
    const { view } = this.#elf
    const { form, name } = this.#rows[view.getUint32(at + 8, true)]!
    const bytes = this.#graph.originalContent(block)!
    const offset = view.getUint32(at, true)
    const word = offset + 4 <= bytes.length ? littleWord(bytes, offset) : undefined
    if (word !== undefined && hasForm(form!, word)) return
    const index = (at - this.#elf.offset(table)) / RELA_BYTES
    const structure = tell('relocation-called', { i: index, section: this.#elf.sectionName(table), name })
    const found = word === undefined ? tell('bytes', { n: bytes.length - offset }) : tell('word', { word: hex(word) })
    throw this.#elf.refuse('elf-instruction', structure, at, found, form!.says)
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
    const structure = tell('relocation', { i: index, section: this.#elf.sectionName(table) })
    const refuse = (code: Refusal['diagnostic']['code'], at: number, found: Phrase, expected: Phrase): Refusal =>
      this.#elf.refuse(code, structure, at, found, expected)
    if ((this.#types.kind[type] ?? NO_KIND) === NO_KIND) {
      const row = this.#rows[type]
      const known = tell('type-of-machine', { machine: this.#elf.machine.title })
      const expected = row?.why ?? (row ? tell('type-llvm-links') : known)
      return refuse('elf-relocation-type', at + 8, row ? verbatim(row.name) : tell('type', { n: type }), expected)
    }
    if ((this.#symbols[symbol] ?? NO_SYMBOL) === NO_SYMBOL) {
      return refuse('elf-relocation-symbol', at + 12, tell('symbol-number', { i: symbol }), tell('symbol-in-graph'))
    }
    if (this.#graph.isZeroFill(block)) {
      const found = tell('zero-fill-section')
      return refuse('elf-relocation-zero-fill', at, found, tell('section-with-content'))
    }
    const expected = tell('less-than-section', { n: this.#graph.blocks.size.big[block] })
    return refuse('elf-relocation-bounds', at, tell('offset', { n: view.getBigUint64(at, true) }), expected)
  }
}

function rowsByType(relocations: readonly RelocationRow[]): (RelocationRow | undefined)[] {
  const rows: (RelocationRow | undefined)[] = []
  for (const row of relocations) rows[row.type] = row
  return rows
}

function typeColumns(rows: readonly RelocationRow[], { quirks }: ElfBuildOptions): TypeColumns {
  const count = Math.max(...rows.map(({ type }) => type)) + 1
  const columns = { kind: new Uint8Array(count), bias: new Int8Array(count), special: new Uint8Array(count) }
  for (const { type, kind, bias, discardAddend, beyondLlvm22, form, skipped } of rows) {
    const isRefused = beyondLlvm22 !== undefined && quirks.has(beyondLlvm22)
    columns.kind[type] = kind === undefined || isRefused ? NO_KIND : kind
    columns.bias[type] = bias
    columns.special[type] = (discardAddend ? DISCARD : 0) | (form ? CHECK : 0) | (isSkipped(skipped, quirks) ? SKIP : 0)
  }
  return columns
}

function isSkipped(skipped: RelocationRow['skipped'], quirks: QuirkSet): boolean {
  if (skipped === undefined || skipped === 'always') return skipped !== undefined
  return 'with' in skipped ? quirks.has(skipped.with) : !quirks.has(skipped.without)
}

/** Instructions are little-endian whatever the file is. */
const littleWord = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true)
