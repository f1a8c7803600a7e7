/**
 * How code asks for the place of a thread-local variable in general: it loads an argument and calls `__tls_get_addr`. The
 * ABI fixes the bytes, with prefixes that do nothing, so that what a linker puts in their place has the same length.
 *
 * Source: System V ABI, AMD64 supplement, "Large Model TLS Code" and "TLS Relocations"; ELF Handling For Thread-Local
 * Storage, "x86-64 general dynamic" and "local dynamic".
 */

/** A byte that may be anything. */
const ANY = -1

export interface ThreadCall {
  /** Bytes up to the field that is relocated, the `lea` of the argument. */
  readonly lea: readonly number[]
  /** Bytes behind that field, from four behind its start. */
  readonly call: readonly number[]
  /** Where the relocation of the call is, in bytes from the field's start. */
  readonly relocated: number
  /** What fills the rest when the sequence has been replaced. */
  readonly padding: readonly number[]
}

const LEA_RDI = [0x48, 0x8d, 0x3d]
const LONG_LEA_RDI = [0x66, ...LEA_RDI]
/** movabs $__tls_get_addr@pltoff,%rax; add %rbx,%rax (or %r15); call *%rax */
const FAR_CALLS = [
  [0x48, 0x01, 0xd8],
  [0x4c, 0x01, 0xf8],
].map((add) => [0x48, 0xb8, ...Array<number>(8).fill(ANY), ...add, 0xff, 0xd0])

export const GENERAL_CALLS: readonly ThreadCall[] = [
  { lea: LONG_LEA_RDI, call: [0x66, 0x66, 0x48, 0xe8], relocated: 8, padding: [] },
  { lea: LONG_LEA_RDI, call: [0x66, 0x48, 0xff, 0x15], relocated: 8, padding: [] },
  // nopw 0(%rax,%rax)
  ...FAR_CALLS.map((call) => ({ lea: LEA_RDI, call, relocated: 6, padding: [0x66, 0x0f, 0x1f, 0x44, 0, 0] })),
]

export const LOCAL_CALLS: readonly ThreadCall[] = [
  { lea: LEA_RDI, call: [0xe8], relocated: 5, padding: [0x66, 0x66, 0x66] },
  { lea: LEA_RDI, call: [0xff, 0x15], relocated: 6, padding: [0x66, 0x66, 0x66, 0x66] },
  // nopw %cs:0(%rax,%rax), as long as what is left
  ...FAR_CALLS.map((call) => ({
    lea: LEA_RDI,
    call,
    relocated: 6,
    padding: [0x66, 0x66, 0x66, 0x66, 0x2e, 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0],
  })),
]

/** Whether the field at `at` is that of this sequence. */
export function isCall(bytes: Uint8Array, at: number, { lea, call }: ThreadCall): boolean {
  return matches(bytes, at - lea.length, lea) && matches(bytes, at + 4, call)
}

function matches(bytes: Uint8Array, at: number, expected: readonly number[]): boolean {
  return at >= 0 && expected.every((byte, i) => byte === ANY || bytes[at + i] === byte)
}
