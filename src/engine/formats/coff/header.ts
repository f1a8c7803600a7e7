/**
 * The header of a COFF object: which of its three forms it has, for which processor it is, where its tables are.
 *
 *   ordinary      machine, number of sections, …                             20 bytes
 *   big object    0, 0xffff, version 2, machine, …, class, …                 56 bytes, for more than 65,279 sections
 *   others        0, 0xffff, version 0 or a class of their own: import entries, link-time code generation; refused
 *
 * Source: Microsoft PE/COFF Specification, "COFF File Header (Object and Image)", "Import Header"; winnt.h,
 * ANON_OBJECT_HEADER_BIGOBJ.
 */
import { hex } from '../../../base/hex'
import type { Phrase } from '../../graph/phrases/phrase'
import { tell } from '../../graph/phrases/phrase'
import { Refusal } from '../../graph/diagnostics'
import { ANONYMOUS_MAGIC, BIG_HEADER_BYTES, BIG_OBJECT_CLASS, HEADER_BYTES, MACHINE_NAMES } from './constants'
import { describeImport } from './import-object'
import type { CoffMachine } from './machines'
import { COFF_MACHINES, tellMachines } from './machines'

export interface CoffHeader {
  readonly machine: CoffMachine
  readonly isBig: boolean
  readonly sectionCount: number
  /** Where the section headers stand in the file. */
  readonly sectionTable: number
  /** Where the symbol table stands in the file; 0: there is none. */
  readonly symbolTable: number
  /** Records in the symbol table, auxiliary ones included. */
  readonly symbolCount: number
}

const FIRST_BIG_VERSION = 2
const CLASS_AT = 12
/** Where a big object says its machine; an ordinary one begins with it. */
export const BIG_MACHINE_AT = 6

/** Is this the start of a COFF object for some processor that we know, or of an anonymous object? */
export function startsLikeCoff(bytes: Uint8Array): boolean {
  if (isAnonymous(bytes)) return true
  return bytes.length >= 2 && (bytes[0]! | (bytes[1]! << 8)) in MACHINE_NAMES
}

const isAnonymous = (bytes: Uint8Array): boolean => ANONYMOUS_MAGIC.every((byte, i) => bytes[i] === byte)

/** Throws a Refusal that says what the file is if it is no object for a processor that we link. */
export function readHeader(name: string, bytes: Uint8Array): CoffHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const refuse = (
    code: Refusal['diagnostic']['code'],
    structure: Phrase,
    offset: number,
    found: Phrase,
    expected: Phrase,
  ) => new Refusal(code, { file: name, structure, offset, found, expected })
  const need = (count: number): void => {
    if (bytes.length < count)
      throw refuse(
        'coff-truncated',
        tell('coff-header'),
        0,
        tell('bytes', { n: bytes.length }),
        tell('bytes-of-header', { n: count }),
      )
  }
  const machineAt = (at: number): CoffMachine => {
    const number = view.getUint16(at, true)
    const row = COFF_MACHINES.find(({ machine }) => machine === number)
    if (row) return row
    const found = tell('called', { number: hex(number), name: MACHINE_NAMES[number] ?? tell('unknown') })
    throw refuse('coff-machine', tell('coff-field', { field: 'Machine' }), at, found, tellMachines())
  }
  if (!isAnonymous(bytes)) {
    need(HEADER_BYTES)
    return {
      machine: machineAt(0),
      isBig: false,
      sectionCount: view.getUint16(2, true),
      sectionTable: HEADER_BYTES + view.getUint16(16, true),
      symbolTable: view.getUint32(8, true),
      symbolCount: view.getUint32(12, true),
    }
  }
  need(HEADER_BYTES)
  const version = view.getUint16(4, true)
  if (version === 0) throw describeImport(name, bytes)
  const isBig =
    version >= FIRST_BIG_VERSION &&
    bytes.length >= CLASS_AT + BIG_OBJECT_CLASS.length &&
    BIG_OBJECT_CLASS.every((byte, i) => bytes[CLASS_AT + i] === byte)
  if (!isBig) {
    const found = tell('anonymous-version', { n: version })
    throw refuse('coff-anonymous', tell('coff-field', { field: 'ClassID' }), CLASS_AT, found, tell('big-class'))
  }
  need(BIG_HEADER_BYTES)
  return {
    machine: machineAt(BIG_MACHINE_AT),
    isBig: true,
    sectionCount: view.getUint32(44, true),
    sectionTable: BIG_HEADER_BYTES,
    symbolTable: view.getUint32(48, true),
    symbolCount: view.getUint32(52, true),
  }
}
