/**
 * What people believe about linking and what is wrong with it. Wrong answers of questions name a row; texts are in the
 * messages `questions.misconception.ID`. The numbers M1 to M23 are those of the project's list of misconceptions that
 * courses and forums show again and again.
 */
export interface MisconceptionRow {
  readonly id: string
  /** What somebody who holds it would say. For teachers and translators; pages show the message. */
  readonly believes: string
}

export const MISCONCEPTIONS = [
  // ---- values of fields ----
  { id: 'no-addend', believes: 'The distance is S − P; the addend plays no part.' },
  { id: 'from-field', believes: 'The processor counts from the field, not from the next instruction.' },
  { id: 'from-function', believes: 'A distance is counted from the start of the function.' },
  { id: 'absolute', believes: 'The field holds the address of its target.' },
  { id: 'relative', believes: 'The field holds the distance to its target.' },
  { id: 'byte-order', believes: 'The most significant byte comes first.' },
  { id: 'sign', believes: 'A distance is never negative, or is counted the other way round.' },
  { id: 'placeholder', believes: 'The bytes of the object file are those that run (M1).' },
  { id: 'one-addend-fits-all', believes: 'The addend is always −4 (M7).' },
  { id: 'section-offset', believes: 'An address is the offset in the section.' },
  { id: 'same-field', believes: 'A signed and an unsigned 32-bit field take the same numbers (M8).' },
  // ---- names, life and death ----
  { id: 'all-die', believes: 'What no other file needs is dropped.' },
  { id: 'nothing-dies', believes: 'A linker keeps everything that it is given.' },
  { id: 'function-dies', believes: 'The unit of death is the function, not the block (M12).' },
  { id: 'metadata-dies', believes: 'Debug information is stripped, or not part of the link (M16, M20).' },
  { id: 'first-wins', believes: 'The first definition wins.' },
  { id: 'last-wins', believes: 'The last definition wins.' },
  { id: 'weak-fails', believes: 'A weak name that nobody defines fails the link (M22).' },
  // ---- tables ----
  { id: 'entry-per-use', believes: 'Every reference gets an entry of its own.' },
  { id: 'no-tables', believes: 'GOT and stubs are for shared libraries only; a linker that knows all adds none.' },
  { id: 'stub-per-call', believes: 'Every call goes through a stub (M6).' },
  { id: 'relaxed-away', believes: 'An entry whose last use was relaxed is gone (M15).' },
  // ---- memory ----
  { id: 'bytes-not-pages', believes: 'Memory costs as many bytes as it holds (M14).' },
  { id: 'zero-fill-free', believes: 'Zero-fill takes no memory (M13).' },
  { id: 'zero-fill-sent', believes: 'Zeros are sent like any content (M13).' },
  { id: 'metadata-loaded', believes: 'Debug information is loaded with the program (M16).' },
  { id: 'metadata-unfixed', believes: 'Debug information needs no relocation (M16, M20).' },
  { id: 'finalize-stays', believes: 'Finalize memory is a kind of Standard memory.' },
  { id: 'finalize-kills-all', believes: 'Finalize is the end: everything goes back (M19).' },
  { id: 'noalloc-has-memory', believes: 'NoAlloc memory is memory that lives longer.' },
  { id: 'abandon-keeps', believes: 'A failed link leaves behind what it had finished.' },
  // ---- crossings, order ----
  { id: 'direction', believes: 'It matters that two policies meet, not in which direction the edge points.' },
  { id: 'every-crossing', believes: 'Every edge that crosses policies is wrong.' },
  { id: 'no-crossing', believes: 'A linker that reports no error has found nothing wrong.' },
  { id: 'resolve-before-allocate', believes: 'All names are known before memory is given out.' },
  { id: 'fixup-before-addresses', believes: 'Bytes are written while the files are read.' },
] as const satisfies readonly MisconceptionRow[]

export type MisconceptionId = (typeof MISCONCEPTIONS)[number]['id']
