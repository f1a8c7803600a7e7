/**
 * Orders to the linker that compilers write into `.drectve`, and what a link into memory makes of them. One row for each;
 * an order without a row is passed over as well.
 *
 * Source: the linker options of MSVC, "LINK"; those of GNU ld for PE.
 */

/** Honoured; true anyway; without meaning for memory. */
export type DirectiveVerdict = 'honoured' | 'true anyway' | 'passed over'

export interface DirectiveRow {
  readonly verdict: DirectiveVerdict
  /** What the order asks for. */
  readonly says: string
}

export const DIRECTIVE_ROWS: Readonly<Record<string, DirectiveRow>> = {
  include: { verdict: 'honoured', says: 'the name is wanted although nothing here refers to it' },
  alternatename: { verdict: 'honoured', says: 'if nobody defines the first name, the second will do' },
  aligncomm: { verdict: 'honoured', says: 'a common is aligned so, as a power of two' },
  export: { verdict: 'true anyway', says: 'others may see the name; they see every name that is not local' },
  defaultlib: { verdict: 'passed over', says: 'a library to search; drop it here if it is wanted' },
  nodefaultlib: { verdict: 'passed over', says: 'a library not to search' },
  disallowlib: { verdict: 'passed over', says: 'a library that must not be there' },
  failifmismatch: { verdict: 'passed over', says: 'objects have to agree on a setting of the compiler' },
  merge: { verdict: 'passed over', says: 'one section of the image becomes part of another' },
  section: { verdict: 'passed over', says: 'flags of a section of the image' },
  entry: { verdict: 'passed over', says: 'where the program starts' },
  subsystem: { verdict: 'passed over', says: 'whether the program has a console' },
  guardsym: { verdict: 'passed over', says: 'a target for the guard of control flow' },
  manifestdependency: { verdict: 'passed over', says: 'another program that this one needs' },
  'exclude-symbols': { verdict: 'passed over', says: 'names that a DLL does not export' },
}
