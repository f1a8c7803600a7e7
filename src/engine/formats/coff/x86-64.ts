/**
 * Relocation types of COFF x86-64: each row translates the file's number to an edge kind and says where the addend is.
 * COFF keeps addends in the fields. The five REL32_n count from n bytes behind the next four: the instruction has an
 * immediate of n bytes there.
 *
 * Source: Microsoft PE/COFF Specification, "COFF Relocations (Object Only)", "x64 Processors"; JITLink's COFF/x86-64
 * builder.
 */
import { tell } from '../../graph/phrases/phrase'
import { X86 } from '../../arch/x86-64/edges'
import type { CoffRelocationRow } from './relocation-row'
import { rowsOf } from './relocation-row'

const { row, without } = rowsOf('IMAGE_REL_AMD64_', X86)

const MANAGED = tell('machine-code-relocation')
const UNUSED = tell('compiler-relocation')

export const X86_64_COFF_RELOCATIONS: readonly CoffRelocationRow[] = [
  { ...without(0, 'ABSOLUTE'), beyondLlvm22: 'coff-relocations-refused' }, // nothing: padding of the table
  row(1, 'ADDR64', 'Pointer64', 8),
  row(2, 'ADDR32', 'Pointer32', 4, { beyondLlvm22: 'coff-relocations-refused' }),
  row(3, 'ADDR32NB', 'Pointer32NB', 4, { needsImageBase: true }),
  row(4, 'REL32', 'PCRel32', 4),
  row(5, 'REL32_1', 'PCRel32', 4, { bias: -1 }),
  row(6, 'REL32_2', 'PCRel32', 4, { bias: -2 }),
  row(7, 'REL32_3', 'PCRel32', 4, { bias: -3 }),
  row(8, 'REL32_4', 'PCRel32', 4, { bias: -4 }),
  row(9, 'REL32_5', 'PCRel32', 4, { bias: -5 }),
  row(10, 'SECTION', 'SectionIdx16', 2, { aim: 'section number', numbered: X86.Pointer16 }),
  row(11, 'SECREL', 'SecRel32', 4, { aim: 'section start' }),
  without(12, 'SECREL7', UNUSED),
  without(13, 'TOKEN', MANAGED),
  without(14, 'SREL32', UNUSED),
  without(15, 'PAIR', UNUSED),
  without(16, 'SSPAN32', UNUSED),
]
