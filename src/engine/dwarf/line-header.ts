/**
 * The header of a line table: how its program is to be understood, and the files that it speaks of. Up to DWARF 4 the
 * folders and files are lists of strings; DWARF 5 describes its lists first, so they may hold anything.
 *
 * Source: DWARF 5, section 6.2.4; DWARF 4, section 6.2.4.
 */
import { hex } from '../../base/hex'
import type { Phrase } from '../graph/phrases/phrase'
import { tell } from '../graph/phrases/phrase'
import type { NameId } from '../table/name-table'
import { NO_NAME } from '../table/name-table'
import { Cursor } from './cursor'
import type { FormRow, Sizes } from './forms'
import { formOf } from './forms'
import type { DebugBlock, DebugSections } from './sections'
import type { SourceId, Sources } from './sources'
import { NO_SOURCE_FILE } from './sources'
import { stepOver } from './steps'
import type { Strings } from './strings'
import { readExtent } from './units'

export interface LineHeader extends Sizes {
  /** Offset of the header in .debug_line, of the program, and of the byte behind it. */
  readonly start: number
  readonly program: number
  readonly end: number
  readonly minInstruction: number
  readonly maxOperations: number
  readonly defaultIsStmt: boolean
  readonly lineBase: number
  readonly lineRange: number
  readonly opcodeBase: number
  /** How many LEB128 operands each standard opcode has, from opcode 1. */
  readonly operands: readonly number[]
  /** The table's file numbers; a hole for a number that has no file. */
  readonly files: SourceId[]
}

/** What an entry of a list costs, in steps: it is kept. */
const ENTRY_STEPS = 8

/** DW_LNCT_ values. */
const CONTENT = { path: 1, folder: 2 } as const

/** A path and the number of its folder. */
interface Entry {
  readonly path: NameId
  readonly folder: number
}

export interface LineHeaderContext {
  readonly sections: DebugSections
  readonly strings: Strings
  readonly sources: Sources
  readonly block: DebugBlock
}

/**
 * The header at an offset of .debug_line; undefined if there is none that makes sense.
 * `folder`: where the compiler ran, which only the unit says before DWARF 5. `limit`: the table ends there at the latest.
 */
export function readLineHeader(
  context: LineHeaderContext,
  start: number,
  folder: NameId,
  limit: number,
): LineHeader | undefined {
  const { sections, block } = context
  const cursor = new Cursor(block.bytes, start)
  const extent = readExtent(sections, block, cursor)
  if (!extent) return undefined
  const end = Math.min(extent.end, limit)
  cursor.end = end
  const at = cursor.at
  const version = cursor.u16()
  if (!cursor.failed && (version < 2 || version > 5)) {
    sections.notes.warn('dwarf-version', block, at, tell('version', { n: version }), tell('dwarf-versions'))
    return undefined
  }
  const addressSize = version >= 5 ? cursor.u8() : 8
  if (version >= 5) cursor.skip(1)
  const length = cursor.offset(extent.offsetSize)
  const program = cursor.at + length
  const fields = readFields(cursor, version)
  const problem = problemOf(cursor, fields, program, addressSize)
  if (problem) {
    sections.notes.warn('dwarf-line-header', block, at, problem[0], problem[1])
    return undefined
  }
  const sizes: Sizes = { version, addressSize: addressSize as 4 | 8, offsetSize: extent.offsetSize }
  cursor.end = program
  const files = new FileLists(context, cursor, sizes, folder).read()
  return { ...sizes, ...fields, start, program, end, files }
}

function readFields(
  cursor: Cursor,
  version: number,
): Omit<LineHeader, keyof Sizes | 'start' | 'program' | 'end' | 'files'> {
  const minInstruction = cursor.u8()
  const maxOperations = version >= 4 ? cursor.u8() : 1
  const defaultIsStmt = cursor.u8() !== 0
  const lineBase = (cursor.u8() << 24) >> 24
  const lineRange = cursor.u8()
  const opcodeBase = cursor.u8()
  const operands: number[] = []
  for (let i = 1; i < opcodeBase; i++) operands.push(cursor.u8())
  return { minInstruction, maxOperations, defaultIsStmt, lineBase, lineRange, opcodeBase, operands }
}

function problemOf(
  cursor: Cursor,
  { lineRange, opcodeBase }: { readonly lineRange: number; readonly opcodeBase: number },
  program: number,
  addressSize: number,
): readonly [found: Phrase, expected: Phrase] | undefined {
  if (cursor.failed) return [tell('end-of-table'), tell('its-header')]
  if (program < cursor.at || program > cursor.end)
    return [tell('program-at', { offset: program }), tell('range', { from: cursor.at, to: cursor.end })]
  if (lineRange === 0) return [tell('line-range-0'), tell('at-least', { n: 1 })]
  if (opcodeBase === 0) return [tell('opcode-0'), tell('at-least', { n: 1 })]
  if (addressSize !== 4 && addressSize !== 8) return [tell('addresses-of', { n: addressSize }), tell('bytes', { n: 8 })]
  return undefined
}

/** Reads the lists of folders and files. */
class FileLists {
  readonly #context: LineHeaderContext
  readonly #cursor: Cursor
  readonly #sizes: Sizes
  readonly #folder: NameId
  readonly #start: number

  constructor(context: LineHeaderContext, cursor: Cursor, sizes: Sizes, folder: NameId) {
    this.#context = context
    this.#cursor = cursor
    this.#sizes = sizes
    this.#folder = folder
    this.#start = cursor.at
  }

  read(): SourceId[] {
    const { sections, block } = this.#context
    const files = this.#sizes.version >= 5 ? this.#readDescribed() : this.#readStrings()
    if (this.#cursor.failed)
      sections.notes.warn('dwarf-line-header', block, this.#start, tell('lists-end'), tell('all-files'))
    return files
  }

  /** Up to DWARF 4: strings, an empty one behind the last. Numbers count from 1. */
  #readStrings(): SourceId[] {
    const folders: NameId[] = [this.#folder]
    for (;;) {
      const folder = this.#string()
      if (folder === undefined) break
      folders.push(this.#context.sources.folder(this.#folder, folder))
    }
    const files: SourceId[] = [NO_SOURCE_FILE]
    for (;;) {
      const path = this.#string()
      const folder = path === undefined ? 0 : this.#cursor.uleb()
      this.#cursor.skip(path === undefined ? 0 : this.#rest())
      if (path === undefined || this.#cursor.failed) break
      files.push(this.#file({ path, folder }, folders))
    }
    return files
  }

  /** Bytes of modification time and size, which follow a file's folder. */
  #rest(): number {
    const start = this.#cursor.at
    this.#cursor.skipLeb()
    this.#cursor.skipLeb()
    const bytes = this.#cursor.at - start
    this.#cursor.at = start
    return bytes
  }

  /** A string that is not empty. */
  #string(): NameId | undefined {
    const start = this.#cursor.at
    const end = this.#cursor.stringEnd()
    if (this.#cursor.failed || end === start || !this.#context.sections.notes.spend(ENTRY_STEPS)) return undefined
    return this.#context.strings.inline(this.#context.block, start)
  }

  /** DWARF 5: the first folder is where the compiler ran, so the unit need not say it, and numbers count from 0. */
  #readDescribed(): SourceId[] {
    const folders: NameId[] = []
    for (const { path } of this.#readList()) folders.push(this.#context.sources.folder(folders[0] ?? NO_NAME, path))
    return this.#readList().map((entry) => this.#file(entry, folders))
  }

  #file({ path, folder }: Entry, folders: readonly NameId[]): SourceId {
    const found = folders[folder]
    if (found === undefined) {
      const { sections, block } = this.#context
      const [at, expected] = [this.#cursor.at, tell('less-than', { n: folders.length })]
      sections.notes.warn('dwarf-line-header', block, at, tell('file-in-folder', { n: folder }), expected)
    }
    return this.#context.sources.add(found ?? NO_NAME, path)
  }

  #readList(): Entry[] {
    const { sections, block } = this.#context
    const cursor = this.#cursor
    const columns: { readonly content: number; readonly form: FormRow }[] = []
    for (let left = cursor.u8(); left > 0; left--) {
      const content = cursor.uleb()
      const number = cursor.uleb()
      const form = formOf(number)
      if (!form && !cursor.failed) {
        sections.notes.warn(
          'dwarf-form',
          block,
          cursor.at,
          tell('form', { form: hex(number) }),
          tell('form-of-dwarf-5'),
        )
        cursor.skip(Number.POSITIVE_INFINITY)
      }
      if (cursor.failed || !form) return []
      columns.push({ content, form })
    }
    const entries: Entry[] = []
    for (let left = cursor.uleb(); left > 0 && !cursor.failed; left--) {
      const start = cursor.at
      const entry = this.#readEntry(columns)
      // An entry without bytes could be there any number of times.
      if (cursor.at === start) cursor.skip(Number.POSITIVE_INFINITY)
      if (cursor.failed || !sections.notes.spend(ENTRY_STEPS)) break
      entries.push(entry)
    }
    return entries
  }

  #readEntry(columns: readonly { readonly content: number; readonly form: FormRow }[]): Entry {
    let path = NO_NAME
    let folder = 0
    for (const { content, form } of columns) {
      const at = this.#cursor.at
      stepOver(this.#cursor, form.size, this.#sizes)
      if (this.#cursor.failed) break
      if (content === CONTENT.path) path = this.#path(form, at)
      else if (content === CONTENT.folder) folder = this.#number(form, at)
    }
    return { path, folder }
  }

  #path({ means }: FormRow, at: number): NameId {
    const { strings, block } = this.#context
    if (means === 'string') return strings.inline(block, at)
    if (means !== 'lineStr' && means !== 'debugStr') return NO_NAME
    const offset = new Cursor(block.bytes, at).offset(this.#sizes.offsetSize)
    return strings.inSection(means === 'lineStr' ? '.debug_line_str' : '.debug_str', offset, block, at)
  }

  #number({ size }: FormRow, at: number): number {
    const cursor = new Cursor(this.#context.block.bytes, at)
    if (size === 'leb') return cursor.uleb()
    return size === 1 ? cursor.u8() : size === 2 ? cursor.u16() : cursor.u32()
  }
}
