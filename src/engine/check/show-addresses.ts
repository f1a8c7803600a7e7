/** The places of a finished link in the format of `llvm-jitlink-22 -show-addrs`, in the order of names. */
import { hex } from '../../base/hex'
import type { LinkGraph } from '../graph/link-graph'
import type { Place } from './address-book'
import { addressBook } from './address-book'
import type { AddressRange } from './memory'
import { WorkingMemory } from './memory'

const ADDRESS_DIGITS = 16

/** Content is told by its place in working memory, which the reference tool takes from its own heap. */
export function showAddresses(
  graph: LinkGraph,
  range: AddressRange,
  absolutes: ReadonlyMap<string, bigint>,
): readonly string[] {
  const book = addressBook(graph, new WorkingMemory(graph, range), absolutes)
  const lines = ['Registered addresses:', 'Symbols:']
  for (const [name, place] of byName(book.symbols)) lines.push(`  "${name}" ${placeText(place)}`)
  for (const [name, { sections, gotEntries, stubs }] of byName(book.files)) {
    lines.push(`File "${name}":`)
    for (const [section, place] of byName(sections)) lines.push(`  Section "${section}": ${placeText(place)}`)
    for (const [target, place] of byName(gotEntries)) lines.push(`  GOT "${target}": ${placeText(place)}`)
    for (const [target, place] of byName(stubs)) lines.push(`  Stubs "${target}": ${placeText(place)}`)
  }
  return lines
}

function placeText({ address, local, size, content }: Place): string {
  const target = `target addr = 0x${address.toString(16).padStart(ADDRESS_DIGITS, '0')}`
  return content
    ? `${target}, content: ${hex(local)} -- ${hex(local + size)} (${size} bytes)`
    : `${target}, zero-fill: ${size} bytes`
}

const byName = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1))
