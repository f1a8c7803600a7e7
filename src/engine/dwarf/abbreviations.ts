/**
 * Abbreviations: the shapes of debug entries. An entry in .debug_info starts with the code of its shape, which says its
 * tag, whether it has children, and which attributes follow in which form.
 *
 * Source: DWARF 5, section 7.5.3.
 */
import { hex } from '../../base/hex'
import { tell } from '../graph/phrases/phrase'
import { Cursor } from './cursor'
import type { FormRow, Sizes } from './forms'
import { formOf } from './forms'
import type { DebugBlock, DebugSections } from './sections'
import { compileSteps } from './steps'
import { At, Tag } from './vocabulary'

/** What a row and an attribute cost in steps: units that each start somewhere else in one table must not fill memory. */
const ROW_STEPS = 256
const ATTRIBUTE_STEPS = 16

export interface AbbreviationAttribute {
  /** `At` or any other number. */
  readonly code: number
  readonly form: FormRow
  /** The value of an implicit constant. */
  readonly implicit: number
}

export interface Abbreviation {
  readonly tag: number
  readonly children: boolean
  readonly attributes: readonly AbbreviationAttribute[]
  /** Whether it is a function whose entry says where its code is. */
  readonly hasCode: boolean
  /** How to get over all attributes. */
  readonly steps: Int32Array
}

export class AbbreviationTable {
  readonly rows: Abbreviation[] = []
  readonly #byCode = new Map<number, number>()

  /** Index into `rows` of the abbreviation of a code. */
  find(code: number): number | undefined {
    return this.#byCode.get(code)
  }

  /** Adds a row; the first of a code counts. Says whether it was the first. */
  add(code: number, abbreviation: Abbreviation): boolean {
    if (this.#byCode.has(code)) return false
    this.#byCode.set(code, this.rows.length)
    this.rows.push(abbreviation)
    return true
  }
}

/** The tables of one file; units that share a table get the same one. */
export class Abbreviations {
  readonly #sections: DebugSections
  readonly #tables = new Map<string, AbbreviationTable>()

  constructor(sections: DebugSections) {
    this.#sections = sections
  }

  /** The table at an offset, as far as it can be read. */
  at(offset: number, sizes: Sizes): AbbreviationTable {
    const key = `${offset} ${sizes.addressSize} ${sizes.offsetSize} ${sizes.version <= 2}`
    const known = this.#tables.get(key)
    if (known) return known
    const table = new AbbreviationTable()
    this.#tables.set(key, table)
    const block = this.#sections.one('.debug_abbrev')
    if (block) this.#read(block, offset, sizes, table)
    return table
  }

  #read(block: DebugBlock, offset: number, sizes: Sizes, table: AbbreviationTable): void {
    const { notes } = this.#sections
    const cursor = new Cursor(block.bytes, offset)
    for (;;) {
      const start = cursor.at
      const code = cursor.uleb()
      if (code === 0 && !cursor.failed) return
      const abbreviation = readAbbreviation(cursor, sizes)
      if (cursor.failed) {
        notes.warn(
          'dwarf-abbreviation-table',
          block,
          Math.min(start, block.bytes.length),
          tell('its-end'),
          tell('code-of-0'),
        )
        return
      }
      if (typeof abbreviation === 'number') {
        notes.warn('dwarf-form', block, start, tell('form', { form: hex(abbreviation) }), tell('form-of-dwarf-2-5'))
        return
      }
      if (!table.add(code, abbreviation))
        notes.warn('dwarf-abbreviation-table', block, start, tell('code-again', { n: code }), tell('code-once'))
      if (!notes.spend(ROW_STEPS + ATTRIBUTE_STEPS * abbreviation.attributes.length)) return
    }
  }
}

/** One abbreviation behind its code, or the number of a form that nobody knows. */
function readAbbreviation(cursor: Cursor, sizes: Sizes): Abbreviation | number {
  const tag = cursor.uleb()
  const children = cursor.u8() !== 0
  const attributes: AbbreviationAttribute[] = []
  while (!cursor.failed) {
    const code = cursor.uleb()
    const number = cursor.uleb()
    if (code === 0 && number === 0) break
    const form = formOf(number)
    if (!form) return number
    attributes.push({ code, form, implicit: form.means === 'implicit' ? cursor.sleb() : 0 })
  }
  const forms = attributes.map(({ form }) => form.size)
  const hasCode = tag === Tag.subprogram && attributes.some(({ code }) => code === At.lowPc || code === At.ranges)
  return { tag, children, attributes, hasCode, steps: compileSteps(forms, sizes) }
}
