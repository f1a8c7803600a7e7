/**
 * The relocations of a Mach-O file as edges. One loop over those of each section, over columns that were named before it,
 * adds the plain ones, which nearly all are. Whatever is anything else, or does not hold, `relocations.ts` takes by itself.
 *
 * Source: JITLink's MachO/x86-64 and MachO/arm64 builders (addRelocations); Apple's <mach-o/reloc.h>.
 */
import { tell } from '../../graph/phrases/phrase'
import type { EdgeId, EdgeKind, SymbolId } from '../../graph/ids'
import { NO_BLOCK, NO_SYMBOL } from '../../graph/ids'
import { RELOCATION_BYTES, S } from './constants'
import type { Parts } from './parts'
import type { AddendRule, RelocationTable, RowsByKey } from './relocation-row'
import { keyOfWord, RELOCATION_KEYS, rowsByKey } from './relocation-row'
import { RelocationReader } from './relocations'

const TWO_32 = 2 ** 32
const SYMBOL_MASK = 0x00ffffff

/** How plain relocations get their target and their addend. */
const Rule = {
  /** Not plain. */
  None: 0,
  /** Of a symbol, with the content as addend, signed or not, or without an addend. */
  Signed: 1,
  Unsigned: 2,
  Zero: 3,
  /** Of a section: the content is an address, or a distance. */
  Address: 4,
  Distance: 5,
} as const

const RULES: Readonly<Partial<Record<AddendRule, number>>> = {
  content: Rule.Signed,
  unsigned: Rule.Unsigned,
  zero: Rule.Zero,
  none: Rule.Zero,
  address: Rule.Address,
  distance: Rule.Distance,
}

/** The relocation rows as columns, indexed by key of type and form. */
interface RowColumns {
  readonly rule: Uint8Array
  readonly kind: Uint8Array
  /** Bytes of the field, and how many of the instruction have to stand in front of it. */
  readonly bytes: Uint8Array
  readonly before: Uint8Array
  readonly bias: Int8Array
  readonly behind: Int8Array
  /** What has to stand in the field: `value` in the bits of `mask`. */
  readonly mask: Int32Array
  readonly value: Int32Array
}

export class EdgeBuilder {
  readonly #parts: Parts
  readonly #rows: RowColumns
  readonly #reader: RelocationReader
  /** Addend of the relocation that was looked at last, as two words of any size. */
  #low = 0
  #high = 0

  constructor(parts: Parts, table: RelocationTable) {
    const rows = rowsByKey(table, parts.quirks)
    this.#parts = parts
    this.#rows = rowColumns(rows)
    this.#reader = new RelocationReader(parts, table, rows)
  }

  addAll(): void {
    for (let i = 0; i < this.#parts.macho.sectionCount; i++)
      if (this.#parts.macho.relocationsOf(i) > 0) this.#addSection(i)
  }

  #addSection(i: number): void {
    const { macho, graph, sections } = this.#parts
    const count = macho.relocationsOf(i)
    graph.event('edgesAdded', sections.ids[i]!, count)
    if (macho.isZeroFill(i)) {
      const found = tell('relocations-of-zero-fill', { n: count })
      throw macho.refuse(
        'macho-relocation-zero-fill',
        macho.describe(i),
        macho.headerOffset(i) + 60,
        found,
        tell('none'),
      )
    }
    graph.edges.reserve(count)
    // Descriptors of thread-local variables hold something else than addresses.
    const hasPlain = macho.type(i) !== S.THREAD_LOCAL_VARIABLES
    for (let k = 0; k < count; ) {
      if (hasPlain) k = this.#addPlain(i, k, count)
      if (k < count) k += this.#reader.add(i, k, count)
    }
  }

  /** Adds edges for relocations of section i from the k-th on, up to the first that is not plain; returns which that is. */
  #addPlain(i: number, k: number, count: number): number {
    const { macho, graph, places } = this.#parts
    const { view } = macho
    const { rule, kind, bytes, before, mask, value } = this.#rows
    const { sourceOffset } = graph.blocks
    const { words: sizes } = graph.blocks.size
    const { block: blockOf, offset: offsetOf, kind: kindOf, target: targetOf, relocation: relocationOf } = graph.edges
    const { words: addends } = graph.edges.addend
    const content = macho.offset(i)
    const size = macho.size(i)
    let e = graph.edges.length as EdgeId
    let next = k
    for (let at = macho.relocationStart(i) + k * RELOCATION_BYTES; next < count; at += RELOCATION_BYTES, next++) {
      const offset = view.getUint32(at, true)
      const word = view.getUint32(at + 4, true)
      const key = keyOfWord(word)
      if (rule[key] === Rule.None || offset + bytes[key]! > size) break
      const field = content + offset
      const b = places.blockAt(i, field)
      if (b === NO_BLOCK) break
      const inBlock = field - sourceOffset[b]
      if (inBlock < before[key]! || inBlock + bytes[key]! > sizes[2 * b]!) break
      if (mask[key] !== 0 && (view.getInt32(field, true) & mask[key]!) !== value[key]) break
      const target = this.#targetOf(i, offset, word, key)
      if (target === NO_SYMBOL) break
      blockOf[e] = b
      offsetOf[e] = inBlock
      kindOf[e] = kind[key]! as EdgeKind
      targetOf[e] = target
      addends[2 * e] = this.#low
      addends[2 * e + 1] = this.#high + Math.floor(this.#low / TWO_32)
      relocationOf[e] = key
      e++
    }
    graph.extendEdges(e)
    return next
  }

  /** The target of a plain relocation, and its addend in #low and #high; NO_SYMBOL if it has none. */
  #targetOf(i: number, offset: number, word: number, key: number): SymbolId {
    const { symbols, macho } = this.#parts
    const { rule, bytes, bias } = this.#rows
    const how = rule[key]!
    const index = word & SYMBOL_MASK
    const field = macho.offset(i) + offset
    if (how >= Rule.Address) return this.#targetInSection(i, offset, index - 1, key)
    this.#low = bias[key]!
    this.#high = 0
    if (how !== Rule.Zero) {
      const low =
        bytes[key] === 8 || how === Rule.Unsigned ? macho.view.getUint32(field, true) : macho.view.getInt32(field, true)
      this.#low += low
      if (bytes[key] === 8) this.#high = macho.view.getUint32(field + 4, true)
    }
    return (index < symbols.ids.length ? symbols.ids[index]! : NO_SYMBOL) as SymbolId
  }

  /** The same where the target is named by its address in the file. */
  #targetInSection(i: number, offset: number, home: number, key: number): SymbolId {
    const { macho, places } = this.#parts
    const { rule, bytes, bias, behind } = this.#rows
    if (home < 0 || home >= macho.sectionCount) return NO_SYMBOL
    const field = macho.offset(i) + offset
    const isAddress = rule[key] === Rule.Address
    const isWide = bytes[key] === 8
    const content = isWide || isAddress ? macho.view.getUint32(field, true) : macho.view.getInt32(field, true)
    const rest = isWide ? macho.view.getUint32(field + 4, true) : 0
    // A distance counts from behind the field.
    const low = isAddress ? content : content + macho.addressLow(i) + offset + behind[key]!
    const high = isAddress ? rest : rest + macho.addressHigh(i)
    const place = low - macho.addressLow(home) + (high - macho.addressHigh(home)) * TWO_32
    const target = places.symbolAt(home, place)
    this.#low = place - places.start + bias[key]!
    this.#high = 0
    return target
  }
}

function rowColumns(rows: RowsByKey): RowColumns {
  const columns = {
    rule: new Uint8Array(RELOCATION_KEYS),
    kind: new Uint8Array(RELOCATION_KEYS),
    bytes: new Uint8Array(RELOCATION_KEYS),
    before: new Uint8Array(RELOCATION_KEYS),
    bias: new Int8Array(RELOCATION_KEYS),
    behind: new Int8Array(RELOCATION_KEYS),
    mask: new Int32Array(RELOCATION_KEYS),
    value: new Int32Array(RELOCATION_KEYS),
  }
  rows.forEach((row, key) => {
    if (!row) return
    columns.rule[key] = RULES[row.addend] ?? Rule.None
    columns.kind[key] = row.kind
    columns.bytes[key] = 1 << row.length
    columns.before[key] = row.before ?? 0
    columns.bias[key] = row.bias
    columns.behind[key] = row.behind ?? 0
    columns.mask[key] = row.instruction?.mask ?? 0
    columns.value[key] = row.instruction?.value ?? 0
  })
  return columns
}
