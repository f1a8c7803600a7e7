/**
 * The relocations of a COFF object as edges. One loop over each section's table, over columns that were named before it;
 * what does not hold is looked at again, slowly, to say what is wrong with it.
 *
 * Source: JITLink's COFF/x86-64 builder (addSingleRelocation); Microsoft PE/COFF Specification, "COFF Relocations (Object
 * Only)".
 */
import type { FieldRow } from '../../arch/fields'
import { readField } from '../../arch/fields'
import type { Phrase } from '../../graph/phrases/phrase'
import { tell, verbatim } from '../../graph/phrases/phrase'
import type { DiagnosticCode, Refusal } from '../../graph/diagnostics'
import type { BlockId, EdgeKind, FileId, SymbolId } from '../../graph/ids'
import { Base, Linkage, NO_BLOCK, NO_SYMBOL, Scope } from '../../graph/ids'
import type { LinkGraph } from '../../graph/link-graph'
import { SymbolFlag } from '../../graph/schema'
import type { CoffBuildOptions } from './build-options'
import { IMAGE_BASE, RELOCATION_BYTES, SECTION_NUMBER } from './constants'
import type { CoffFile } from './reader'
import type { CoffRelocationRow } from './relocation-row'
import type { SymbolBuilder } from './symbols'

/** The name that LLVM gives to a section's number. */
const SECTION_INDEX = 'secidx'
const SECTION_INDEX_BYTES = 2n
const LEFT_OUT = '.voltbl'

export class EdgeBuilder {
  readonly #graph: LinkGraph
  readonly #file: FileId
  readonly #coff: CoffFile
  readonly #options: CoffBuildOptions
  readonly #symbols: SymbolBuilder
  /** Rows by type; types that are refused are not among them. */
  readonly #rows: readonly (CoffRelocationRow | undefined)[]
  #hasImageBase = false

  constructor(graph: LinkGraph, file: FileId, coff: CoffFile, options: CoffBuildOptions, symbols: SymbolBuilder) {
    this.#graph = graph
    this.#file = file
    this.#coff = coff
    this.#options = options
    this.#symbols = symbols
    this.#rows = rowsByType(options)
  }

  addAll(): void {
    for (let i = 1; i <= this.#coff.sectionCount; i++) {
      const block = this.#symbols.blockOf(i)
      if (block === NO_BLOCK) this.#checkLeftOut(i)
      else if (this.#coff.relocations(i).count > 0) this.#addTable(i, block)
    }
  }

  /** LLVM 22 stumbles over sections with numbers above that of symbols. */
  #checkLeftOut(i: number): void {
    if (this.#coff.sectionName(i) === LEFT_OUT) return
    const found = tell('section-in-object', { i, n: this.#coff.symbolCount })
    const expected = tell('fewer-sections')
    throw this.#coff.refuse('coff-few-symbols', this.#coff.describe(i), this.#coff.headerOffset(i), found, expected)
  }

  #addTable(i: number, block: BlockId): void {
    const { start, count } = this.#coff.relocations(i)
    this.#graph.event('edgesAdded', this.#graph.blocks.section[block], count)
    const { view, address } = { view: this.#coff.view, address: this.#coff.address(i) }
    const content = this.#coff.offset(i)
    const size = this.#graph.isZeroFill(block) ? 0 : this.#graph.blocks.size.words[2 * block]!
    const { ids } = this.#symbols
    for (let at = start, end = start + count * RELOCATION_BYTES; at < end; at += RELOCATION_BYTES) {
      const row = this.#rows[view.getUint16(at + 8, true)]
      if (row && row.kind === undefined) continue
      const offset = view.getUint32(at, true) - address
      const symbol = view.getUint32(at + 4, true)
      const target = (symbol < ids.length ? ids[symbol]! : NO_SYMBOL) as SymbolId
      const fits = offset >= 0 && offset + (row?.bytes ?? 0) <= size
      if (!row || target === NO_SYMBOL || !fits) throw this.#refuse(i, (at - start) / RELOCATION_BYTES, at, block)
      this.#addEdge(row, block, offset, target, symbol, content + offset)
    }
  }

  #addEdge(
    row: CoffRelocationRow,
    block: BlockId,
    offset: number,
    target: SymbolId,
    symbol: number,
    field: number,
  ): void {
    const graph = this.#graph
    if (row.needsImageBase) this.#makeImageBase()
    let aim = target
    let kind = row.kind! as EdgeKind
    if (row.numbered !== undefined && this.#options.quirks.has('coff-numbers-of-the-object')) {
      aim = this.#sectionNumber(symbol)
      kind = row.numbered
    } else if (row.aim === 'section start' && this.#isDropped(target)) return
    const { view } = this.#coff
    if (row.bytes === 8) {
      const [low, high] = [view.getInt32(field, true), view.getInt32(field + 4, true)]
      graph.addEdgeInWords(block, offset, kind, aim, low, high, row.type)
      return
    }
    const found = row.bytes === 2 ? view.getInt16(field, true) : view.getInt32(field, true)
    const addend = (row.addendIn ? addendIn(row.addendIn, found) : found) + row.bias
    graph.addEdgeInWords(block, offset, kind, aim, addend | 0, addend < 0 ? -1 : 0, row.type)
  }

  /** LLVM 22 leaves out distances from the start of a section to a name that no section of the file holds. */
  #isDropped(target: SymbolId): boolean {
    return (
      this.#graph.symbols.base[target] !== Base.Defined && this.#options.quirks.has('coff-section-relative-dropped')
    )
  }

  /** Code finds where the image starts by a name that linkers define. */
  #makeImageBase(): void {
    if (this.#hasImageBase) return
    this.#hasImageBase = true
    const graph = this.#graph
    const name = graph.names.internText(IMAGE_BASE)
    const isAbsolute = this.#symbols.ids.some(
      (s) =>
        s !== NO_SYMBOL &&
        graph.symbols.name[s as SymbolId] === name &&
        graph.symbols.base[s as SymbolId] === Base.Absolute,
    )
    if (!isAbsolute) this.#symbols.external(name, SymbolFlag.WeaklyReferenced | SymbolFlag.Live)
  }

  /** A fixed number: that of the target's section in this object, one more than all of them for what has none. */
  #sectionNumber(symbol: number): SymbolId {
    const number = this.#coff.sectionNumber(this.#coff.symbolOffset(symbol))
    const name = this.#graph.names.internText(SECTION_INDEX)
    const value = number === SECTION_NUMBER.ABSOLUTE ? this.#coff.sectionCount + 1 : Math.max(0, number)
    const [linkage, scope] = [Linkage.Strong, Scope.Local]
    const symbolParts = { file: this.#file, name, size: SECTION_INDEX_BYTES, linkage, scope, flags: 0 }
    return this.#graph.addAbsolute(symbolParts, BigInt(value))
  }

  /** Why a relocation is refused: its symbol first, then its type, then its place. */
  #refuse(section: number, index: number, at: number, block: BlockId): Refusal {
    const { view } = this.#coff
    const type = view.getUint16(at + 8, true)
    const symbol = view.getUint32(at + 4, true)
    const structure = tell('relocation', { i: index, section: this.#coff.sectionName(section) })
    const refuse = (code: DiagnosticCode, at: number, found: Phrase, expected: Phrase): Refusal =>
      this.#coff.refuse(code, structure, at, found, expected)
    if (!this.#rows[type]) {
      const row = this.#options.relocations.find((candidate) => candidate.type === type)
      const expected =
        row?.why ?? (row ? tell('type-llvm-links') : tell('type-of-machine', { machine: this.#coff.machine.title }))
      return refuse('coff-relocation-type', at + 8, row ? verbatim(row.name) : tell('type', { n: type }), expected)
    }
    if ((this.#symbols.ids[symbol] ?? NO_SYMBOL) === NO_SYMBOL)
      return refuse('coff-relocation-symbol', at + 4, tell('symbol-number', { i: symbol }), tell('symbol-in-graph'))
    if (this.#graph.isZeroFill(block))
      return refuse('coff-relocation-zero-fill', at, tell('section-of-zeros'), tell('section-with-content'))
    const expected = tell('field-in-section', { n: this.#graph.blocks.size.big[block] })
    return refuse('coff-relocation-bounds', at, tell('offset', { n: view.getUint32(at, true) }), expected)
  }
}

/** What an instruction holds where its addend stands. */
const addendIn = (field: FieldRow, instruction: number): number =>
  readField(field.chosenBy?.(instruction, 0, 0) ?? field, instruction)

function rowsByType({ relocations, quirks }: CoffBuildOptions): (CoffRelocationRow | undefined)[] {
  const rows: (CoffRelocationRow | undefined)[] = []
  for (const row of relocations) {
    const refused = row.why !== undefined || (row.beyondLlvm22 !== undefined && quirks.has(row.beyondLlvm22))
    rows[row.type] = refused ? undefined : row
  }
  return rows
}
