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
import type { NameId, NameTable } from '../../table/name-table'
import type { CoffFile } from './reader'

const DOLLAR = 0x24

/** Section name → its place among those of the file: groups where their first part stands, parts by name. */
export function placesInGroups(coff: CoffFile, names: NameTable): ReadonlyMap<NameId, number> {
  const groups = new Map<NameId, NameId[]>()
  const seen = new Set<NameId>()
  for (let i = 1; i <= coff.sectionCount; i++) {
    const start = coff.sectionNameStart(i)
    const name = names.intern(coff.bytes, start, coff.nameEnd)
    if (seen.has(name)) continue
    seen.add(name)
    const group = groupOf(coff, names, name, start)
    const parts = groups.get(group)
    if (parts) parts.push(name)
    else groups.set(group, [name])
  }
  const places = new Map<NameId, number>()
  for (const parts of groups.values()) for (const name of inOrder(parts, names)) places.set(name, places.size)
  return places
}

/** What stands in front of the `$`, as a name. */
function groupOf({ bytes, nameEnd }: CoffFile, names: NameTable, name: NameId, start: number): NameId {
  let end = start
  while (end < nameEnd && bytes[end] !== DOLLAR) end++
  return end === nameEnd ? name : names.intern(bytes, start, end)
}

/** The longer of two names comes later, so that `.text` stands in front of `.text$x`. */
function inOrder(parts: readonly NameId[], names: NameTable): readonly NameId[] {
  if (parts.length === 1) return parts
  const texts = parts.map((name) => ({ name, text: names.text(name) }))
  return texts.toSorted((a, b) => compare(a.text, b.text)).map(({ name }) => name)
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
