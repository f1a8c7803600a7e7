/**
 * Why a compiler asks for a relocation of some type: what it did not know when it wrote the instruction, and what it
 * wants to be there. One row for each type that people meet; the page prints it under "Why this kind".
 *
 * Source: System V ABI, AMD64 supplement; ELF Handling For Thread-Local Storage.
 */
import type { Reason } from '../format'

const ABI = 'System V ABI, AMD64 supplement, 4.4.1 “Relocation Types”'
const RELAXING = 'System V ABI, AMD64 supplement, B.2 “Optimize GOTPCRELX Relocations”'
const THREADS = 'ELF Handling For Thread-Local Storage, 4.4 “x86-64”'

const FULL =
  'Eight bytes of data hold an address, and the compiler knows neither where the target will be nor that it will be low.'
const LOW =
  'Code that is never moved may name an address in four bytes, if the whole program stays low. The compiler promised that it will (no -fPIC).'
const NEAR =
  'The instruction counts its distance from itself. The compiler would need to know how far apart code and data will lie; it does not even know their sections’ addresses.'
const TABLE =
  'The target may turn out to be in another library, out of reach. So the instruction goes through a pointer in the GOT, which is near; only the linker knows where that is.'
const GOT_PLACE = 'Code wants to know where the GOT is; it is made by the linker, long after the compiler has finished.'
const THREAD =
  'Each thread has its own copy. Where in it the variable lies is known once all thread-local sections stand side by side.'

const ROWS: Readonly<Record<string, readonly [reason: string, document: string]>> = {
  '64': [FULL, ABI],
  PC32: [NEAR, ABI],
  PC64: [NEAR, ABI],
  PC16: [NEAR, ABI],
  PC8: [NEAR, ABI],
  GOT64: [TABLE, ABI],
  PLT32: [
    'A call. The compiler does not know whether the function will be within 2 GiB, or in this program at all. The linker may put a stub in between; the instruction stays the same.',
    ABI,
  ],
  GOTPCREL: [TABLE, ABI],
  GOTPCREL64: [TABLE, ABI],
  GOTPC32: [GOT_PLACE, ABI],
  GOTPC64: [GOT_PLACE, ABI],
  GOTOFF64: [
    'Code of the large model holds the GOT’s address in a register and reaches its data by the distance from there.',
    ABI,
  ],
  '32': [LOW, ABI],
  '32S': [`${LOW} The processor extends the sign, so the address must lie below 2 GiB.`, ABI],
  '16': ['Sixteen bits of an address: start-up code that still runs in a 16-bit mode.', ABI],
  '8': ['Eight bits of a value that only the linker knows.', ABI],
  SIZE32: ['How large the target is can be decided in another file.', ABI],
  SIZE64: ['How large the target is can be decided in another file.', ABI],
  GOTPCRELX: [`${TABLE} The X allows the linker to take the detour out again if the target is near.`, RELAXING],
  REX_GOTPCRELX: [
    `${TABLE} The X allows the linker to take the detour out again if the target is near; REX says that the instruction has a prefix that must be kept.`,
    RELAXING,
  ],
  TPOFF32: [THREAD, THREADS],
  TPOFF64: [THREAD, THREADS],
  DTPOFF32: [THREAD, THREADS],
  DTPOFF64: [THREAD, THREADS],
  GOTTPOFF: [
    `${THREAD} The variable may be in another library, so the distance is loaded from the GOT (initial-exec).`,
    THREADS,
  ],
  TLSGD: [`${THREAD} The most general way: a call that finds the variable at run time (general-dynamic).`, THREADS],
  TLSLD: [
    `${THREAD} One call finds the block of this file, all its variables are at fixed distances (local-dynamic).`,
    THREADS,
  ],
  GOTPC32_TLSDESC: [`${THREAD} A descriptor in the GOT says how to find it.`, THREADS],
  TLSDESC_CALL: ['Marks the call through a descriptor, so that the linker can take it out.', THREADS],
}

/** The reason for a type by its name, `R_X86_64_PC32`. */
export function reasonFor(name: string): Reason {
  const [reason, document] = ROWS[name.replace(/^R_X86_64_/, '')] ?? ['', ABI]
  return { reasonId: name, reason, document }
}
