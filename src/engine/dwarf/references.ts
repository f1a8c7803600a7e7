/**
 * Following references between debug entries: a function's code refers to its declaration, an inlined call to the
 * function, a use of a type to the unit that has it. Names are found at the end of such a path. Files can build circles,
 * so a path has a longest length.
 *
 * Source: DWARF 5, sections 2.13.2, 3.3.8.2 and 7.5.5 (class reference).
 */
import { tell } from '../graph/phrases/phrase'
import { firstWhere } from '../../base/search'
import type { NameId } from '../table/name-table'
import { NO_NAME } from '../table/name-table'
import type { Attribute } from './attributes'
import type { EntryId } from './entries'
import type { DebugSections } from './sections'
import type { UnitReader } from './unit-reader'
import { At } from './vocabulary'

/** An entry and its unit. */
export interface EntryPlace {
  readonly unit: UnitReader
  readonly entry: EntryId
}

const LONGEST_PATH = 8
const REFERRING: readonly number[] = [At.specification, At.abstractOrigin, At.signature]

export class References {
  readonly #sections: DebugSections
  readonly #units: readonly UnitReader[]
  /** Index of the first unit of each block; the units of a block stand together, in ascending order. */
  readonly #firstUnits = new Map<number, number>()
  #bySignature: Map<bigint, UnitReader> | undefined

  constructor(sections: DebugSections, units: readonly UnitReader[]) {
    this.#sections = sections
    this.#units = units
    for (const [i, { unit }] of units.entries())
      if (!this.#firstUnits.has(unit.block.id)) this.#firstUnits.set(unit.block.id, i)
  }

  /** The unit that covers an offset of a block, given by its id. */
  unitAt(block: number, offset: number): UnitReader | undefined {
    const units = this.#units
    const first = this.#firstUnits.get(block)
    if (first === undefined) return undefined
    const isBehind = ({ unit }: UnitReader): boolean => unit.block.id !== block || unit.start > offset
    const low = firstWhere(first, units.length, (i) => isBehind(units[i]!))
    const found = units[low - 1]
    return found && low > first && offset < found.unit.end ? found : undefined
  }

  /** The entry itself, and then those that it refers to for what it does not say. */
  *path(place: EntryPlace): Generator<{ readonly unit: UnitReader; readonly attributes: readonly Attribute[] }> {
    let at: EntryPlace | undefined = place
    for (let length = 0; at && length < LONGEST_PATH; length++) {
      const { unit, entry }: EntryPlace = at
      const attributes = unit.attributes(entry)
      yield { unit, attributes }
      const reference = attributes.find(({ code }) => REFERRING.includes(code))
      at = reference && this.#target(unit, reference)
    }
  }

  /** The first name that the path of an entry gives. */
  name(place: EntryPlace): NameId {
    for (const { unit, attributes } of this.path(place)) {
      const name = unit.string(attributes.find(({ code }) => code === At.name))
      if (name !== NO_NAME) return name
    }
    return NO_NAME
  }

  #target(from: UnitReader, reference: Attribute): EntryPlace | undefined {
    const { means } = reference.form
    if (means === 'elsewhere') return undefined
    if (means === 'signature') return this.#typeOf(from.root.values.wide(reference))
    const relative = means === 'unitReference' ? from.unit.start : 0
    const offset = relative + from.root.values.number(reference)
    const unit = means === 'unitReference' ? from : this.unitAt(from.unit.block.id, offset)
    const entry = unit?.entryAt(offset)
    if (unit && entry !== undefined) return { unit, entry }
    const { block } = from.unit
    this.#sections.notes.warn(
      'dwarf-reference',
      block,
      reference.at,
      tell('offset', { n: offset }),
      tell('entry-start'),
    )
    return undefined
  }

  /** The type of a signature. It may be in another file's unit: that is not a mistake. */
  #typeOf(signature: bigint): EntryPlace | undefined {
    this.#bySignature ??= new Map(
      this.#units.filter(({ unit }) => unit.kind === 'type').map((reader) => [reader.unit.signature, reader]),
    )
    const unit = this.#bySignature.get(signature)
    const entry = unit?.entryAt(unit.unit.start + unit.unit.type)
    return unit && entry !== undefined ? { unit, entry } : undefined
  }
}
