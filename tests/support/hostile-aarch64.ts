/**
 * Damaged AArch64 objects with what is expected of each: what is wrong, the diagnostic's code, and the bytes. Rows of
 * HOSTILE_AARCH64 are refused when they are read; those of HOSTILE_AARCH64_LINKS end the link.
 */
import type { HostileRow } from './hostile-rows'
import { Anatomy } from './elf-anatomy'
import { readBytes } from './link-files'

const fields = new Anatomy(readBytes('tests/corpus/aarch64/fields.o'))
const big = new Anatomy(readBytes('tests/corpus/aarch64-be/fields.o'))
const bigFrames = new Anatomy(readBytes('tests/corpus/aarch64-be/frames.o'))
const tls = new Anatomy(readBytes('tests/corpus/aarch64/tls.o'))
const descriptors = new Anatomy(readBytes('tests/corpus/aarch64/tls-descriptors.o'))

export const GOOD_AARCH64 = readBytes('tests/corpus/aarch64/got-first.o')
export const GOOD_AARCH64_BE = readBytes('tests/corpus/aarch64-be/frames.o')

const NOP = [0x1f, 0x20, 0x03, 0xd5]
const HUGE = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]

const rela = fields.content(fields.named('.rela.text'))
const bigRela = big.content(big.named('.rela.text'))
/** Where the relocation of a type stands, and the instruction that it is for. */
const ofType = (anatomy: Anatomy, type: number): number => anatomy.relocation('.rela.text', type)
const instruction = (anatomy: Anatomy, type: number): number =>
  anatomy.content(anatomy.named('.text')) + anatomy.word(ofType(anatomy, type))

/** Types whose instruction is looked at, by number and name. */
const FORMS: readonly (readonly [type: number, name: string])[] = [
  [264, 'a move of bits 0 to 15'],
  [266, 'a move of bits 16 to 31'],
  [268, 'a move of bits 32 to 47'],
  [269, 'a move of bits 48 to 63'],
  [273, 'a load from nearby'],
  [274, 'ADR'],
  [278, 'a load of a byte'],
  [279, 'a test and branch'],
  [280, 'a conditional branch'],
  [284, 'a load of 2 bytes'],
  [285, 'a load of 4 bytes'],
  [286, 'a load of 8 bytes'],
  [299, 'a load of 16 bytes'],
]

/** Types that are known and not taken. */
const REFUSED: readonly (readonly [type: number, name: string])[] = [
  [512, 'an old thread-local dialect'],
  [518, 'its local form'],
  [543, 'thread-local storage of the tiny model'],
  [560, 'a descriptor of the tiny model'],
  [1024, 'a copy'],
  [1027, 'an order to the loader'],
  [1032, 'a resolver for the loader'],
  [299 + 1, 'a number that is not known'],
  [0x7fff, 'a number far beyond all'],
]

export const HOSTILE_AARCH64: readonly HostileRow[] = [
  ...FORMS.map(
    ([type, name]): HostileRow => [
      `${name}, where another instruction stands`,
      'elf-instruction',
      fields.patched([instruction(fields, type), ...NOP]),
    ],
  ),
  ...REFUSED.map(
    ([type, name]): HostileRow => [name, 'elf-relocation-type', fields.patched([rela + 8, type & 255, type >> 8])],
  ),
  ['an instruction behind its section', 'elf-relocation-bounds', fields.patched([ofType(fields, 279), 0xa0, 0])],
  ['a relocation behind its section', 'elf-relocation-bounds', fields.patched([rela, ...HUGE])],
  ['a relocation against no symbol', 'elf-relocation-symbol', fields.patched([rela + 12, 0xff, 0xff])],
  ['big-endian: a type that is not known', 'elf-relocation-type', big.patched([bigRela + 14, 0x7f, 0xff])],
  ['big-endian: no such symbol', 'elf-relocation-symbol', big.patched([bigRela + 10, 0xff, 0xff])],
  ['big-endian: a place behind the section', 'elf-relocation-bounds', big.patched([bigRela, ...HUGE])],
  ['big-endian: another instruction', 'elf-instruction', big.patched([instruction(big, 279), ...NOP])],
  ['big-endian: no section headers', 'elf-no-sections', big.patched([40, 0, 0, 0, 0, 0, 0, 0, 0])],
  ['big-endian: section headers at 2^64 - 1', 'elf-truncated', big.patched([40, ...HUGE])],
  ['big-endian: more sections than there are', 'elf-truncated', big.patched([60, 0xfe, 0xff])],
  ['big-endian: names in no section', 'elf-section-link', big.patched([62, 0, 200])],
  ['big-endian: a section outside the file', 'elf-section-bounds', big.patched([big.header(2) + 24, ...HUGE])],
  ['big-endian: an alignment of 3', 'elf-alignment', big.patched([big.header(2) + 55, 3])],
  ['big-endian: an executable', 'elf-executable', big.patched([16, 0, 2])],
  ['big-endian: cut in the middle of its headers', 'elf-truncated', big.bytes.slice(0, big.header(3))],
  ['big-endian: a symbol behind its section', 'elf-symbol-bounds', big.patched([big.symbolOf('near') + 8, ...HUGE])],
  ['big-endian: marked as little-endian', 'elf-type', big.patched([5, 1])],
]

export const HOSTILE_AARCH64_LINKS: readonly HostileRow[] = [
  ['a branch to a place between instructions', 'misaligned-target', fields.patched([ofType(fields, 279) + 16, 2])],
  ['a branch too far', 'out-of-range', fields.patched([ofType(fields, 279) + 16, 0, 0, 1])],
  ['a conditional branch too far', 'out-of-range', fields.patched([ofType(fields, 280) + 16, 0, 0, 0x20])],
  ['a call too far', 'out-of-range', fields.patched([ofType(fields, 283) + 16, 0, 0, 0, 0x10])],
  ['ADR too far', 'out-of-range', fields.patched([ofType(fields, 274) + 16, 0, 0, 0x20])],
  ['a page too far', 'out-of-range', fields.patched([ofType(fields, 275) + 16, 0, 0, 0, 0, 4])],
  ['a load from an odd place', 'misaligned-target', fields.patched([ofType(fields, 286) + 16, 1])],
  ['a load of 16 bytes from a place for 8', 'misaligned-target', fields.patched([ofType(fields, 299) + 16, 8])],
  [
    'a pointer of 32 bits to the top',
    'out-of-range',
    fields.patched([fields.relocation('.rela.data', 258) + 20, 0x40]),
  ],
  [
    'a distance of 32 bits to the top',
    'out-of-range',
    fields.patched([fields.relocation('.rela.data', 261) + 20, 0x40]),
  ],
  ['initial-exec without a page', 'thread-local-sequence', tls.patched([instruction(tls, 541), ...NOP])],
  ['initial-exec without a load', 'thread-local-sequence', tls.patched([instruction(tls, 542), ...NOP])],
  [
    'a descriptor without a page',
    'thread-local-sequence',
    descriptors.patched([instruction(descriptors, 562), ...NOP]),
  ],
  [
    'a descriptor without a load',
    'thread-local-sequence',
    descriptors.patched([instruction(descriptors, 563), ...NOP]),
  ],
  ['a descriptor without a sum', 'thread-local-sequence', descriptors.patched([instruction(descriptors, 564), ...NOP])],
  [
    'a descriptor without a call',
    'thread-local-sequence',
    descriptors.patched([instruction(descriptors, 569), ...NOP]),
  ],
  [
    'a distance from the thread pointer beyond 24 bits',
    'out-of-range',
    tls.patched([ofType(tls, 549) + 16, 0, 0, 0, 1]),
  ],
  ['big-endian: a branch too far', 'out-of-range', big.patched([ofType(big, 279) + 20, 0, 1, 0, 0])],
  ['big-endian: a branch between instructions', 'misaligned-target', big.patched([ofType(big, 279) + 23, 2])],
  [
    'big-endian: a record longer than its section',
    'eh-frame',
    bigFrames.patched([bigFrames.content(bigFrames.named('.eh_frame')), 0, 0, 0xff]),
  ],
  [
    'big-endian: a record of another version',
    'eh-frame',
    bigFrames.patched([bigFrames.content(bigFrames.named('.eh_frame')) + 8, 9]),
  ],
]
