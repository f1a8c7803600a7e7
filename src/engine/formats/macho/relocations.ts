/**
 * One relocation of a Mach-O file after the other as an edge. A relocation is eight bytes: an offset in its section, and a
 * word of type, form and target. Its addend is in the bytes that it will overwrite; a difference of two symbols, or an
 * instruction with an addend, takes two relocations. What does not hold is refused with its place. The plain ones, which
 * nearly all are, `edges.ts` adds by itself; this file knows them all the same, to say what is wrong with one.
 *
 * Source: JITLink's MachO/x86-64 and MachO/arm64 builders (addRelocations, parsePairRelocation); Apple's <mach-o/reloc.h>.
 */
import type { Phrase } from '../../graph/phrases/phrase'
import { tell, verbatim } from '../../graph/phrases/phrase'
import type { DiagnosticCode, Refusal } from '../../graph/diagnostics'
import type { BlockId, SymbolId } from '../../graph/ids'
import { Base, NO_BLOCK, NO_SYMBOL } from '../../graph/ids'
import { SectionFlag } from '../../graph/schema'
import { RELOCATION_BYTES, S } from './constants'
import type { Parts } from './parts'
import type { MachORelocationRow, RelocationTable, RowsByKey } from './relocation-row'
import { keyOfRow, keyOfWord } from './relocation-row'

const TWO_32 = 2 ** 32
const SYMBOL_MASK = 0x00ffffff

/** One relocation being read, and where its field is. */
interface Spot {
  /** Section of the file, its relocation's number, and where that stands in the file. */
  readonly section: number
  readonly index: number
  readonly at: number
  /** Offset of the field in its section. */
  readonly offset: number
  readonly word: number
  readonly row: MachORelocationRow
  readonly block: BlockId
  /** Offset of the field in its block. */
  readonly inBlock: number
}

/** A 64-bit number as two words; the lower one may be any safe number. */
interface Words {
  readonly low: number
  readonly high: number
}

const ZERO: Words = { low: 0, high: 0 }

export class RelocationReader {
  readonly #parts: Parts
  readonly #table: RelocationTable
  /** By key of type and form. */
  readonly #rows: RowsByKey

  constructor(parts: Parts, table: RelocationTable, rows: RowsByKey) {
    this.#parts = parts
    this.#table = table
    this.#rows = rows
  }

  /** Adds the edge of relocation k of a section that has `count`; returns how many relocations it took. */
  add(section: number, k: number, count: number): 1 | 2 {
    const spot = this.#spotAt(section, k)
    const { addend } = spot.row
    if (addend === 'pair') {
      this.#addDifference(spot, count)
      return 2
    }
    if (addend === 'prefix') {
      this.#addPrefixed(spot, count)
      return 2
    }
    this.#checkInstruction(spot)
    this.#addEdge(spot)
    return 1
  }

  /** Reads relocation k of a section: its form has to be known, and its field in one block. */
  #spotAt(section: number, index: number): Spot {
    const { macho } = this.#parts
    const at = macho.relocationStart(section) + index * RELOCATION_BYTES
    const offset = macho.view.getUint32(at, true)
    const word = macho.view.getUint32(at + 4, true)
    const row = this.#rows[keyOfWord(word)]
    if (!row) throw this.#refuseForm(section, index, at, word)
    const bytes = 1 << row.length
    const size = macho.size(section)
    if (offset + bytes > size) {
      const found = tell('bytes-at-offset', { n: bytes, offset })
      throw this.#refuse('macho-relocation-bounds', section, index, at, found, tell('end-before', { n: size }))
    }
    // Property by property: spreading costs as much as all else here, and there is a spot for every relocation.
    const { block, inBlock } = this.#home(section, index, at, offset, bytes)
    return { section, index, at, offset, word, row, block, inBlock }
  }

  #home(section: number, index: number, at: number, offset: number, bytes: number): Pick<Spot, 'block' | 'inBlock'> {
    const { graph, macho, places } = this.#parts
    const place = macho.offset(section) + offset
    const block = places.blockAt(section, place)
    if (block === NO_BLOCK)
      throw this.#refuse(
        'macho-relocation-bounds',
        section,
        index,
        at,
        tell('offset', { n: offset }),
        tell('covered-place'),
      )
    const inBlock = place - graph.blocks.sourceOffset[block]
    if (inBlock + bytes <= graph.blocks.size.words[2 * block]!) return { block, inBlock }
    const found = tell('bytes-at-offset', { n: bytes, offset })
    throw this.#refuse('macho-relocation-bounds', section, index, at, found, tell('one-piece'))
  }

  #checkInstruction({ row, section, index, at, offset, inBlock }: Spot): void {
    if (row.before !== undefined && inBlock < row.before) {
      const found = tell('instruction-before', { n: inBlock })
      throw this.#refuse('macho-relocation-bounds', section, index, at, found, tell('at-least', { n: row.before }))
    }
    if (!row.instruction) return
    const { macho } = this.#parts
    const content = macho.view.getUint32(macho.offset(section) + offset, true)
    const { mask, value, says } = row.instruction
    if ((content & mask) >>> 0 === value) return
    const found = verbatim(`0x${content.toString(16).padStart(8, '0')}`)
    throw this.#refuse('macho-instruction', section, index, macho.offset(section) + offset, found, says)
  }

  #addEdge(spot: Spot): void {
    const { row } = spot
    if (row.addend === 'address' || row.addend === 'distance') this.#addToSection(spot)
    else this.#addWith(spot, this.#symbolOf(spot), shift(this.#ownAddend(spot), row.bias))
  }

  /** The addend that stands in the bytes. */
  #ownAddend({ row, section, offset }: Spot): Words {
    if (row.addend !== 'content' && row.addend !== 'unsigned') return ZERO
    const content = this.#content(section, offset, row.length)
    return row.addend === 'unsigned' ? { low: content.low, high: 0 } : content
  }

  #addWith(spot: Spot, target: SymbolId, { low, high }: Words): void {
    const { block, inBlock, row, word } = spot
    const kind = this.#isThreadOffset(spot, target) ? this.#table.threadOffset : row.kind
    this.#parts.graph.addEdgeInWords(block, inBlock, kind, target, low, high, keyOfWord(word))
  }

  /** Descriptors of thread-local variables hold the place of the initial content in the template, not its address. */
  #isThreadOffset({ section, row }: Spot, target: SymbolId): boolean {
    const { graph, macho, quirks } = this.#parts
    if (macho.type(section) !== S.THREAD_LOCAL_VARIABLES || row.length !== 3 || row.isPcRelative) return false
    if (quirks.has('macho-thread-local-addresses')) return false
    if (graph.symbols.base[target] !== Base.Defined) return false
    return (graph.sections.flags[graph.blocks.section[graph.symbols.block[target]]] & SectionFlag.Tls) !== 0
  }

  /** The content at an offset of a section; four bytes are taken as signed. */
  #content(section: number, offset: number, length: 2 | 3): Words {
    const { view } = this.#parts.macho
    const at = this.#parts.macho.offset(section) + offset
    if (length === 3) return { low: view.getUint32(at, true), high: view.getUint32(at + 4, true) }
    const value = view.getInt32(at, true)
    return { low: value >>> 0, high: value >> 31 }
  }

  /** The target is named by its address in the file. */
  #addToSection(spot: Spot): void {
    const { macho, places } = this.#parts
    const { row, section, offset, word } = spot
    const home = (word & SYMBOL_MASK) - 1
    if (home < 0 || home >= macho.sectionCount)
      throw this.#refuseTarget(spot, tell('section', { name: home + 1 }), tell('one-to', { n: macho.sectionCount }))
    const content = this.#content(section, offset, row.length)
    const isAddress = row.addend === 'address'
    // Four bytes of an address have no sign; a distance counts from behind the field.
    const low = isAddress ? content.low : content.low + macho.addressLow(section) + offset + (row.behind ?? 0)
    const high = isAddress && row.length === 2 ? 0 : content.high + (isAddress ? 0 : macho.addressHigh(section))
    const place = low - macho.addressLow(home) + (high - macho.addressHigh(home)) * TWO_32
    const target = places.symbolAt(home, place)
    if (target === NO_SYMBOL)
      throw this.#refuseTarget(
        spot,
        tell('place-behind', { n: place, section: macho.sectionName(home) }),
        tell('one-covered'),
      )
    this.#addWith(spot, target, wide(place - places.start + row.bias))
  }

  #symbolOf(spot: Spot): SymbolId {
    const { symbols } = this.#parts
    const index = spot.word & SYMBOL_MASK
    const target = (index < symbols.ids.length ? symbols.ids[index]! : NO_SYMBOL) as SymbolId
    if (target === NO_SYMBOL)
      throw this.#refuseTarget(spot, tell('symbol-number', { i: index }), tell('symbol-in-graph'))
    return target
  }

  /**
   * Two relocations at one place: the content becomes the second's target minus the first's, plus what stands there. One of
   * the two has to be in the block of the field, so that the other's distance from the field says it all.
   */
  #addDifference(spot: Spot, count: number): void {
    const { graph } = this.#parts
    const { block, inBlock, row, word } = spot
    const second = this.#secondOf(spot, count)
    const from = this.#endOf(spot, spot.word)
    const to = this.#endOf(spot, second.word)
    const { low, high } = this.#content(spot.section, spot.offset, row.length)
    const content = (BigInt(high) << 32n) + BigInt(low)
    const isToward = this.#pointsAt(spot, from.symbol, to.symbol)
    const kinds = this.#table.differences[row.length]
    const distance = BigInt(inBlock - offsetInBlock(graph, (isToward ? from : to).symbol))
    const addend = content + to.addend - from.addend + (isToward ? distance : -distance)
    const target = isToward ? to.symbol : from.symbol
    graph.addEdge(block, inBlock, isToward ? kinds.to : kinds.from, target, addend, keyOfWord(word))
  }

  /** One of the two symbols of a difference; a section stands for its first symbol, whose address the content has in it. */
  #endOf(spot: Spot, word: number): { readonly symbol: SymbolId; readonly addend: bigint } {
    const { macho, places } = this.#parts
    if (word & 0x08000000) return { symbol: this.#symbolOf({ ...spot, word }), addend: 0n }
    const home = (word & SYMBOL_MASK) - 1
    const symbol = home >= 0 && home < macho.sectionCount ? places.symbolAt(home, 0) : NO_SYMBOL
    if (symbol === NO_SYMBOL) throw this.#refuseTarget(spot, tell('section', { name: home + 1 }), tell('section-begun'))
    return { symbol, addend: -macho.address(home) }
  }

  /** Whether the edge goes from the field to the second symbol; otherwise it comes from the first one. */
  #pointsAt(spot: Spot, from: SymbolId, to: SymbolId): boolean {
    const { graph } = this.#parts
    const homeOf = (s: SymbolId): BlockId =>
      graph.symbols.base[s] === Base.Defined ? graph.symbols.block[s] : NO_BLOCK
    const inFrom = homeOf(from) === spot.block
    const inTo = homeOf(to) === spot.block
    if (!inFrom && !inTo) {
      const found = tell('difference', {
        to: graph.nameOf(to) || tell('a-symbol'),
        from: graph.nameOf(from) || tell('a-symbol'),
      })
      throw this.#refuseTarget(spot, found, tell('difference-ends'))
    }
    if (inFrom !== inTo) return inFrom
    const [start, end] = [offsetInBlock(graph, from), offsetInBlock(graph, to)]
    if (end > spot.inBlock) return true
    return start > spot.inBlock ? false : start >= end
  }

  /** The relocation behind the first of two: at the same place and of the same width. */
  #secondOf({ section, index, at, offset, word }: Spot, count: number): { readonly at: number; readonly word: number } {
    const { macho } = this.#parts
    const next = at + RELOCATION_BYTES
    if (index + 1 >= count)
      throw this.#refuse('macho-relocation-pair', section, index, at, tell('last-relocation'), tell('second-behind'))
    const place = macho.view.getUint32(next, true)
    if (place !== offset)
      throw this.#refuse(
        'macho-relocation-pair',
        section,
        index + 1,
        next,
        tell('offset', { n: place }),
        tell('as-first-of-two', { offset }),
      )
    const second = macho.view.getUint32(next + 4, true)
    if (((second ^ word) >>> 25) & 3)
      throw this.#refuse(
        'macho-relocation-pair',
        section,
        index + 1,
        next + 4,
        tell('another-width'),
        tell('width-of-first'),
      )
    return { at: next, word: second }
  }

  /** An addend that did not fit the instruction stands in a relocation of its own, in front of the one that it belongs to. */
  #addPrefixed(spot: Spot, count: number): void {
    const { section, index, word } = spot
    this.#secondOf(spot, count)
    const second = this.#spotAt(section, index + 1)
    if (!second.row.takesPrefix)
      throw this.#refuse(
        'macho-relocation-pair',
        section,
        index + 1,
        second.at,
        verbatim(second.row.name),
        tell('addend-takers'),
      )
    this.#checkInstruction(second)
    this.#addWith(second, this.#symbolOf(second), wide((word << 8) >> 8))
  }

  #refuse(code: DiagnosticCode, section: number, index: number, at: number, found: Phrase, expected: Phrase): Refusal {
    const { macho } = this.#parts
    return macho.refuse(
      code,
      tell('relocation', { i: index, section: macho.sectionName(section) }),
      at,
      found,
      expected,
    )
  }

  #refuseTarget({ section, index, at }: Spot, found: Phrase, expected: Phrase): Refusal {
    return this.#refuse('macho-relocation-target', section, index, at + 4, found, expected)
  }

  #refuseForm(section: number, index: number, at: number, word: number): Refusal {
    const type = word >>> 28
    const name = this.#table.names[type] ?? tell('type', { n: type })
    const form = tell('relocation-form', {
      name,
      relative: word & 0x01000000 ? 'yes' : 'no',
      n: 2 ** ((word >>> 25) & 3),
      of: word & 0x08000000 ? 'symbol' : 'section',
    })
    const forms = this.#table.rows.filter((row) => row.type === type && keyOfRow(row) in this.#rows)
    const expected =
      forms.length === 0 ? tell('type-of-machine', { machine: this.#table.arch }) : tell('assembler-form')
    return this.#refuse('macho-relocation-type', section, index, at + 4, form, expected)
  }
}

/** A small number, exact, as two words. */
const wide = (value: number): Words => ({ low: value >>> 0, high: Math.floor(value / TWO_32) })

function shift({ low, high }: Words, by: number): Words {
  const sum = (low >>> 0) + by
  return { low: sum >>> 0, high: high + Math.floor(sum / TWO_32) }
}

function offsetInBlock(graph: Parts['graph'], s: SymbolId): number {
  const { words } = graph.symbols.offset
  return words[2 * s]! + words[2 * s + 1]! * TWO_32
}
