/**
 * What can be wrong, as values. A diagnostic names the file, the structure in it, the offset, what was found, what was
 * expected and what to do. Codes are rows: a title and a remedy that fit every case of that code; the case adds facts.
 *
 * Inside a reader or a pass a problem that ends the work on a file is thrown as a Refusal and caught at the edge of the
 * phase, where it becomes a value again. Nothing in the engine logs or alerts.
 */

import { hex } from '../../base/hex'
import type { Phrase } from './phrases/phrase'
import { phraseText, rowPhrase } from './phrases/phrase'

/** What a person can do about several kinds of problem; the id is that of its text in other languages. */
interface SharedRemedy {
  readonly id: string
  readonly says: string
}

export interface DiagnosticRow {
  readonly title: string
  /** What a person can do about it. */
  readonly remedy: string | SharedRemedy
  /** How bad it is to be refused for this; undefined: an error. */
  readonly severity?: 'note'
}

const COMPILE = {
  id: 'compile',
  says: 'Compile it to an ELF object first: clang --target=x86_64-linux-gnu -c FILE.c',
}
const MACHO = {
  id: 'compile-macho',
  says: 'Compile for x86-64 or arm64: clang --target=x86_64-apple-macosx13 -c FILE.c',
}
const REBUILD = {
  id: 'rebuild',
  says: 'Make the object again with a current compiler or assembler; if it was downloaded, download it again.',
}
const REDEBUG = {
  id: 'rebuild-debug',
  says: 'Compile again with -g and a current compiler; the link itself does not need debug information.',
}
const COMPAT_OFF = { id: 'compat-off', says: 'Switch off the LLVM 22 quirks to link it.' }
const UNLINKED = { id: 'unlinked', says: 'Drop the .o files that it was made from (compile with -c).' }
const FLAGS = { id: 'same-flags', says: 'Give the sections different names, or the same flags.' }
const FEWER = {
  id: 'fewer',
  says: 'Link fewer files at a time, or objects without debug information (-g0).',
}
const REPORT = {
  id: 'check',
  says: 'Check the file with llvm-readobj. If other tools accept it, it may be a limit of Linkscape.',
}

export const DIAGNOSTICS = {
  'file-empty': { title: 'The file is empty', remedy: COMPILE },
  'file-too-large': {
    title: 'The file is too large',
    remedy: FEWER,
  },
  'not-object': { title: 'Not an object file', remedy: COMPILE },
  'is-text': { title: 'A text file, not an object file', remedy: COMPILE },
  'archive-broken': {
    title: 'An archive that cannot be read to its end',
    remedy: 'What comes before that place is used. Make the archive again (ar rcs), or download it again.',
  },
  'archive-thin': {
    title: 'A thin archive: it holds names, not members',
    remedy: 'Drop the object files that it names, or make a full archive of them (ar rcs without T).',
  },
  'archive-index': {
    title: 'An archive whose symbol index is wrong',
    remedy: 'What does not hold in it is left out. Make the index again: ranlib FILE.a',
  },
  'archive-unused': {
    title: 'Nobody asks for anything in this archive',
    remedy: 'Add an object that uses it, name an entry, or link everything in it.',
  },
  'is-bitcode': {
    title: 'LLVM bitcode, not machine code',
    remedy: 'Compile without -flto or -emit-llvm, or lower it: clang -c FILE.bc',
  },
  'is-wasm': { title: 'A WebAssembly module', remedy: COMPILE },
  'is-compressed': { title: 'A compressed file', remedy: 'Unpack it and drop the object files in it.' },
  'is-windows-image': {
    title: 'A Windows program or DLL: it is already linked',
    remedy: 'Drop the .obj or .o files that it was made from (compile with /c or -c).',
  },
  'macho-universal': { title: 'A universal file whose slices do not fit', remedy: REBUILD },
  'universal-slice': {
    title: 'A universal file without the slice that is wanted',
    remedy: 'Add an object for one of its processors, or take the slice out: lipo -thin arm64 FILE -output FILE.o',
  },
  'universal-chosen': {
    title: 'One slice of a universal file is linked',
    remedy: 'Choose another slice, or link it with an object for that processor.',
  },
  'macho-32-bit': {
    title: 'A 32-bit Mach-O file',
    remedy: 'Compile for 64 bits: clang --target=x86_64-apple-macosx13 -c FILE.c',
  },
  'macho-endian': { title: 'A big-endian Mach-O file', remedy: MACHO },
  'macho-truncated': { title: 'A Mach-O file that ends too early', remedy: REBUILD },
  'macho-cpu': { title: 'A Mach-O file for another processor', remedy: MACHO },
  'macho-linked': {
    title: 'A Mach-O file that is already linked',
    remedy: UNLINKED,
  },
  'macho-type': { title: 'Not a relocatable Mach-O file', remedy: MACHO },
  'macho-command': { title: 'A load command that contradicts itself', remedy: REBUILD },
  'macho-section-bounds': { title: 'A Mach-O section lies outside the file', remedy: REBUILD },
  'macho-section-overlap': { title: 'Mach-O sections that lie on each other', remedy: REBUILD },
  'macho-alignment': { title: 'An impossible alignment of a Mach-O section', remedy: REBUILD },
  'macho-symbol-table': { title: 'A Mach-O symbol table outside the file', remedy: REBUILD },
  'macho-name': { title: 'A Mach-O symbol without a usable name', remedy: REBUILD },
  'macho-symbol-type': {
    title: 'A kind of Mach-O symbol that linkers of objects do not take',
    remedy: 'N_INDR and N_PBUD are for libraries that are already linked. Make the object again without them.',
  },
  'macho-symbol-section': { title: 'A symbol of a Mach-O section that is not there', remedy: REBUILD },
  'macho-symbol-bounds': { title: 'A Mach-O symbol outside its section', remedy: REBUILD },
  'macho-alt-entry': {
    title: 'A section that begins with an alternative entry',
    remedy: COMPAT_OFF,
  },
  'macho-strings': { title: 'A section of strings that is none', remedy: REBUILD },
  'macho-relocation-type': { title: 'A Mach-O relocation that is not supported', remedy: REPORT },
  'macho-relocation-target': { title: 'A Mach-O relocation against something that is not there', remedy: REBUILD },
  'macho-relocation-bounds': { title: 'A Mach-O relocation outside its section', remedy: REBUILD },
  'macho-relocation-zero-fill': { title: 'Mach-O relocations in a section without content', remedy: REBUILD },
  'macho-relocation-pair': { title: 'Two Mach-O relocations that do not belong together', remedy: REBUILD },
  'macho-instruction': { title: 'A Mach-O relocation of an instruction that is not there', remedy: REPORT },
  'elf-truncated': { title: 'The file ends too early', remedy: REBUILD },
  'elf-class': { title: 'A 32-bit ELF file', remedy: 'Compile for 64 bits: clang --target=x86_64-linux-gnu -c FILE.c' },
  'elf-endian': {
    title: 'An ELF file in a byte order that is not read',
    remedy: 'Compile for the other byte order: clang --target=aarch64-linux-gnu -c FILE.c',
  },
  'elf-version': { title: 'An unknown ELF version', remedy: REBUILD },
  'elf-executable': {
    title: 'An executable: it is already linked',
    remedy: UNLINKED,
  },
  'elf-shared': {
    title: 'A shared object: it is already linked',
    remedy: UNLINKED,
  },
  'elf-core': { title: 'A core dump', remedy: COMPILE },
  'elf-type': { title: 'Not a relocatable ELF file', remedy: COMPILE },
  'elf-machine': {
    title: 'Another processor',
    remedy: 'Compile for one that is read: clang --target=x86_64-linux-gnu -c FILE.c, or aarch64-linux-gnu.',
  },
  'elf-header': { title: 'The ELF header contradicts itself', remedy: REBUILD },
  'elf-no-sections': {
    title: 'No section headers',
    remedy:
      'Linkers need section headers. Use the object as the compiler wrote it, not stripped with --strip-section-headers.',
  },
  'elf-section-bounds': { title: 'A section lies outside the file', remedy: REBUILD },
  'elf-section-size': { title: 'A table has a wrong size', remedy: REBUILD },
  'elf-section-link': { title: 'A section refers to a section that does not exist', remedy: REBUILD },
  'elf-section-overlap': { title: 'Sections share the same bytes over and over', remedy: REBUILD },
  'elf-alignment': { title: 'An impossible alignment', remedy: REBUILD },
  'elf-name': { title: 'A name lies outside its string table', remedy: REBUILD },
  'elf-two-symbol-tables': { title: 'More than one symbol table', remedy: REBUILD },
  'elf-permissions': {
    title: 'One section name, two protections',
    remedy: FLAGS,
  },
  'elf-symbol-binding': { title: 'An unknown symbol binding', remedy: REPORT },
  'elf-symbol-visibility': { title: 'An unsupported symbol visibility', remedy: REPORT },
  'elf-symbol-bounds': { title: 'A symbol ends behind its section', remedy: REBUILD },
  'elf-symbol-dropped': {
    title: 'A definition that LLVM 22 drops',
    remedy: COMPAT_OFF,
  },
  'thread-local-sequence': {
    title: 'An instruction sequence for thread-local storage that is not the ABI’s',
    remedy: REPORT,
  },
  'elf-rel': {
    title: 'Relocations without addends (SHT_REL)',
    remedy: 'x86-64 objects use SHT_RELA; make the object again.',
  },
  'elf-crel': {
    title: 'Relocations in the compact form (SHT_CREL)',
    remedy: 'Make the object again without it: clang without -Wa,--crel.',
  },
  'elf-relocation-type': { title: 'A relocation type that is not supported', remedy: REPORT },
  'elf-instruction': { title: 'A relocation of an instruction that cannot hold its value', remedy: REBUILD },
  'elf-relocation-symbol': { title: 'A relocation against a symbol that is not there', remedy: REPORT },
  'elf-relocation-bounds': { title: 'A relocation outside its section', remedy: REBUILD },
  'elf-relocation-zero-fill': { title: 'A relocation in a section without content', remedy: REBUILD },
  'coff-truncated': { title: 'The COFF file ends too early', remedy: REBUILD },
  'coff-machine': {
    title: 'A COFF object for another processor',
    remedy: 'Compile for x86-64 or ARM64: clang --target=x86_64-windows-msvc -c FILE.c, or aarch64-windows-msvc.',
  },
  'coff-anonymous': {
    title: 'An anonymous COFF object: no machine code yet',
    remedy: 'Compile without link-time code generation (cl /GL, clang -flto), so that the object holds machine code.',
  },
  'coff-import': {
    title: 'An entry of an import library',
    remedy:
      'It says which DLL a name comes from and holds no code. Nothing loads DLLs here: give the name an address, or link an object that defines it.',
    severity: 'note',
  },
  'coff-import-table': {
    title: 'A piece of an import table',
    remedy: 'Nothing loads DLLs here: give the name an address, or link an object that defines it.',
  },
  'coff-directives': {
    title: 'Orders to the linker',
    remedy: 'Nothing has to be done. What is passed over is about programs on disk.',
  },
  'coff-section-bounds': { title: 'A COFF section lies outside the file', remedy: REBUILD },
  'coff-section-overlap': { title: 'COFF sections share the same bytes over and over', remedy: REBUILD },
  'coff-alignment': { title: 'An alignment that COFF does not have', remedy: REBUILD },
  'coff-strings': { title: 'A damaged COFF string table', remedy: REBUILD },
  'coff-name': { title: 'A name lies outside the COFF string table', remedy: REBUILD },
  'coff-permissions': {
    title: 'One COFF section name, two protections',
    remedy: FLAGS,
  },
  'coff-directive': {
    title: 'An order to the linker that cannot be read',
    remedy: 'Look for /alternatename in the source (#pragma comment(linker, …)): it takes NAME=NAME.',
  },
  'coff-symbol-section': { title: 'A symbol in a COFF section that does not exist', remedy: REBUILD },
  'coff-symbol-bounds': { title: 'A symbol behind its COFF section', remedy: REBUILD },
  'coff-symbol-class': { title: 'A storage class that is not supported', remedy: REPORT },
  'coff-symbol-dropped': {
    title: 'An exported name that LLVM 22 drops',
    remedy: 'Switch off the LLVM 22 quirks to link this object.',
  },
  'coff-comdat': { title: 'A COMDAT section whose symbols do not fit together', remedy: REBUILD },
  'coff-comdat-selection': { title: 'An unknown way to choose between COMDAT sections', remedy: REPORT },
  'coff-comdat-rivals': {
    title: 'COMDAT sections of one name that do not go together',
    remedy:
      'Compile all files from the same headers with the same options. In C++ two definitions of one inline function have to be the same.',
  },
  'coff-weak-external': {
    title: 'A weak external without an alternative that can be used',
    remedy: 'Define the alternative in the same file, or define the name itself.',
  },
  'coff-few-symbols': {
    title: 'More sections than symbols',
    remedy: 'Switch off the LLVM 22 quirks: only LLVM 22 stumbles over this.',
  },
  'coff-relocation-table': { title: 'COFF relocations lie outside the file', remedy: REBUILD },
  'coff-relocation-type': { title: 'A COFF relocation type that is not supported', remedy: REPORT },
  'coff-relocation-symbol': { title: 'A COFF relocation against a symbol that is not there', remedy: REPORT },
  'coff-relocation-bounds': { title: 'A COFF relocation outside its section', remedy: REBUILD },
  'coff-relocation-zero-fill': { title: 'A COFF relocation in a section without content', remedy: REBUILD },
  'eh-frame': {
    title: 'Call-frame records that cannot be read',
    remedy: 'Compile without them: -fno-asynchronous-unwind-tables',
  },
  'signed-pointer': {
    title: 'A signed pointer that cannot be signed',
    remedy: 'Give its section memory (Standard), or compile for arm64, where pointers are not signed.',
  },
  'compact-unwind': {
    title: 'Records of compact unwinding that do not hold',
    remedy: 'Make the object again, or without them: -fno-asynchronous-unwind-tables -fno-exceptions',
  },
  'unwind-personalities': {
    title: 'More personalities than compact unwinding has numbers for',
    remedy:
      'Keep code of different languages in different files, or switch exceptions off where none are needed: -fno-exceptions',
  },
  'compressed-section': {
    title: 'A compressed section is left as it is',
    remedy: 'Compile with -gz=none to see its content fixed up.',
  },
  'dwarf-truncated': { title: 'Debug information ends too early', remedy: REDEBUG },
  'dwarf-unit-length': { title: 'A unit of debug information ends behind its section', remedy: REDEBUG },
  'dwarf-version': {
    title: 'A version of DWARF that is not read',
    remedy: 'Compile with -gdwarf-5 or -gdwarf-4; versions 2 to 5 are read.',
  },
  'dwarf-unit-type': { title: 'A kind of debug unit that is not known', remedy: REDEBUG },
  'dwarf-address-size': {
    title: 'Debug information with addresses of another size',
    remedy: 'Compile for x86-64: clang --target=x86_64-linux-gnu -g -c FILE.c',
  },
  'dwarf-abbreviation': { title: 'An abbreviation of debug information that is not there', remedy: REDEBUG },
  'dwarf-abbreviation-table': { title: 'A damaged table of abbreviations', remedy: REDEBUG },
  'dwarf-form': { title: 'An attribute form that is not known', remedy: REPORT },
  'dwarf-string': { title: 'A name lies outside the debug strings', remedy: REDEBUG },
  'dwarf-index': { title: 'An index into debug information that is too large', remedy: REDEBUG },
  'dwarf-reference': { title: 'A debug entry refers to one that is not there', remedy: REDEBUG },
  'dwarf-tree': { title: 'Debug entries whose children never end', remedy: REDEBUG },
  'dwarf-ranges': { title: 'A list of address ranges that cannot be read', remedy: REDEBUG },
  'dwarf-line-header': { title: 'A line table whose header contradicts itself', remedy: REDEBUG },
  'dwarf-line-program': { title: 'A line table that breaks off', remedy: REDEBUG },
  'dwarf-line-order': { title: 'A line table that goes backwards', remedy: REDEBUG },
  'dwarf-line-file': { title: 'A line of a file that the line table does not name', remedy: REDEBUG },
  'dwarf-work': { title: 'Debug information that takes too long to read', remedy: REDEBUG },
  'dwarf-compressed': {
    title: 'Compressed debug information is not read',
    remedy: 'Compile with -gz=none to see source lines.',
  },
  'dwarf-split': {
    title: 'Most of the debug information is in another file',
    remedy: 'Compile without -gsplit-dwarf to see it all; source lines are there anyway.',
  },
  'dwarf-pieces': {
    title: 'A debug section in several pieces, of which one is read',
    remedy: 'Merge them first: ld -r FILE.o -o MERGED.o',
  },
  'mixed-architectures': {
    title: 'A file for another machine than the first',
    remedy: 'Compile it for the same target as the others, or link it alone.',
  },
  'duplicate-definition': {
    title: 'Two strong definitions of one name',
    remedy: 'Remove one of the files, or make one definition static or weak.',
  },
  'comdat-and-ordinary': {
    title: 'A COMDAT definition and an ordinary one of one name',
    remedy:
      'In C++ say “inline” in every file (for data __declspec(selectany)), or remove or make static the ordinary one. Or make one of them weak here.',
  },
  'undefined-symbol': {
    title: 'A name that nobody defines',
    remedy: 'Add the file that defines it, or give the name an address.',
  },
  'assumed-address': {
    title: 'An address was assumed',
    remedy: 'Edit the address, add the file that defines the name, or link strictly.',
  },
  'alignment-over-page': { title: 'An alignment larger than a page', remedy: 'Use a larger page size.' },
  'address-space-full': { title: 'The memory does not fit', remedy: 'Choose a lower base address or a larger slab.' },
  'nothing-to-allocate': {
    title: 'Nothing to allocate',
    remedy: 'Link it together with an object that has code or data, or switch off the LLVM 22 quirks.',
  },
  'out-of-range': {
    title: 'A target out of reach',
    remedy:
      'Move the target nearer, or compile so that it is reached through a GOT entry or a stub (-fPIC, -mcmodel=large).',
  },
  'metadata-out-of-range': {
    title: 'Metadata with a field that cannot hold an address',
    remedy:
      'Choose a base address below 4 GiB, or compile so that addresses take eight bytes. Debuggers may not find what the field means.',
  },
  'misaligned-target': {
    title: 'A target that is not aligned',
    remedy:
      'The instruction counts in units and has no bits for less. Align the target, or reach it through its address in a register.',
  },
  'crossing-forbidden': {
    title: 'A reference from memory to a NoAlloc section',
    remedy: 'Give the target another policy, or judge by the rules as landed, which forbid nothing.',
  },
  'policy-too-late': {
    title: 'A policy rule for a section that the linker makes',
    remedy: 'Give policies to the sections of files: what leads through the linker’s own tables follows from those.',
  },
  'action-failed': {
    title: 'A finalize action failed',
    remedy:
      'Twins of the actions before it, where they have any, have run in reverse. The memory stays as it was: nobody gives it back.',
  },
  'action-without-memory': {
    title: 'A finalize action without memory',
    remedy:
      'Give the section that it needs the policy Standard, or Finalize if it is needed only until the link is live.',
  },
  'action-without-function': {
    title: 'A function to call that is not there',
    remedy: 'Add the file that defines it, or take it out of the list of calls.',
  },
  'abandoned-on-request': {
    title: 'The allocation was abandoned, as you asked',
    remedy: 'Let the link go on to the end to see it live.',
  },
  'llvm-crashes': {
    title: 'LLVM 22 crashes here',
    remedy: COMPAT_OFF,
  },
  'unsupported-edge': { title: 'An edge that cannot be fixed up', remedy: REPORT },
  'out-of-memory': {
    title: 'Not enough memory',
    remedy: FEWER,
  },
  internal: {
    title: 'A mistake of ours',
    remedy: 'Please report it, with the object file if you may share it. Everything else on the page stays usable.',
  },
} as const satisfies Record<string, DiagnosticRow>

export type DiagnosticCode = keyof typeof DIAGNOSTICS

/** What kind of problem it is: "A 32-bit ELF file". */
export const titleOfProblem = (code: DiagnosticCode): Phrase =>
  rowPhrase(`diagnostics.${code}.title`, DIAGNOSTICS[code].title)

/** What to do about a problem, in a sentence or several. */
export function remedyOf(code: DiagnosticCode): Phrase {
  const { remedy }: DiagnosticRow = DIAGNOSTICS[code]
  return typeof remedy === 'string'
    ? rowPhrase(`diagnostics.${code}.remedy`, remedy)
    : rowPhrase(`remedies.${remedy.id}`, remedy.says)
}

export interface Diagnostic {
  readonly code: DiagnosticCode
  readonly severity: 'error' | 'warning' | 'note'
  /** The input's name, where one file is to blame. */
  readonly file?: string
  /** Which structure of the file: "section header 3 (.text)". */
  readonly structure?: Phrase
  /** Byte offset in the file. */
  readonly offset?: number
  readonly found?: Phrase
  readonly expected?: Phrase
  /** The case in a sentence of its own, where the title does not say it all. */
  readonly detail?: Phrase
}

export type DiagnosticFacts = Omit<Diagnostic, 'code' | 'severity'>

/** Ends the work on one file or on the link; carries the diagnostic to the edge of the phase. */
export class Refusal extends Error {
  readonly diagnostic: Diagnostic
  constructor(code: DiagnosticCode, facts: DiagnosticFacts = {}) {
    super(code)
    const row: DiagnosticRow = DIAGNOSTICS[code]
    this.diagnostic = { code, severity: row.severity ?? 'error', ...facts }
  }
}

/** One line for a terminal, in English: file, place, what is wrong, what to do. */
export function diagnosticText(diagnostic: Diagnostic): string {
  const { file, offset, code } = diagnostic
  const textOf = (fact: 'structure' | 'found' | 'expected' | 'detail'): string =>
    diagnostic[fact] ? phraseText(diagnostic[fact]) : ''
  const [structure, found, expected] = [textOf('structure'), textOf('found'), textOf('expected')]
  const at = offset === undefined ? '' : ` at offset ${hex(offset)}`
  const place = structure ? `${structure}${at}: ` : ''
  const facts = [found && `found ${found}`, expected && `expected ${expected}`].filter(Boolean).join(', ')
  const what = [textOf('detail').replace(/\.$/, ''), facts].filter(Boolean).join('; ')
  const remedy = phraseText(remedyOf(code))
  return `${file ? `${file}: ` : ''}${place}${DIAGNOSTICS[code].title}${what ? `: ${what}` : ''}. ${remedy}`
}
