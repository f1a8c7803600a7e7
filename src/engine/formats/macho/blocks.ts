/**
 * Cuts sections into blocks at their symbols. If the file promises it (MH_SUBSECTIONS_VIA_SYMBOLS), every symbol begins a
 * piece that may be stripped or moved without the others; an alt-entry symbol is a second way into the piece before it,
 * and does not begin one.
 *
 * Source: JITLink's MachOLinkGraphBuilder (graphifyRegularSymbols); Apple's <mach-o/nlist.h>, N_ALT_ENTRY.
 */
import type { Refusal } from '../../graph/diagnostics'
import { tell } from '../../graph/phrases/phrase'
import type { BlockId, SymbolId } from '../../graph/ids'
import { Base, Linkage, NO_SOURCE, Scope } from '../../graph/ids'
import { SymbolFlag } from '../../graph/schema'
import { NO_NAME } from '../../table/name-table'
import { S_ATTR } from './constants'
import type { Parts } from './parts'

/** The symbols at one offset, the canonical one first: a stretch of the section's symbols in order. */
interface Group {
  readonly offset: number
  readonly first: number
  readonly end: number
  /** It belongs to the block before it. */
  readonly joins: boolean
}

export class BlockBuilder {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  addSection(i: number): void {
    const { symbols, macho } = this.#parts
    const order = symbols.inOrder(i, (a, b) => this.#canonical(a, b))
    const groups = this.#groupsOf(order)
    const size = macho.size(i)
    const first = groups[0]?.offset ?? size
    if (first > 0) this.#addNameless(i, first)
    for (let k = 0; k < groups.length; ) {
      let end = k + 1
      while (end < groups.length && groups[end]!.joins) end++
      this.#addChain(i, order, groups.slice(k, end), groups[end]?.offset ?? size)
      k = end
    }
  }

  #groupsOf(order: readonly number[]): Group[] {
    const { symbols, macho, quirks } = this.#parts
    const sortsFirst = quirks.has('macho-alt-entry-first')
    const groups: Group[] = []
    for (let first = 0; first < order.length; ) {
      const offset = symbols.offsetOf(order[first]!)
      let end = first + 1
      while (end < order.length && symbols.offsetOf(order[end]!) === offset) end++
      // Alt-entries stand behind all others of their offset.
      const hasAlternative = symbols.isAltEntry(order[end - 1]!)
      if (sortsFirst && groups.length === 0 && hasAlternative) throw this.#refuseFirst(order, first)
      const isAlternative = sortsFirst ? hasAlternative : symbols.isAltEntry(order[first]!)
      groups.push({ offset, first, end, joins: !macho.hasSubsections || isAlternative })
      first = end
    }
    return groups
  }

  /** LLVM 22 finds no block for an alt-entry at the first offset of a section. */
  #refuseFirst(order: readonly number[], first: number): Refusal {
    const { symbols } = this.#parts
    const alternative = order.find((s, rank) => rank >= first && symbols.isAltEntry(s))!
    return symbols.refuse('macho-alt-entry', alternative, 6, tell('alt-entry-first'), tell('none-llvm'))
  }

  /** At one offset: ordinary symbols before alt-entries, then from the widest scope to the narrowest, then by name. */
  #canonical(a: number, b: number): number {
    const { symbols, graph } = this.#parts
    const order =
      Number(symbols.isAltEntry(a)) - Number(symbols.isAltEntry(b)) || symbols.scopeOf(a) - symbols.scopeOf(b)
    if (order !== 0) return order
    const [one, other] = [graph.names.text(symbols.nameOf(a)), graph.names.text(symbols.nameOf(b))]
    return one < other ? -1 : Number(one > other)
  }

  /** What comes before the first symbol has a symbol without a name. */
  #addNameless(i: number, size: number): void {
    const { graph, macho, file, places } = this.#parts
    const block = addBlock(this.#parts, i, 0, size, 0)
    const flags = macho.flags(i) & S_ATTR.NO_DEAD_STRIP ? SymbolFlag.Live : 0
    const s = graph.addSymbolInWords(Base.Defined, file, NO_NAME, Linkage.Strong, Scope.Local, flags)
    place(this.#parts, s, block, 0, size)
    places.add(i, 0, s)
  }

  /** One block from the first of the groups to `end`, and all their symbols. */
  #addChain(i: number, order: readonly number[], groups: readonly Group[], end: number): void {
    const { graph, macho, file, symbols, places, quirks } = this.#parts
    const start = groups[0]!.offset
    const address = macho.addressLow(i) + start
    const block = addBlock(this.#parts, i, start, end - start, address % 2 ** macho.alignmentLog(i))
    const skips = quirks.has('macho-sizes-skip')
    const sectionFlags = macho.flags(i)
    const callable = sectionFlags & S_ATTR.PURE_INSTRUCTIONS ? SymbolFlag.Callable : 0
    for (let k = 0; k < groups.length; k++) {
      const { offset, first, end: last } = groups[k]!
      for (let at = first; at < last; at++) {
        const index = order[at]!
        const isCanonical = at === first
        const isLive = sectionFlags & S_ATTR.NO_DEAD_STRIP || symbols.isNeverStripped(index)
        const flags = callable | (isLive ? SymbolFlag.Live : 0)
        const [name, linkage, scope] = [symbols.nameOf(index), symbols.linkageOf(index), symbols.scopeOf(index)]
        const s = graph.addSymbolInWords(Base.Defined, file, name, linkage, scope, flags)
        const next = groups[k + (skips && isCanonical ? 2 : 1)]?.offset ?? end
        place(this.#parts, s, block, offset - start, next - offset)
        symbols.ids[index] = s
        if (isCanonical) places.add(i, offset, s)
      }
    }
  }
}

/** Adds the block of `size` bytes at an offset of section i. */
export function addBlock(
  { graph, macho, file, sections }: Parts,
  i: number,
  offset: number,
  size: number,
  alignmentOffset: number,
): BlockId {
  const isZeroFill = macho.isZeroFill(i)
  const source = isZeroFill ? NO_SOURCE : file + 1
  const at = isZeroFill ? 0 : macho.offset(i) + offset
  const block = graph.addBlockInWords(sections.ids[i]!, source, at, macho.alignmentLog(i), alignmentOffset)
  const low = macho.addressLow(i) + offset
  const high = macho.addressHigh(i) + Math.floor(low / 2 ** 32)
  graph.sizeBlockInWords(block, size >>> 0, Math.floor(size / 2 ** 32), low >>> 0, high)
  return block
}

export function place({ graph }: Parts, s: SymbolId, block: BlockId, offset: number, size: number): void {
  graph.placeSymbolInWords(s, block, offset >>> 0, Math.floor(offset / 2 ** 32), size >>> 0, Math.floor(size / 2 ** 32))
}
