/**
 * The debug information of one file of a link: which source line an address comes from and the other way round, the
 * functions, and which debug entry a byte of .debug_info belongs to. It is read from the graph, where the link has fixed
 * it up, so its addresses are those of this link.
 *
 * Nothing is read until it is asked for, each part once: units by their headers, lines without entries, the entries of
 * one unit without those of others. DWARF 2 to 5, in 32 and 64 bits. Whatever the bytes are, nothing is thrown: what can
 * be read is kept, and `diagnostics` says what could not.
 */
import { tell, verbatim } from '../graph/phrases/phrase'
import type { Diagnostic } from '../graph/diagnostics'
import type { BlockId, FileId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import type { NameId } from '../table/name-table'
import { NO_NAME } from '../table/name-table'
import { Abbreviations } from './abbreviations'
import type { EntryId, EntryTable } from './entries'
import { entryBefore } from './entries'
import { findSubprograms } from './find-subprograms'
import type { LineTable } from './line-table'
import { Lines } from './lines'
import { References } from './references'
import type { DebugSectionName } from './sections'
import { DebugSections } from './sections'
import type { Source } from './sources'
import { Sources } from './sources'
import { Strings } from './strings'
import type { Subprograms, UnitId } from './subprograms'
import { UnitReader } from './unit-reader'
import type { Unit } from './units'
import { readUnits } from './units'
import { attributeName, tagName } from './vocabulary'

/** What a byte of .debug_info or .debug_types is part of. */
export interface DebugPlace {
  readonly unit: UnitId
  /** The header of the unit; an entry with its attributes; a zero or a filler behind an entry. */
  readonly part: 'header' | 'entry' | 'end'
  /** The entry, or the one in front of the zero; undefined in a header. */
  readonly entry: EntryId | undefined
  /** `subprogram`; empty in a header. */
  readonly tag: string
  /** The entry's name, or that of what it refers to; empty if there is none. */
  readonly name: string
}

/** An attribute of an entry: `decl_line`, written as `data1`, its value at an offset of the block. */
export interface AttributePlace {
  readonly name: string
  readonly form: string
  readonly offset: number
}

/**
 * The debug information of a file of a linked graph. Costs a look at the file's section names; a file without debug
 * information has no units and an empty line table. Read it when the link is over: an object's fields are 0 before they
 * are fixed up, and 0 is no address.
 */
export function readDebugInfo(graph: LinkGraph, file: FileId): DebugInfo {
  return new DebugInfo(graph, file)
}

export class DebugInfo {
  readonly file: FileId
  readonly #sections: DebugSections
  readonly #strings: Strings
  readonly #sources: Sources
  readonly #abbreviations: Abbreviations
  #readers: readonly UnitReader[] | undefined
  #lines: Lines | undefined
  #lineTable: LineTable | undefined
  #references: References | undefined
  #subprograms: Subprograms | undefined

  constructor(graph: LinkGraph, file: FileId) {
    this.file = file
    this.#sections = new DebugSections(graph, file)
    this.#strings = new Strings(this.#sections)
    this.#sources = new Sources(this.#strings)
    this.#abbreviations = new Abbreviations(this.#sections)
  }

  /** Whether the file has a debug section of this name that can be read. */
  has(name: DebugSectionName): boolean {
    return this.#sections.all(name).length > 0
  }

  /** What was wrong with what has been read so far. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#sections.notes.list
  }

  /** The units, by their headers; a UnitId is an index. */
  get units(): readonly Unit[] {
    return this.#units.map(({ unit }) => unit)
  }

  get #units(): readonly UnitReader[] {
    this.#readers ??= readUnits(this.#sections).map(
      (unit, i) => new UnitReader(i as UnitId, unit, this.#sections, this.#strings, this.#abbreviations),
    )
    return this.#readers
  }

  /** The source lines of all code of the file. */
  get lines(): LineTable {
    this.#lineTable ??= this.#lineReader.readAll()
    return this.#lineTable
  }

  get #lineReader(): Lines {
    if (this.#lines) return this.#lines
    const roots = this.#units.map((reader) => reader.root)
    this.#noteSplit()
    this.#lines = new Lines(this.#sections, this.#strings, this.#sources, roots)
    return this.#lines
  }

  #noteSplit(): void {
    for (const { unit, root } of this.#units) {
      const name = this.text(root.splitName)
      if (name !== '') this.#sections.notes.tell('dwarf-split', verbatim(unit.block.name), tell('rest-in', { name }))
    }
  }

  /** The source files that lines and subprograms have spoken of so far; a SourceId is an index. */
  get sources(): readonly Source[] {
    return this.#sources.list
  }

  /** The functions that have code. */
  get subprograms(): Subprograms {
    this.#subprograms ??= findSubprograms(this.#sections, this.#units, this.#followed, this.#lineReader)
    return this.#subprograms
  }

  get #followed(): References {
    this.#references ??= new References(this.#sections, this.#units)
    return this.#references
  }

  /** Text of a name of this file's debug information. Strangers' text: show it as plain text only. */
  text(name: NameId): string {
    return name === NO_NAME ? '' : this.#strings.text(name)
  }

  /** All entries of a unit. */
  entries(unit: UnitId): EntryTable {
    return this.#units[unit]!.entries
  }

  /** `subprogram`, `formal_parameter`: what an entry is. */
  tagOf(unit: UnitId, entry: EntryId): string {
    return tagName(this.#units[unit]!.shape(entry).tag)
  }

  /** The name of an entry, or that of what it refers to; empty if there is none. */
  nameOf(unit: UnitId, entry: EntryId): string {
    return this.text(this.#followed.name({ unit: this.#units[unit]!, entry }))
  }

  /** The attributes of an entry in the order of the file. */
  attributesOf(unit: UnitId, entry: EntryId): readonly AttributePlace[] {
    return this.#units[unit]!.attributes(entry).map(({ code, form, at }) => {
      return { name: attributeName(code), form: form.name, offset: at }
    })
  }

  /** Offset in the block of the byte behind an entry's own attributes; its children follow. */
  endOf(unit: UnitId, entry: EntryId): number {
    return this.#units[unit]!.endOf(entry)
  }

  /** What the byte at an offset of a block of .debug_info or .debug_types is part of; undefined outside all units. */
  placeAt(block: BlockId, offset: number): DebugPlace | undefined {
    const reader = this.#followed.unitAt(block, offset)
    if (!reader) return undefined
    const unit = reader.id
    const entry = offset < reader.unit.entries ? undefined : entryBefore(reader.entries, offset)
    if (entry === undefined) return { unit, part: 'header', entry, tag: '', name: '' }
    const part = offset < reader.endOf(entry) ? 'entry' : 'end'
    return { unit, part, entry, tag: this.tagOf(unit, entry), name: this.nameOf(unit, entry) }
  }
}
