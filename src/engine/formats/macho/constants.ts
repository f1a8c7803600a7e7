/**
 * Numbers of the Mach-O format that the reader and the builder need, with the names of Apple's headers.
 *
 * Source: Apple's <mach-o/loader.h>, <mach-o/nlist.h>, <mach-o/reloc.h>, <mach/machine.h>.
 */

export const MACH_HEADER_BYTES = 32
export const LOAD_COMMAND_BYTES = 8
export const SEGMENT_BYTES = 72
export const SECTION_BYTES = 80
export const SYMTAB_BYTES = 24
export const NLIST_BYTES = 16
export const RELOCATION_BYTES = 8
/** Segment and section names fill 16 bytes, or end at a zero before. */
export const NAME_BYTES = 16

/** The first word, read as little-endian. */
export const MH = { MAGIC_64: 0xfeedfacf, CIGAM_64: 0xcffaedfe, MAGIC_32: 0xfeedface, CIGAM_32: 0xcefaedfe } as const

export const MH_SUBSECTIONS_VIA_SYMBOLS = 0x2000

/** What a file is for; linkers take the first. */
export const FILE_TYPES: Readonly<Record<number, string>> = {
  1: 'MH_OBJECT',
  2: 'MH_EXECUTE',
  4: 'MH_CORE',
  6: 'MH_DYLIB',
  7: 'MH_DYLINKER',
  8: 'MH_BUNDLE',
  9: 'MH_DYLIB_STUB',
  10: 'MH_DSYM',
  11: 'MH_KEXT_BUNDLE',
}
export const MH_OBJECT = 1
/** Types of files that a linker has made. */
export const LINKED_TYPES: readonly number[] = [2, 6, 7, 8, 9, 11]

export const CPU_TYPE = { X86_64: 0x01000007, ARM64: 0x0100000c } as const
/** The upper byte of a subtype holds capabilities. */
export const CPU_SUBTYPE_MASK = 0x00ffffff
export const CPU_SUBTYPE_ARM64E = 2

/** Processors that people are likely to meet, for the message that says what the file is for. */
export const CPU_NAMES: Readonly<Record<number, string>> = {
  7: 'i386',
  12: 'ARM (32-bit)',
  18: 'PowerPC',
  16777223: 'x86-64',
  16777228: 'arm64',
  33554444: 'arm64_32',
  16777234: 'PowerPC (64-bit)',
}

export const LC = { SEGMENT: 1, SYMTAB: 2, SEGMENT_64: 0x19 } as const

/** Section types: the low byte of a section's flags. */
export const S = {
  ZEROFILL: 1,
  CSTRING_LITERALS: 2,
  MOD_INIT_FUNC_POINTERS: 9,
  MOD_TERM_FUNC_POINTERS: 10,
  GB_ZEROFILL: 12,
  THREAD_LOCAL_REGULAR: 0x11,
  THREAD_LOCAL_ZEROFILL: 0x12,
  THREAD_LOCAL_VARIABLES: 0x13,
  THREAD_LOCAL_INIT_FUNCTION_POINTERS: 0x15,
} as const

/** Section attributes: the other bits of a section's flags. */
export const S_ATTR = {
  PURE_INSTRUCTIONS: 0x80000000,
  NO_DEAD_STRIP: 0x10000000,
  DEBUG: 0x02000000,
} as const

/** Bits of n_type. */
export const N = { STAB: 0xe0, PEXT: 0x10, TYPE: 0x0e, EXT: 0x01 } as const

/** Values of n_type & N.TYPE. */
export const N_TYPE = { UNDF: 0, ABS: 2, INDR: 0xa, PBUD: 0xc, SECT: 0xe } as const

/** Bits of n_desc. */
export const N_DESC = { NO_DEAD_STRIP: 0x20, WEAK_REF: 0x40, WEAK_DEF: 0x80, ALT_ENTRY: 0x200 } as const

/** Log2 of a common's alignment. */
export const commonAlignment = (desc: number): number => (desc >> 8) & 15
