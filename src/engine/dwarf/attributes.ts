/**
 * The attributes of one debug entry and what their values say: numbers, addresses, names. Values that index another
 * section need the bases that the unit's first entry gives; without a base, the first table of that section is meant.
 *
 * Source: DWARF 5, sections 7.5.5, 7.26 and 7.27.
 */
import { tell } from '../graph/phrases/phrase'
import { NO_NAME } from '../table/name-table'
import type { NameId } from '../table/name-table'
import type { Abbreviation } from './abbreviations'
import { Cursor } from './cursor'
import type { FormRow } from './forms'
import { fixedSize, formOf } from './forms'
import type { DebugBlock, DebugSections } from './sections'
import { stepOver } from './steps'
import type { Strings } from './strings'
import type { Unit } from './units'

export interface Attribute {
  readonly code: number
  readonly form: FormRow
  /** Offset of the value in the unit's block. */
  readonly at: number
  readonly implicit: number
}

/** Offsets that the unit's first entry gives for its indexes. */
export interface Bases {
  readonly strings: number
  readonly addresses: number
  readonly ranges: number
}

/** The attributes of an entry that starts at `offset`; those that lie in the unit. */
export function readAttributes(unit: Unit, offset: number, shape: Abbreviation): Attribute[] {
  const cursor = new Cursor(unit.block.bytes, offset, unit.end)
  cursor.skipLeb()
  const list: Attribute[] = []
  for (const { code, form, implicit } of shape.attributes) {
    const start = cursor.at
    const real = form.means === 'indirect' ? formOf(cursor.uleb()) : form
    const at = cursor.at
    cursor.at = start
    stepOver(cursor, form.size, unit)
    if (cursor.failed || !real) break
    list.push({ code, form: real, at, implicit })
  }
  return list
}

/** Reads values of one unit. */
export class Values {
  readonly #sections: DebugSections
  readonly #strings: Strings
  readonly #unit: Unit
  readonly #bases: Bases

  constructor(sections: DebugSections, strings: Strings, unit: Unit, bases: Bases) {
    this.#sections = sections
    this.#strings = strings
    this.#unit = unit
    this.#bases = bases
  }

  /** A constant, flag, offset, index or reference as an unsigned number; exact below 2^53. */
  number({ form, at, implicit }: Attribute): number {
    if (form.means === 'implicit') return implicit
    const cursor = new Cursor(this.#unit.block.bytes, at, this.#unit.end)
    const size = fixedSize(form.size, this.#unit)
    if (size === undefined) return form.means === 'signed' ? cursor.sleb() : cursor.uleb()
    return readNumber(cursor, size)
  }

  /** A constant or reference of eight bytes, exactly. */
  wide(attribute: Attribute): bigint {
    const { form, at } = attribute
    if (fixedSize(form.size, this.#unit) === 8) return new Cursor(this.#unit.block.bytes, at, this.#unit.end).u64()
    if (form.size === 'leb' && form.means !== 'signed')
      return new Cursor(this.#unit.block.bytes, at, this.#unit.end).bigUleb()
    return BigInt(this.number(attribute))
  }

  /** An address; undefined if the attribute is none or leads nowhere. */
  address(attribute: Attribute): bigint | undefined {
    if (attribute.form.means === 'address') return this.wide(attribute)
    if (attribute.form.means !== 'addressIndex') return undefined
    return this.indexedAddress(this.number(attribute), this.#unit.block, attribute.at)
  }

  /** Entry `index` of the unit's part of .debug_addr; `at` in `from` is where the index stands. */
  indexedAddress(index: number, from: DebugBlock, at: number): bigint | undefined {
    const { addressSize } = this.#unit
    const cursor = this.#indexed('.debug_addr', this.#bases.addresses, index, addressSize, from, at)
    if (!cursor) return undefined
    return addressSize === 8 ? cursor.u64() : BigInt(cursor.u32())
  }

  /** A string of any form; NO_NAME if the attribute is none or leads nowhere. */
  string(attribute: Attribute): NameId {
    const { block } = this.#unit
    const { means } = attribute.form
    if (means === 'string') return this.#strings.inline(block, attribute.at)
    if (means === 'debugStr') return this.#strings.inSection('.debug_str', this.number(attribute), block, attribute.at)
    if (means === 'lineStr')
      return this.#strings.inSection('.debug_line_str', this.number(attribute), block, attribute.at)
    if (means !== 'stringIndex') return NO_NAME
    const { offsetSize } = this.#unit
    const index = this.number(attribute)
    const cursor = this.#indexed('.debug_str_offsets', this.#bases.strings, index, offsetSize, block, attribute.at)
    return cursor ? this.#strings.inSection('.debug_str', cursor.offset(offsetSize), block, attribute.at) : NO_NAME
  }

  #indexed(
    name: '.debug_addr' | '.debug_str_offsets',
    base: number,
    index: number,
    size: number,
    from: DebugBlock,
    at: number,
  ): Cursor | undefined {
    const block = this.#sections.one(name)
    const place = base + index * size
    if (block && place + size <= block.bytes.length) return new Cursor(block.bytes, place)
    const expected = block ? tell('entry-in-bytes', { n: block.bytes.length }) : tell('that-section')
    this.#sections.notes.warn('dwarf-index', from, at, tell('entry-of', { n: index, section: name, base }), expected)
    return undefined
  }
}

function readNumber(cursor: Cursor, size: number): number {
  switch (size) {
    case 0:
      return 1
    case 1:
      return cursor.u8()
    case 2:
      return cursor.u16()
    case 3:
      return cursor.u24()
    case 4:
      return cursor.u32()
    default:
      return cursor.offset(8)
  }
}
