/**
 * Damaged Mach-O objects with what is expected of each: what is wrong, the diagnostic's code, and the bytes. Each changes
 * a field or two of a good object, so that the message can only be about that.
 */
import type { HostileRow } from './hostile-rows'
import { readBytes } from './link-files'
import type { Change } from './macho-anatomy'
import { MachOAnatomy } from './macho-anatomy'
import { writeUniversal } from './universal-writer'

const forms = new MachOAnatomy(readBytes('tests/corpus/macho-x86-64/forms.o'))
const names = new MachOAnatomy(readBytes('tests/corpus/macho-x86-64/names.o'))
const strings = new MachOAnatomy(readBytes('tests/corpus/macho-x86-64/strings.o'))
const frames = new MachOAnatomy(readBytes('tests/corpus/macho-x86-64/frames.o'))
const unwind = new MachOAnatomy(readBytes('tests/corpus/macho-x86-64/two-sections.o'))
const arm = new MachOAnatomy(readBytes('tests/corpus/macho-arm64/forms.o'))
const signed = new MachOAnatomy(readBytes('tests/corpus/macho-arm64e/signed.o'))

/** An object to put beside the damaged one. */
export const GOOD_MACHO = readBytes('tests/corpus/macho-x86-64/whole.o')
export const GOOD_ARM64 = readBytes('tests/corpus/macho-arm64/frames.o')

const HUGE = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
const HALF = [0, 0, 0, 0, 0, 0, 0, 0x80]
const ALL = [0xff, 0xff, 0xff, 0xff]
const little = (value: number): number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >>> 24) & 255]

const patched = (...changes: readonly Change[]): Uint8Array => forms.patched(...changes)
const text = forms.named('__text')
const data = forms.named('__data')
const lone = forms.named('__lone')
const bss = names.named('__bss')
const { segment, symtab } = forms
const main = forms.symbolNamed('_main')
const outside = forms.symbolNamed('_outside')
const lastData = forms.relocation(data, forms.relocations(data) - 1)
const records = unwind.named('__compact_unwind')
const firstRecord = unwind.relocation(records, 0)
const armText = arm.named('__text')
const armData = arm.named('__data')

/** The word of a relocation with some of its parts replaced. */
function word(
  anatomy: MachOAnatomy,
  at: number,
  parts: { readonly symbol?: number; readonly type?: number; readonly length?: number; readonly flip?: number },
): Change {
  let value = anatomy.word(at + 4)
  if (parts.symbol !== undefined) value = (value & ~0xffffff) | parts.symbol
  if (parts.type !== undefined) value = (value & 0x0fffffff) | (parts.type << 28)
  if (parts.length !== undefined) value = (value & ~(3 << 25)) | (parts.length << 25)
  return [at + 4, ...little((value ^ (parts.flip ?? 0)) >>> 0)]
}
const PC_RELATIVE = 1 << 24
const EXTERN = 1 << 27

/** A relocation of the code by its type. */
const code = (type: number): number => forms.ofType(text, type)
const instruction = (type: number): number => arm.content(armText) + arm.word(arm.ofType(armText, type))

const slice = (...changes: readonly Change[]): Uint8Array => {
  const copy = writeUniversal([{ cpuType: 0x01000007, bytes: GOOD_MACHO }])
  for (const [offset, ...bytes] of changes) copy.set(bytes, offset)
  return copy
}

/** Refused before anything is linked; the other files go on. */
export const HOSTILE_MACHO: readonly HostileRow[] = [
  // Header.
  ['four bytes', 'macho-truncated', forms.bytes.slice(0, 4)],
  ['a header that ends early', 'macho-truncated', forms.bytes.slice(0, 31)],
  ['a header and nothing else', 'macho-truncated', forms.bytes.slice(0, 32)],
  ['32 bits', 'macho-32-bit', patched([0, 0xce])],
  ['32 bits, big-endian', 'macho-32-bit', patched([0, 0xfe, 0xed, 0xfa, 0xce])],
  ['big-endian', 'macho-endian', patched([0, 0xfe, 0xed, 0xfa, 0xcf])],
  ['i386', 'macho-cpu', patched([4, 7, 0, 0, 0])],
  ['PowerPC', 'macho-cpu', patched([4, 18, 0, 0, 1])],
  ['arm64_32', 'macho-cpu', patched([4, 12, 0, 0, 2])],
  ['a processor that does not exist', 'macho-cpu', patched([4, ...ALL])],
  ['an executable', 'macho-linked', patched([12, 2])],
  ['a dynamic library', 'macho-linked', patched([12, 6])],
  ['a bundle', 'macho-linked', patched([12, 8])],
  ['a kernel extension', 'macho-linked', patched([12, 11])],
  ['a core dump', 'macho-type', patched([12, 4])],
  ['debug symbols alone', 'macho-type', patched([12, 10])],
  ['file type 0', 'macho-type', patched([12, 0])],
  ['file type 2^32 - 1', 'macho-type', patched([12, ...ALL])],
  // Load commands.
  ['load commands of 2^32 - 1 bytes', 'macho-truncated', patched([20, ...ALL])],
  ['load commands one byte beyond the file', 'macho-truncated', patched([20, ...little(forms.bytes.length - 31)])],
  ['2^32 - 1 load commands', 'macho-command', patched([16, ...ALL])],
  ['one load command too many', 'macho-command', patched([16, forms.word(16) + 1])],
  ['no room for load commands', 'macho-command', patched([20, 0, 0, 0, 0])],
  ['a load command of 0 bytes', 'macho-command', patched([segment + 4, 0, 0, 0, 0])],
  ['a load command of 4 bytes', 'macho-command', patched([segment + 4, 4, 0, 0, 0])],
  ['a load command of 73 bytes', 'macho-command', patched([segment + 4, 73, 0, 0, 0])],
  ['a load command of 2^32 - 8 bytes', 'macho-command', patched([segment + 4, 0xf8, 0xff, 0xff, 0xff])],
  ['a segment of 64 bytes', 'macho-command', patched([segment + 4, 64, 0, 0, 0])],
  ['a segment with one section too many', 'macho-command', patched([segment + 64, forms.word(segment + 64) + 1])],
  ['a segment with 2^32 - 1 sections', 'macho-command', patched([segment + 64, ...ALL])],
  ['a segment of 32 bits', 'macho-command', patched([segment, 1])],
  ['a symbol table command of 16 bytes', 'macho-command', patched([symtab + 4, 16, 0, 0, 0])],
  ['two symbol tables', 'macho-command', twoSymbolTables()],
  // Sections.
  ['content at 2^32 - 1', 'macho-section-bounds', patched([text + 48, ...ALL])],
  [
    'content one byte too long',
    'macho-section-bounds',
    patched([text + 40, ...little(forms.bytes.length - forms.content(text) + 1)]),
  ],
  ['content of 2^63 bytes', 'macho-section-bounds', patched([text + 40, ...HALF])],
  ['content of 2^64 - 1 bytes', 'macho-section-bounds', patched([text + 40, ...HUGE])],
  ['content that ends behind the last address', 'macho-section-bounds', patched([lone + 32, ...HUGE])],
  ['zero-fill of 2^63 bytes', 'macho-section-bounds', names.patched([bss + 40, ...HALF])],
  ['an alignment of 2^32', 'macho-alignment', patched([text + 52, 32])],
  ['an alignment of 2^(2^32 - 1)', 'macho-alignment', patched([text + 52, ...ALL])],
  ['relocations at 2^32 - 1', 'macho-section-bounds', patched([text + 56, ...ALL])],
  ['2^32 - 1 relocations', 'macho-section-bounds', patched([text + 60, ...ALL])],
  [
    'a relocation table that ends one byte late',
    'macho-section-bounds',
    patched([text + 56, ...little(forms.bytes.length + 1 - 8 * forms.relocations(text))]),
  ],
  ['two sections of one address', 'macho-section-overlap', patched([data + 32, 0, 0, 0, 0])],
  ['a section in another', 'macho-section-overlap', patched([lone + 32, 4, 0, 0, 0])],
  ['a section one byte too early', 'macho-section-overlap', patched([data + 32, ...little(forms.word(data + 32) - 1)])],
  ['zero-fill over everything', 'macho-section-overlap', names.patched([bss + 32, 0, 0, 0, 0, 0, 0, 0, 0])],
  ['sections of the same relocations over and over', 'macho-section-overlap', sharedRelocations()],
  // Symbol table.
  ['symbols at 2^32 - 1', 'macho-symbol-table', patched([symtab + 8, ...ALL])],
  ['2^32 - 1 symbols', 'macho-symbol-table', patched([symtab + 12, ...ALL])],
  [
    'one symbol too many for the file',
    'macho-symbol-table',
    patched([symtab + 12, ...little(Math.floor((forms.bytes.length - forms.word(symtab + 8)) / 16) + 1)]),
  ],
  ['names at 2^32 - 1', 'macho-symbol-table', patched([symtab + 16, ...ALL])],
  ['names of 2^32 - 1 bytes', 'macho-symbol-table', patched([symtab + 20, ...ALL])],
  [
    'names one byte beyond the file',
    'macho-symbol-table',
    patched([symtab + 20, ...little(forms.bytes.length - forms.word(symtab + 16) + 1)]),
  ],
  // Symbols.
  ['a name at 2^32 - 1', 'macho-name', patched([main, ...ALL])],
  ['a name right behind the last', 'macho-name', patched([main, ...little(forms.word(symtab + 20))])],
  ['a symbol for others without a name', 'macho-name', patched([main, 0, 0, 0, 0])],
  ['an undefined symbol without a name', 'macho-name', patched([outside, 0, 0, 0, 0])],
  ['an undefined local symbol without a name', 'macho-name', patched([outside, 0, 0, 0, 0, 0])],
  ['a symbol in section 0', 'macho-symbol-section', patched([main + 5, 0])],
  ['a symbol in section 255', 'macho-symbol-section', patched([main + 5, 255])],
  [
    'a symbol in the section behind the last',
    'macho-symbol-section',
    patched([main + 5, forms.word(segment + 64) + 1]),
  ],
  ['an undefined symbol in section 255', 'macho-symbol-section', patched([outside + 5, 255])],
  ['a symbol at 2^64 - 1', 'macho-symbol-bounds', patched([main + 8, ...HUGE])],
  ['a symbol at 2^63', 'macho-symbol-bounds', patched([main + 8, ...HALF])],
  ['a symbol behind its section', 'macho-symbol-bounds', patched([main + 8, ...little(forms.word(text + 40) + 1)])],
  ['a symbol in front of its section', 'macho-symbol-bounds', patched([forms.symbolNamed('_value') + 8, 0, 0, 0, 0])],
  ['an indirect symbol', 'macho-symbol-type', patched([main + 4, 0x0b])],
  ['a symbol bound before', 'macho-symbol-type', patched([main + 4, 0x0d])],
  ['symbol type 6', 'macho-symbol-type', patched([main + 4, 0x07])],
  ['symbol type 8', 'macho-symbol-type', patched([main + 4, 0x09])],
  // Strings.
  [
    'strings without a last zero',
    'macho-strings',
    strings.patched([
      strings.content(strings.named('__cstring')) + strings.word(strings.named('__cstring') + 40) - 1,
      0x41,
    ]),
  ],
  [
    'code that calls itself strings',
    'macho-strings',
    patched([text + 64, 2], [forms.content(text) + forms.word(text + 40) - 1, 0x41]),
  ],
  // Relocations of x86-64.
  ['a relocation at 2^32 - 1', 'macho-relocation-bounds', patched([code(1), ...ALL])],
  ['a scattered relocation', 'macho-relocation-bounds', patched([code(1) + 3, 0x80])],
  [
    'a relocation at the section’s end',
    'macho-relocation-bounds',
    patched([code(1), ...little(forms.word(text + 40))]),
  ],
  [
    'a field that sticks out of its section',
    'macho-relocation-bounds',
    patched([code(1), ...little(forms.word(text + 40) - 3)]),
  ],
  [
    'a field that lies in two pieces',
    'macho-relocation-bounds',
    patched([code(1), ...little(forms.word(forms.symbolNamed('_other') + 8) - 2)]),
  ],
  ['a load whose opcode is in front of its piece', 'macho-relocation-bounds', patched([code(3), 2, 0, 0, 0])],
  [
    'a relocation in zero-fill',
    'macho-relocation-zero-fill',
    names.patched([bss + 56, ...little(names.word(names.named('__text') + 56))], [bss + 60, 1]),
  ],
  ['relocation type 10', 'macho-relocation-type', patched(word(forms, code(1), { type: 10 }))],
  ['relocation type 15', 'macho-relocation-type', patched(word(forms, code(1), { type: 15 }))],
  ['a distance of one byte', 'macho-relocation-type', patched(word(forms, code(1), { length: 0 }))],
  ['a distance of two bytes', 'macho-relocation-type', patched(word(forms, code(1), { length: 1 }))],
  ['a distance of eight bytes', 'macho-relocation-type', patched(word(forms, code(1), { length: 3 }))],
  ['a distance from nowhere', 'macho-relocation-type', patched(word(forms, code(1), { flip: PC_RELATIVE }))],
  ['an address that is relative', 'macho-relocation-type', patched(word(forms, lastData, { flip: PC_RELATIVE }))],
  ['a GOT entry for a section', 'macho-relocation-type', patched(word(forms, code(4), { flip: EXTERN }))],
  [
    'a thread-local variable that is a section',
    'macho-relocation-type',
    patched(word(forms, code(3), { type: 9, flip: EXTERN })),
  ],
  [
    'a relocation against symbol 2^24 - 1',
    'macho-relocation-target',
    patched(word(forms, code(2), { symbol: 0xffffff })),
  ],
  [
    'a relocation against the symbol behind the last',
    'macho-relocation-target',
    patched(word(forms, code(2), { symbol: forms.word(symtab + 12) })),
  ],
  [
    'a relocation against a debug symbol',
    'macho-relocation-target',
    patched([main + 4, 0x24], word(forms, code(2), { symbol: (main - forms.symbol(0)) / 16 })),
  ],
  ['a relocation against section 0', 'macho-relocation-target', patched(word(forms, code(1), { symbol: 0 }))],
  [
    'a relocation against section 2^24 - 1',
    'macho-relocation-target',
    patched(word(forms, code(1), { symbol: 0xffffff })),
  ],
  [
    'a distance to far behind every section',
    'macho-relocation-target',
    patched([forms.content(text) + forms.word(code(1)), 0, 0, 0, 0x7f]),
  ],
  [
    'an address in no section',
    'macho-relocation-target',
    patched(word(forms, lastData, { symbol: 1, flip: EXTERN }), [forms.content(data) + forms.word(lastData), ...HUGE]),
  ],
  ['half a difference', 'macho-relocation-pair', lastOfSection(5)],
  ['a difference at two places', 'macho-relocation-pair', patched([code(5) + 8, 0, 0, 0, 0])],
  [
    'a difference of two widths',
    'macho-relocation-pair',
    patched(word(forms, code(5) + 8, { length: 5 - 2 - ((forms.word(code(5) + 4) >>> 25) & 3) + 2 })),
  ],
  [
    'a difference of two symbols elsewhere',
    'macho-relocation-target',
    patched(
      word(forms, code(5), { symbol: (outside - forms.symbol(0)) / 16 }),
      word(forms, code(5) + 8, { symbol: (outside - forms.symbol(0)) / 16 }),
    ),
  ],
  // Relocations of arm64.
  ['arm64: a branch that is none', 'macho-instruction', arm.patched([instruction(2) + 3, 0xd5])],
  ['arm64: a branch with an addend in it', 'macho-instruction', arm.patched([instruction(2), 1])],
  ['arm64: a page that is none', 'macho-instruction', arm.patched([instruction(3) + 3, 0x10])],
  ['arm64: a page with an addend in it', 'macho-instruction', arm.patched([instruction(3), 0x20])],
  ['arm64: a place in a page with an addend in it', 'macho-instruction', arm.patched([instruction(4) + 1, 4])],
  ['arm64: a GOT page that is none', 'macho-instruction', arm.patched([instruction(5) + 3, 0x10])],
  ['arm64: a GOT load that is none', 'macho-instruction', arm.patched([instruction(6) + 3, 0xb9])],
  [
    'arm64: an addend in front of nothing',
    'macho-relocation-pair',
    arm.patched([arm.ofType(armText, 10) + 8, 0, 0, 0, 0]),
  ],
  [
    'arm64: an addend in front of a GOT page',
    'macho-relocation-pair',
    arm.patched(word(arm, arm.ofType(armText, 10, 1) + 8, { type: 5 })),
  ],
  [
    'arm64: an addend of eight bytes',
    'macho-relocation-type',
    arm.patched(word(arm, arm.ofType(armText, 10), { length: 3 })),
  ],
  ['arm64: relocation type 12', 'macho-relocation-type', arm.patched(word(arm, arm.ofType(armText, 2), { type: 12 }))],
  [
    'arm64: a branch to a section',
    'macho-relocation-type',
    arm.patched(word(arm, arm.ofType(armText, 2), { flip: EXTERN })),
  ],
  [
    'arm64: an address of one byte',
    'macho-relocation-type',
    arm.patched(word(arm, arm.relocation(armData, arm.relocations(armData) - 1), { length: 0 })),
  ],
  [
    'arm64e: a signed pointer of four bytes',
    'macho-relocation-type',
    signed.patched(word(signed, signed.ofType(signed.named('__data'), 11), { length: 2 })),
  ],
  [
    'arm64e: a signed pointer to a section',
    'macho-relocation-type',
    signed.patched(word(signed, signed.ofType(signed.named('__data'), 11), { flip: EXTERN })),
  ],
  // Universal files.
  ['a universal file without slices', 'macho-universal', slice([7, 0])],
  ['a universal file with 42 slices', 'macho-universal', slice([7, 42]).slice(0, 200)],
  ['a slice at 2^32 - 1', 'macho-universal', slice([16, ...ALL])],
  ['a slice of 2^32 - 1 bytes', 'macho-universal', slice([20, ...ALL])],
  ['a slice in the header', 'macho-universal', slice([16, 0, 0, 0, 4])],
  ['a universal file that ends in its header', 'macho-universal', slice().slice(0, 20)],
  ['a slice that is a text', 'is-text', slice(...[...GOOD_MACHO.keys()].map((i): Change => [32 + i, 0x41]))],
  ['a slice for a processor that we do not know', 'universal-slice', slice([8, 0, 0, 0, 18])],
]

/** Damage that shows only while linking: the whole link fails, and says where. */
export const HOSTILE_MACHO_LINKS: readonly HostileRow[] = [
  [
    'a call-frame record longer than its section',
    'eh-frame',
    frames.patched([frames.content(frames.named('__eh_frame')), 0xff, 0xff]),
  ],
  ['a CIE of version 3', 'eh-frame', frames.patched([frames.content(frames.named('__eh_frame')) + 8, 3])],
  [
    'an augmentation that nobody knows',
    'eh-frame',
    frames.patched([frames.content(frames.named('__eh_frame')) + 10, 0x51]),
  ],
  ['records of compact unwinding of 31 bytes', 'compact-unwind', unwind.patched([records + 40, 95])],
  ['a record of compact unwinding without a function', 'compact-unwind', unwind.patched([records + 60, 2])],
  [
    'a record of compact unwinding with a relocation of its size',
    'compact-unwind',
    unwind.patched([firstRecord, ...little(unwind.word(firstRecord) + 8)], word(unwind, firstRecord, { symbol: 1 }), [
      unwind.content(records) + unwind.word(firstRecord) + 8,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
    ]),
  ],
  ['a fourth personality', 'unwind-personalities', readBytes('tests/corpus/macho-x86-64/personalities.o')],
  ['an encoding that needs a call-frame record', 'compact-unwind', unwind.patched([unwind.content(records) + 15, 4])],
]

/** A symbol table command in place of another command that is long enough. */
function twoSymbolTables(): Uint8Array {
  const other = forms.command(0x0b) // LC_DYSYMTAB
  return patched([other, 2])
}

/** Every section has the relocations of the first: far more than the file has bytes. */
function sharedRelocations(): Uint8Array {
  const count = Math.floor((forms.bytes.length - 32) / 8)
  const sections = [0, 1, 2, 3, 4].map((i) => forms.section(i))
  return patched(
    ...sections.flatMap((at): Change[] => [
      [at + 56, 32, 0, 0, 0],
      [at + 60, ...little(count)],
    ]),
  )
}

/** The code has its relocations up to the first of a type, and not the one behind it. */
function lastOfSection(type: number): Uint8Array {
  return patched([text + 60, ...little((code(type) - forms.relocation(text, 0)) / 8 + 1)])
}
