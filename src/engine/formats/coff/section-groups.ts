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
import { namesInOrder } from '../../table/name-order'
import type { NameId, NameTable } from '../../table/name-table'
import type { NumbersByName } from '../../table/numbers-by-name'

const DOLLAR = 0x24

/** Empty lists to work with. */
export interface GroupLists {
  readonly seen: NumbersByName
  /** Name of a group → its number. */
  readonly groups: NumbersByName
}

/**
 * Notes in `places`, which is empty, the place of each of these section names among those of the file: groups where their
 * first part stands, parts by name.
 */
export function placeInGroups(
  sections: Uint32Array,
  names: NameTable,
  places: NumbersByName,
  { seen, groups }: GroupLists,
): void {
  const partsOf: NameId[][] = []
  for (let i = 0; i < sections.length; i++) {
    const name = sections[i]! as NameId
    if (seen.get(name) !== undefined) continue
    seen.set(name, 0)
    const group = names.upTo(name, DOLLAR)
    const known = groups.get(group)
    if (known !== undefined) partsOf[known]!.push(name)
    else {
      groups.set(group, partsOf.length)
      partsOf.push([name])
    }
  }
  for (const parts of partsOf) for (const name of namesInOrder(names, parts)) places.set(name, places.size)
}
