/**
 * Relocation types of ELF x86-64: each row translates the file's number to an edge kind and says what becomes of the
 * addend. No formula stands here; formulas belong to edge kinds.
 *
 * Source: System V ABI, AMD64 supplement, table "Relocation Types"; JITLink's ELF/x86-64 builder.
 */
import type { Phrase } from '../../graph/phrases/phrase'
import { tell } from '../../graph/phrases/phrase'
import type { X86EdgeName } from '../../arch/x86-64/edges'
import { X86 } from '../../arch/x86-64/edges'
import type { QuirkId } from '../../quirks'
import type { RelocationRow } from './relocation-row'
import { loaderRow, refusedRow } from './relocation-row'

/** The file's addend, plus a bias. JITLink discards the addend of relaxable GOT loads, which is always -4. */
type AddendRule = number | 'discard'

const row = (
  type: number,
  name: string,
  edge: X86EdgeName,
  addend: AddendRule = 0,
  beyondLlvm22?: QuirkId,
): RelocationRow => ({
  type,
  name: `R_X86_64_${name}`,
  kind: X86[edge],
  why: undefined,
  bias: addend === 'discard' ? 0 : addend,
  discardAddend: addend === 'discard',
  beyondLlvm22,
})

/** A thread-local model that LLVM 22 refuses. */
const thread = (type: number, name: string, edge: X86EdgeName): RelocationRow =>
  row(type, name, edge, 0, 'tls-models-refused')

/** Another type that LLVM 22 refuses. */
const beyond = (type: number, name: string, edge: X86EdgeName, addend: AddendRule = 0): RelocationRow =>
  row(type, name, edge, addend, 'relocations-refused')

const refused = (type: number, name: string, why: Phrase): RelocationRow => refusedRow(type, `R_X86_64_${name}`, why)

const dynamic = (type: number, name: string): RelocationRow => loaderRow(type, `R_X86_64_${name}`)

/** An instruction form that the ABI reserves a number for and that no assembler makes, so nothing could be held against ours. */
const unused = (type: number, name: string): RelocationRow => refused(type, name, tell('assembler-forms'))

/** Of type NONE nothing is read. Rows without an edge kind say why they are refused. */
export const X86_64_RELOCATIONS: readonly RelocationRow[] = [
  { ...refused(0, 'NONE', tell('skipped-type')), skipped: 'always' },
  row(1, '64', 'Pointer64'),
  row(2, 'PC32', 'Delta32'),
  beyond(3, 'GOT32', 'RequestGOTAndTransformToDelta32FromGOT'),
  row(4, 'PLT32', 'BranchPCRel32', +4), // the file's addend already holds -4; the edge counts from P + 4
  dynamic(5, 'COPY'),
  dynamic(6, 'GLOB_DAT'),
  dynamic(7, 'JUMP_SLOT'),
  dynamic(8, 'RELATIVE'),
  row(9, 'GOTPCREL', 'RequestGOTAndTransformToDelta32'),
  row(10, '32', 'Pointer32'),
  row(11, '32S', 'Pointer32Signed'),
  row(12, '16', 'Pointer16'),
  row(13, 'PC16', 'Delta16'),
  row(14, '8', 'Pointer8'),
  row(15, 'PC8', 'Delta8'),
  dynamic(16, 'DTPMOD64'),
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
  beyond(30, 'GOTPLT64', 'RequestGOTAndTransformToDelta64FromGOT'), // the entry of a function; entries here are alike
  beyond(31, 'PLTOFF64', 'Delta64FromGOT'), // 64 bits reach every function, so no stub is needed
  row(32, 'SIZE32', 'Size32'),
  row(33, 'SIZE64', 'Size64'),
  thread(34, 'GOTPC32_TLSDESC', 'RequestTLSDescriptor'),
  thread(35, 'TLSDESC_CALL', 'RequestTLSDescriptorCall'),
  dynamic(36, 'TLSDESC'),
  dynamic(37, 'IRELATIVE'),
  dynamic(38, 'RELATIVE64'),
  row(41, 'GOTPCRELX', 'RequestGOTAndTransformToPCRel32GOTLoadRelaxable', 'discard'),
  row(42, 'REX_GOTPCRELX', 'RequestGOTAndTransformToPCRel32GOTLoadREXRelaxable', 'discard'),
  beyond(43, 'CODE_4_GOTPCRELX', 'RequestGOTAndTransformToPCRel32GOTLoadREX2Relaxable', 'discard'),
  beyond(44, 'CODE_4_GOTTPOFF', 'RequestTPOffFromGOTREX2'),
  beyond(45, 'CODE_4_GOTPC32_TLSDESC', 'RequestTLSDescriptorREX2'),
  unused(46, 'CODE_5_GOTPCRELX'),
  unused(47, 'CODE_5_GOTTPOFF'),
  unused(48, 'CODE_5_GOTPC32_TLSDESC'),
  unused(49, 'CODE_6_GOTPCRELX'),
  beyond(50, 'CODE_6_GOTTPOFF', 'RequestTPOffFromGOTEVEX'),
  unused(51, 'CODE_6_GOTPC32_TLSDESC'),
]
