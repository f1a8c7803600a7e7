/**
 * Numbers of the COFF format that the reader and the builder need, with the names of the specification less their
 * prefix IMAGE_.
 *
 * Source: Microsoft PE/COFF Specification, "COFF File Header", "Section Table", "COFF Symbol Table", "COFF Relocations".
 */

export const HEADER_BYTES = 20
/** The header of an object with more than 65,279 sections (ANON_OBJECT_HEADER_BIGOBJ in winnt.h). */
export const BIG_HEADER_BYTES = 56
export const SECTION_HEADER_BYTES = 40
export const SYMBOL_BYTES = 18
export const BIG_SYMBOL_BYTES = 20
export const RELOCATION_BYTES = 10
export const SHORT_NAME_BYTES = 8

export const MACHINE_AMD64 = 0x8664
export const MACHINE_ARM64 = 0xaa64

/** What an anonymous object starts with, where an ordinary one has its machine: machine 0 and 0xffff sections. */
export const ANONYMOUS_MAGIC = [0, 0, 0xff, 0xff] as const
/** The class that tells a big object from other anonymous ones, as it stands in the file. */
export const BIG_OBJECT_CLASS = [
  0xc7, 0xa1, 0xba, 0xd1, 0xee, 0xba, 0xa9, 0x4b, 0xaf, 0x20, 0xfa, 0xf6, 0x6a, 0xa4, 0xdc, 0xb8,
] as const

/** Processors that people are likely to drop, by machine number. */
export const MACHINE_NAMES: Readonly<Record<number, string>> = {
  332: 'x86 (32-bit)',
  452: 'ARM (32-bit)',
  34404: 'x86-64',
  43620: 'ARM64',
  42561: 'ARM64EC',
  42574: 'ARM64X',
}

/** Section characteristics. */
export const SCN = {
  TYPE_NO_PAD: 0x8,
  CNT_CODE: 0x20,
  CNT_UNINITIALIZED_DATA: 0x80,
  LNK_INFO: 0x200,
  LNK_REMOVE: 0x800,
  LNK_COMDAT: 0x1000,
  LNK_NRELOC_OVFL: 0x1000000,
  MEM_DISCARDABLE: 0x2000000,
  MEM_EXECUTE: 0x20000000,
  MEM_WRITE: 0x80000000,
} as const

/** A count of relocations that says: the first entry holds the real one. */
export const MANY_RELOCATIONS = 0xffff

/** Section numbers of symbols that no section has. */
export const SECTION_NUMBER = { UNDEFINED: 0, ABSOLUTE: -1, DEBUG: -2 } as const

/** Storage classes. */
export const CLASS = {
  EXTERNAL: 2,
  STATIC: 3,
  LABEL: 6,
  FUNCTION: 101,
  FILE: 103,
  SECTION: 104,
  WEAK_EXTERNAL: 105,
} as const

/** In a symbol's type: it is a function. */
export const TYPE_FUNCTION = 2
export const TYPE_COMPLEX_SHIFT = 4

/** COMDAT selections: which of several sections for one name is kept. */
export const SELECT = {
  NO_DUPLICATES: 1,
  ANY: 2,
  SAME_SIZE: 3,
  EXACT_MATCH: 4,
  ASSOCIATIVE: 5,
  LARGEST: 6,
  NEWEST: 7,
} as const

/** Characteristics of a weak external: where its name is looked for before its alternative is taken. */
export const WEAK_SEARCH = { NO_LIBRARY: 1, LIBRARY: 2, ALIAS: 3, ANTI_DEPENDENCY: 4 } as const

export const DIRECTIVES = '.drectve'
/** The name by which code finds where the image starts. */
export const IMAGE_BASE = '__ImageBase'
