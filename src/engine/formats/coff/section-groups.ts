/**
 * Grouped sections. In a name like `.CRT$XCU` what stands in front of the `$` is the section that a linker makes; what
 * stands behind it says where in it this part goes: parts are put in the order of their names. So `.CRT$XCA` and `.CRT$XCZ`
 * of a run-time library come to stand around every initializer, and code can walk from the one to the other.
 *
 * Here parts stay sections of their own, each with its policy; they stand in that order. LLVM 22 takes them as they come
 * (`coff-groups-apart`).
 *
 * Source: Microsoft PE/COFF Specification, "Grouped Sections (Object Only)".
 */
import { groupName } from '../../arch/places'
import type { CoffFile } from './reader'

/** Section name → its place among those of the file: groups where their first part stands, parts by name. */
export function placesInGroups(coff: CoffFile): ReadonlyMap<string, number> {
  const groups = new Map<string, Set<string>>()
  for (let i = 1; i <= coff.sectionCount; i++) {
    const name = coff.sectionName(i)
    const group = groupName(name)
    const parts = groups.get(group)
    if (parts) parts.add(name)
    else groups.set(group, new Set([name]))
  }
  // The longer of two names comes later, so that `.text` stands in front of `.text$x`.
  const order = [...groups.values()].flatMap((parts) => (parts.size === 1 ? [...parts] : [...parts].toSorted(compare)))
  return new Map(order.map((name, place) => [name, place]))
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
