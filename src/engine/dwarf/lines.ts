/**
 * All line tables of a file. They stand one behind the other in .debug_line, and units say where theirs starts; both are
 * used, so that a damaged table costs only itself. No byte is run twice, however the units refer to them.
 */
import { firstWhere } from '../../base/search'
import { NO_NAME } from '../table/name-table'
import type { NameId } from '../table/name-table'
import type { LineHeader } from './line-header'
import { readLineHeader } from './line-header'
import { runLineProgram } from './line-program'
import { LineTable } from './line-table'
import type { Root } from './roots'
import type { DebugBlock, DebugSections } from './sections'
import type { SourceId, Sources } from './sources'
import { NO_SOURCE_FILE } from './sources'
import type { Strings } from './strings'

export class Lines {
  readonly #sections: DebugSections
  readonly #strings: Strings
  readonly #sources: Sources
  /** Where units say that their tables start, in ascending order, and the folders of those units. */
  readonly #starts: readonly number[]
  readonly #folders = new Map<number, NameId>()
  readonly #headers = new Map<number, LineHeader | undefined>()

  constructor(sections: DebugSections, strings: Strings, sources: Sources, roots: Iterable<Root>) {
    this.#sections = sections
    this.#strings = strings
    this.#sources = sources
    for (const { lines, folder } of roots) {
      if (lines === undefined) continue
      if ((this.#folders.get(lines) ?? NO_NAME) === NO_NAME) this.#folders.set(lines, folder)
    }
    this.#starts = [...this.#folders.keys()].sort((a, b) => a - b)
  }

  /** Runs all programs. */
  readAll(): LineTable {
    const table = new LineTable()
    const block = this.#sections.one('.debug_line')
    if (!block) return table
    let next = 0
    for (let at = 0; at < block.bytes.length; ) {
      while (next < this.#starts.length && this.#starts[next]! <= at) next++
      const header = this.#header(block, at)
      if (header) runLineProgram(this.#sections, block, header, table)
      at = header?.end ?? this.#starts[next] ?? block.bytes.length
    }
    return table
  }

  /** The source of a file number in the line table at an offset. */
  source(table: number, file: number): SourceId {
    const block = this.#sections.one('.debug_line')
    return (block && this.#header(block, table)?.files[file]) ?? NO_SOURCE_FILE
  }

  #header(block: DebugBlock, start: number): LineHeader | undefined {
    const known = this.#headers.get(start)
    if (known || this.#headers.has(start)) return known
    const context = { sections: this.#sections, strings: this.#strings, sources: this.#sources, block }
    const limit =
      this.#starts[firstWhere(0, this.#starts.length, (i) => this.#starts[i]! > start)] ?? block.bytes.length
    const header = readLineHeader(context, start, this.#folders.get(start) ?? NO_NAME, limit)
    this.#headers.set(start, header)
    return header
  }
}
