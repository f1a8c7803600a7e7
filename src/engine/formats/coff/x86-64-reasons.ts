/**
 * Why a compiler asks for a relocation of some type: what it did not know when it wrote the bytes, and what it wants to
 * be there. One row for each type that people meet; the page prints it under "Why this kind".
 *
 * Source: Microsoft PE/COFF Specification; "x64 exception handling" and "CodeView" as MSVC documents them.
 */
import type { Reason } from '../format'

const SPECIFICATION = 'Microsoft PE/COFF Specification, “COFF Relocations (Object Only)”, x64 Processors'

const NEAR =
  'The instruction counts its distance from itself. The compiler would need to know how far apart code and data will lie; it does not even know their sections’ addresses.'

/** The same with n bytes of an immediate operand behind the field. */
const nearBefore = (bytes: string): string =>
  `${NEAR} The instruction ends ${bytes} behind the field, since an immediate operand follows, and the processor counts from the end.`

const ROWS: Readonly<Record<string, string>> = {
  ADDR64:
    'Eight bytes of data hold an address, and the compiler knows neither where the target will be nor that it will be low.',
  ADDR32: 'Four bytes hold an address, so the target must lie below 4 GiB. Windows on x64 hardly promises that.',
  ADDR32NB:
    'Tables of an image (for unwinding, for debugging) hold four bytes where an address would take eight: the distance from where the image starts, which the name __ImageBase gives. Such tables need no change when the image moves.',
  REL32: NEAR,
  REL32_1: nearBefore('one byte'),
  REL32_2: nearBefore('two bytes'),
  REL32_3: nearBefore('three bytes'),
  REL32_4: nearBefore('four bytes'),
  REL32_5: nearBefore('five bytes'),
  SECTION:
    'Debug information names a place by the number of its section and the distance from that section’s start. This field is the number, which is settled when all sections stand in a row.',
  SECREL:
    'The distance from the start of the target’s section, not an address: debug information names places so, and code reaches thread-local variables so. The linker may put other files’ parts of the section in front.',
}

/** The reason for a relocation type, by its name in full; empty for types that nobody meets. */
export function reasonForCoff(name: string): Reason {
  const reason = ROWS[name.replace('IMAGE_REL_AMD64_', '')]
  return { reasonId: name, reason: reason ?? '', document: reason === undefined ? '' : SPECIFICATION }
}
