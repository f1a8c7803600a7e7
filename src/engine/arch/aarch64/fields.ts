/**
 * Fields of AArch64 instructions. Every instruction is one word of four bytes, so an address never fits: branches hold the
 * distance in units of four bytes, ADRP holds the distance in pages, and the instruction behind it the rest, in units of
 * what it loads or stores.
 *
 * Source: Arm Architecture Reference Manual, C4.1 "A64 instruction set encoding"; ELF for the Arm 64-bit Architecture.
 */
import type { FieldPiece, FieldRow } from '../fields'
import { bitsOf } from '../fields'

/** A field in an instruction word. */
const word = (row: Omit<FieldRow, 'bytes' | 'instruction'>): FieldRow => ({ ...row, bytes: 4, instruction: true })

/** A branch of so many bits; its value counts bytes and the instruction words. */
const branch = (id: string, count: number, at: number): FieldRow =>
  word({
    id,
    bits: count + 2,
    multipleOf: 4,
    sign: 'signed',
    pieces: [{ value: 2, at, count }],
    says: `signed, ${count} bits that count words`,
  })

/** The two lowest bits of what ADR and ADRP hold stand apart from the others. */
const split = (lowest: number): readonly FieldPiece[] => [
  { value: lowest, at: 29, count: 2 },
  { value: lowest + 2, at: 5, count: 19 },
]

/** The place in a page, in units of 2^shift bytes. */
const offset = (shift: number): FieldRow =>
  word({
    id: `offset${2 ** shift}`,
    bits: 12,
    multipleOf: 2 ** shift,
    sign: 'unsigned',
    pieces: [{ value: shift, at: 10, count: 12 - shift }],
    says: shift === 0 ? 'unsigned, 12 bits' : `unsigned, 12 bits that count units of ${2 ** shift} bytes`,
  })

const OFFSETS = [0, 1, 2, 3, 4].map(offset)

/** Sixteen bits of the value, from 16 * `half` on. */
const half = (half: number): FieldRow =>
  word({
    id: `half${half}`,
    bits: 64,
    sign: 'none',
    pieces: [{ value: 16 * half, at: 5, count: 16 }],
    says: `bits ${16 * half} to ${16 * half + 15}`,
  })

const HALVES = [0, 1, 2, 3].map(half)

/** Loads and stores with an unsigned offset. */
const isLoadOrStore = (instruction: number): boolean => (instruction & 0x3b000000) === 0x39000000
/** Of these, those of a 16-byte register. */
const isWide = (instruction: number): boolean => (instruction & 0x04800000) === 0x04800000

/** The instruction's access size as a power of two; 0 for additions, which count bytes. */
function sizeLog(instruction: number): number {
  if (!isLoadOrStore(instruction)) return 0
  const size = instruction >>> 30
  return size === 0 && isWide(instruction) ? 4 : size
}

/** By how many halves a move shifts what it holds. */
const halfOf = (instruction: number): number => (instruction >>> 21) & 3

export const BRANCH26 = branch('branch26', 26, 0)
export const BRANCH19 = branch('branch19', 19, 5)
export const BRANCH14 = branch('branch14', 14, 5)

export const ADR: FieldRow = word({
  id: 'adr',
  bits: 21,
  sign: 'signed',
  pieces: split(0),
  says: 'signed, 21 bits in two pieces',
})

export const ADRP: FieldRow = word({
  id: 'adrp',
  bits: 33,
  multipleOf: 4096,
  sign: 'signed',
  pieces: split(12),
  says: 'signed, 21 bits in two pieces that count pages',
})

export const OFFSET12: FieldRow = { ...OFFSETS[0]!, chosenBy: (instruction) => OFFSETS[sizeLog(instruction)]! }

/** The place of a GOT entry, counted from the start of the page in which the GOT begins. */
export const OFFSET15: FieldRow = word({
  id: 'offset15',
  bits: 15,
  multipleOf: 8,
  sign: 'unsigned',
  pieces: [{ value: 3, at: 10, count: 12 }],
  says: 'unsigned, 12 bits that count entries of 8 bytes',
})

export const HALF: FieldRow = { ...HALVES[0]!, chosenBy: (instruction) => HALVES[halfOf(instruction)]! }

/** The same where no half above this one may be needed. */
const LAST_HALVES = HALVES.map(
  (row, k): FieldRow => ({
    ...row,
    id: `last-${row.id}`,
    bits: 16 * k + 16,
    sign: k === 3 ? 'none' : 'unsigned',
    says: `${row.says}, the highest that are not 0`,
  }),
)

export const LAST_HALF: FieldRow = {
  ...LAST_HALVES[0]!,
  chosenBy: (instruction) => LAST_HALVES[halfOf(instruction)]!,
}

/** MOVK, which leaves the register's other halves alone. */
const isKeep = (instruction: number): boolean => (instruction & 0x20000000) !== 0

/**
 * A move of a signed value. A register whose upper bits are to be ones is filled by MOVN, which writes its bits the other
 * way round; a bit of the instruction, the value's sign, makes the difference between it and MOVZ.
 */
const signedHalf = (k: number, negative: boolean, checked: boolean): FieldRow =>
  word({
    id: `${checked ? 'signed' : 'any-signed'}-half${k}`,
    bits: checked ? 16 * k + 17 : 64,
    sign: checked ? 'signed' : 'none',
    pieces: [
      { value: 16 * k, at: 5, count: 16, ...(negative ? { inverted: true } : {}) },
      { value: Math.min(63, 16 * k + 16), at: 30, count: 1, inverted: true },
    ],
    says: `${checked ? 'signed, ' : ''}bits ${16 * k} to ${16 * k + 15} and the sign`,
  })

/** For each half those of a value that is not negative, and of one that is. */
const signedRows = (checked: boolean): readonly (readonly FieldRow[])[] =>
  [0, 1, 2, 3].map((k) => [false, true].map((negative) => signedHalf(k, negative, checked && k < 3)))

const SIGNED_ROWS = signedRows(true)
const ANY_SIGNED_ROWS = signedRows(false)

function signedHalves(checked: boolean): FieldRow {
  const rows = checked ? SIGNED_ROWS : ANY_SIGNED_ROWS
  const chosenBy = (instruction: number, low: number, high: number): FieldRow => {
    const k = halfOf(instruction)
    if (isKeep(instruction)) return checked ? LAST_HALVES[k]! : HALVES[k]!
    return rows[k]![bitsOf(low, high, Math.min(63, 16 * k + 16), 1)]!
  }
  return { ...rows[0]![0]!, chosenBy }
}

export const SIGNED_HALF = signedHalves(true)
export const ANY_SIGNED_HALF = signedHalves(false)

/** ADRP where nobody asks whether the page is in reach. */
export const ANY_ADRP: FieldRow = { ...ADRP, id: 'any-adrp', bits: 64, sign: 'none' }

/** An addition of the bits above the lowest twelve. */
export const HIGH12: FieldRow = word({
  id: 'high12',
  bits: 24,
  sign: 'unsigned',
  pieces: [{ value: 12, at: 10, count: 12 }],
  says: 'unsigned, bits 12 to 23',
})

const ANY_OFFSETS = OFFSETS.map((row): FieldRow => ({ ...row, id: `any-${row.id}`, bits: 64, sign: 'none' }))

/** The lowest twelve bits of a value that may have more. */
export const ANY_OFFSET12: FieldRow = {
  ...ANY_OFFSETS[0]!,
  id: 'any-offset12',
  says: 'the lowest 12 bits',
  chosenBy: (instruction) => ANY_OFFSETS[sizeLog(instruction)]!,
}

/** All of them, those that an instruction chooses as well. */
export const AARCH64_FIELDS: readonly FieldRow[] = [
  ...[BRANCH26, BRANCH19, BRANCH14, ADR, ADRP, ANY_ADRP, OFFSET15, HIGH12, ANY_OFFSET12],
  ...[...OFFSETS, ...ANY_OFFSETS, ...HALVES, ...LAST_HALVES, ...SIGNED_ROWS.flat(), ...ANY_SIGNED_ROWS.flat()],
]
