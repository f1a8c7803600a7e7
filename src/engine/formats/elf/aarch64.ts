/**
 * Relocation types of ELF AArch64: each row translates the file's number to an edge kind; LLVM 22 checks for some of them
 * that the instruction is one that can hold the value, and so do we.
 *
 * Source: ELF for the Arm 64-bit Architecture (AArch64), "Relocation"; JITLink's ELF/aarch64 builder.
 */
import type { Phrase } from '../../graph/phrases/phrase'
import { tell } from '../../graph/phrases/phrase'
import type { AArch64EdgeName } from '../../arch/aarch64/edges'
import { AARCH64 } from '../../arch/aarch64/edges'
import { FORMS } from '../../arch/aarch64/instructions'
import type { QuirkId } from '../../quirks'
import type { RelocationRow } from './relocation-row'
import { loaderRow, refusedRow } from './relocation-row'

const row = (
  type: number,
  name: string,
  edge: AArch64EdgeName,
  form?: keyof typeof FORMS,
  beyondLlvm22?: QuirkId,
): RelocationRow => ({
  type,
  name: `R_AARCH64_${name}`,
  kind: AARCH64[edge],
  why: undefined,
  bias: 0,
  discardAddend: false,
  beyondLlvm22,
  form: form && FORMS[form],
})

/** A type that LLVM 22 refuses. */
const beyond = (type: number, name: string, edge: AArch64EdgeName, form?: keyof typeof FORMS): RelocationRow =>
  row(type, name, edge, form, 'relocations-refused')

/** A thread-local model that LLVM 22 refuses. */
const thread = (type: number, name: string, edge: AArch64EdgeName, form?: keyof typeof FORMS): RelocationRow =>
  row(type, name, edge, form, 'tls-models-refused')

const refused = (type: number, name: string, why: Phrase): RelocationRow => refusedRow(type, `R_AARCH64_${name}`, why)

const dynamic = (type: number, name: string): RelocationRow => loaderRow(type, `R_AARCH64_${name}`)

/** Thread-local dialects that neither LLVM's linkers nor clang have; GCC uses them only if it is told to. */
const oldDialect = (type: number, name: string): RelocationRow => refused(type, name, tell('descriptor-dialect'))

/** Code of the tiny model that reaches thread-local storage in one instruction. */
const tiny = (type: number, name: string): RelocationRow => refused(type, name, tell('small-model'))

export const AARCH64_RELOCATIONS: readonly RelocationRow[] = [
  { ...refused(0, 'NONE', tell('telling-type')), skipped: { without: 'relocations-refused' } },
  row(257, 'ABS64', 'Pointer64'),
  row(258, 'ABS32', 'Pointer32'),
  beyond(259, 'ABS16', 'Pointer16'),
  row(260, 'PREL64', 'Delta64'),
  row(261, 'PREL32', 'Delta32'),
  beyond(262, 'PREL16', 'Delta16'),
  beyond(263, 'MOVW_UABS_G0', 'MoveWide16Last', 'anyMove0'),
  row(264, 'MOVW_UABS_G0_NC', 'MoveWide16', 'move0'),
  beyond(265, 'MOVW_UABS_G1', 'MoveWide16Last', 'anyMove1'),
  row(266, 'MOVW_UABS_G1_NC', 'MoveWide16', 'move1'),
  beyond(267, 'MOVW_UABS_G2', 'MoveWide16Last', 'anyMove2'),
  row(268, 'MOVW_UABS_G2_NC', 'MoveWide16', 'move2'),
  row(269, 'MOVW_UABS_G3', 'MoveWide16', 'move3'),
  beyond(270, 'MOVW_SABS_G0', 'MoveWide16Signed', 'anyMove0'),
  beyond(271, 'MOVW_SABS_G1', 'MoveWide16Signed', 'anyMove1'),
  beyond(272, 'MOVW_SABS_G2', 'MoveWide16Signed', 'anyMove2'),
  row(273, 'LD_PREL_LO19', 'LDRLiteral19', 'loadLiteral'),
  row(274, 'ADR_PREL_LO21', 'ADRLiteral21', 'adr'),
  row(275, 'ADR_PREL_PG_HI21', 'Page21'),
  beyond(276, 'ADR_PREL_PG_HI21_NC', 'Page21Unchecked'),
  row(277, 'ADD_ABS_LO12_NC', 'PageOffset12'),
  row(278, 'LDST8_ABS_LO12_NC', 'PageOffset12', 'memory1'),
  row(279, 'TSTBR14', 'TestAndBranch14PCRel', 'testBranch'),
  row(280, 'CONDBR19', 'CondBranch19PCRel', 'conditionalBranch'),
  row(282, 'JUMP26', 'Branch26PCRel'),
  row(283, 'CALL26', 'Branch26PCRel'),
  row(284, 'LDST16_ABS_LO12_NC', 'PageOffset12', 'memory2'),
  row(285, 'LDST32_ABS_LO12_NC', 'PageOffset12', 'memory4'),
  row(286, 'LDST64_ABS_LO12_NC', 'PageOffset12', 'memory8'),
  beyond(287, 'MOVW_PREL_G0', 'MoveWide16Delta', 'anyMove0'),
  beyond(288, 'MOVW_PREL_G0_NC', 'MoveWide16DeltaUnchecked', 'anyMove0'),
  beyond(289, 'MOVW_PREL_G1', 'MoveWide16Delta', 'anyMove1'),
  beyond(290, 'MOVW_PREL_G1_NC', 'MoveWide16DeltaUnchecked', 'anyMove1'),
  beyond(291, 'MOVW_PREL_G2', 'MoveWide16Delta', 'anyMove2'),
  beyond(292, 'MOVW_PREL_G2_NC', 'MoveWide16DeltaUnchecked', 'anyMove2'),
  beyond(293, 'MOVW_PREL_G3', 'MoveWide16DeltaUnchecked', 'anyMove3'),
  row(299, 'LDST128_ABS_LO12_NC', 'PageOffset12', 'memory16'),
  beyond(309, 'GOT_LD_PREL19', 'RequestGOTAndTransformToLDRLiteral19', 'loadLiteral'),
  row(311, 'ADR_GOT_PAGE', 'RequestGOTAndTransformToPage21'),
  row(312, 'LD64_GOT_LO12_NC', 'RequestGOTAndTransformToPageOffset12'),
  row(313, 'LD64_GOTPAGE_LO15', 'RequestGOTAndTransformToPageOffset15'),
  beyond(314, 'PLT32', 'Delta32'), // 32 bits reach every function of the link, so no stub is needed
  beyond(315, 'GOTPCREL32', 'RequestGOTAndTransformToDelta32'),
  oldDialect(512, 'TLSGD_ADR_PREL21'),
  oldDialect(513, 'TLSGD_ADR_PAGE21'),
  oldDialect(514, 'TLSGD_ADD_LO12_NC'),
  oldDialect(517, 'TLSLD_ADR_PREL21'),
  oldDialect(518, 'TLSLD_ADR_PAGE21'),
  oldDialect(519, 'TLSLD_ADD_LO12_NC'),
  thread(541, 'TLSIE_ADR_GOTTPREL_PAGE21', 'RequestTPOffAndTransformToPage21'),
  thread(542, 'TLSIE_LD64_GOTTPREL_LO12_NC', 'RequestTPOffAndTransformToPageOffset12'),
  tiny(543, 'TLSIE_LD_GOTTPREL_PREL19'),
  thread(544, 'TLSLE_MOVW_TPREL_G2', 'MoveWide16TPOff', 'anyMove2'),
  thread(545, 'TLSLE_MOVW_TPREL_G1', 'MoveWide16TPOff', 'anyMove1'),
  thread(546, 'TLSLE_MOVW_TPREL_G1_NC', 'MoveWide16TPOffUnchecked', 'anyMove1'),
  thread(547, 'TLSLE_MOVW_TPREL_G0', 'MoveWide16TPOff', 'anyMove0'),
  thread(548, 'TLSLE_MOVW_TPREL_G0_NC', 'MoveWide16TPOffUnchecked', 'anyMove0'),
  thread(549, 'TLSLE_ADD_TPREL_HI12', 'TPOffHigh12'),
  thread(550, 'TLSLE_ADD_TPREL_LO12', 'TPOffLow12'),
  thread(551, 'TLSLE_ADD_TPREL_LO12_NC', 'TPOffLow12Unchecked'),
  thread(552, 'TLSLE_LDST8_TPREL_LO12', 'TPOffLow12', 'memory1'),
  thread(553, 'TLSLE_LDST8_TPREL_LO12_NC', 'TPOffLow12Unchecked', 'memory1'),
  thread(554, 'TLSLE_LDST16_TPREL_LO12', 'TPOffLow12', 'memory2'),
  thread(555, 'TLSLE_LDST16_TPREL_LO12_NC', 'TPOffLow12Unchecked', 'memory2'),
  thread(556, 'TLSLE_LDST32_TPREL_LO12', 'TPOffLow12', 'memory4'),
  thread(557, 'TLSLE_LDST32_TPREL_LO12_NC', 'TPOffLow12Unchecked', 'memory4'),
  thread(558, 'TLSLE_LDST64_TPREL_LO12', 'TPOffLow12', 'memory8'),
  thread(559, 'TLSLE_LDST64_TPREL_LO12_NC', 'TPOffLow12Unchecked', 'memory8'),
  tiny(560, 'TLSDESC_LD_PREL19'),
  tiny(561, 'TLSDESC_ADR_PREL21'),
  row(562, 'TLSDESC_ADR_PAGE21', 'RequestTLSDescEntryAndTransformToPage21'),
  row(563, 'TLSDESC_LD64_LO12', 'RequestTLSDescEntryAndTransformToPageOffset12'),
  row(564, 'TLSDESC_ADD_LO12', 'RequestTLSDescEntryAndTransformToPageOffset12'),
  { ...row(569, 'TLSDESC_CALL', 'RequestTLSDescCall'), skipped: { with: 'tls-models-refused' } },
  thread(570, 'TLSLE_LDST128_TPREL_LO12', 'TPOffLow12', 'memory16'),
  thread(571, 'TLSLE_LDST128_TPREL_LO12_NC', 'TPOffLow12Unchecked', 'memory16'),
  dynamic(1024, 'COPY'),
  dynamic(1025, 'GLOB_DAT'),
  dynamic(1026, 'JUMP_SLOT'),
  dynamic(1027, 'RELATIVE'),
  dynamic(1028, 'TLS_DTPMOD64'),
  thread(1029, 'TLS_DTPREL64', 'DTPOff64'),
  dynamic(1030, 'TLS_TPREL64'),
  dynamic(1031, 'TLSDESC'),
  dynamic(1032, 'IRELATIVE'),
]
