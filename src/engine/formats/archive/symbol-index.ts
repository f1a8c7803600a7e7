/**
 * An archive's symbol index says which member defines which name, so that a linker need not open all of them. Three
 * systems have three forms:
 *
 *   "/", "/SYM64/"            big-endian count, that many offsets of member headers, then the names, zero-terminated
 *   "__.SYMDEF…"              bytes of the table, pairs (offset of the name, offset of the header), bytes of the names, names
 *   a second "/" (COFF)       little-endian: members and their headers' offsets, then names with one-based member numbers
 *
 * Nobody has to believe it: an entry that leads to no member is left out and counted.
 *
 * Source: System V ABI, "Archive Symbol Table"; ranlib(5); Microsoft PE and COFF Specification, "Archive (Library) File
 * Format".
 */
import { latin1 } from './headers'

export interface IndexEntry {
  readonly name: string
  /** Offset of the member's header in the archive. */
  readonly header: number
}

export interface SymbolIndex {
  readonly entries: readonly IndexEntry[]
  /** Entries whose name or place is not there. */
  readonly lies: number
}

/** Longest name that is read; longer ones are cut, and then nobody asks for them. */
const MOST_NAME = 65536

/** Bytes [start, start + size) of an archive as a table of the form "/" (`wide`: 8-byte numbers, as in "/SYM64/"). */
export function readGnuIndex(bytes: Uint8Array, start: number, size: number, wide: boolean): SymbolIndex {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, size)
  const width = wide ? 8 : 4
  const number = (at: number): number => (wide ? Number(view.getBigUint64(at, false)) : view.getUint32(at, false))
  if (size < width) return { entries: [], lies: size === 0 ? 0 : 1 }
  const told = number(0)
  const count = Math.min(told, Math.floor((size - width) / width))
  const entries: IndexEntry[] = []
  let at = start + width * (1 + count)
  for (let i = 0; i < count; i++) {
    const end = nameEnd(bytes, at, start + size)
    if (end === undefined) break
    entries.push({ name: latin1(bytes, at, end), header: number(width * (1 + i)) })
    at = end + 1
  }
  return { entries, lies: told - entries.length }
}

/** The form "__.SYMDEF" (`wide`: "__.SYMDEF_64"), little-endian. */
export function readBsdIndex(bytes: Uint8Array, start: number, size: number, wide: boolean): SymbolIndex {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, size)
  const width = wide ? 8 : 4
  const number = (at: number): number => (wide ? Number(view.getBigUint64(at, true)) : view.getUint32(at, true))
  if (size < 2 * width) return { entries: [], lies: size === 0 ? 0 : 1 }
  const told = Math.floor(number(0) / (2 * width))
  const count = Math.min(told, Math.floor((size - 2 * width) / (2 * width)))
  const names = width + 2 * width * count + width
  const entries: IndexEntry[] = []
  for (let i = 0; i < count; i++) {
    const at = start + names + number(width + 2 * width * i)
    const end = at < start + size ? nameEnd(bytes, at, start + size) : undefined
    if (end !== undefined) entries.push({ name: latin1(bytes, at, end), header: number(2 * width + 2 * width * i) })
  }
  return { entries, lies: told - entries.length }
}

/** COFF's second linker member. */
export function readCoffIndex(bytes: Uint8Array, start: number, size: number): SymbolIndex {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, size)
  if (size < 8) return { entries: [], lies: size === 0 ? 0 : 1 }
  const members = view.getUint32(0, true)
  const symbols = 4 + 4 * members
  if (symbols + 4 > size) return { entries: [], lies: 1 }
  const told = view.getUint32(symbols, true)
  const count = Math.min(told, Math.floor((size - symbols - 4) / 2))
  const entries: IndexEntry[] = []
  let at = start + symbols + 4 + 2 * count
  for (let i = 0; i < count; i++) {
    const end = nameEnd(bytes, at, start + size)
    if (end === undefined) break
    const member = view.getUint16(symbols + 4 + 2 * i, true)
    if (member >= 1 && member <= members)
      entries.push({ name: latin1(bytes, at, end), header: view.getUint32(4 * member, true) })
    at = end + 1
  }
  return { entries, lies: told - entries.length }
}

/** Where the zero behind a name is, if it is before `limit`. */
function nameEnd(bytes: Uint8Array, at: number, limit: number): number | undefined {
  const end = bytes.subarray(at, Math.min(limit, at + MOST_NAME)).indexOf(0)
  return end < 0 ? undefined : at + end
}
