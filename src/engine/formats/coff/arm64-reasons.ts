/**
 * Why a compiler for Windows on ARM64 asks for a relocation of some type: what it did not know when it wrote the bytes. One
 * row for each type that people meet; the page prints it under "Why this kind".
 *
 * Source: Microsoft PE/COFF Specification; "ARM64 exception handling" and "CodeView" as MSVC documents them.
 */
import type { Reason } from '../format'

const SPECIFICATION = 'Microsoft PE/COFF Specification, “COFF Relocations (Object Only)”, ARM64 Processors'

const BRANCH =
  'A branch within a function or to a neighbour; the assembler could not finish it, because the target may move.'
const IN_PAGE =
  'The second half of an address: ADRP has made its page. The instruction counts in units of what it loads or stores.'
const THREAD =
  'Half of a distance from the start of the target’s section. Each thread has its own copy of the thread-local section, and code adds this to where the copy starts.'

const ROWS: Readonly<Record<string, string>> = {
  ADDR32: 'Four bytes hold an address, so the target must lie below 4 GiB. Windows on ARM64 hardly promises that.',
  ADDR32NB:
    'Tables of an image (for unwinding, for debugging) hold four bytes where an address would take eight: the distance from where the image starts, which the name __ImageBase gives. Such tables need no change when the image moves.',
  BRANCH26:
    'A call or jump holds its distance in 26 bits, which count words: 128 MiB either way. The compiler does not know how far the function will be, or whether it is in this program at all.',
  PAGEBASE_REL21:
    'No instruction can hold an address. ADRP makes the address of the target’s page, 4 GiB either way, and the next instruction adds the place in the page.',
  REL21: 'One instruction is enough, if the target is within 1 MiB.',
  PAGEOFFSET_12A: IN_PAGE,
  PAGEOFFSET_12L: IN_PAGE,
  SECREL:
    'The distance from the start of the target’s section, not an address: debug information names places so. The linker may put other files’ parts of the section in front.',
  SECREL_LOW12A: THREAD,
  SECREL_HIGH12A: THREAD,
  SECREL_LOW12L: THREAD,
  SECTION:
    'Debug information names a place by the number of its section and the distance from that section’s start. This field is the number, which is settled when all sections stand in a row.',
  ADDR64:
    'Eight bytes of data hold an address, and the compiler knows neither where the target will be nor that it will be low.',
  BRANCH19: BRANCH,
  BRANCH14: BRANCH,
  REL32: 'Data counts a distance from itself, so that it need not change when everything moves together.',
}

/** The reason for a relocation type, by its name in full; empty for types that nobody meets. */
export function arm64ReasonForCoff(name: string): Reason {
  const reason = ROWS[name.replace('IMAGE_REL_ARM64_', '')]
  return { reasonId: name, reason: reason ?? '', document: reason === undefined ? '' : SPECIFICATION }
}
