/** Finds the subprograms of all units and what is known of each. */
import type { NameId } from '../table/name-table'
import { NO_NAME } from '../table/name-table'
import type { Attribute } from './attributes'
import type { EntryId } from './entries'
import type { Lines } from './lines'
import type { AddressRange } from './ranges'
import { rangesOffset, readRanges } from './ranges'
import type { References } from './references'
import type { DebugSections } from './sections'
import type { SourceId } from './sources'
import { NO_SOURCE_FILE } from './sources'
import type { SubprogramFacts, Subprograms } from './subprograms'
import { attributeOf, SubprogramList } from './subprograms'
import { isTombstone } from './tombstones'
import type { UnitReader } from './unit-reader'
import { At } from './vocabulary'

/** What reading an attribute costs, in steps. */
const ATTRIBUTE_STEPS = 4

/** All functions with code; those whose code is not there are counted. */
export function findSubprograms(
  sections: DebugSections,
  units: readonly UnitReader[],
  references: References,
  lines: Lines,
): Subprograms {
  return new Finder(sections, references, lines).find(units)
}

class Finder {
  readonly #sections: DebugSections
  readonly #references: References
  readonly #lines: Lines
  readonly #list = new SubprogramList()
  readonly #rangeLists = new Map<string, readonly AddressRange[]>()

  constructor(sections: DebugSections, references: References, lines: Lines) {
    this.#sections = sections
    this.#references = references
    this.#lines = lines
  }

  find(units: readonly UnitReader[]): Subprograms {
    for (const unit of units) this.#findIn(unit)
    return this.#list
  }

  #findIn(unit: UnitReader): void {
    const { entries } = unit
    for (let entry = 0 as EntryId; entry < entries.length; entry++) {
      const shape = unit.shape(entry)
      if (!shape.hasCode) continue
      if (!this.#sections.notes.spend(ATTRIBUTE_STEPS * shape.attributes.length)) return
      const ranges = this.#rangesOf(unit, unit.attributes(entry))
      if (ranges.length === 0) this.#list.dead++
      else this.#list.add(unit.id, entry, entries.offset[entry], ranges, this.#factsOf(unit, entry))
    }
  }

  #rangesOf(unit: UnitReader, attributes: readonly Attribute[]): readonly AddressRange[] {
    const ranges = attributeOf(attributes, At.ranges)
    if (ranges) return this.#listOf(unit, ranges)
    const { values } = unit.root
    const low = attributeOf(attributes, At.lowPc)
    const high = attributeOf(attributes, At.highPc)
    const start = low && values.address(low)
    if (start === undefined || isTombstone(start, unit.unit.addressSize)) return []
    if (!high) return [{ low: start, high: start }]
    const absolute = high.form.means === 'address' || high.form.means === 'addressIndex'
    const end = absolute ? values.address(high) : BigInt.asUintN(64, start + values.wide(high))
    return [{ low: start, high: end === undefined || end < start ? start : end }]
  }

  #listOf({ unit, root }: UnitReader, ranges: Attribute): readonly AddressRange[] {
    const number = root.values.number(ranges)
    const indexed = ranges.form.means === 'rangesIndex'
    const offset = indexed ? rangesOffset(this.#sections, unit, root.bases.ranges, number) : number
    if (offset === undefined) return []
    const key = `${unit.version >= 5} ${offset} ${root.lowPc} ${root.bases.addresses}`
    let list = this.#rangeLists.get(key)
    if (!list) {
      list = readRanges(this.#sections, { unit, values: root.values, lowPc: root.lowPc }, offset)
      this.#rangeLists.set(key, list)
    }
    return list
  }

  #factsOf(unit: UnitReader, entry: EntryId): SubprogramFacts {
    let [name, linkageName]: [NameId, NameId] = [NO_NAME, NO_NAME]
    let [source, line]: [SourceId, number] = [NO_SOURCE_FILE, 0]
    for (const { unit: said, attributes } of this.#references.path({ unit, entry })) {
      if (!this.#sections.notes.spend(ATTRIBUTE_STEPS * attributes.length)) break
      if (name === NO_NAME) name = said.string(attributeOf(attributes, At.name))
      if (linkageName === NO_NAME) {
        const mangled = attributeOf(attributes, At.linkageName) ?? attributeOf(attributes, At.mipsLinkageName)
        linkageName = said.string(mangled)
      }
      const file = attributeOf(attributes, At.declFile)
      if (source === NO_SOURCE_FILE && file && said.root.lines !== undefined)
        source = this.#lines.source(said.root.lines, said.root.values.number(file))
      const declared = attributeOf(attributes, At.declLine)
      if (line === 0 && declared) line = said.root.values.number(declared) >>> 0
    }
    return { name, linkageName, source, line }
  }
}
