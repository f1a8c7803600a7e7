/**
 * Reads one call-frame record. A CIE (common information entry) says how the FDEs that point at it are encoded; an FDE
 * (frame description entry) belongs to one function.
 *
 * Source: Linux Standard Base, "Exception Frames"; DWARF exception header encodings (DW_EH_PE_*).
 */
import { hex } from '../../base/hex'
import type { Phrase } from '../graph/phrases/phrase'
import { phraseText, tell } from '../graph/phrases/phrase'

/** Where a record refers to something by address, and how that field is encoded. */
export interface FramePointer {
  readonly offset: number
  readonly encoding: number
}

export interface Cie {
  readonly kind: 'cie'
  readonly addressEncoding: number
  /** Undefined: FDEs of this CIE carry no pointer to language-specific data. */
  readonly lsdaEncoding: number | undefined
  readonly hasAugmentationData: boolean
  readonly personality: FramePointer | undefined
}

export interface Fde {
  readonly kind: 'fde'
  /** Offset of the field that holds the distance back to the CIE. */
  readonly ciePointerOffset: number
  readonly ciePointer: number
}

export interface Terminator {
  readonly kind: 'terminator'
}

/** Thrown by the cursor and by the parser; the pass adds the file and the place. */
export class FrameProblem extends Error {
  readonly at: number
  readonly found: Phrase
  readonly expected: Phrase
  constructor(at: number, found: Phrase, expected: Phrase) {
    super(phraseText(found))
    this.found = found
    this.at = at
    this.expected = expected
  }
}

/** Walks over a record, which lies in other bytes; reading past its end is a FrameProblem. */
export class FrameCursor {
  /** Offset in the record. */
  at = 0
  #bytes: Uint8Array = new Uint8Array(0)
  #start = 0
  #size = 0
  readonly #isLittle: boolean
  constructor(isLittle: boolean) {
    this.#isLittle = isLittle
  }
  /** Goes to the beginning of a record: one cursor walks over all of them, one after the other. */
  open(bytes: Uint8Array, start: number, size: number): this {
    this.#bytes = bytes
    this.#start = start
    this.#size = size
    this.at = 0
    return this
  }
  skip(count: number): void {
    this.#need(count)
    this.at += count
  }
  u8(): number {
    this.#need(1)
    return this.#bytes[this.#start + this.at++]!
  }
  u32(): number {
    this.#need(4)
    const at = this.#start + this.at
    const bytes = this.#bytes
    this.at += 4
    if (!this.#isLittle)
      return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0
    return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0
  }
  /** Skips a LEB128 number and returns it, as far as it fits a safe number. */
  uleb(): number {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = this.u8()
      value += (byte & 0x7f) * factor
      if (!(byte & 0x80)) return value
    }
  }
  #need(count: number): void {
    if (this.at + count <= this.#size) return
    throw new FrameProblem(this.at, tell('record-ends'), tell('more-bytes', { n: count }))
  }
}

export const DW_EH_PE = {
  omit: 0xff,
  indirect: 0x80,
  pcrel: 0x10,
  formatMask: 0x0f,
  signed: 0x08,
  applicationMask: 0x70,
} as const

const WIDTH_OF_FORMAT: Readonly<Record<number, number>> = { 0: 8, 3: 4, 4: 8, 11: 4, 12: 8 }

/** Bytes of a pointer with this encoding; a FrameProblem for those that linkers do not support. */
export function pointerWidth(encoding: number, at: number): number {
  const width = WIDTH_OF_FORMAT[encoding & DW_EH_PE.formatMask]
  const application = encoding & DW_EH_PE.applicationMask
  if (width !== undefined && (application === 0 || application === DW_EH_PE.pcrel)) return width
  throw new FrameProblem(at, tell('pointer-encoding', { encoding: hex(encoding) }), tell('pointer-encodings'))
}

/** The unsigned number of 4 or 8 bytes at an offset of a record; a FrameProblem if the record ends before it does. */
export function unsignedAt(bytes: Uint8Array, offset: number, width: number, isLittle: boolean): bigint {
  const cursor = new FrameCursor(isLittle).open(bytes, 0, bytes.length)
  cursor.at = offset
  const first = BigInt(cursor.u32())
  if (width !== 8) return first
  const second = BigInt(cursor.u32())
  return isLittle ? first | (second << 32n) : second | (first << 32n)
}

export interface FrameRules {
  /** Accept the letters S and B, which carry no data. */
  readonly acceptDataless: boolean
}

/** Parses the head of the record that a cursor was opened on: all of a CIE, an FDE up to behind its CIE pointer. */
export function parseRecord(cursor: FrameCursor, rules: FrameRules): Cie | Fde | Terminator {
  const length = cursor.u32()
  if (length === 0) return { kind: 'terminator' }
  if (length === 0xffffffff) cursor.skip(8)
  const ciePointerOffset = cursor.at
  const ciePointer = cursor.u32()
  if (ciePointer !== 0) return { kind: 'fde', ciePointerOffset, ciePointer }
  return parseCie(cursor, rules)
}

function parseCie(cursor: FrameCursor, rules: FrameRules): Cie {
  const version = cursor.u8()
  if (version !== 1) throw new FrameProblem(cursor.at - 1, tell('cie-version', { n: version }), tell('version-1'))
  const letters = augmentationLetters(cursor, rules)
  cursor.uleb() // code alignment
  cursor.uleb() // data alignment: signed, but only its end matters here
  cursor.u8() // return address register
  const hasAugmentationData = letters.includes('z')
  if (!hasAugmentationData)
    return { kind: 'cie', addressEncoding: 0, lsdaEncoding: undefined, hasAugmentationData, personality: undefined }
  const end = cursor.uleb() + cursor.at
  let addressEncoding = 0
  let lsdaEncoding: number | undefined
  let personality: FramePointer | undefined
  for (const letter of letters) {
    if (letter === 'L') lsdaEncoding = cursor.u8()
    if (letter === 'R') addressEncoding = cursor.u8()
    if (letter === 'P') {
      const encoding = cursor.u8()
      personality = { offset: cursor.at, encoding }
      cursor.skip(pointerWidth(encoding, cursor.at))
    }
    if (cursor.at > end) throw new FrameProblem(cursor.at, tell('augmentation-end'), tell('declared-length'))
  }
  if (addressEncoding === DW_EH_PE.omit)
    throw new FrameProblem(cursor.at, tell('no-address-encoding'), tell('address-encoding'))
  return { kind: 'cie', addressEncoding, lsdaEncoding, hasAugmentationData, personality }
}

function augmentationLetters(cursor: FrameCursor, rules: FrameRules): string[] {
  const letters: string[] = []
  for (let code = cursor.u8(); code !== 0; code = cursor.u8()) {
    const letter = String.fromCharCode(code)
    const known = 'zLPR'.includes(letter) || (rules.acceptDataless && 'SB'.includes(letter))
    if (!known)
      throw new FrameProblem(cursor.at - 1, tell('augmentation-letter', { letter }), tell('augmentation-letters'))
    letters.push(letter)
  }
  return letters
}
