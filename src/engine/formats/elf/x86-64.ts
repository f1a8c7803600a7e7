/**
 * Relocation types of ELF x86-64: each row translates the file's number to an edge kind and says what becomes of the
 * addend. No formula stands here; formulas belong to edge kinds.
 *
 * Source: System V ABI, AMD64 supplement, table "Relocation Types"; JITLink's ELF/x86-64 builder.
 */
import type { X86EdgeName } from '../../arch/x86-64/edges'
import { X86 } from '../../arch/x86-64/edges'
import type { RelocationRow } from './relocation-row'

/** The file's addend, plus a bias. JITLink discards the addend of relaxable GOT loads, which is always -4. */
type AddendRule = number | 'discard'

const row = (
  type: number,
  name: string,
  edge?: X86EdgeName,
  addend: AddendRule = 0,
  beyondLlvm22 = false,
): RelocationRow => ({
  type,
  name: `R_X86_64_${name}`,
  kind: edge === undefined ? undefined : X86[edge],
  bias: addend === 'discard' ? 0 : addend,
  discardAddend: addend === 'discard',
  beyondLlvm22,
})

/** A thread-local model that LLVM 22 refuses. */
const thread = (type: number, name: string, edge: X86EdgeName): RelocationRow => row(type, name, edge, 0, true)

/** Rows without an edge kind are known by name and refused. */
export const X86_64_RELOCATIONS: readonly RelocationRow[] = [
  row(0, 'NONE'),
  row(1, '64', 'Pointer64'),
  row(2, 'PC32', 'Delta32'),
  row(3, 'GOT32'),
  row(4, 'PLT32', 'BranchPCRel32', +4), // the file's addend already holds -4; the edge counts from P + 4
  row(5, 'COPY'),
  row(6, 'GLOB_DAT'),
  row(7, 'JUMP_SLOT'),
  row(8, 'RELATIVE'),
  row(9, 'GOTPCREL', 'RequestGOTAndTransformToDelta32'),
  row(10, '32', 'Pointer32'),
  row(11, '32S', 'Pointer32Signed'),
  row(12, '16', 'Pointer16'),
  row(13, 'PC16', 'Delta16'),
  row(14, '8', 'Pointer8'),
  row(15, 'PC8', 'Delta8'),
  row(16, 'DTPMOD64'),
  thread(17, 'DTPOFF64', 'DTPOff64'),
  thread(18, 'TPOFF64', 'TPOff64'),
  row(19, 'TLSGD', 'RequestTLSDescInGOTAndTransformToDelta32'),
  thread(20, 'TLSLD', 'RequestTLSModule'),
  thread(21, 'DTPOFF32', 'DTPOff32'),
  thread(22, 'GOTTPOFF', 'RequestTPOffFromGOT'),
  thread(23, 'TPOFF32', 'TPOff32'),
  row(24, 'PC64', 'Delta64'),
  row(25, 'GOTOFF64', 'Delta64FromGOT'),
  row(26, 'GOTPC32', 'Delta32'),
  row(27, 'GOT64', 'RequestGOTAndTransformToDelta64FromGOT'),
  row(28, 'GOTPCREL64', 'RequestGOTAndTransformToDelta64'),
  row(29, 'GOTPC64', 'Delta64'),
  row(30, 'GOTPLT64'),
  row(31, 'PLTOFF64'),
  row(32, 'SIZE32', 'Size32'),
  row(33, 'SIZE64', 'Size64'),
  thread(34, 'GOTPC32_TLSDESC', 'RequestTLSDescriptor'),
  thread(35, 'TLSDESC_CALL', 'RequestTLSDescriptorCall'),
  row(36, 'TLSDESC'),
  row(37, 'IRELATIVE'),
  row(41, 'GOTPCRELX', 'RequestGOTAndTransformToPCRel32GOTLoadRelaxable', 'discard'),
  row(42, 'REX_GOTPCRELX', 'RequestGOTAndTransformToPCRel32GOTLoadREXRelaxable', 'discard'),
  row(43, 'CODE_4_GOTPCRELX'),
  row(44, 'CODE_4_GOTTPOFF'),
  row(45, 'CODE_4_GOTPC32_TLSDESC'),
  row(50, 'CODE_6_GOTTPOFF'),
]
