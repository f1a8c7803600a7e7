/**
 * Relocation types of Mach-O x86-64: one row for each form that assemblers make. No formula stands here; formulas belong
 * to edge kinds.
 *
 * Distances of this format count from the byte behind the field, or, in SIGNED_1, _2 and _4, from the end of an
 * instruction that has as many bytes of constant behind the field. The assembler has worked that into the content, so
 * that only a section as target makes it necessary to know.
 *
 * Source: Apple's <mach-o/x86_64/reloc.h>; JITLink's MachO/x86-64 builder.
 */
import type { X86EdgeName } from '../../arch/x86-64/edges'
import { X86 } from '../../arch/x86-64/edges'
import type { AddendRule, MachORelocationRow, RelocationTable } from './relocation-row'

const NAMES = [
  'UNSIGNED',
  'SIGNED',
  'BRANCH',
  'GOT_LOAD',
  'GOT',
  'SUBTRACTOR',
  'SIGNED_1',
  'SIGNED_2',
  'SIGNED_4',
  'TLV',
] as const

type Name = (typeof NAMES)[number]

const row = (
  name: Name,
  form: Pick<MachORelocationRow, 'isPcRelative' | 'length' | 'isExtern'>,
  edge: X86EdgeName,
  addend: AddendRule,
  more: Partial<MachORelocationRow> = {},
): MachORelocationRow => ({
  type: NAMES.indexOf(name),
  name: `X86_64_RELOC_${name}`,
  ...form,
  kind: X86[edge],
  addend,
  bias: 0,
  ...more,
})

/** An address in data. */
const DATA_64 = { isPcRelative: false, length: 3 } as const
const DATA_32 = { isPcRelative: false, length: 2 } as const
/** A field of an instruction. */
const CODE = { isPcRelative: true, length: 2 } as const
const SYMBOL = { isExtern: true } as const
const SECTION = { isExtern: false } as const
const BEYOND = { beyondLlvm22: 'macho-forms-refused' } as const

/** A distance to a symbol, and the same to a section; `behind` bytes of constant follow the field. */
const signed = (name: Name, behind: number): MachORelocationRow[] => [
  row(name, { ...CODE, ...SYMBOL }, 'Delta32', 'content', { bias: -4 }),
  row(name, { ...CODE, ...SECTION }, 'Delta32', 'distance', { behind: 4 + behind, bias: -4 - behind }),
]

const ROWS: readonly MachORelocationRow[] = [
  row('UNSIGNED', { ...DATA_64, ...SYMBOL }, 'Pointer64', 'content'),
  row('UNSIGNED', { ...DATA_64, ...SECTION }, 'Pointer64', 'address'),
  row('UNSIGNED', { ...DATA_32, ...SYMBOL }, 'Pointer32', 'unsigned'),
  row('UNSIGNED', { ...DATA_32, ...SECTION }, 'Pointer32', 'address', BEYOND),
  ...signed('SIGNED', 0),
  row('BRANCH', { ...CODE, ...SYMBOL }, 'BranchPCRel32', 'content'),
  row('BRANCH', { ...CODE, ...SECTION }, 'BranchPCRel32', 'distance', { behind: 4, ...BEYOND }),
  // The opcode in front of the field has to be part of the block, since relaxation rewrites it.
  row('GOT_LOAD', { ...CODE, ...SYMBOL }, 'RequestGOTAndTransformToPCRel32GOTLoadREXRelaxable', 'content', {
    before: 3,
  }),
  row('GOT', { ...CODE, ...SYMBOL }, 'RequestGOTAndTransformToDelta32', 'content', { bias: -4 }),
  row('SUBTRACTOR', { ...DATA_64, ...SYMBOL }, 'Delta64', 'pair'),
  row('SUBTRACTOR', { ...DATA_32, ...SYMBOL }, 'Delta32', 'pair'),
  row('SUBTRACTOR', { ...DATA_64, ...SECTION }, 'Delta64', 'pair', BEYOND),
  row('SUBTRACTOR', { ...DATA_32, ...SECTION }, 'Delta32', 'pair', BEYOND),
  ...signed('SIGNED_1', 1),
  ...signed('SIGNED_2', 2),
  ...signed('SIGNED_4', 4),
  // The pointer to a descriptor is an entry of the GOT like others.
  row('TLV', { ...CODE, ...SYMBOL }, 'RequestGOTAndTransformToPCRel32GOTLoadREXRelaxable', 'content', {
    before: 3,
    unlike: {
      quirk: 'macho-thread-local-refused',
      row: { kind: X86.RequestTLVPAndTransformToPCRel32TLVPLoadREXRelaxable },
    },
  }),
]

export const MACHO_X86_64: RelocationTable = {
  arch: 'x86-64',
  names: Object.fromEntries(NAMES.map((name, type) => [type, `X86_64_RELOC_${name}`])),
  rows: ROWS,
  threadOffset: X86.DTPOff64,
  differences: {
    2: { to: X86.Delta32, from: X86.NegDelta32 },
    3: { to: X86.Delta64, from: X86.NegDelta64 },
  },
}
