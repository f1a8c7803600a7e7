/**
 * Relocation types of COFF ARM64. Addends stand in the instructions, in the units of the instruction: a load's counts what
 * it loads. ADRP is the exception: its field counts bytes as long as it is an addend, and pages once it is fixed up.
 *
 * JITLink 22 has no builder for COFF ARM64; LLVM's linker for programs does the same as these rows.
 *
 * Source: Microsoft PE/COFF Specification, "COFF Relocations (Object Only)", "ARM64 Processors".
 */
import { tell } from '../../graph/phrases/phrase'
import type { AArch64EdgeName } from '../../arch/aarch64/edges'
import { AARCH64 } from '../../arch/aarch64/edges'
import { ADR, BRANCH14, BRANCH19, BRANCH26, HIGH12, OFFSET12 } from '../../arch/aarch64/fields'
import type { FieldRow } from '../../arch/fields'
import type { CoffRelocationRow } from './relocation-row'
import { rowsOf } from './relocation-row'

const { row, without } = rowsOf('IMAGE_REL_ARM64_', AARCH64)

/** An instruction, whose addend stands in a field of it. */
const instruction = (
  type: number,
  name: string,
  edge: AArch64EdgeName,
  addendIn: FieldRow,
  rest: Partial<CoffRelocationRow> = {},
): CoffRelocationRow => row(type, name, edge, 4, { addendIn, ...rest })

const MANAGED = tell('machine-code-relocation')

export const ARM64_COFF_RELOCATIONS: readonly CoffRelocationRow[] = [
  without(0, 'ABSOLUTE'), // nothing: padding of the table
  row(1, 'ADDR32', 'Pointer32', 4),
  row(2, 'ADDR32NB', 'Pointer32NB', 4, { needsImageBase: true }),
  instruction(3, 'BRANCH26', 'Branch26PCRel', BRANCH26),
  instruction(4, 'PAGEBASE_REL21', 'Page21', ADR),
  instruction(5, 'REL21', 'ADRLiteral21', ADR),
  instruction(6, 'PAGEOFFSET_12A', 'PageOffset12', OFFSET12),
  instruction(7, 'PAGEOFFSET_12L', 'PageOffset12', OFFSET12),
  row(8, 'SECREL', 'SecRel32', 4, { aim: 'section start' }),
  instruction(9, 'SECREL_LOW12A', 'SecRelLow12', OFFSET12, { aim: 'section start' }),
  instruction(10, 'SECREL_HIGH12A', 'SecRelHigh12', HIGH12, { aim: 'section start' }),
  instruction(11, 'SECREL_LOW12L', 'SecRelLow12', OFFSET12, { aim: 'section start' }),
  without(12, 'TOKEN', MANAGED),
  row(13, 'SECTION', 'SectionIdx16', 2, { aim: 'section number' }),
  row(14, 'ADDR64', 'Pointer64', 8),
  instruction(15, 'BRANCH19', 'CondBranch19PCRel', BRANCH19),
  instruction(16, 'BRANCH14', 'TestAndBranch14PCRel', BRANCH14),
  row(17, 'REL32', 'Delta32FromEnd', 4),
]
