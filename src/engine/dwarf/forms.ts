/**
 * Attribute forms: how the value of an attribute is written, as rows. `size` says how to get over a value, `means` what
 * it says. Both are needed: most values are only stepped over.
 *
 * Source: DWARF 5, section 7.5.6; DWARF 4, section 7.5.4; the GNU forms from the split-DWARF proposal.
 */

/** Bytes, or a size that the unit or the value itself decides. */
export type FormSize =
  | number
  /** The unit's address size; its offset size (4 or 8); a section offset, which DWARF 2 gave the address size. */
  | 'address'
  | 'offset'
  | 'refAddress'
  | 'leb'
  | 'string'
  /** A length of 1, 2 or 4 bytes or as LEB128, and so many bytes. */
  | 'block1'
  | 'block2'
  | 'block4'
  | 'block'
  /** The form stands in front of the value. */
  | 'indirect'

export type FormMeaning =
  | 'address'
  /** An index into .debug_addr. */
  | 'addressIndex'
  | 'constant'
  | 'signed'
  /** The value stands in the abbreviation. */
  | 'implicit'
  | 'flag'
  | 'block'
  | 'string'
  | 'debugStr'
  | 'lineStr'
  /** An index into .debug_str_offsets. */
  | 'stringIndex'
  /** An offset from the start of the unit. */
  | 'unitReference'
  /** An offset from the start of .debug_info. */
  | 'sectionReference'
  /** The signature of a type unit. */
  | 'signature'
  | 'offset'
  /** Indexes of lists. */
  | 'rangesIndex'
  | 'locationsIndex'
  /** A place in a file that is not here. */
  | 'elsewhere'
  | 'indirect'

export interface FormRow {
  readonly code: number
  readonly name: string
  readonly size: FormSize
  readonly means: FormMeaning
}

const row = (code: number, name: string, size: FormSize, means: FormMeaning): FormRow => ({ code, name, size, means })

// prettier-ignore
export const FORMS: readonly FormRow[] = [
  row(0x01, 'addr', 'address', 'address'),
  row(0x03, 'block2', 'block2', 'block'),
  row(0x04, 'block4', 'block4', 'block'),
  row(0x05, 'data2', 2, 'constant'),
  row(0x06, 'data4', 4, 'constant'),
  row(0x07, 'data8', 8, 'constant'),
  row(0x08, 'string', 'string', 'string'),
  row(0x09, 'block', 'block', 'block'),
  row(0x0a, 'block1', 'block1', 'block'),
  row(0x0b, 'data1', 1, 'constant'),
  row(0x0c, 'flag', 1, 'flag'),
  row(0x0d, 'sdata', 'leb', 'signed'),
  row(0x0e, 'strp', 'offset', 'debugStr'),
  row(0x0f, 'udata', 'leb', 'constant'),
  row(0x10, 'ref_addr', 'refAddress', 'sectionReference'),
  row(0x11, 'ref1', 1, 'unitReference'),
  row(0x12, 'ref2', 2, 'unitReference'),
  row(0x13, 'ref4', 4, 'unitReference'),
  row(0x14, 'ref8', 8, 'unitReference'),
  row(0x15, 'ref_udata', 'leb', 'unitReference'),
  row(0x16, 'indirect', 'indirect', 'indirect'),
  row(0x17, 'sec_offset', 'offset', 'offset'),
  row(0x18, 'exprloc', 'block', 'block'),
  row(0x19, 'flag_present', 0, 'flag'),
  row(0x1a, 'strx', 'leb', 'stringIndex'),
  row(0x1b, 'addrx', 'leb', 'addressIndex'),
  row(0x1c, 'ref_sup4', 4, 'elsewhere'),
  row(0x1d, 'strp_sup', 'offset', 'elsewhere'),
  row(0x1e, 'data16', 16, 'block'),
  row(0x1f, 'line_strp', 'offset', 'lineStr'),
  row(0x20, 'ref_sig8', 8, 'signature'),
  row(0x21, 'implicit_const', 0, 'implicit'),
  row(0x22, 'loclistx', 'leb', 'locationsIndex'),
  row(0x23, 'rnglistx', 'leb', 'rangesIndex'),
  row(0x24, 'ref_sup8', 8, 'elsewhere'),
  row(0x25, 'strx1', 1, 'stringIndex'),
  row(0x26, 'strx2', 2, 'stringIndex'),
  row(0x27, 'strx3', 3, 'stringIndex'),
  row(0x28, 'strx4', 4, 'stringIndex'),
  row(0x29, 'addrx1', 1, 'addressIndex'),
  row(0x2a, 'addrx2', 2, 'addressIndex'),
  row(0x2b, 'addrx3', 3, 'addressIndex'),
  row(0x2c, 'addrx4', 4, 'addressIndex'),
  row(0x1f01, 'GNU_addr_index', 'leb', 'addressIndex'),
  row(0x1f02, 'GNU_str_index', 'leb', 'stringIndex'),
  row(0x1f20, 'GNU_ref_alt', 'offset', 'elsewhere'),
  row(0x1f21, 'GNU_strp_alt', 'offset', 'elsewhere'),
]

const BY_CODE: ReadonlyMap<number, FormRow> = new Map(FORMS.map((form) => [form.code, form]))

export const formOf = (code: number): FormRow | undefined => BY_CODE.get(code)

/** What the sizes of a unit's values depend on. */
export interface Sizes {
  readonly version: number
  readonly addressSize: 4 | 8
  readonly offsetSize: 4 | 8
}

/** The size of a form in bytes if it is the same for every value of the unit. */
export function fixedSize(size: FormSize, sizes: Sizes): number | undefined {
  if (typeof size === 'number') return size
  if (size === 'address') return sizes.addressSize
  if (size === 'offset') return sizes.offsetSize
  if (size === 'refAddress') return sizes.version <= 2 ? sizes.addressSize : sizes.offsetSize
  return undefined
}
