/**
 * The letters of fixup formulas. ABI documents and JITLink write the same few quantities with the same few letters;
 * here each is a row, with the sentence that the page prints beside its number.
 *
 * Source: System V ABI, AMD64 supplement, "Relocation Types" (S, A, P, GOT, Z); ELF Handling For Thread-Local Storage (TP, TLS);
 * Microsoft PE/COFF Specification, "x64 Processors" (IMAGE, SECTION, NUMBER).
 */

export const OPERANDS = {
  S: { says: 'where the target is' },
  A: { says: 'the addend in the file' },
  P: { says: 'where these bytes will live' },
  GOT: { says: 'where the global offset table starts' },
  TP: { says: 'the thread pointer: the end of the thread-local template' },
  TLS: { says: 'where the thread-local template starts' },
  Z: { says: 'the size of the target' },
  IMAGE: { says: 'where the image starts (__ImageBase)' },
  SECTION: {
    says: 'where the target’s section starts, with all parts of its group; thread-local parts count as if those of all files stood together',
  },
  NUMBER: { says: 'the number of the target’s section, 1 for the first of the link' },
} as const satisfies Record<string, { says: string }>

export type Operand = keyof typeof OPERANDS

export const OPERAND_NAMES = Object.keys(OPERANDS) as readonly Operand[]
