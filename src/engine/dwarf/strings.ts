/**
 * Names and paths in debug information: where they lie, and each kept once. They are strangers' bytes of any kind, so
 * they are shown as plain text and nothing else; what is not UTF-8 in them is shown as U+FFFD.
 */
import { tell } from '../graph/phrases/phrase'
import type { NameId } from '../table/name-table'
import { NameTable, NO_NAME } from '../table/name-table'
import type { Notes } from './notes'
import type { DebugBlock, DebugSections } from './sections'

/** Longer names are cut here, in bytes: long enough for any mangled name that people can look at. */
export const MOST_NAME_BYTES = 1 << 14

export class Strings {
  readonly names = new NameTable()
  readonly #sections: DebugSections
  readonly #notes: Notes
  /** What was read: for each block, the name at an offset. Reading it again costs nothing. */
  readonly #known = new Map<DebugBlock, Map<number, NameId>>()

  constructor(sections: DebugSections) {
    this.#sections = sections
    this.#notes = sections.notes
  }

  text(id: NameId): string {
    return this.names.text(id)
  }

  /** The string at an offset of a string section; NO_NAME, with a warning about `at` in `from`, if there is none. */
  inSection(name: '.debug_str' | '.debug_line_str', offset: number, from: DebugBlock, at: number): NameId {
    const block = this.#sections.one(name)
    if (!block || offset >= block.bytes.length) {
      const expected = block ? tell('less-than-its', { n: block.bytes.length }) : tell('that-section')
      this.#notes.warn('dwarf-string', from, at, tell('offset-of', { offset, section: name }), expected)
      return NO_NAME
    }
    return this.inline(block, offset)
  }

  /** The string that starts at an offset of a block and ends at a zero or at the block's end. */
  inline(block: DebugBlock, at: number): NameId {
    const inBlock = this.#known.get(block) ?? new Map<number, NameId>()
    this.#known.set(block, inBlock)
    const known = inBlock.get(at)
    if (known !== undefined) return known
    const limit = Math.min(block.bytes.length, at + MOST_NAME_BYTES)
    let end = at
    while (end < limit && block.bytes[end] !== 0) end++
    if (!this.#notes.spend(end - at)) return NO_NAME
    const id = this.names.intern(block.bytes, at, end)
    inBlock.set(at, id)
    return id
  }
}
