/**
 * Import tables in ordinary objects. GNU's import libraries hold no short entries: each member is an object with a piece of
 * every table that a program's imports consist of, and a jump through the cell that the loader is to fill.
 *
 *   .idata$4, .idata$5    the table as the loader reads it, and the cells that it fills
 *   .idata$6              a number to look at first, then the function's name, zero-terminated
 *   .idata$7              leads to the DLL's own entry
 *
 * A link into memory has no loader that reads the table. Such objects are linked as they are, since LLVM does so, and
 * people are told that the cells stay as they are.
 *
 * Source: Microsoft PE/COFF Specification, "The .idata Section"; the output of GNU's and LLVM's dlltool.
 */
import { tell } from '../../graph/phrases/phrase'
import { textOfBytes } from '../../../base/raw-text'
import type { Diagnostic } from '../../graph/diagnostics'
import type { SectionBuilder } from './builder'
import type { CoffFile } from './reader'

const CELLS = '.idata$5'
const NAMES = '.idata$6'
/** Bytes of the number in front of a name. */
const HINT = 2
const MOST_NAME = 4096

/** Says what the object imports; undefined if it has no piece of an import table. */
export function noteImportTable(coff: CoffFile, sections: SectionBuilder): Diagnostic | undefined {
  let cells = 0
  let names = 0
  for (let i = 1; i <= coff.sectionCount; i++) {
    if (sections.isCalled(i, CELLS) && coff.size(i) > 0) cells ||= i
    if (sections.isCalled(i, NAMES) && coff.offset(i) !== 0 && coff.size(i) > HINT) names ||= i
  }
  if (cells === 0 || names === 0) return undefined
  const start = coff.offset(names) + HINT
  const text = textOfBytes(coff.bytes.subarray(start, start + Math.min(coff.size(names) - HINT, MOST_NAME)))
  const name = text.split('\0')[0]!
  return {
    code: 'coff-import-table',
    severity: 'note',
    file: coff.name,
    structure: coff.describe(names),
    offset: start,
    found: tell('import-of', { name }),
    expected: tell('filling-loader'),
    detail: tell('only-imports', { name }),
  }
}
