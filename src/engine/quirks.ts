/**
 * Where LLVM 22 is wrong or gives up. By default Linkscape does what the ABI says; in compat mode it does what LLVM 22
 * does, byte for byte. Each quirk is a row, and only code that is about the quirk asks for it.
 */

export const QUIRKS = {
  'inputs-lazily': {
    llvm22: 'Links an input only if the entry needs it, directly or through others.',
    right: 'Objects that are named are linked; only members of archives wait until somebody needs them.',
    where: 'read',
  },
  'universal-needs-other': {
    llvm22:
      'Takes from a universal file the slice for the processor of the first input that has only one; if there is none, that of the machine it runs on.',
    right: 'If no other input says for which processor, the first slice that can be linked will do.',
    where: 'read',
  },
  'archives-need-index': {
    llvm22: 'Finds no member of an archive that has no symbol index, unless all members are to be linked.',
    right: 'Without an index the members are asked themselves.',
    where: 'read',
  },
  'archive-numbers-last': {
    llvm22:
      'Takes the first member of an archive that defines a name, but calls it by the number of the last one that does; and takes it twice, as its own rival, if it needs it for two names whose last ones differ.',
    right: 'A member is called by its own number, and taken once.',
    where: 'read',
  },
  'relax-call-absolute': {
    llvm22:
      'Relaxes call and jmp through the GOT to a target below 4 GiB by writing the target’s address where its distance belongs, so the branch goes astray.',
    right: 'Writes the distance, if it is in reach; otherwise leaves the indirect branch.',
    where: 'relax',
  },
  'relax-boundary': {
    llvm22:
      'Decides whether a target is in reach with a distance that is 8 bytes off, so that near ±2 GiB it relaxes what cannot be encoded and leaves what can.',
    right: 'Decides with the value that is written.',
    where: 'relax',
  },
  'relax-operands-left': {
    llvm22: 'Leaves test and arithmetic instructions that take their operand from a GOT entry as they are.',
    right: 'The operand becomes a constant if the address fits, as the ABI allows.',
    where: 'relax',
  },
  'tables-by-name': {
    llvm22:
      'Keys GOT entries and stubs by the target’s name: local symbols of one name, and all anonymous ones, share an entry.',
    right: 'Keys them by the symbol.',
    where: 'tables',
  },
  'tables-in-hash-order': {
    llvm22:
      'Walks sections in the order of a hash of their names, and edges in the order of their relocations, so that these decide which table lies in front.',
    right: 'Walks sections in the order of the file, and edges by their offsets.',
    where: 'tables',
  },
  'drop-absolute-symbols': {
    llvm22: 'Does not create SHN_ABS symbols.',
    right: 'They are absolute symbols.',
    where: 'build',
  },
  'unwind-section-kept': {
    llvm22:
      'Takes SHT_X86_64_UNWIND, the type that LLVM gives to .eh_frame, for SHT_ARM_EXIDX, which has the same number, and keeps the first record even if no function needs it.',
    right: 'A record lives as long as its function.',
    where: 'build',
  },
  'compact-relocations-ignored': {
    llvm22: 'Takes a table of compact relocations (SHT_CREL) for a section like others, and applies none of them.',
    right: 'Refuses the file: its fields would be left as they are.',
    where: 'build',
  },
  'namesakes-live': {
    llvm22:
      'Keeps a local definition that nothing refers to if it is called like one of the same file that other files can see.',
    right: 'A local definition is nobody’s namesake: it lives if something refers to it.',
    where: 'prepare',
  },
  'strip-retained': {
    llvm22: 'Strips SHF_GNU_RETAIN sections and initializer arrays that nothing refers to.',
    right: 'They are roots.',
    where: 'prepare',
  },
  'frame-terminator-refused': {
    llvm22: 'Refuses an .eh_frame that already ends in a zero record.',
    right: 'The record ends the list.',
    where: 'prepare',
  },
  'frame-signal-refused': {
    llvm22: 'Refuses the augmentation letters S (signal frame) and B (branch protection).',
    right: 'They carry no data and are skipped.',
    where: 'prepare',
  },
  'frame-fields-are-addresses': {
    llvm22:
      'Takes a pointer in a call-frame record that has no relocation for an address before layout, and refuses the file if neither a symbol nor a block is there.',
    right: 'A record without a function belongs to nobody and is dropped.',
    where: 'prepare',
  },
  'frame-fields-unsigned': {
    llvm22:
      'Reads signed four-byte fields of call-frame records as unsigned, so that a distance backwards leads nowhere.',
    right: 'They have a sign.',
    where: 'prepare',
  },
  'frame-sections-collide': {
    llvm22: 'Refuses a file with two .eh_frame sections, because their records seem to overlap.',
    right: 'Each section is a list of its own.',
    where: 'prepare',
  },
  'macho-alt-entry-first': {
    llvm22:
      'Sorts alt-entry symbols of Mach-O before others of the same address: refuses one at the start of a section, and elsewhere glues the others to the block before.',
    right: 'An ordinary symbol begins a block; alt-entries at its address are second names of it.',
    where: 'build',
  },
  'macho-sizes-skip': {
    llvm22:
      'Gives the first symbol of each address in a Mach-O block a size up to the next address but one, instead of the next.',
    right: 'A symbol ends where the next one begins.',
    where: 'build',
  },
  'macho-empty-strings-refused': {
    llvm22:
      'Looks for the last zero of an empty section of C strings in front of the section, and refuses the file if it is none.',
    right: 'No strings need no zero.',
    where: 'build',
  },
  'macho-string-end-crashes': {
    llvm22: 'Crashes on a symbol right behind the last string of a section of C strings.',
    right: 'It names the end of the last string.',
    where: 'build',
  },
  'macho-thread-local-refused': {
    llvm22: 'Has no pass of its own for thread-local variables of Mach-O x86-64, and stops at the first access.',
    right: 'The pointer to a variable’s descriptor is an entry of the GOT, and relaxed like others.',
    where: 'build',
  },
  'macho-thread-local-addresses': {
    llvm22: 'Leaves the address of a variable’s initial content in its descriptor, for a platform to replace.',
    right: 'The descriptor holds the place in the thread-local template.',
    where: 'build',
  },
  'macho-section-as-symbol': {
    llvm22: 'Takes the section that a four-byte address of Mach-O arm64 counts from for the symbol of the same number.',
    right: 'It is a section; the bytes hold the address in the file.',
    where: 'build',
  },
  'macho-forms-refused': {
    llvm22:
      'Refuses Mach-O relocations against sections where assemblers usually name symbols: calls, differences, addresses of four bytes.',
    right: 'The section and the bytes say as well what is meant.',
    where: 'build',
  },
  'signs-nothing': {
    llvm22: 'Makes a function that signs pointers in every arm64e link, even if there are none to sign.',
    right: 'Nothing to sign needs no function.',
    where: 'tables',
  },
  'unwind-kept-twice': {
    llvm22: 'Lets each function keep its record of compact unwinding alive by two edges to two symbols.',
    right: 'One is enough.',
    where: 'prepare',
  },
  'unwind-frames-in-turn': {
    llvm22:
      'Gives the functions of one Mach-O block its call-frame records in turn, in an order that chance decides, whichever function a record is about.',
    right: 'Each function has its own.',
    where: 'prepare',
  },
  'unwind-leaves-gaps': {
    llvm22:
      'Makes no entries in the table of compact unwinding for functions without a record, so that they are unwound like the function in front of them.',
    right: 'Their entries lead to their call-frame records, or say that there is nothing.',
    where: 'tables',
  },
  'unwind-ends-early': {
    llvm22:
      'Ends the table of compact unwinding with the function whose record was kept last, though records merged into that one cover functions behind it.',
    right: 'It ends with the last function.',
    where: 'relax',
  },
  'unwind-fourth-personality': {
    llvm22:
      'Lets a Mach-O file have four personalities, though records of compact unwinding have two bits for them: the fourth becomes the bit next to these, and its functions have no personality.',
    right: 'Three, as for other linkers; a file with a fourth is refused.',
    where: 'tables',
  },
  'unwind-in-file-order': {
    llvm22: 'Sorts records of compact unwinding by where functions were in the object file.',
    right: 'Sorted by where they are: unwinders search the table by halves.',
    where: 'relax',
  },
  'tls-models-refused': {
    llvm22:
      'Knows one thread-local model, general dynamic, gives it a descriptor that only its own runtime understands, and refuses the relocations of all others.',
    right:
      'In a link of its own every thread-local variable is at a known distance from the thread pointer, so all models become local-exec.',
    where: 'build',
  },
  'relocations-refused': {
    llvm22:
      'Refuses relocations of the large code model and of APX instructions: offsets in the GOT in 32 bits and for calls, loads with longer prefixes. For AArch64 all in 16 bits, to the GOT in 19 or 32, moves of signed or checked values, and even the type that says nothing.',
    right: 'They are written as the ABI says; the loads are relaxed like their shorter relatives.',
    where: 'build',
  },
  'big-endian-refused': {
    llvm22: 'Refuses big-endian AArch64.',
    right: 'Data is big-endian, instructions are little-endian as ever.',
    where: 'build',
  },
  'internal-refused': {
    llvm22: 'Refuses symbols of visibility internal.',
    right: 'They are hidden: other files of the link see them, and nobody behind it.',
    where: 'build',
  },
  'section-ends-keep-nothing': {
    llvm22: 'Strips a section even if its ends __start_X and __stop_X are used; the names are 0 then.',
    right: 'Who asks for the ends of a section wants all of it.',
    where: 'prune',
  },
  'tls-sections-apart': {
    llvm22: 'Lays thread-local sections out like any other, so that .tdata and .tbss need not be neighbours.',
    right: 'They are one template: initialized part, then zero-fill.',
    where: 'allocate',
  },
  'indirect-functions-dropped': {
    llvm22: 'Does not create symbols of type STT_GNU_IFUNC.',
    right: 'A reference goes through a slot that the resolver fills when the link is finalized.',
    where: 'build',
  },
  'missing-definitions-refused': {
    llvm22: 'Refuses an object that exports a name whose symbol it has dropped (absolute symbols, indirect functions).',
    right: 'The symbols are there.',
    where: 'build',
  },
  'coff-arm64-refused': {
    llvm22: 'Has no builder for COFF objects of ARM64, and refuses them.',
    right: 'They are as good as others; LLVM’s linker for programs is the witness.',
    where: 'build',
  },
  'coff-absolute-local': {
    llvm22:
      'Makes the absolute symbols of a COFF object private to it, so that an object which exports one is refused.',
    right: 'An external one is for all files.',
    where: 'build',
  },
  'coff-one-comdat-name': {
    llvm22: 'Refuses a COMDAT section with a second exported name, and has no symbol for one without any.',
    right: 'Further names share the leader’s fate; a section without a leader is the file’s own.',
    where: 'build',
  },
  'coff-comdat-unchecked': {
    llvm22:
      'Takes the first COMDAT section of a name, whatever the files say of how to choose and however they differ, and lets an ordinary definition go before them all.',
    right:
      'The largest, or one of those that have to be equal, as the files say; if they are not, or if another definition is an ordinary one, the link ends.',
    where: 'prepare',
  },
  'first-of-weak': {
    llvm22:
      'Takes a common for a weak definition like any other, of which the first counts: a large common may get the memory of a small one.',
    right:
      'Of several commons the largest counts, aligned as the strictest of them asks. A common goes before a weak definition, in Mach-O behind it.',
    where: 'prepare',
  },
  'coff-common-alignment': {
    llvm22: 'Aligns a common to the largest power of two that divides its size.',
    right:
      'To its size rounded up to a power of two, at most 32, or more if the file’s orders to the linker ask for it.',
    where: 'build',
  },
  'coff-groups-apart': {
    llvm22: 'Lays out the parts of a grouped section, .CRT$XCA to .CRT$XCZ, in the order in which they come.',
    right: 'Parts stand in the order of their names, so that the first and the last enclose the others.',
    where: 'build',
  },
  'coff-imports-left': {
    llvm22: 'Takes __imp_X for a name like any other, which nobody defines, even if a file of the link defines X.',
    right: 'It is a cell that holds the address of X, and the linker makes it.',
    where: 'prepare',
  },
  'coff-weak-search': {
    llvm22: 'Makes a weak external private to its file unless it is of the kind “alias”.',
    right: 'Where a library is searched for it is one thing, who sees it another: every file does.',
    where: 'build',
  },
  'coff-weak-alternatives': {
    llvm22: 'Refuses a weak external whose alternative is a fixed address or a name of another file.',
    right: 'Such an alternative is as good as one of the same file.',
    where: 'build',
  },
  'coff-alternate-names': {
    llvm22:
      'Honours /alternatename only if the same file defines the alternative, and then although another file may define the name.',
    right: 'The alternative counts if nobody defines the name, wherever the alternative is.',
    where: 'build',
  },
  'coff-debug-symbols-refused': {
    llvm22: 'Refuses records for debuggers in a COFF symbol table (.bf and .ef, section -2).',
    right: 'A linker passes them over.',
    where: 'build',
  },
  'coff-few-symbols': {
    llvm22:
      'Compares the number of a section with the number of symbols, and refuses an object with no more symbols than sections.',
    right: 'The two have nothing to do with each other.',
    where: 'build',
  },
  'coff-relocations-refused': {
    llvm22: 'Refuses ADDR32 and ABSOLUTE, the padding of a table.',
    right: 'The first is an address in four bytes, the second nothing.',
    where: 'build',
  },
  'coff-numbers-of-the-object': {
    llvm22:
      'Writes the number that a section has in its object where a SECTION field asks for it, and makes a symbol secidx for each.',
    right: 'The number is that of the section which a linker makes of all parts of a group, counted through the link.',
    where: 'build',
  },
  'coff-section-relative-dropped': {
    llvm22: 'Leaves out a distance from a section’s start if no section of the same file holds the target.',
    right: 'The target’s section is known once the name is resolved.',
    where: 'build',
  },
  'coff-unwind-plain-only': {
    llvm22: 'Lets functions keep their unwind records alive only in a section called .pdata.',
    right: 'The same holds for its parts, .pdata$X.',
    where: 'prepare',
  },
  'image-base-unknown': {
    llvm22: 'Takes __ImageBase for 0 if nobody defines it.',
    right: 'It is where the memory of the link starts.',
    where: 'place',
  },
  'coff-starts-folded': {
    llvm22:
      'Takes the start of the image, or of the target’s section, off the addend before fixup and writes what is left as an address, so that a print shows Pointer32 and an addend that no file has. Parts of a group, .tls and .tls$, count each from its own start.',
    right: 'The start is part of the formula, and it is that of the section which a linker makes of all parts.',
    where: 'relax',
  },
  'slab-overlaps': {
    llvm22: 'Presents every further slab at the address of the first once that is full, so that addresses overlap.',
    right: 'A full address space is an error.',
    where: 'allocate',
  },
  'instruction-bits-added': {
    llvm22: 'Adds the bits of a value to those that stand in an AArch64 instruction, without clearing these first.',
    right: 'The value replaces what stands in its field.',
    where: 'fixup',
  },
  'zero-fill-metadata-crashes': {
    llvm22: 'Crashes on a live zero-fill block of a NoAlloc section: it copies content that is not there.',
    right: 'Zero-fill has no content to copy.',
    where: 'fixup',
  },
  'nothing-to-allocate-refused': {
    llvm22: 'Gives up with "Cannot allocate memory" when no block needs executor memory.',
    right: 'A link of metadata alone needs none.',
    where: 'allocate',
  },
} as const satisfies Record<string, { llvm22: string; right: string; where: string }>

export type QuirkId = keyof typeof QUIRKS

/** The quirks in force. */
export type QuirkSet = ReadonlySet<QuirkId>

export const NO_QUIRKS: QuirkSet = new Set()
export const LLVM_22: QuirkSet = new Set(Object.keys(QUIRKS) as QuirkId[])
