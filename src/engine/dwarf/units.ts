/**
 * Units: the parts that debug information is made of, one for each compiler run and, with type units, one for each type.
 * Only their headers are read here; a header says how long the unit is, so finding them all is a walk in long strides.
 *
 * Source: DWARF 5, section 7.5.1; DWARF 4, sections 7.4 and 7.5.1.
 */
import { tell } from '../graph/phrases/phrase'
import { Cursor } from './cursor'
import type { Sizes } from './forms'
import type { DebugBlock, DebugSections } from './sections'

export type UnitKind = 'compile' | 'type' | 'partial' | 'skeleton' | 'split compile' | 'split type'

export interface Unit extends Sizes {
  readonly kind: UnitKind
  readonly block: DebugBlock
  /** Offset in the block of the header, of the first entry, and of the byte behind the unit. */
  readonly start: number
  readonly entries: number
  readonly end: number
  readonly abbreviations: number
  /** Of a type unit: its signature, and the offset of the type's entry from `start`. */
  readonly signature: bigint
  readonly type: number
}

/** DW_UT_ values, 1 to 6. */
const KINDS: readonly UnitKind[] = ['compile', 'type', 'partial', 'skeleton', 'split compile', 'split type']

/** All units of a file whose headers can be read, block by block. */
export function readUnits(sections: DebugSections): Unit[] {
  const units: Unit[] = []
  for (const block of [...sections.all('.debug_info'), ...sections.all('.debug_types')]) {
    for (let at = 0; at < block.bytes.length; ) at = readUnit(sections, block, at, units)
  }
  return units
}

/** Reads a unit's length: 4 bytes, or 12 in 64-bit DWARF. `end` lies in the block. */
export function readExtent(
  sections: DebugSections,
  block: DebugBlock,
  cursor: Cursor,
): { readonly end: number; readonly offsetSize: 4 | 8 } | undefined {
  const start = cursor.at
  let length: number = cursor.u32()
  const offsetSize = length === 0xffffffff ? 8 : 4
  if (offsetSize === 8) length = cursor.offset(8)
  const size = block.bytes.length
  if (cursor.failed) {
    sections.notes.warn('dwarf-truncated', block, start, tell('bytes', { n: size - start }), tell('length-bytes'))
    return undefined
  }
  if (cursor.at + length <= size) return { end: cursor.at + length, offsetSize }
  const reserved = offsetSize === 4 && length >= 0xfffffff0
  const expected = reserved ? tell('length-below') : tell('at-most', { n: size - cursor.at })
  sections.notes.warn('dwarf-unit-length', block, start, tell('length-of', { n: length }), expected)
  return reserved ? undefined : { end: size, offsetSize }
}

/** Adds the unit at an offset and returns where the next one starts. */
function readUnit(sections: DebugSections, block: DebugBlock, start: number, units: Unit[]): number {
  const { notes } = sections
  const cursor = new Cursor(block.bytes, start)
  const extent = readExtent(sections, block, cursor)
  if (!extent) return block.bytes.length
  const { end, offsetSize } = extent
  cursor.end = end
  const at = cursor.at
  const version = cursor.u16()
  if (!cursor.failed && (version < 2 || version > 5)) {
    notes.warn('dwarf-version', block, at, tell('version', { n: version }), tell('dwarf-versions'))
    return end
  }
  const type = version >= 5 ? cursor.u8() : block.name === '.debug_types' ? 2 : 1
  const kind = KINDS[type - 1]
  if (!kind && !cursor.failed) {
    notes.warn('dwarf-unit-type', block, at + 2, tell('unit-type', { n: type }), tell('one-to', { n: 6 }))
    return end
  }
  const early = version >= 5 ? cursor.u8() : 0
  const abbreviations = cursor.offset(offsetSize)
  const addressSize = version >= 5 ? early : cursor.u8()
  const typed = kind === 'type' || kind === 'split type'
  const identified = typed || kind === 'skeleton' || kind === 'split compile'
  const signature = identified ? cursor.u64() : 0n
  const typeOffset = typed ? cursor.offset(offsetSize) : 0
  if (cursor.failed) {
    notes.warn('dwarf-truncated', block, at, tell('unit-of', { n: end - start }), tell('unit-header'))
    return end
  }
  if (addressSize !== 4 && addressSize !== 8) {
    notes.warn('dwarf-address-size', block, at, tell('addresses-of', { n: addressSize }), tell('bytes', { n: 8 }))
    return end
  }
  units.push({
    kind: kind!,
    block,
    start,
    entries: cursor.at,
    end,
    version,
    addressSize,
    offsetSize,
    abbreviations,
    signature,
    type: typeOffset,
  })
  return end
}
