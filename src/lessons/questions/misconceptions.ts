/**
 * What people believe about linking and what is wrong with it. Wrong answers of questions name a row; texts are in the
 * messages under questions.misconception. The numbers M1 to M23 are those of the project's list of misconceptions that
 * courses and forums show again and again.
 */
export interface MisconceptionRow {
  readonly id: string
  /** What somebody who holds it would say. For teachers and translators; pages show the message. */
  readonly believes: string
}

export const MISCONCEPTIONS = [
  // ---- values of fields ----
  { id: 'no-addend', believes: 'The addend plays no part.' },
  { id: 'from-field', believes: 'The processor counts from the field, not from the next instruction.' },
  { id: 'from-function', believes: 'A distance is counted from the start of the function.' },
  { id: 'absolute', believes: 'The field holds the address of its target.' },
  { id: 'relative', believes: 'The field holds the distance to its target.' },
  { id: 'byte-order', believes: 'The most significant byte comes first.' },
  { id: 'sign', believes: 'A distance is counted from the target to the field.' },
  { id: 'placeholder', believes: 'The bytes of the object file are those that run (M1).' },
  { id: 'one-addend-fits-all', believes: 'The addend is always −4 (M7).' },
  { id: 'section-offset', believes: 'An address is the offset in the section.' },
  { id: 'same-field', believes: 'A signed and an unsigned field take the same numbers (M8).' },
  { id: 'off-by-one', believes: 'The limit itself does not fit, or one more does.' },
  { id: 'distances-move', believes: 'Every distance changes when a program moves.' },
  { id: 'addresses-move', believes: 'Every address breaks when a program moves.' },
  { id: 'all-narrow-miss', believes: 'Every 32-bit field misses if the link moves far enough.' },
  { id: 'nothing-misses', believes: 'If everything moves together, nothing misses.' },
  // ---- files, names, life and death ----
  { id: 'block-per-section', believes: 'Every section of the file becomes a block.' },
  { id: 'block-per-function', believes: 'Every function is a block of its own (M12).' },
  { id: 'one-block-per-file', believes: 'A file is moved as a whole.' },
  { id: 'all-roots', believes: 'Everything that has a name is a root.' },
  { id: 'no-roots', believes: 'Nothing is kept for its own sake.' },
  { id: 'functions-are-roots', believes: 'Roots are functions; data is kept by them only.' },
  { id: 'visible-are-roots', believes: 'Whatever other files can see is kept, in every link.' },
  { id: 'main-is-root', believes: 'Life begins in main and nowhere else.' },
  { id: 'locals-are-roots', believes: 'What is local to a file is safe from the linker.' },
  { id: 'nothing-dies', believes: 'A linker keeps everything that it is given.' },
  { id: 'metadata-dies', believes: 'Debug information is stripped, or no part of the link (M16, M20).' },
  { id: 'metadata-gives-life', believes: 'What debug information refers to is kept.' },
  { id: 'unreferenced-dies', believes: 'What nothing refers to dies, and nothing else.' },
  { id: 'first-wins', believes: 'The first definition wins.' },
  { id: 'last-wins', believes: 'The last definition wins.' },
  { id: 'loser-removed', believes: 'A definition that loses takes its bytes along (M11).' },
  { id: 'weak-wins', believes: 'A weak definition is the one that is used.' },
  { id: 'all-undefined', believes: 'A name that a file does not define is undefined in the link (M3).' },
  { id: 'all-found', believes: 'A link that goes through has found every name.' },
  { id: 'weak-is-defined', believes: 'A weak reference is a definition (M22).' },
  // ---- tables ----
  { id: 'entry-per-use', believes: 'Every reference gets an entry of its own.' },
  { id: 'no-tables', believes: 'GOT and stubs are for shared libraries only (M5).' },
  { id: 'stub-per-call', believes: 'Every call goes through a stub (M6).' },
  { id: 'stub-per-entry', believes: 'Every GOT entry has a stub.' },
  { id: 'stub-needs-no-entry', believes: 'A stub knows its target without a GOT entry.' },
  { id: 'tables-vanish', believes: 'Entries that nobody goes through any more disappear (M15).' },
  { id: 'none-relaxed', believes: 'What the compiler asked for stays.' },
  { id: 'all-relaxed', believes: 'Every detour can be taken out.' },
  { id: 'calls-only', believes: 'Only calls can be made direct.' },
  { id: 'loads-only', believes: 'Only loads can be made direct.' },
  // ---- memory ----
  { id: 'no-padding', believes: 'Blocks lie right behind one another.' },
  { id: 'no-page-boundary', believes: 'Segments lie right behind one another.' },
  { id: 'page-tail', believes: 'The rest of the last page is padding.' },
  { id: 'bytes-not-pages', believes: 'Memory costs as many bytes as it holds (M14).' },
  { id: 'page-per-section', believes: 'Every section has pages of its own (M9).' },
  { id: 'file-order', believes: 'Memory has the order of the file.' },
  { id: 'code-first', believes: 'Code comes first.' },
  { id: 'finalize-first', believes: 'What is needed first comes first.' },
  { id: 'reversed', believes: 'The order is the other way round.' },
  { id: 'zero-fill-free', believes: 'Zero-fill takes no memory (M13).' },
  { id: 'zero-fill-sent', believes: 'Zeros are sent like any content (M13).' },
  { id: 'pages-sent', believes: 'Whole pages are sent.' },
  { id: 'padding-sent', believes: 'Padding is content.' },
  { id: 'metadata-loaded', believes: 'Debug information is loaded with the program (M16).' },
  { id: 'metadata-unfixed', believes: 'Debug information needs no relocation (M16, M20).' },
  { id: 'finalize-stays', believes: 'Finalize memory is a kind of Standard memory.' },
  { id: 'finalize-kills-all', believes: 'Finalize is the end: everything goes back (M19).' },
  { id: 'finalize-only', believes: 'What is counted is what went back.' },
  { id: 'noalloc-has-memory', believes: 'NoAlloc memory is memory as well.' },
  { id: 'named-metadata', believes: 'What is called debug information gets no memory.' },
  { id: 'file-says-finalize', believes: 'A file can say that a section is needed for a moment only.' },
  { id: 'abandon-keeps', believes: 'A failed link leaves behind what it had finished.' },
  { id: 'nothing-goes-back', believes: 'Memory of a link stays for good.' },
  { id: 'all-protected', believes: 'After finalize nothing can be written.' },
  { id: 'code-only-protected', believes: 'Only code is protected.' },
  { id: 'none-protected', believes: 'Memory stays as writable as it was while the linker wrote it.' },
  { id: 'reversed-actions', believes: 'The last action that was recorded runs first.' },
  { id: 'by-name', believes: 'Actions run in the order of their names.' },
  // ---- crossings, order ----
  { id: 'direction', believes: 'It matters that two policies meet, not in which direction the edge points.' },
  { id: 'every-crossing', believes: 'Every edge that crosses policies is wrong.' },
  { id: 'no-crossing', believes: 'A linker that reports no error has found nothing wrong.' },
  { id: 'handles-are-senseless', believes: 'No reference to something without memory makes sense.' },
  { id: 'distance-is-handle', believes: 'A distance to something without memory is as good as its address.' },
  { id: 'link-fails', believes: 'What is wrong fails the link (M23).' },
  { id: 'resolve-before-allocate', believes: 'All names are known before memory is given out.' },
  { id: 'fixup-before-addresses', believes: 'Everything is decided while the files are read.' },
  { id: 'late', believes: 'Everything happens when bytes are written.' },
] as const satisfies readonly MisconceptionRow[]

export type MisconceptionId = (typeof MISCONCEPTIONS)[number]['id']
