/**
 * Why a compiler for AArch64 asks for a relocation of some type. Types differ mostly in the instruction that holds the
 * value, so one sentence often serves many.
 *
 * Source: ELF for the Arm 64-bit Architecture (AArch64), "Relocation"; its addendum on thread-local storage.
 */
import type { Reason } from '../format'

const ABI = 'ELF for the Arm 64-bit Architecture (AAELF64), “Relocation”'
const THREADS = 'ELF for the Arm 64-bit Architecture (AAELF64), “Thread-local storage”'

const FULL =
  'Eight bytes of data hold an address, and the compiler knows neither where the target will be nor that it will be low.'
const LOW = 'Four bytes of data hold an address, if the whole program stays low.'
const DISTANCE = 'Data counts a distance from itself, so that it need not change when everything moves together.'
const CALL =
  'A call or jump holds its distance in 26 bits, which count words: 128 MiB either way. The compiler does not know how far the function will be, or whether it is in this program at all; the linker may put a stub in between.'
const NEAR =
  'A branch within a function or to a neighbour; the assembler could not finish it, because the target may move.'
const PAGE =
  'No instruction can hold an address. ADRP makes the address of the target’s page, 4 GiB either way, and the next instruction adds the place in the page.'
const IN_PAGE =
  'The second half of an address: ADRP has made its page. The instruction counts in units of what it loads or stores.'
const TABLE =
  'The target may turn out to be in another library. So the address is loaded from a pointer in the GOT, which is near; only the linker knows where that is.'
const MOVE =
  'An address is put together from moves of sixteen bits each: code that may lie anywhere (large model), or a small constant.'
const HERE = 'One instruction is enough, if the target is within 1 MiB.'
const THREAD =
  'Each thread has its own copy. Where in it the variable lies is known once all thread-local sections stand side by side.'

/** The first row whose pattern fits counts. */
const ROWS: readonly (readonly [id: string, pattern: RegExp, reason: string, document: string])[] = [
  [
    'descriptor',
    /^TLSDESC/,
    `${THREAD} A descriptor in memory says how to find it; the call through it is fixed, so that it can be taken out.`,
    THREADS,
  ],
  [
    'initial-exec',
    /^TLSIE/,
    `${THREAD} The variable may be in another library, so the distance is loaded from the GOT (initial-exec).`,
    THREADS,
  ],
  ['thread-local', /^TLS/, THREAD, THREADS],
  ['full', /^ABS64$/, FULL, ABI],
  ['low', /^ABS/, LOW, ABI],
  ['distance', /^PREL|^PLT32$/, DISTANCE, ABI],
  ['call', /^(CALL|JUMP)26$/, CALL, ABI],
  ['near', /^(TSTBR14|CONDBR19)$/, NEAR, ABI],
  ['table', /GOT/, TABLE, ABI],
  ['page', /^ADR_PREL_PG/, PAGE, ABI],
  ['in-page', /LO12_NC$/, IN_PAGE, ABI],
  ['here', /^(LD_PREL_LO19|ADR_PREL_LO21)$/, HERE, ABI],
  ['move', /^MOVW/, MOVE, ABI],
]

/** The reason for a type by its name, `R_AARCH64_CALL26`. */
export function aarch64ReasonFor(name: string): Reason {
  const short = name.replace(/^R_AARCH64_/, '')
  const [id, , reason, document] = ROWS.find(([, pattern]) => pattern.test(short)) ?? ['', undefined, '', ABI]
  return { reasonId: `aarch64-${id}`, reason, document }
}
