/**
 * Numbers of the ELF format that the reader and the builder need, with the names of the specification.
 *
 * Source: System V ABI, chapters "Object Files" (ELF header, sections, symbol table, relocation), and its AMD64
 * supplement.
 */

export const ELF_HEADER_BYTES = 64
export const SECTION_HEADER_BYTES = 64
export const SYMBOL_BYTES = 24
export const RELA_BYTES = 24

export const ET = { REL: 1, EXEC: 2, DYN: 3, CORE: 4 } as const

/** Program header type: the path of the program that starts this one. */
export const PT_INTERP = 3

export const SHT = {
  NULL: 0,
  PROGBITS: 1,
  SYMTAB: 2,
  STRTAB: 3,
  RELA: 4,
  NOTE: 7,
  NOBITS: 8,
  REL: 9,
  INIT_ARRAY: 14,
  FINI_ARRAY: 15,
  PREINIT_ARRAY: 16,
  GROUP: 17,
  SYMTAB_SHNDX: 18,
  CREL: 0x40000014,
  X86_64_UNWIND: 0x70000001,
} as const

export const SHF = { WRITE: 1, ALLOC: 2, EXECINSTR: 4, TLS: 0x400, COMPRESSED: 0x800, GNU_RETAIN: 0x200000 } as const

export const SHN = { UNDEF: 0, LORESERVE: 0xff00, ABS: 0xfff1, COMMON: 0xfff2, XINDEX: 0xffff } as const

export const STB = { LOCAL: 0, GLOBAL: 1, WEAK: 2, GNU_UNIQUE: 10 } as const
export const STT = { NOTYPE: 0, OBJECT: 1, FUNC: 2, SECTION: 3, FILE: 4, COMMON: 5, TLS: 6, GNU_IFUNC: 10 } as const
export const STV = { DEFAULT: 0, INTERNAL: 1, HIDDEN: 2, PROTECTED: 3 } as const

/** e_machine values that people are likely to drop, for the message that says what the file is. */
export const MACHINE_NAMES: Readonly<Record<number, string>> = {
  2: 'SPARC',
  3: 'x86 (32-bit)',
  8: 'MIPS',
  20: 'PowerPC',
  21: 'PowerPC64',
  22: 'IBM Z',
  40: 'ARM (32-bit)',
  43: 'SPARC V9',
  62: 'x86-64',
  164: 'Hexagon',
  183: 'AArch64',
  243: 'RISC-V',
  247: 'BPF',
  258: 'LoongArch',
}
