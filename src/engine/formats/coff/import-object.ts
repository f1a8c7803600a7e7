/**
 * Entries of import libraries. An import library holds no code: each entry says that a name comes from a DLL, and a
 * linker that makes programs for Windows writes an import table from them. A link into memory has no loader that would
 * read that table, so such an entry is recognised, explained and not linked.
 *
 *   offset  0  0, 0xffff, version 0, machine      12  bytes behind the header     18  bits 0-1 kind, bits 2-4 what the DLL calls it
 *          20  the name, zero, the DLL's name, zero
 *
 * Source: Microsoft PE/COFF Specification, "Import Library Format".
 */
import { tell } from '../../graph/phrases/phrase'
import { textOfBytes } from '../../../base/raw-text'
import { Refusal } from '../../graph/diagnostics'
import { ANONYMOUS_MAGIC, HEADER_BYTES } from './constants'

/** What is imported, by the number in the header. */
const KINDS = [tell('a-function'), tell('a-variable'), tell('a-constant')] as const
const MOST_NAME = 4096

/** The refusal that says what an import entry is and which DLL it names. */
export function describeImport(name: string, bytes: Uint8Array): Refusal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [symbol, next] = stringAt(bytes, HEADER_BYTES)
  const [dll] = stringAt(bytes, next)
  const kind = KINDS[view.getUint16(18, true) & 3] ?? tell('something')
  return new Refusal('coff-import', {
    file: name,
    structure: tell('import-header'),
    offset: 0,
    found: tell('imports-entry', { kind, name: symbol || tell('a-name'), dll: dll || tell('a-dll') }),
    expected: tell('object-with-sections'),
    detail: tell('only-names', { name: symbol || tell('nothing'), kind, dll: dll || tell('a-dll') }),
  })
}

/** The DLL that an entry names; undefined for what is no entry. */
export function dllOfEntry(bytes: Uint8Array): string | undefined {
  const isEntry = ANONYMOUS_MAGIC.every((byte, i) => bytes[i] === byte) && bytes[4] === 0 && bytes[5] === 0
  if (!isEntry || bytes.length <= HEADER_BYTES) return undefined
  const [, next] = stringAt(bytes, HEADER_BYTES)
  return stringAt(bytes, next)[0] || undefined
}

/** A zero-terminated text and where the next one starts. */
function stringAt(bytes: Uint8Array, start: number): readonly [string, number] {
  const rest = bytes.subarray(start, start + MOST_NAME)
  const end = rest.indexOf(0)
  const text = end < 0 ? rest : rest.subarray(0, end)
  return [textOfBytes(text), start + text.length + 1]
}
