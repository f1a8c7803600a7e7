/**
 * Why a compiler asks for a relocation of Mach-O: what it did not know when it wrote the instruction, and what it wants to
 * be there. One row for each type; the page prints it under "Why this kind".
 *
 * Source: Apple's <mach-o/x86_64/reloc.h> and <mach-o/arm64/reloc.h>, whose comments show the instruction of each.
 */
import type { Reason } from '../format'

const X86_64 = 'Apple’s <mach-o/x86_64/reloc.h>'

const NEAR =
  'The instruction counts its distance from its own end. The compiler would need to know how far apart code and data will lie; it does not even know their sections’ addresses.'

const ROWS: Readonly<Record<string, readonly [reason: string, document: string]>> = {
  X86_64_RELOC_UNSIGNED: [
    'Data holds an address, and the compiler does not know where the target will be. What it knew, a distance from the symbol or an address in the object file, stands in these bytes.',
    X86_64,
  ],
  X86_64_RELOC_SIGNED: [NEAR, X86_64],
  X86_64_RELOC_SIGNED_1: [`${NEAR} One byte of constant follows the field, so the end is one byte further.`, X86_64],
  X86_64_RELOC_SIGNED_2: [`${NEAR} Two bytes of constant follow the field, so the end is two bytes further.`, X86_64],
  X86_64_RELOC_SIGNED_4: [`${NEAR} Four bytes of constant follow the field, so the end is four bytes further.`, X86_64],
  X86_64_RELOC_BRANCH: [
    'A call or jump. The compiler does not know whether the function will be within 2 GiB, or in this program at all. The linker may put a stub in between; the instruction stays the same.',
    X86_64,
  ],
  X86_64_RELOC_GOT_LOAD: [
    'The target may turn out to be in another library, out of reach. So the instruction, a movq, loads its address from a pointer in the GOT, which is near. The linker may turn it into a leaq if the target is near after all.',
    X86_64,
  ],
  X86_64_RELOC_GOT: [
    'Something other than a movq goes through a pointer in the GOT: its place is wanted, and the instruction cannot be taken apart.',
    X86_64,
  ],
  X86_64_RELOC_SUBTRACTOR: [
    'Data holds the distance between two symbols. It takes two relocations: this one names the symbol to subtract, the one behind it the symbol to count from.',
    X86_64,
  ],
  X86_64_RELOC_TLV: [
    'Each thread has its own copy. The instruction, a movq, loads the address of a descriptor that knows how to find it.',
    X86_64,
  ],
}

const ARM64 = 'Apple’s <mach-o/arm64/reloc.h>'
const PAGE =
  'What is far away takes two instructions: this one, ADRP, makes the address of a page of 4 KiB. Where the page will be, and how far from here, the compiler does not know.'
const IN_PAGE =
  'The second of two instructions: it adds where in its page the target is to what ADRP has made. The compiler does not know where the target will be.'
const DETOUR = 'The target may turn out to be in another library, so its address is loaded from a pointer in the GOT.'
const DESCRIPTOR =
  'Each thread has its own copy. The address of a descriptor that knows how to find it is loaded from a pointer.'

const ARM64_ROWS: Readonly<Record<string, string>> = {
  UNSIGNED: ROWS.X86_64_RELOC_UNSIGNED![0],
  SUBTRACTOR: ROWS.X86_64_RELOC_SUBTRACTOR![0],
  BRANCH26:
    'A call or jump. The compiler does not know whether the function will be within 128 MiB, or in this program at all. The linker may put a stub in between; the instruction stays the same.',
  PAGE21: PAGE,
  PAGEOFF12: IN_PAGE,
  GOT_LOAD_PAGE21: `${DETOUR} ${PAGE}`,
  GOT_LOAD_PAGEOFF12: `${DETOUR} ${IN_PAGE}`,
  POINTER_TO_GOT: 'Data holds the distance to a pointer in the GOT, as call-frame records do for personalities.',
  TLVP_LOAD_PAGE21: `${DESCRIPTOR} ${PAGE}`,
  TLVP_LOAD_PAGEOFF12: `${DESCRIPTOR} ${IN_PAGE}`,
  ADDEND: 'An addend that does not fit the next relocation’s instruction stands in place of a symbol.',
  AUTHENTICATED_POINTER:
    'An address with a signature in its upper bits, without which the processor refuses to use it. Keys are known only to the process that will run, so the pointer is signed there, when the link is finalized.',
}

/** The reason for a type by its name, `X86_64_RELOC_SIGNED`. */
export function machOReasonFor(name: string): Reason {
  const arm64 = ARM64_ROWS[name.replace(/^ARM64_RELOC_/, '')]
  if (arm64 !== undefined && name.startsWith('ARM64')) return { reasonId: name, reason: arm64, document: ARM64 }
  const [reason, document] = ROWS[name] ?? ['', X86_64]
  return { reasonId: name, reason, document }
}
