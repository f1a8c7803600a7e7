/**
 * Lists of address ranges: where a function or unit that lies in several pieces has its code.
 *
 * Source: DWARF 5, section 2.17.3 (.debug_rnglists); DWARF 4, section 2.17.3 (.debug_ranges).
 */
import { tell } from '../graph/phrases/phrase'
import type { Values } from './attributes'
import { Cursor } from './cursor'
import type { DebugBlock, DebugSections } from './sections'
import { isTombstone } from './tombstones'
import type { Unit } from './units'

/** Addresses from `low` up to, not including, `high`. */
export interface AddressRange {
  readonly low: bigint
  readonly high: bigint
}

/** The unit that a list belongs to. */
export interface RangesContext {
  readonly unit: Unit
  readonly values: Values
  /** Where offsets in the list count from at first. */
  readonly lowPc: bigint
}

/** What an entry of a list costs, in steps: it is kept for everything that refers to the list. */
const ENTRY_STEPS = 16

/** DW_RLE_ values. */
const RLE = {
  endOfList: 0,
  baseAddressx: 1,
  startxEndx: 2,
  startxLength: 3,
  offsetPair: 4,
  baseAddress: 5,
  startEnd: 6,
  startLength: 7,
} as const

const mask = (value: bigint): bigint => BigInt.asUintN(64, value)

/** The ranges of the list at an offset of .debug_rnglists or, before DWARF 5, .debug_ranges; dead ones are left out. */
export function readRanges(sections: DebugSections, context: RangesContext, offset: number): AddressRange[] {
  const name = context.unit.version >= 5 ? '.debug_rnglists' : '.debug_ranges'
  const block = sections.one(name)
  if (!block || offset >= block.bytes.length) {
    const expected = block ? tell('less-than-its', { n: block.bytes.length }) : tell('that-section')
    sections.notes.warn(
      'dwarf-ranges',
      context.unit.block,
      context.unit.start,
      tell('offset-of', { offset, section: name }),
      expected,
    )
    return []
  }
  const list = new RangeList(sections, context, block, offset)
  return context.unit.version >= 5 ? list.readEncoded() : list.readPairs()
}

/** Where list `index` of the unit starts in .debug_rnglists. */
export function rangesOffset(sections: DebugSections, unit: Unit, base: number, index: number): number | undefined {
  const block = sections.one('.debug_rnglists')
  const place = base + index * unit.offsetSize
  if (!block || place + unit.offsetSize > block.bytes.length) {
    sections.notes.warn('dwarf-index', unit.block, unit.start, tell('list-from', { n: index, base }), tell('a-list'))
    return undefined
  }
  return base + new Cursor(block.bytes, place).offset(unit.offsetSize)
}

class RangeList {
  readonly #sections: DebugSections
  readonly #context: RangesContext
  readonly #block: DebugBlock
  readonly #cursor: Cursor
  readonly #found: AddressRange[] = []
  #base: bigint
  #baseIsDead = false

  constructor(sections: DebugSections, context: RangesContext, block: DebugBlock, offset: number) {
    this.#sections = sections
    this.#context = context
    this.#block = block
    this.#cursor = new Cursor(block.bytes, offset)
    this.#base = context.lowPc
  }

  readPairs(): AddressRange[] {
    const newBase = this.#context.unit.addressSize === 8 ? 0xffffffffffffffffn : 0xffffffffn
    while (this.#goOn()) {
      const low = this.#address()
      const high = this.#address()
      if (this.#cursor.failed) continue
      if (low === 0n && high === 0n) break
      if (low === newBase) this.#setBase(high)
      else if (low !== high) this.#addOffsets(low, high)
    }
    return this.#found
  }

  readEncoded(): AddressRange[] {
    while (this.#goOn()) {
      const start = this.#cursor.at
      const kind = this.#cursor.u8()
      if (this.#cursor.failed) continue
      if (kind === RLE.endOfList) break
      if (!this.#readEntry(kind)) {
        this.#sections.notes.warn(
          'dwarf-ranges',
          this.#block,
          start,
          tell('entry-of-kind', { n: kind }),
          tell('entry-kinds'),
        )
        break
      }
    }
    return this.#found
  }

  #readEntry(kind: number): boolean {
    const cursor = this.#cursor
    switch (kind) {
      case RLE.baseAddressx:
        this.#setBase(this.#indexed())
        return true
      case RLE.startxEndx:
        this.#add(this.#indexed(), this.#indexed())
        return true
      case RLE.startxLength:
        this.#addLength(this.#indexed(), cursor.bigUleb())
        return true
      case RLE.offsetPair:
        this.#addOffsets(cursor.bigUleb(), cursor.bigUleb())
        return true
      case RLE.baseAddress:
        this.#setBase(this.#address())
        return true
      case RLE.startEnd:
        this.#add(this.#address(), this.#address())
        return true
      case RLE.startLength:
        this.#addLength(this.#address(), cursor.bigUleb())
        return true
      default:
        return false
    }
  }

  /** Whether there is more to read and the file may still cost it. */
  #goOn(): boolean {
    const { notes } = this.#sections
    if (this.#cursor.failed)
      notes.warn('dwarf-ranges', this.#block, this.#block.bytes.length, tell('section-end'), tell('end-of-list'))
    return !this.#cursor.failed && notes.spend(ENTRY_STEPS)
  }

  #address(): bigint {
    return this.#context.unit.addressSize === 8 ? this.#cursor.u64() : BigInt(this.#cursor.u32())
  }

  /** An address by its index; one that is not there counts as dead. */
  #indexed(): bigint {
    const at = this.#cursor.at
    const index = this.#cursor.uleb()
    return this.#cursor.failed ? 0n : (this.#context.values.indexedAddress(index, this.#block, at) ?? 0n)
  }

  #setBase(base: bigint): void {
    this.#base = base
    this.#baseIsDead = isTombstone(base, this.#context.unit.addressSize)
  }

  #addOffsets(low: bigint, high: bigint): void {
    if (!this.#baseIsDead) this.#add(mask(this.#base + low), mask(this.#base + high))
  }

  #addLength(low: bigint, length: bigint): void {
    this.#add(low, mask(low + length))
  }

  #add(low: bigint, high: bigint): void {
    if (!this.#cursor.failed && low < high && !isTombstone(low, this.#context.unit.addressSize))
      this.#found.push({ low, high })
  }
}
