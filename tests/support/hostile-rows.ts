/**
 * Damaged objects with what is expected of each: what is wrong, the diagnostic's code, and the bytes. Most rows change one
 * field of a good object, so that the message can only be about that.
 */
import type { DiagnosticCode } from '../../src/engine/graph/diagnostics'
import type { Change } from './elf-anatomy'
import { Anatomy } from './elf-anatomy'
import { readBytes } from './link-files'

export const good = readBytes('public/samples/calls-and-globals/calls.o')
const tls = readBytes('tests/corpus/tls.o')
const text = (content: string): Uint8Array => new TextEncoder().encode(content)

export type HostileRow = readonly [name: string, code: DiagnosticCode, bytes: Uint8Array]

const calls = new Anatomy(good)
const patched = (...changes: readonly Change[]): Uint8Array => calls.patched(...changes)
const header = (index: number): number => calls.header(index)
const rela = calls.content(calls.ofType(4))
const symtab = calls.content(calls.ofType(2))
const frames = calls.content(calls.named('.eh_frame'))
const frameRela = calls.content(calls.named('.rela.eh_frame'))
const thread = new Anatomy(tls)
const code = thread.content(thread.named('.text'))
const HUGE = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
const HALF = [0, 0, 0, 0, 0, 0, 0, 0x80]

export const HOSTILE: readonly HostileRow[] = [
  ['an empty file', 'file-empty', new Uint8Array(0)],
  ['a text', 'is-text', text('int main() {}\n')],
  ['random bytes', 'not-object', Uint8Array.from([1, 2, 3, 250, 251])],
  ['half an archive', 'archive-broken', text('!<arch>\nfoo.o/')],
  ['a thin archive', 'archive-thin', text('!<thin>\n')],
  ['bitcode', 'is-bitcode', Uint8Array.from([0x42, 0x43, 0xc0, 0xde, 0])],
  ['WebAssembly', 'is-wasm', Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])],
  ['gzip', 'is-compressed', Uint8Array.from([0x1f, 0x8b, 8, 0])],
  ['eight bytes of Mach-O', 'macho-truncated', Uint8Array.from([0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1])],
  ['a Windows program', 'is-windows-image', Uint8Array.from([0x4d, 0x5a, 0x90, 0])],
  ['only the magic', 'elf-truncated', good.slice(0, 4)],
  ['half a header', 'elf-truncated', good.slice(0, 40)],
  ['a header only', 'elf-truncated', good.slice(0, 64)],
  ['the last section header cut', 'elf-truncated', good.slice(0, good.length - 1)],
  ['32 bits', 'elf-class', patched([4, 1])],
  ['a big-endian mark on a little-endian file', 'elf-type', patched([5, 2])],
  ['big-endian x86-64', 'elf-endian', patched([5, 2], [16, 0, 1, 0, 62])],
  ['another ELF version', 'elf-version', patched([6, 9])],
  ['an executable', 'elf-executable', patched([16, 2])],
  ['a shared object', 'elf-shared', patched([16, 3])],
  ['a core dump', 'elf-core', patched([16, 4])],
  ['an unknown type', 'elf-type', patched([16, 99])],
  ['no section headers', 'elf-no-sections', patched([40, 0, 0, 0, 0, 0, 0, 0, 0])],
  ['section headers of a wrong size', 'elf-header', patched([58, 63])],
  [
    'section headers far behind the end',
    'elf-truncated',
    patched([40, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]),
  ],
  ['more sections than the file can hold', 'elf-truncated', patched([60, 0xff, 0xfe])],
  ['names in a section that is not there', 'elf-section-link', patched([62, 200])],
  ['a section outside the file', 'elf-section-bounds', patched([header(2) + 24, 0xff, 0xff, 0xff])],
  [
    'a section of nearly 2^64 bytes',
    'elf-section-bounds',
    patched([header(2) + 32, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
  ],
  ['an alignment that is no power of two', 'elf-alignment', patched([header(2) + 48, 3])],
  ['a section name outside its table', 'elf-name', patched([header(2), 0xff, 0xff])],
  ['two symbol tables', 'elf-two-symbol-tables', patched([header(2) + 4, 2])],
  ['a symbol table of an odd size', 'elf-section-size', patched([calls.ofType(2) + 32, 25, 0])],
  ['symbol names in no string table', 'elf-section-link', patched([calls.ofType(2) + 40, 2])],
  ['a symbol behind its section', 'elf-symbol-bounds', patched([symtab + 24 * 3 + 16, 0xff, 0xff])],
  ['an unknown binding', 'elf-symbol-binding', patched([symtab + 24 * 3 + 4, 0x52])],
  ['an unknown relocation type', 'elf-relocation-type', patched([rela + 8, 0xfe])],
  ['a relocation behind its section', 'elf-relocation-bounds', patched([rela, 0xff, 0xff])],
  ['a relocation against no symbol', 'elf-relocation-symbol', patched([rela + 12, 0xff, 0xff])],
  // Every field of the header that a reader trusts.
  ['a file that ends behind the identification', 'elf-truncated', good.slice(0, 16)],
  ['a header without its last byte', 'elf-truncated', good.slice(0, 63)],
  ['class 0', 'elf-class', patched([4, 0])],
  ['class 255', 'elf-class', patched([4, 255])],
  ['data encoding 0', 'elf-endian', patched([5, 0])],
  ['ELF version 0', 'elf-version', patched([6, 0])],
  ['file type 0', 'elf-type', patched([16, 0, 0])],
  ['a file type of the processor', 'elf-type', patched([16, 0xff, 0xff])],
  ['i386', 'elf-machine', patched([18, 3, 0])],
  ['RISC-V', 'elf-machine', patched([18, 243, 0])],
  ['a machine that does not exist', 'elf-machine', patched([18, 0xff, 0xff])],
  ['section headers at 2^63', 'elf-truncated', patched([40, ...HALF])],
  ['section headers at 2^64 - 1', 'elf-truncated', patched([40, ...HUGE])],
  [
    'section headers that start at the last byte',
    'elf-truncated',
    patched([40, (good.length - 1) & 255, (good.length - 1) >> 8]),
  ],
  ['section headers of 0 bytes', 'elf-header', patched([58, 0, 0])],
  ['section headers of 65535 bytes', 'elf-header', patched([58, 0xff, 0xff])],
  ['65535 sections', 'elf-truncated', patched([60, 0xff, 0xff])],
  ['2^64 - 1 sections, counted in the first header', 'elf-truncated', patched([60, 0, 0], [header(0) + 32, ...HUGE])],
  ['names in the section behind the last', 'elf-section-link', patched([62, 0xfe, 0xff])],
  [
    'names in an extended section that is not there',
    'elf-section-link',
    patched([62, 0xff, 0xff], [header(0) + 40, 0xff, 0xff]),
  ],
  ['names in the code', 'elf-section-link', patched([62, 2])],
  // Section headers.
  ['names outside the file', 'elf-section-bounds', patched([calls.ofType(3) + 24, ...HUGE])],
  ['a string table that ends in the middle of a name', 'elf-name', patched([calls.ofType(3) + 32, 1, 0])],
  ['content at 2^63', 'elf-section-bounds', patched([header(2) + 24, ...HALF])],
  ['content whose end wraps around', 'elf-section-bounds', patched([header(2) + 24, ...HUGE], [header(2) + 32, 2])],
  [
    'content one byte too long',
    'elf-section-bounds',
    patched([calls.named('.text') + 24, (good.length - 48) & 255, (good.length - 48) >> 8]),
  ],
  ['an alignment of 2^32', 'elf-alignment', patched([header(2) + 48, 0, 0, 0, 0, 1])],
  ['an alignment of 2^63', 'elf-alignment', patched([header(2) + 48, ...HALF])],
  ['an alignment of 2^64 - 1', 'elf-alignment', patched([header(2) + 48, ...HUGE])],
  ['an alignment of 6', 'elf-alignment', patched([header(4) + 48, 6])],
  ['a name at 2^32 - 1', 'elf-name', patched([header(3), 0xff, 0xff, 0xff, 0xff])],
  ['a second table of extended indices', 'elf-two-symbol-tables', patched([header(2) + 4, 18], [header(4) + 4, 18])],
  ['a symbol table of 23 bytes', 'elf-section-size', patched([calls.ofType(2) + 32, 23, 0])],
  ['symbol names in section 0', 'elf-section-link', patched([calls.ofType(2) + 40, 0])],
  [
    'symbol names in a section that is not there',
    'elf-section-link',
    patched([calls.ofType(2) + 40, 0xff, 0xff, 0xff, 0xff]),
  ],
  [
    'symbol names in the symbol table',
    'elf-section-link',
    patched([calls.ofType(2) + 40, (calls.ofType(2) - header(0)) / 64]),
  ],
  [
    'two sections of one name and two protections',
    'elf-permissions',
    patched([calls.named('.data'), ...good.slice(calls.named('.text'), calls.named('.text') + 4)]),
  ],
  // Symbols.
  ['a symbol whose name is outside', 'elf-name', patched([symtab + 24 * 3, 0xff, 0xff, 0xff])],
  ['a symbol that starts behind its section', 'elf-symbol-bounds', patched([symtab + 24 * 3 + 8, 0xff])],
  [
    'a symbol at 2^64 - 1',
    'elf-symbol-bounds',
    patched([symtab + 24 * 3 + 8, ...HUGE], [symtab + 24 * 3 + 16, 0, 0, 0, 0, 0, 0, 0, 0]),
  ],
  ['a symbol of 2^64 - 1 bytes', 'elf-symbol-bounds', patched([symtab + 24 * 3 + 16, ...HUGE])],
  ['binding 3', 'elf-symbol-binding', patched([symtab + 24 * 3 + 4, 0x32])],
  ['binding 15', 'elf-symbol-binding', patched([symtab + 24 * 3 + 4, 0xf2])],
  ['an undefined symbol of binding 5', 'elf-symbol-binding', patched([symtab + 24 * 3 + 4, 0x50, 0, 0, 0])],
  ['a common of an impossible alignment', 'elf-alignment', patched([symtab + 24 * 3 + 6, 0xf2, 0xff, 3])],
  // Relocations.
  ['relocations without addends', 'elf-rel', patched([calls.ofType(4) + 4, 9])],
  ['compact relocations', 'elf-crel', patched([calls.ofType(4) + 4, 0x14, 0, 0, 0x40])],
  ['relocations of no section', 'elf-section-link', patched([calls.ofType(4) + 44, 0])],
  ['relocations of a section that is not there', 'elf-section-link', patched([calls.ofType(4) + 44, 0xff, 0xff])],
  ['a relocation table of 25 bytes', 'elf-section-size', patched([calls.ofType(4) + 32, 25, 0])],
  ['relocation type 2^32 - 1', 'elf-relocation-type', patched([rela + 8, 0xff, 0xff, 0xff, 0xff])],
  ['relocation type GLOB_DAT', 'elf-relocation-type', patched([rela + 8, 6])],
  ['relocation type IRELATIVE', 'elf-relocation-type', patched([rela + 8, 37])],
  ['relocation type 38', 'elf-relocation-type', patched([rela + 8, 38])],
  ['a relocation against symbol 2^32 - 1', 'elf-relocation-symbol', patched([rela + 12, 0xff, 0xff, 0xff, 0xff])],
  ['a relocation against the file’s name', 'elf-relocation-symbol', patched([rela + 12, 1])],
  ['a relocation at 2^64 - 1', 'elf-relocation-bounds', patched([rela, ...HUGE])],
  ['a relocation at 2^63', 'elf-relocation-bounds', patched([rela, ...HALF])],
  ['a relocation at the section’s end', 'elf-relocation-bounds', patched([rela, 0x31, 0])],
  ['a relocation in zero-fill', 'elf-relocation-zero-fill', patched([calls.named('.text') + 4, 8])],
]

/** Damage that shows only while linking: the whole link fails, and says where. */
export const HOSTILE_LINKS: readonly HostileRow[] = [
  ['a field that sticks out of its section', 'elf-relocation-bounds', patched([rela, 0x30, 0])],
  ['a record longer than its section', 'eh-frame', patched([frames, 0xff, 0xff])],
  ['a record of 2^64 - 1 bytes', 'eh-frame', patched([frames, ...HUGE, 0xff, 0xff, 0xff, 0xff])],
  ['a CIE of version 2', 'eh-frame', patched([frames + 8, 2])],
  ['a CIE of version 255', 'eh-frame', patched([frames + 8, 255])],
  ['an augmentation that nobody knows', 'eh-frame', patched([frames + 10, 0x51])],
  ['an augmentation without an end', 'eh-frame', patched([frames + 9, ...new Array<number>(15).fill(0x7a)])],
  ['a pointer encoding that linkers do not support', 'eh-frame', patched([frames + 16, 0x2b])],
  ['an omitted function address', 'eh-frame', patched([frames + 16, 0xff])],
  ['a CIE pointer to nowhere', 'eh-frame', patched([frames + 28, 0x7f])],
  ['a CIE pointer in front of the section', 'eh-frame', patched([frames + 28, 0xff, 0xff, 0xff, 0x7f])],
  ['a record that is too short for its pointer', 'eh-frame', patched([frames, 2])],
  [
    'two relocations at one function address',
    'eh-frame',
    patched([frameRela + 24, ...good.slice(frameRela, frameRela + 8)]),
  ],
  ['a general-dynamic sequence that is none', 'thread-local-sequence', thread.patched([code + 1, 0x90])],
  ['a general-dynamic call that is none', 'thread-local-sequence', thread.patched([code + 8, 0x90])],
  ['a local-dynamic sequence that is none', 'thread-local-sequence', thread.patched([code + 32, 0x90])],
  ['an initial-exec instruction that is none', 'thread-local-sequence', thread.patched([code + 52, 0x90])],
]
