/**
 * Relocation types of Mach-O arm64 and arm64e: one row for each form that assemblers make. No formula stands here;
 * formulas belong to edge kinds.
 *
 * Instructions have no addend of their own: their field is zero, and an addend that is not stands in a relocation of its
 * own (ADDEND) in front.
 *
 * Source: Apple's <mach-o/arm64/reloc.h>; JITLink's MachO/arm64 builder; the Arm Architecture Reference Manual.
 */
import { tell } from '../../graph/phrases/phrase'
import type { AArch64EdgeName } from '../../arch/aarch64/edges'
import { AARCH64 } from '../../arch/aarch64/edges'
import type { AddendRule, InstructionShape, MachORelocationRow, RelocationTable } from './relocation-row'

const NAMES = [
  'UNSIGNED',
  'SUBTRACTOR',
  'BRANCH26',
  'PAGE21',
  'PAGEOFF12',
  'GOT_LOAD_PAGE21',
  'GOT_LOAD_PAGEOFF12',
  'POINTER_TO_GOT',
  'TLVP_LOAD_PAGE21',
  'TLVP_LOAD_PAGEOFF12',
  'ADDEND',
  'AUTHENTICATED_POINTER',
] as const

type Name = (typeof NAMES)[number]
type Form = Pick<MachORelocationRow, 'isPcRelative' | 'length' | 'isExtern'>

const row = (
  name: Name,
  form: Form,
  edge: AArch64EdgeName,
  addend: AddendRule,
  more: Partial<MachORelocationRow> = {},
): MachORelocationRow => ({
  type: NAMES.indexOf(name),
  name: `ARM64_RELOC_${name}`,
  ...form,
  kind: AARCH64[edge],
  addend,
  bias: 0,
  ...more,
})

const BRANCH: InstructionShape = {
  mask: 0x7fffffff,
  value: 0x14000000,
  says: tell('bl-form'),
}
const ADRP: InstructionShape = {
  mask: 0xffffffe0,
  value: 0x90000000,
  says: tell('adrp-form'),
}
const OFFSET: InstructionShape = { mask: 0x003ffc00, value: 0, says: tell('offset-form') }
const LOAD: InstructionShape = {
  mask: 0xfffffc00,
  value: 0xf9400000,
  says: tell('load-form'),
}

const DATA_64 = { isPcRelative: false, length: 3 } as const
const DATA_32 = { isPcRelative: false, length: 2 } as const
/** An instruction that counts from itself, and one that does not. */
const RELATIVE = { isPcRelative: true, length: 2, isExtern: true } as const
const PLACE = { isPcRelative: false, length: 2, isExtern: true } as const
const SYMBOL = { isExtern: true } as const
const SECTION = { isExtern: false } as const
const BEYOND = { beyondLlvm22: 'macho-forms-refused' } as const
const PREFIXED = { takesPrefix: true } as const

const ROWS: readonly MachORelocationRow[] = [
  row('UNSIGNED', { ...DATA_64, ...SYMBOL }, 'Pointer64', 'content'),
  row('UNSIGNED', { ...DATA_64, ...SECTION }, 'Pointer64', 'address'),
  row('UNSIGNED', { ...DATA_32, ...SYMBOL }, 'Pointer32', 'unsigned'),
  row('UNSIGNED', { ...DATA_32, ...SECTION }, 'Pointer32', 'address', {
    unlike: { quirk: 'macho-section-as-symbol', row: { addend: 'unsigned' } },
  }),
  row('SUBTRACTOR', { ...DATA_64, ...SYMBOL }, 'Delta64', 'pair'),
  row('SUBTRACTOR', { ...DATA_32, ...SYMBOL }, 'Delta32', 'pair'),
  row('SUBTRACTOR', { ...DATA_64, ...SECTION }, 'Delta64', 'pair', BEYOND),
  row('SUBTRACTOR', { ...DATA_32, ...SECTION }, 'Delta32', 'pair', BEYOND),
  row('BRANCH26', RELATIVE, 'Branch26PCRel', 'zero', { instruction: BRANCH, ...PREFIXED }),
  row('PAGE21', RELATIVE, 'Page21', 'zero', { instruction: ADRP, ...PREFIXED }),
  row('PAGEOFF12', PLACE, 'PageOffset12', 'zero', { instruction: OFFSET, ...PREFIXED }),
  row('GOT_LOAD_PAGE21', RELATIVE, 'RequestGOTAndTransformToPage21', 'zero', { instruction: ADRP }),
  row('GOT_LOAD_PAGEOFF12', PLACE, 'RequestGOTAndTransformToPageOffset12', 'zero', { instruction: LOAD }),
  // What assemblers leave in the bytes is no addend, but how far the field is from where it counts.
  row('POINTER_TO_GOT', RELATIVE, 'RequestGOTAndTransformToDelta32', 'none'),
  row('TLVP_LOAD_PAGE21', RELATIVE, 'RequestTLVPAndTransformToPage21', 'zero', { instruction: ADRP }),
  row('TLVP_LOAD_PAGEOFF12', PLACE, 'RequestTLVPAndTransformToPageOffset12', 'zero', { instruction: LOAD }),
  row('ADDEND', { ...DATA_32, ...SECTION }, 'Page21', 'prefix'),
  // 32 bits of addend, then which key signs, with what.
  row('AUTHENTICATED_POINTER', { ...DATA_64, ...SYMBOL }, 'Pointer64Authenticated', 'content'),
]

export const MACHO_ARM64: RelocationTable = {
  arch: 'aarch64',
  names: Object.fromEntries(NAMES.map((name, type) => [type, `ARM64_RELOC_${name}`])),
  rows: ROWS,
  threadOffset: AARCH64.DTPOff64,
  differences: {
    2: { to: AARCH64.Delta32, from: AARCH64.NegDelta32 },
    3: { to: AARCH64.Delta64, from: AARCH64.NegDelta64 },
  },
}
